"""Entities and models as rows: put once, found by id."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dateline.errors import StoreError
from dateline.records import Entity, Model
from dateline.store import schema as t
from dateline.store.text import folded


def model_keys(connection: Connection, models: Iterable[Model]) -> dict[Model, int]:
    """The key of each model; one that is new gets a row."""
    found = {Model(name=name, version=version): key for key, name, version in connection.execute(select(t.models))}
    for model in models:
        if model not in found:
            statement = insert(t.models).values(name=model.name, version=model.version).returning(t.models.c.key)
            found[model] = connection.execute(statement).scalar_one()
    return found


def entity_keys(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The key of each entity id. Raises StoreError for one that is not in the store."""
    wanted = sorted(set(ids))
    e = t.entities.c
    found = dict(connection.execute(select(e.id, e.key).where(e.id.in_(wanted))).tuples().all())
    if missing := [id for id in wanted if id not in found]:
        raise StoreError(
            f"The entity {missing[0]!r} is not in the store.", remedy="Hand it in with the article (`coined`)."
        )
    return found


def put_entities(connection: Connection, entities: Sequence[Entity], state: int) -> None:
    """Add entities, or bring those that are there up to date: former names stay in entity_history."""
    latest: dict[str, Entity] = {}
    for entity in entities:
        known = latest.get(entity.id)
        latest[entity.id] = replace(entity, aliases=(*known.aliases, *entity.aliases)) if known else entity
    if not latest:
        return
    e = t.entities.c
    there = {row.id: row for row in connection.execute(select(t.entities).where(e.id.in_(sorted(latest))))}
    new = [latest[id] for id in sorted(latest) if id not in there]
    if new:
        connection.execute(
            insert(t.entities),
            [_row(entity) | {"id": entity.id, "valid_from": state, "changed": state} for entity in new],
        )
    for id in sorted(there):
        _change(connection, there[id], latest[id], state)
    _add_aliases(connection, latest, state)


def _row(entity: Entity) -> dict[str, Any]:
    return {
        "label": entity.label,
        "name": entity.name,
        "folded": folded(entity.name),
        "country": entity.country,
        "latitude": entity.latitude,
        "longitude": entity.longitude,
    }


def _change(connection: Connection, row: Any, entity: Entity, state: int) -> None:
    wanted = _row(entity)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return
    remember_entity(connection, row, state)
    connection.execute(update(t.entities).where(t.entities.c.key == row.key).values(**wanted, changed=state))


def remember_entity(connection: Connection, row: Any, state: int) -> None:
    """Write what an entity (a row of entities) was until this state into its history."""
    if row.changed < state:
        history = {name: getattr(row, name) for name in ("name", "country", "latitude", "longitude", "merged_into")}
        connection.execute(
            insert(t.entity_history).values(entity=row.key, **history, valid_from=row.changed, valid_to=state)
        )


def _add_aliases(connection: Connection, entities: dict[str, Entity], state: int) -> None:
    keys = entity_keys(connection, entities)
    a = t.aliases.c
    statement = select(a.entity, a.alias).where(a.entity.in_(sorted(keys.values())), a.valid_to.is_(None))
    there = {(entity, alias) for entity, alias in connection.execute(statement)}
    wanted = {
        (keys[entity.id], alias) for entity in entities.values() for alias in (entity.name, *entity.aliases) if alias
    }
    rows = [
        {"entity": key, "alias": alias, "folded": folded(alias), "valid_from": state, "valid_to": None}
        for key, alias in sorted(wanted - there)
    ]
    if rows:
        connection.execute(insert(t.aliases), rows)
