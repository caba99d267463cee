"""Who and what is named in the same articles?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import CTE, ColumnElement, Integer, LargeBinary, and_, case, cast, func, literal, select

from dateline.query import naming
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.questions.asking import Days, meant, within
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.packed import entities_unpacked

PART = 1_000_000  # versions


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
    mine = t.article_entity.alias("mine")
    versions = select(mine.c.version, mine.c.copy).where(
        mine.c.entity.in_(keys), within(mine.c.day, published), scope.holds(mine), scope.shown(mine.c.version)
    )
    if len(keys) > 1:
        versions = versions.distinct()  # an article may name several bearers of one name
    # What a version names is kept in one value for the present, of former states only row by row.
    count = _count_packed if scope.state is None else _count_rows
    rows, total = count(scope, versions.cte("found"), keys, labels, offset, limit)
    named = naming.names_of(scope, [key for key, _, _ in rows])
    items = []
    for key, pieces, copies in rows:
        id, label, name = named[key]
        items.append(CoMention(id=id, label=label, name=name, pieces=pieces, independent=pieces - copies))
    return items, total


Rows = list[tuple[int, int, int]]  # entity, pieces, copies


def _count_packed(
    scope: Scope, found: CTE, keys: Sequence[int], labels: Sequence[str], offset: int, limit: int
) -> tuple[Rows, int]:
    import numpy

    pieces, copies = (entities_unpacked(values) for values in _values(scope, found))
    length = max(int(some.max(initial=0)) for some in (pieces, copies)) + 1
    copied = numpy.bincount(copies, minlength=length)
    counts = numpy.bincount(pieces, minlength=length) + copied
    counts[[key for key in keys if key < length]] = 0
    others = numpy.flatnonzero(counts)
    if labels:
        e = t.entities.c
        known = scope.connection.execute(select(e.key).where(e.label.in_(labels))).scalars().all()
        others = numpy.intersect1d(others, numpy.array(known, dtype=others.dtype))
    # The most frequent first, of those that are as frequent the lower key.
    page = others[numpy.argsort(-counts[others], kind="stable")][offset : offset + limit]
    return [(int(key), int(counts[key]), int(copied[key])) for key in page], len(others)


def _values(scope: Scope, found: CTE) -> tuple[bytes, bytes]:
    """The entities of all versions found: of the independent ones, and of the copies."""
    if scope.on_postgresql:
        return _joined(scope, found, ~found.c.copy), _joined(scope, found, found.c.copy)
    packed = t.version_entities.c
    # SQLite joins text only.
    written = func.group_concat(func.hex(packed.entities), "")
    beside = found.join(t.version_entities, packed.version == found.c.version)
    own, copied = scope.connection.execute(
        select(written.filter(~found.c.copy), written.filter(found.c.copy)).select_from(beside)
    ).one()
    return bytes.fromhex(own or ""), bytes.fromhex(copied or "")


def _joined(scope: Scope, found: CTE, which: ColumnElement[bool]) -> bytes:
    packed = t.version_entities.c
    # Looked up as one array, which is sorted first: a third of the time of a join.
    versions = func.array(select(found.c.version).where(which).scalar_subquery())
    joined = func.string_agg(packed.entities, literal(b"", LargeBinary))
    # Not all in one: a value may have a gigabyte at most.
    statement = select(joined).where(packed.version == func.any(versions)).group_by(packed.version // PART)
    return b"".join(scope.connection.execute(statement).scalars())


def _count_rows(
    scope: Scope, found: CTE, keys: Sequence[int], labels: Sequence[str], offset: int, limit: int
) -> tuple[Rows, int]:
    other, e = t.article_entity.alias("other"), t.entities.c
    copies = cast(func.sum(case((found.c.copy, 1), else_=0)), Integer).label("copies")
    grouped = (
        select(other.c.entity, func.count().label("n"), copies)
        .select_from(found.join(other, other.c.version == found.c.version))
        .where(other.c.entity.not_in(keys), scope.holds(other))
        .group_by(other.c.entity)
        .cte("grouped")
    )
    some = select(grouped.c.entity, grouped.c.n, grouped.c.copies, func.count().over().label("all"))
    if labels:
        some = some.join(t.entities, and_(e.key == grouped.c.entity, e.label.in_(labels)))
    some = some.order_by(grouped.c.n.desc(), grouped.c.entity).offset(offset).limit(limit)
    rows = scope.connection.execute(some).all()
    return [(row.entity, row.n, row.copies) for row in rows], rows[0].all if rows else 0
