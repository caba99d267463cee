"""Who and what is named in the same articles?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Integer, and_, case, cast, func, select

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
    grouped = (
        select(
            other.c.entity,
            func.count().label("n"),
            cast(func.sum(case((found.c.copy, 1), else_=0)), Integer).label("copies"),
        )
        .select_from(found.join(other, other.c.version == found.c.version))
        .where(other.c.entity.not_in(keys), scope.holds(other))
        .group_by(other.c.entity)
        .cte("grouped")
    )
    e = t.entities.c
    some = select(grouped.c.entity, grouped.c.n, grouped.c.copies, func.count().over().label("all"))
    if labels:
        some = some.join(t.entities, and_(e.key == grouped.c.entity, e.label.in_(labels)))
    some = some.order_by(grouped.c.n.desc(), grouped.c.entity).offset(offset).limit(limit)
    rows = scope.connection.execute(some).all()
    named = naming.names_of(scope, [row.entity for row in rows])
    items = []
    for key, n, copies, _ in rows:
        id, label, shown = named[key]
        items.append(CoMention(id=id, label=label, name=shown, pieces=n, independent=n - copies))
    return items, rows[0].all if rows else 0
