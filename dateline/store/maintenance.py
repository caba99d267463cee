"""Looking after a store: check, backup, vacuum, statistics of the tables."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Subquery, and_, exists, func, literal, or_, select

from dateline.errors import StoreError
from dateline.store import schema as t
from dateline.store.facet_sets import COLUMNS, copy_kind
from dateline.store.opening import Store
from dateline.store.packed import BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check found wrong: what, how often, and where for example."""

    what: str
    count: int
    example: str = ""


def check(store: Store) -> list[Finding]:
    """Everything that is wrong with a store; nothing, if all is well. Reads only."""
    found: list[Finding] = []
    with store.reading() as connection:
        damage = store.dialect.damage(connection)
        found += [Finding(what=f"the engine reports damage: {message}", count=1) for message in damage]
        for what, statement in _rules():
            rows = connection.execute(select(func.count(), func.min(statement.c.example)).select_from(statement)).one()
            if rows[0]:
                found.append(Finding(what=what, count=rows[0], example=str(rows[1])))
    with store.plainly():
        found += [Finding(what=what, count=1) for what in store.dialect.search_damage(store.writer)]
    return found


def _rules() -> Iterator[tuple[str, Subquery]]:
    v, a, x, m, n, ae = t.versions, t.articles, t.texts, t.mentions, t.names, t.article_entity

    def rows(table: FromClause, example: ColumnElement[Any], condition: ColumnElement[bool]) -> Subquery:
        return select(example.label("example")).select_from(table).where(condition).subquery()

    def missing(table: FromClause, condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return ~exists(select(literal(1)).select_from(table).where(condition))

    current = v.c.valid_to.is_(None)
    yield "articles without a current version", rows(a, a.c.id, missing(v, (v.c.article == a.c.key) & current))
    twice = (
        select(v.c.article.label("example")).where(current).group_by(v.c.article).having(func.count() > 1).subquery()
    )
    yield "articles with two current versions", twice
    yield "versions without a text", rows(v, v.c.key, missing(x, x.c.version == v.c.key))
    yield "texts without a version", rows(x, x.c.version, missing(v, v.c.key == x.c.version))
    inside = and_(m.c.start >= 0, m.c.end <= func.length(x.c.text), m.c.start < m.c.end)
    yield (
        "mentions that are not what the text says there",
        rows(
            m.join(x, x.c.version == m.c.version),
            m.c.version,
            ~inside | (func.substr(x.c.text, m.c.start + 1, m.c.end - m.c.start) != m.c.text),
        ),
    )
    q = t.quotes
    said = func.substr(x.c.text, q.c.start + 1, q.c.end - q.c.start)
    yield (
        "quotes that are not what the text says there",
        rows(q.join(x, x.c.version == q.c.version), q.c.key, said != q.c.text),
    )
    gone = ae.c.valid_to.is_(None) & missing(v, (v.c.key == ae.c.version) & current)
    yield "counts by entity of versions that are gone", rows(ae, ae.c.version, gone)
    means = (n.c.version == ae.c.version) & (n.c.entity == ae.c.entity) & n.c.valid_to.is_(None)
    yield "counts by entity without a name", rows(ae, ae.c.version, ae.c.valid_to.is_(None) & missing(n, means))
    counted = (ae.c.version == n.c.version) & (ae.c.entity == n.c.entity) & ae.c.valid_to.is_(None)
    yield (
        "names whose entity is not counted",
        rows(n, n.c.version, n.c.valid_to.is_(None) & n.c.entity.is_not(None) & missing(ae, counted)),
    )
    f, together = t.facet_sets, t.version_entities
    right = and_(
        f.c.key == ae.c.facets,
        *(f.c[name].is_not_distinct_from(v.c[name]) for name in COLUMNS),
        f.c.kind.is_not_distinct_from(copy_kind(v.c.article)),
    )
    yield (
        "counts by entity that bear the facets of another version",
        rows(ae.join(v, v.c.key == ae.c.version), ae.c.version, ae.c.valid_to.is_(None) & missing(f, right)),
    )
    number = (
        select(ae.c.version, func.count().label("n")).where(ae.c.valid_to.is_(None)).group_by(ae.c.version).subquery()
    )
    differ = func.coalesce(func.length(together.c.entities), 0) != BYTES * func.coalesce(number.c.n, 0)
    yield (
        "entities of a version that are not counted so",
        rows(number.outerjoin(together, together.c.version == number.c.version), number.c.version, differ),
    )
    lost = missing(ae, (ae.c.version == together.c.version) & ae.c.valid_to.is_(None))
    yield "entities of versions that are gone", rows(together, together.c.version, lost)
    for table in (*t.FACTS, v, t.copies, t.story_articles, t.aliases):
        backwards = and_(table.c.valid_to.is_not(None), table.c.valid_to < table.c.valid_from)
        yield f"{table.name} that end before they begin", rows(table, table.c.valid_from, backwards)
    late = select(func.coalesce(func.max(t.states.c.number), 0)).scalar_subquery() + 1
    yield "versions of a state to come", rows(v, v.c.key, or_(v.c.valid_from > late, v.c.valid_to > late))
    for table in (m, t.dates, t.events, t.affiliations, q, t.happenings):
        unknown = missing(t.models, t.models.c.key == table.c.model)
        yield f"{table.name} of an unknown model", rows(table, table.c.version, unknown)
    r, o = t.runs, t.outcomes
    yield "outcomes without a run", rows(o, o.c.key, missing(r, r.c.number == o.c.run))


def backup(store: Store, to: Path) -> Path:
    """Write a copy of the store as it is at this moment, while others read and write. Raises StoreError.

    SQLite: a file that can be opened like the store. PostgreSQL: a SQLite file that holds the same
    (`dateline store move` carries it back); the server's own pg_dump remains the faster way for large ones.
    """
    if to.exists():
        raise StoreError(f"{to} exists already.", remedy="Name a file that does not exist yet.")
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        if store.engine == "sqlite":
            store.dialect.copy_to(store.reader, part)
        else:
            from dateline.store.moving import move
            from dateline.store.opening import open_store

            with open_store(f"sqlite:///{part}") as copy:
                move(store, copy)
        os.replace(part, to)  # noqa: PTH105  # atomic, onto the final name
    except OSError as error:
        raise StoreError(f"{to} cannot be written: {error.strerror}.", remedy="Choose another place.") from None
    finally:
        for rest in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
            rest.unlink(missing_ok=True)
    return to


def vacuum(store: Store) -> tuple[int, int]:
    """Give free space back, merge the search index, renew the planner's figures. Answers bytes before and after."""
    before = size(store)
    with store.plainly():
        store.dialect.vacuum(store.writer)
    return before, size(store)


def size(store: Store) -> int:
    """Bytes that the store takes."""
    with store.reading() as connection:
        return int(store.dialect.size(connection))


def rows_by_table(store: Store) -> dict[str, int]:
    """How many rows each table has."""
    with store.reading() as connection:
        return {table.name: count_rows(connection, table.name) for table in t.metadata.sorted_tables}


def count_rows(connection: Connection, table: str) -> int:
    """How many rows a table has."""
    counted = select(func.count()).select_from(t.metadata.tables[table])
    return int(connection.execute(counted).scalar_one())
