"""Verdicts on the store: what names mean, which entity is merged into which, what it is called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, tuple_, update

from dateline.records import Decision, Entity
from dateline.store import schema as t
from dateline.store.knowing import put_entities, remember_entity
from dateline.store.meaning import Move, relink
from dateline.store.text import folded
from dateline.store.verdicts import Verdicts, names_in, other_of

_PIECE = 300  # names that one statement asks for; engines limit the values of a statement


@dataclass(slots=True)
class Changed:
    """What a decision has changed: versions (keys), and how many of their mentions."""

    versions: set[int] = field(default_factory=set)
    mentions: int = 0


def keys_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of those entities that are in the store."""
    e = t.entities.c
    return dict(connection.execute(select(e.id, e.key).where(e.id.in_(sorted(set(ids))))).tuples().all())


def name_anew(connection: Connection, verdicts: Verdicts, ids: Iterable[str], state: int) -> Changed:
    """Say anew what all names of these entities mean, and those that lead to them."""
    keys = sorted(keys_of(connection, verdicts.leading_to(ids)).values())
    n, u = t.names.c, t.undecided_names.c
    changed = Changed()
    rows: dict[tuple[Any, ...], Any] = {}
    for some in (keys[at : at + _PIECE] for at in range(0, len(keys), _PIECE)):
        for condition in (n.entity.in_(some), u.entity.in_(some)):
            rows |= {(row.version, row.label, row.name): row for row in connection.execute(_names().where(condition))}
    _move(connection, verdicts, list(rows.values()), state, changed)
    return changed


def names_of_versions(
    connection: Connection, verdicts: Verdicts, versions: Sequence[int], state: int, changed: Changed
) -> set[str]:
    """Say what the names of these versions mean by the decisions; the ids of all that they name."""
    rows = list(connection.execute(_names().where(t.names.c.version.in_(versions))))
    return _move(connection, verdicts, rows, state, changed)


def _names() -> Select[Any]:
    """Names that hold now, with their article, what they mean, and what they would mean without decisions."""
    n, u, v, a = t.names, t.undecided_names, t.versions, t.articles
    same = (u.c.version == n.c.version) & (u.c.label == n.c.label) & (u.c.name == n.c.name)
    return (
        select(n.c.version, n.c.label, n.c.name, n.c.entity, u.c.entity.label("undecided"), a.c.id.label("article"))
        .select_from(
            n.join(v, v.c.key == n.c.version).join(a, a.c.key == v.c.article).outerjoin(u, same),
        )
        .where(n.c.valid_to.is_(None))
    )


def _move(connection: Connection, verdicts: Verdicts, rows: Sequence[Any], state: int, changed: Changed) -> set[str]:
    keys = {key for row in rows for key in (row.entity, row.undecided) if key}
    e = t.entities.c
    ids: dict[int, str] = {}
    for some in _pieces(sorted(keys)):
        ids |= dict(connection.execute(select(e.key, e.id).where(e.key.in_(some))).tuples().all())
    # What resolving says of each: keeping an article anew forgets what was undecided of it.
    bases = [(row, base) for row in rows if (base := row.undecided or row.entity)]
    wanted = [(row, base, verdicts.meaning(ids[base], row.article, row.name)) for row, base in bases]
    there = {id: key for key, id in ids.items()}
    there |= keys_of(connection, {id for _, _, id in wanted if id} - set(there))
    moves, before = [], []
    for row, base, id in wanted:
        meant = there.get(id) if id else None
        if meant != row.entity:
            moves.append(Move(row.version, row.label, row.name, meant))
        if meant != base or row.undecided:
            before.append((row, base if meant != base else None))
    _remember(connection, before)
    if moves:
        relink(connection, moves, state)
        changed.versions |= {move.version for move in moves}
        changed.mentions += _mentions(connection, moves)
    return set(there)


def _remember(connection: Connection, before: Sequence[tuple[Any, int | None]]) -> None:
    """Keep beside what the names would mean without decisions; None: the same as with them."""
    u = t.undecided_names.c
    for some in _pieces(before):
        of = tuple_(u.version, u.label, u.name).in_([(row.version, row.label, row.name) for row, _ in some])
        connection.execute(delete(t.undecided_names).where(of))
        rows = [
            {"version": row.version, "label": row.label, "name": row.name, "entity": base} for row, base in some if base
        ]
        if rows:
            connection.execute(insert(t.undecided_names), rows)


def _mentions(connection: Connection, moves: Sequence[Move]) -> int:
    m = t.mentions.c
    total = 0
    for some in _pieces(moves):
        of = tuple_(m.version, m.label, m.name).in_([(move.version, move.label, move.name) for move in some])
        total += connection.execute(select(func.count()).where(of, m.valid_to.is_(None))).scalar_one()
    return total


def make_others(connection: Connection, decisions: Iterable[Decision], state: int) -> None:
    """The entities that splits make, where they are not there yet."""
    splits = [d for d in decisions if d.kind == "split" and not d.object]
    there = keys_of(connection, [other_of(d) for d in splits])
    e = t.entities.c
    for decision in splits:
        if other_of(decision) in there:
            continue
        row = connection.execute(select(t.entities).where(e.id == decision.subject)).first()
        if row is not None:
            aliases = names_in(decision)
            name = decision.values.get("name") or next(iter(aliases), row.name)
            made = Entity(id=other_of(decision), label=row.label, name=name, aliases=tuple(aliases))
            put_entities(connection, [made], state)


def settle_entities(
    connection: Connection, verdicts: Verdicts, names: Mapping[str, str], ids: Iterable[str], state: int
) -> None:
    """Let the entities say into which they are merged, and be called as decided. `names`: id -> name."""
    wanted = sorted(set(ids))
    roots = {id: verdicts.root(id) for id in wanted}
    keys = keys_of(connection, [*wanted, *roots.values()])
    e = t.entities.c
    rows = connection.execute(select(t.entities).where(e.id.in_(wanted))).all()
    for row in rows:
        root = keys.get(roots[row.id])
        values = {"merged_into": None if root == row.key else root, "name": names.get(row.id, row.name)}
        if (row.merged_into, row.name) != (values["merged_into"], values["name"]):
            remember_entity(connection, row, state)
            values |= {"folded": folded(str(values["name"])), "changed": state}
            connection.execute(update(t.entities).where(e.key == row.key).values(**values))
        if values["name"] != row.name:
            _also_called(connection, row.key, str(values["name"]), state)


def _also_called(connection: Connection, entity: int, name: str, state: int) -> None:
    a = t.aliases.c
    there = select(a.alias).where(a.entity == entity, a.alias == name, a.valid_to.is_(None))
    if connection.execute(there).first() is None:
        row = {"entity": entity, "alias": name, "folded": folded(name), "valid_from": state, "valid_to": None}
        connection.execute(insert(t.aliases), [row])


def _pieces(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[at : at + _PIECE] for at in range(0, len(items), _PIECE))
