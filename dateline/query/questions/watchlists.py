"""Which watchlists are there, and what is new in one since the last look?

New is what its query finds now and did not find in the state of that look: articles that have come since,
that have changed since (another version), or that mean something else since (a decision). It follows from
the states of the store alone; nothing is written down with each article.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, literal, select, tuple_

from dateline.errors import QueryError
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.compiling import Compiled, compile_query
from dateline.query.facets import totals
from dateline.query.parsing import parse
from dateline.query.questions.search import Hit, hits_of
from dateline.query.scope import Scope, scope_at
from dateline.query.watchlists import called
from dateline.store import Store
from dateline.store.states import closed_state
from dateline.store.watchlists import Watchlist, all_watchlists


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchlistFound:
    """A watchlist with what its query finds; `fault` says why it cannot be asked, where that is so."""

    name: str
    query: str
    note: str
    created: datetime
    changed: datetime
    seen: int | None  # the state of the store at the last look
    looked: datetime | None
    pieces: int
    independent: int
    new: int  # pieces that it did not find at the last look; all of them where nobody has looked yet
    fault: str | None


def watchlists(store: Store, *, limit: int = 100, after: str | None = None) -> Answer[WatchlistFound]:
    """All watchlists by name, each with how much it finds and how much of that is new. Raises QueryError."""
    page_size(limit)
    asked = fingerprint("watchlists")
    place = place_of(asked, after)
    with store.reading() as connection:
        known = all_watchlists(connection)
        following = [one for one in known if place is None or one.name > place[0]]
        found = tuple(_found(scope_at(connection, None), one) for one in following[:limit])
    return Answer(
        items=found,
        total=len(known),
        next=cursor(asked, found[-1].name) if len(following) > limit else None,
        question={"question": "watchlists"},
    )


def watchlist(store: Store, name: str) -> WatchlistFound:
    """One of them. Raises QueryError, with names that are like it, where there is none."""
    with store.reading() as connection:
        return _found(scope_at(connection, None), called(all_watchlists(connection), name))


def new_in(
    store: Store,
    name: str,
    *,
    since: int | str | None = None,
    at: int | str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Answer[Hit]:
    """The articles that a watchlist finds and did not find in a former state, the newest first.

    `since` is the number of that state or the id of the run that closed it; left out: that of the last
    look. With 0, or where nobody has looked yet, everything is new. Raises QueryError.
    """
    page_size(limit)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        one = called(all_watchlists(connection), name)
        since = one.seen if since is None else since
        before = scope_at(connection, None if since in (0, "0") else since)
        asked = fingerprint("new_in", one.name, one.query, before.state, scope.state)
        place = place_of(asked, after)
        if scope.state is not None and before.state is not None and before.state > scope.state:
            raise QueryError(
                f"State {before.state}, since which to look, is later than state {scope.state}.",
                remedy="Give `since` an earlier state than `at`.",
            )
        compiled = _compiled(scope, one, before)
        total, independent = totals(scope, compiled)
        driver = compiled.driver
        statement = compiled.hits()
        if place:
            here = tuple_(literal(date.fromisoformat(place[0])), literal(int(place[1])))
            statement = statement.where(tuple_(driver.day, driver.version) < here)
        rows = connection.execute(statement.order_by(driver.day.desc(), driver.version.desc()).limit(limit + 1)).all()
        hits = hits_of(scope, [row.version for row in rows[:limit]], compiled)
    return Answer(
        items=tuple(hits),
        total=total,
        independent=independent,
        next=cursor(asked, rows[limit - 1].day, rows[limit - 1].version) if len(rows) > limit else None,
        state=scope.state,
        question={
            "question": "new_in",
            "watchlist": one.name,
            "query": one.query,
            "since": before.state or 0,
            "at": at,
        },
        notes=tuple(dict.fromkeys(compiled.notes)),
    )


def newest_state(store: Store) -> int:
    """The state that a look is about: the newest closed one; in a store without any, the present is closed."""
    with store.reading() as connection:
        state = closed_state(connection)
    return state or store.close_now()


def _found(scope: Scope, one: Watchlist) -> WatchlistFound:
    pieces = independent = new = 0
    fault = None
    try:
        pieces, independent = totals(scope, compile_query(scope, parse(one.query)))
        new = pieces
        if one.seen is not None:
            new, _ = totals(scope, _compiled(scope, one, scope_at(scope.connection, one.seen)))
    except QueryError as error:
        fault = str(error)
    return WatchlistFound(
        name=one.name,
        query=one.query,
        note=one.note,
        created=one.created,
        changed=one.changed,
        seen=one.seen,
        looked=one.looked,
        pieces=pieces,
        independent=independent,
        new=new,
        fault=fault,
    )


def _compiled(scope: Scope, one: Watchlist, before: Scope) -> Compiled:
    """What a watchlist finds in a scope and did not find in a former one."""
    compiled = compile_query(scope, parse(one.query))
    if before.state is None:  # nobody has looked yet
        return compiled
    # "The last seven days" are those that were the last seven when someone looked.
    then = (one.looked if one.looked and before.state == one.seen else before.now).date()
    former = compile_query(before, parse(one.query, today=then), today=then)
    # A table of its own, so that the conditions of both do not get into each other's way.
    known = former.hits().cte("known")
    compiled.condition = and_(compiled.condition, compiled.driver.version.not_in(select(known.c.version)))
    return compiled
