"""One page of what a query finds, in the order that is asked for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select, tuple_

from dateline.query.compiling import Compiled, Driver
from dateline.query.scope import Scope
from dateline.query.text_search import ranked

ORDERS = ("newest", "oldest", "relevance")
# Where at least MANY are found, the next page is likely among the first WALKED that bear the name:
# to look into those texts one by one is quicker than to look up the words in all.
MANY, WALKED = 2_000, 400

Keys = Sequence[tuple[int, date]]  # of versions, with their days


def page_of(
    scope: Scope, compiled: Compiled, order: str, place: Sequence[Any] | None, count: int, total: int
) -> list[tuple[int, date]]:
    """The next `count` of the `total` versions found, behind the place of a cursor."""
    if order == "relevance":
        return _ranked(scope, compiled, int(place[0]) if place else 0, count)
    newest = order != "oldest"
    if compiled.named is not None and compiled.looked_into is not None and total >= MANY:
        walked = _in_order(
            select(compiled.driver.version.label("version"), compiled.driver.day.label("day")).where(compiled.named),
            compiled.driver, place, newest,
        ).limit(WALKED)  # fmt: skip
        rows = walked.subquery()
        driver = Driver(rows, rows.c.version, rows.c.day)
        found = _keys(
            scope,
            _in_order(select(*rows.c).where(compiled.looked_into(driver)), driver, None, newest).limit(count),
        )
        if len(found) == count:
            return found
    return _keys(scope, _in_order(compiled.hits(), compiled.driver, place, newest).limit(count))


def _in_order(statement: Select[Any], driver: Driver, place: Sequence[Any] | None, newest: bool) -> Select[Any]:
    if place:
        here = tuple_(driver.day, driver.version)
        there = tuple_(literal(date.fromisoformat(place[0])), literal(int(place[1])))
        statement = statement.where(here < there if newest else here > there)
    if newest:
        return statement.order_by(driver.day.desc(), driver.version.desc())
    return statement.order_by(driver.day.asc(), driver.version.asc())


def _ranked(scope: Scope, compiled: Compiled, offset: int, count: int) -> list[tuple[int, date]]:
    driver = compiled.driver
    statement = ranked(scope, compiled.hits(), compiled.words, driver.version)
    return _keys(scope, statement.order_by(driver.day.desc(), driver.version.desc()).offset(offset).limit(count))


def _keys(scope: Scope, statement: Select[Any]) -> list[tuple[int, date]]:
    return [(row.version, row.day) for row in scope.connection.execute(statement)]
