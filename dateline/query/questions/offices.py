"""Which offices did a person hold, as the articles say, and from when to when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from dateline.query import naming
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.questions.asking import Days, meant, within
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.text import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A title that articles give a person: first and last day on which one did, and where the newest says so."""

    person: str
    person_id: str | None
    title: str
    organisation: str | None
    organisation_id: str | None
    status: str  # of the newest: current, former, acting, designate
    first: date | None
    last: date | None
    pieces: int
    independent: int
    article: str  # the newest that says so; the place is text[start:end]
    start: int | None
    end: int | None


def offices(
    store: Store,
    name: str,
    *,
    published: Days = None,
    at: int | str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Answer[Office]:
    """The offices of a person (or all that an organisation has given), the latest named first. Raises QueryError."""
    page_size(limit)
    asked = fingerprint("offices", name, published, at)
    place = place_of(asked, after)
    offset = int(place[0]) if place else 0
    with store.reading() as connection:
        scope = scope_at(connection, at)
        found = held(scope, [b.key for b in meant(scope, name, ("PERSON", "ORG", "PLACE"))], published)
    return Answer(
        items=tuple(found[offset : offset + limit]),
        total=len(found),
        next=cursor(asked, offset + limit) if offset + limit < len(found) else None,
        state=scope.state,
        question={"question": "offices", "name": name, "published": published, "at": at},
    )


def held(scope: Scope, keys: Sequence[int], published: Days) -> list[Office]:
    """The same for entities by key, all of them."""
    rows = _said(scope, keys, published)
    people = naming.names_of(scope, sorted({k for r in rows for k in (r.person_key, r.organisation_key) if k}))
    groups: dict[tuple[Any, ...], list[Any]] = {}
    for row in rows:
        key = (row.person_key or row.person, folded(row.title), row.organisation_key or folded(row.organisation or ""))
        groups.setdefault(key, []).append(row)
    found = [_office(group, people) for group in groups.values()]
    return sorted(found, key=lambda o: (o.last or date.min, o.pieces, o.title), reverse=True)


def _said(scope: Scope, keys: Sequence[int], published: Days) -> list[Any]:
    f, v, a, ae = t.affiliations, t.versions, t.articles, t.article_entity
    # Two tables of names: who the person is, and which the organisation.
    p, o = t.names.alias("person_name"), t.names.alias("organisation_name")

    def means(names: Any, name: Any, labels: tuple[str, ...]) -> ColumnElement[bool]:
        condition: ColumnElement[bool] = (
            (names.c.version == f.c.version) & (names.c.name == name) & names.c.label.in_(labels) & scope.holds(names)
        )
        return condition

    articles_of = select(ae.c.version).where(ae.c.entity.in_(keys), ae.c.offices > 0, scope.holds(ae))
    copy = select(ae.c.version).where(ae.c.copy, ae.c.entity.in_(keys), scope.holds(ae))
    statement = (
        select(
            f,
            v.c.published,
            v.c.day,
            a.c.id.label("article"),
            p.c.entity.label("person_key"),
            o.c.entity.label("organisation_key"),
            f.c.version.in_(copy).label("copy"),
        )
        .select_from(
            f.join(v, v.c.key == f.c.version)
            .join(a, a.c.key == v.c.article)
            .outerjoin(p, means(p, f.c.person, ("PERSON",)))
            .outerjoin(o, means(o, f.c.organisation, ("ORG", "PLACE")))
        )
        .where(
            f.c.version.in_(articles_of),
            p.c.entity.in_(keys) | o.c.entity.in_(keys),
            scope.holds(f),
            scope.shown(f.c.version),
            within(v.c.day, published),
        )
        .order_by(v.c.day, f.c.version, f.c.key)
    )
    return list({row.key: row for row in scope.connection.execute(statement)}.values())


def _office(rows: Sequence[Any], people: dict[int, tuple[str, str, str]]) -> Office:
    newest = rows[-1]
    days = [row.published for row in rows if row.published]
    person = people.get(newest.person_key)
    organisation = people.get(newest.organisation_key)
    return Office(
        person=person[2] if person else newest.person,
        person_id=person[0] if person else None,
        title=newest.title,
        organisation=organisation[2] if organisation else newest.organisation,
        organisation_id=organisation[0] if organisation else None,
        status=newest.status,
        first=min(days, default=None),
        last=max(days, default=None),
        pieces=len({row.version for row in rows}),
        independent=len({row.version for row in rows if not row.copy}),
        article=newest.article,
        start=newest.start,
        end=newest.end,
    )
