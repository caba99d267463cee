"""Who and what is named in the same articles?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, Integer, and_, case, cast, func, select

from dateline.query import naming
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.questions.asking import Days, meant, within
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class CoMention:
    """An entity that is named together with the one asked for, and in how many articles."""

    id: str
    label: str
    name: str
    pieces: int
    independent: int


def co_mentions(
    store: Store,
    name: str,
    *,
    published: Days = None,
    labels: Sequence[str] = (),
    at: int | str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Answer[CoMention]:
    """What is named in the articles that name `name`, the most frequent first.

    `total` is the number of different entities. Raises QueryError where nothing bears the name.
    """
    page_size(limit)
    asked = fingerprint("co_mentions", name, published, labels, at)
    place = place_of(asked, after)
    offset = int(place[0]) if place else 0
    with store.reading() as connection:
        scope = scope_at(connection, at)
        keys = [bearer.key for bearer in meant(scope, name)]
        items, total = together(scope, keys, published, labels, offset, limit)
    return Answer(
        items=tuple(items),
        total=total,
        next=cursor(asked, offset + limit) if offset + limit < total else None,
        state=scope.state,
        question={"question": "co_mentions", "name": name, "published": published, "labels": list(labels), "at": at},
    )


def together(
    scope: Scope, keys: Sequence[int], published: Days, labels: Sequence[str], offset: int, limit: int
) -> tuple[list[CoMention], int]:
    """One page of what is named together with these entities, and how much there is."""
    mine, other = t.article_entity.alias("mine"), t.article_entity.alias("other")
    versions = select(mine.c.version, mine.c.copy).where(
        mine.c.entity.in_(keys), within(mine.c.day, published), scope.holds(mine), scope.shown(mine.c.version)
    )
    if len(keys) > 1:
        versions = versions.distinct()  # an article may name several bearers of one name
    found = versions.cte("found")
    beside = found.join(other, other.c.version == found.c.version)
    conditions = (other.c.entity.not_in(keys), scope.holds(other))
    count = _count_grouped if scope.on_postgresql else _count_strings
    rows, total = count(scope, other, found.c.copy, beside, conditions, labels, offset, limit)
    named = naming.names_of(scope, [key for key, _, _ in rows])
    items = []
    for key, pieces, copies in rows:
        id, label, name = named[key]
        items.append(CoMention(id=id, label=label, name=name, pieces=pieces, independent=pieces - copies))
    return items, total


Rows = list[tuple[int, int, int]]  # entity, pieces, copies


def _count_grouped(
    scope: Scope,
    other: FromClause,
    copy: ColumnElement[bool],
    beside: FromClause,
    conditions: Sequence[ColumnElement[bool]],
    labels: Sequence[str],
    offset: int,
    limit: int,
) -> tuple[Rows, int]:
    copies = cast(func.sum(case((copy, 1), else_=0)), Integer).label("copies")
    grouped = (
        select(other.c.entity, func.count().label("n"), copies)
        .select_from(beside)
        .where(*conditions)
        .group_by(other.c.entity)
        .cte("grouped")
    )
    e = t.entities.c
    some = select(grouped.c.entity, grouped.c.n, grouped.c.copies, func.count().over().label("all"))
    if labels:
        some = some.join(t.entities, and_(e.key == grouped.c.entity, e.label.in_(labels)))
    some = some.order_by(grouped.c.n.desc(), grouped.c.entity).offset(offset).limit(limit)
    rows = scope.connection.execute(some).all()
    return [(row.entity, row.n, row.copies) for row in rows], rows[0].all if rows else 0


def _count_strings(
    scope: Scope,
    other: FromClause,
    copy: ColumnElement[bool],
    beside: FromClause,
    conditions: Sequence[ColumnElement[bool]],
    labels: Sequence[str],
    offset: int,
    limit: int,
) -> tuple[Rows, int]:
    # SQLite sorts all rows to group them; to hand them over as one text and count it takes half the time.
    keys = func.group_concat(other.c.entity)
    statement = select(keys.filter(copy), keys.filter(~copy)).select_from(beside).where(*conditions)
    copied, own = (Counter(text.split(",") if text else ()) for text in scope.connection.execute(statement).one())
    pieces = {int(key): copied[key] + own[key] for key in {*copied, *own}}
    if labels:
        e = t.entities.c
        known = set(scope.connection.execute(select(e.key).where(e.label.in_(labels))).scalars())
        pieces = {key: count for key, count in pieces.items() if key in known}
    ordered = sorted(pieces, key=lambda key: (-pieces[key], key))[offset : offset + limit]
    return [(key, pieces[key], copied[str(key)]) for key in ordered], len(pieces)
