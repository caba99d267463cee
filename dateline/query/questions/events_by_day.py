"""What is coming up, what took place: named events by their days."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from dateline.query import naming
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.questions.asking import Days, days_of
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where an article says so: text[start:end] of its text."""

    article: str
    headline: str | None
    outlet: str | None
    published: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventOnDay:
    """A named event with the days that most articles give it (at a tie, the newest)."""

    id: str | None  # Entity.id
    name: str
    type: str
    first: date
    last: date
    place: str | None
    organisers: tuple[str, ...]
    participants: tuple[str, ...]
    pieces: int
    independent: int
    other_days: tuple[str, ...]  # what other articles say: "2025-03-20/2025-03-22"
    evidence: tuple[Evidence, ...]  # the newest first, at most five


def events_by_day(
    store: Store,
    days: Days = None,
    *,
    place: str | None = None,
    name: str | None = None,
    at: int | str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> Answer[EventOnDay]:
    """Events with a day in the span (today onwards where none is given), by their first day.

    `place`: the event's place or its article's word for it holds this. Raises QueryError.
    """
    page_size(limit)
    span = days_of(days if days is not None else "today/..")
    asked = fingerprint("events_by_day", span, place, name, at)
    where = place_of(asked, after)
    offset = int(where[0]) if where else 0
    with store.reading() as connection:
        scope = scope_at(connection, at)
        keys = [b.key for b in naming.bearers(scope, name, ("EVENT",))] if name else None
        events = taking_place(scope, span, place=place, keys=keys)
    return Answer(
        items=tuple(events[offset : offset + limit]),
        total=len(events),
        next=cursor(asked, offset + limit) if offset + limit < len(events) else None,
        state=scope.state,
        question={"question": "events_by_day", "days": list(span), "place": place, "name": name, "at": at},
    )


def taking_place(
    scope: Scope, span: tuple[date, date], *, place: str | None = None, keys: Sequence[int] | None = None
) -> list[EventOnDay]:
    """All events with a day in the span; of these entities, where `keys` is given."""
    rows = _told(scope, span, keys)
    roles = _roles(scope, [row.key for row in rows])
    named = naming.names_of(scope, sorted({row.entity for row in rows if row.entity}))
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.entity or folded(row.name), []).append(row)
    wanted = folded(place) if place else None
    events = []
    for rows_of in groups.values():
        event = _event(rows_of, roles, named)
        if event.last < span[0] or event.first > span[1]:
            continue
        if wanted is None or any(wanted in folded(row.place or "") for row in rows_of):
            events.append(event)
    return sorted(events, key=lambda e: (e.first, e.last, e.name))


def _told(scope: Scope, span: tuple[date, date], keys: Sequence[int] | None) -> list[Any]:
    e, v, a, x, n, c = t.events, t.versions, t.articles, t.texts, t.names, t.copies
    copied = select(c.c.article).where(c.c.kind != "form", scope.holds(c))
    means = (n.c.version == e.c.version) & (n.c.label == "EVENT") & (n.c.name == e.c.name) & scope.holds(n)
    statement = (
        select(
            e,
            n.c.entity,
            v.c.day,
            v.c.published,
            v.c.outlet,
            a.c.id.label("article"),
            x.c.headline,
            v.c.article.in_(copied).label("copy"),
        )
        .select_from(
            e.join(v, v.c.key == e.c.version)
            .join(a, a.c.key == v.c.article)
            .join(x, x.c.version == v.c.key)
            .outerjoin(n, means)
        )
        .where(
            e.c.first <= span[1],
            or_(e.c.last >= span[0], e.c.last.is_(None) & (e.c.first >= span[0])),
            scope.holds(e),
            scope.shown(e.c.version),
        )
        .order_by(v.c.day.desc(), e.c.version.desc(), e.c.key)
    )
    if keys is not None:
        statement = statement.where(n.c.entity.in_(keys))
    return list(scope.connection.execute(statement))


def _roles(scope: Scope, events: Sequence[int]) -> dict[int, list[Any]]:
    roles: dict[int, list[Any]] = {}
    r = t.event_roles.c
    for at in range(0, len(events), 10_000):
        some = events[at : at + 10_000]
        for row in scope.connection.execute(select(t.event_roles).where(r.event.in_(some)).order_by(r.event, r.place)):
            roles.setdefault(row.event, []).append(row)
    return roles


def _event(rows: Sequence[Any], roles: dict[int, list[Any]], named: dict[int, tuple[str, str, str]]) -> EventOnDay:
    # The newest comes first, and Counter keeps that order among equals.
    days = Counter((row.first, row.last or row.first) for row in rows)
    (first, last), _ = days.most_common(1)[0]
    places = Counter(row.place for row in rows if row.place)
    entity = named.get(rows[0].entity)

    def part(role: str) -> tuple[str, ...]:
        counted = Counter(r.name for row in rows for r in roles.get(row.key, ()) if r.role == role)
        return tuple(name for name, _ in counted.most_common())

    return EventOnDay(
        id=entity[0] if entity else None,
        name=entity[2] if entity else rows[0].name,
        type=Counter(row.type for row in rows).most_common(1)[0][0],
        first=first,
        last=last,
        place=places.most_common(1)[0][0] if places else None,
        organisers=part("organiser"),
        participants=part("participant"),
        pieces=len({row.article for row in rows}),
        independent=len({row.article for row in rows if not row.copy}),
        other_days=tuple(f"{a}/{b}" for a, b in days if (a, b) != (first, last)),
        evidence=tuple(
            Evidence(
                article=row.article,
                headline=row.headline,
                outlet=row.outlet,
                published=row.published,
                start=row.evidence[0][0],
                end=row.evidence[0][1],
            )
            for row in rows
            if row.evidence
        )[:5],
    )
