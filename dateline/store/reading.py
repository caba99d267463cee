"""Articles with their findings, read back as our nouns."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Table, func, select

from dateline.records import (
    Affiliation,
    Article,
    Event,
    Findings,
    Happening,
    Model,
    Participant,
    Quote,
    Span,
)
from dateline.store import schema as t
from dateline.store.current import article_of
from dateline.store.facts import CALENDAR

Holds = Callable[[FromClause], ColumnElement[bool]]


def holds_now(table: FromClause) -> ColumnElement[bool]:
    """The rows of a table that hold in the present."""
    return table.c.valid_to.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article as the store has it."""

    article: Article
    findings: Findings
    version: int  # versions.key
    number: int  # 1, 2, ... within the article
    entities: dict[tuple[str, str], tuple[str, str]]  # (label, name) -> (Entity.id, its name)


def read_versions(connection: Connection, versions: Sequence[int], holds: Holds = holds_now) -> list[Known]:
    """Versions (keys) with what was found in them, in their order; keys that do not exist are left out."""
    rows = _heads(connection, versions)
    facts = {
        table: _by_version(connection, table, versions, holds)
        for table in (t.mentions, t.events, t.affiliations, t.quotes, t.happenings)
    }
    roles = _roles(connection, [row.key for found in facts[t.events].values() for row in found])
    meaning = _meaning(connection, versions, holds)
    models = {m.key: Model(name=m.name, version=m.version) for m in connection.execute(select(t.models))}
    known = []
    for version in versions:
        if row := rows.get(version):
            of = {table: found.get(version, []) for table, found in facts.items()}
            known.append(
                Known(
                    article=article_of(row),
                    findings=_findings(of, roles, models[_model(of, row.model)]),
                    version=version,
                    number=row.number,
                    entities=meaning.get(version, {}),
                )
            )
    return known


def _heads(connection: Connection, versions: Sequence[int]) -> dict[int, Any]:
    a, v, x = t.articles.c, t.versions, t.texts.c
    statement = (
        select(
            a.id,
            a.wire_id,
            v,
            x.headline,
            x.text,
            x.byline,
            x.credit,
            x.notes,
        )
        .join(t.articles, a.key == v.c.article)
        .join(t.texts, x.version == v.c.key)
        .where(v.c.key.in_(versions))
    )
    return {row.key: row for row in connection.execute(statement)}


def _model(of: dict[Table, list[Any]], newest: int) -> int:
    """The model that found these facts: the version itself remembers only the newest that worked on it."""
    return next((int(rows[0].model) for rows in of.values() if rows), newest)


def _by_version(connection: Connection, table: Table, versions: Sequence[int], holds: Holds) -> dict[int, list[Any]]:
    order = (table.c.version, table.c.start) if table is t.mentions else (table.c.version, table.c.key)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(select(table).where(table.c.version.in_(versions), holds(table)).order_by(*order)):
        found[row.version].append(row)
    return found


def _roles(connection: Connection, events: Sequence[int]) -> dict[int, list[Any]]:
    r = t.event_roles.c
    found: dict[int, list[Any]] = defaultdict(list)
    if events:
        for row in connection.execute(select(t.event_roles).where(r.event.in_(events)).order_by(r.event, r.place)):
            found[row.event].append(row)
    return found


def _meaning(
    connection: Connection, versions: Sequence[int], holds: Holds
) -> dict[int, dict[tuple[str, str], tuple[str, str]]]:
    n, e, h = t.names, t.entities.c, t.entity_history
    statement = (
        select(n.c.version, n.c.label, n.c.name, e.id, func.coalesce(h.c.name, e.name))
        .join(t.entities, e.key == n.c.entity)
        .outerjoin(h, (h.c.entity == e.key) & holds(h))  # what it was called then; never a row of the present
        .where(n.c.version.in_(versions), holds(n))
    )
    found: dict[int, dict[tuple[str, str], tuple[str, str]]] = defaultdict(dict)
    for version, label, name, id, entity_name in connection.execute(statement):
        found[version][label, name] = (id, entity_name)
    return found


def _findings(of: dict[Table, list[Any]], roles: dict[int, list[Any]], model: Model) -> Findings:
    mentions = of[t.mentions]
    return Findings(
        spans=tuple(_span(row) for row in mentions if row.label not in ("DURATION", "SET")),
        durations=tuple(_span(row) for row in mentions if row.label in ("DURATION", "SET")),
        events=tuple(_event(row, roles.get(row.key, [])) for row in of[t.events]),
        affiliations=tuple(
            Affiliation(
                person=row.person,
                title=row.title,
                organisation=row.organisation,
                status=row.status,
                evidence=_pair(row),
            )
            for row in of[t.affiliations]
        ),
        quotes=tuple(
            Quote(text=row.text, start=row.start, end=row.end, speaker=row.speaker, cue=row.cue, kind=row.kind)
            for row in of[t.quotes]
        ),
        happenings=tuple(
            Happening(
                type=row.type,
                verb=row.verb,
                actor=row.actor,
                target=row.target,
                when=row.when,
                place=row.place,
                mode=row.mode,
                evidence=_pair(row),
            )
            for row in of[t.happenings]
        ),
        model=model,
    )


def _span(row: Any) -> Span:
    return Span(
        start=row.start,
        end=row.end,
        label=row.label,
        text=row.text,
        entity=None if row.label in CALENDAR else row.name,
        score=row.score,
        value=row.value,
        note=row.note,
    )


def _event(row: Any, roles: Iterable[Any]) -> Event:
    parts = list(roles)
    return Event(
        name=row.name,
        type=row.type,
        start=row.start,
        end=row.end,
        place=row.place,
        organisers=tuple(r.name for r in parts if r.role == "organiser"),
        participants=tuple(Participant(name=r.name, part=r.part) for r in parts if r.role == "participant"),
        edition=row.edition,
        parent=row.parent,
        evidence=tuple((start, end) for start, end in row.evidence),
    )


def _pair(row: Any) -> tuple[int, int] | None:
    return (row.start, row.end) if row.start is not None and row.end is not None else None
