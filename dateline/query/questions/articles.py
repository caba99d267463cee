"""The articles themselves, whole: text, findings, and what their names mean."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from dateline.errors import QueryError
from dateline.query.compiling import compile_query
from dateline.query.parsing import parse
from dateline.query.scope import Scope, scope_at
from dateline.records import article_record
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.reading import Known, read_versions
from dateline.store.takes import take_ids

BATCH = 200


def article(store: Store, id: str, *, version: int | None = None, at: int | str | None = None) -> Known:
    """One article in its current version, or in the version of that number; by its id, or that of a take of it.

    Raises QueryError where there is none, or none that may be shown.
    """
    a, v = t.articles.c, t.versions
    with store.reading() as connection:
        scope = scope_at(connection, at)
        which = scope.holds(v) if version is None else v.c.number == version
        statement = select(v.c.key).join(t.articles, a.key == v.c.article)
        ids = (id, *take_ids(connection, [id]).values())
        key = connection.execute(statement.where(a.id.in_(ids), which, scope.shown(v.c.key))).scalar()
        if key is None:
            raise QueryError(
                f"There is no article {id!r}" + (f" in version {version}." if version else "."),
                remedy="`dateline search` finds articles; canceled, withheld and embargoed ones are never shown.",
            )
        # The facts of a former version hold no longer: they are read as of its last state.
        return read_versions(connection, [key], scope.holds if version is None else _ever(scope, key))[0]


def versions(store: Store, id: str, *, at: int | str | None = None) -> list[Known]:
    """All versions of an article (by its id, or that of a take of it) that may be shown, the first one first.

    Raises QueryError where its current version must not be shown, or there is none.
    """
    newest = article(store, id, at=at)
    a, v = t.articles.c, t.versions
    with store.reading() as connection:
        scope = scope_at(connection, at)
        statement = select(v.c.number).join(t.articles, a.key == v.c.article)
        shown = (a.id == newest.article.id, v.c.number < newest.number, scope.shown(v.c.key))
        numbers = list(connection.execute(statement.where(*shown).order_by(v.c.number)).scalars())
    return [*(article(store, newest.article.id, version=number, at=at) for number in numbers), newest]


def _ever(scope: Scope, key: int) -> Any:
    until = scope.connection.execute(select(t.versions.c.valid_to).where(t.versions.c.key == key)).scalar()

    def held(table: Any) -> Any:
        return scope.holds(table) if until is None else table.c.valid_to == until

    return held


def articles(store: Store, query: str = "", *, at: int | str | None = None, order: str = "oldest") -> Iterator[Known]:
    """All articles that match, whole, one after the other: in constant memory, all of one state of the store.

    Raises QueryError before the first one.
    """
    node = parse(query)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        compiled = compile_query(scope, node)
        day, version = compiled.driver.day, compiled.driver.version
        directed = (day.desc(), version.desc()) if order == "newest" else (day, version)
        # The keys alone are small: eight bytes an article, a million of them fit anywhere.
        keys = [row.version for row in connection.execute(compiled.hits().order_by(*directed))]
        for start in range(0, len(keys), BATCH):
            yield from read_versions(connection, keys[start : start + BATCH], scope.holds)


def record_of(known: Known) -> dict[str, Any]:
    """The record of DESIGN with the store's own fields: `version`, and at each span the entity's id and name."""
    record = article_record(known.article, known.findings)
    for span in record["spans"]:
        if found := known.entities.get((span["label"], span.get("entity") or span["text"])):
            span["entity_id"], span["entity_name"] = found
    record["version"] = known.number
    return record
