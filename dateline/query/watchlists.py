"""Watchlists: queries saved under a name, to be asked as `in:NAME`, alone or within other queries.

A query that cannot be asked is refused when it is saved: one that does not parse, one that asks for a
watchlist that is not there, one that leads back to itself.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Connection

from dateline.errors import InputError, QueryError, shown
from dateline.query.ast import depth
from dateline.query.parsing import parse, require_shallow, watchlists_in
from dateline.query.scope import scope_at
from dateline.store import Store
from dateline.store.text import folded
from dateline.store.watchlists import Watchlist, add_watchlist, all_watchlists, drop_watchlist, put_watchlist

LONGEST_NAME = 80
LONGEST_NOTE = 1_000
NAME = r"^\w[\w .,&+'()-]*$"
MOST = 100  # watchlists that one query may come to, one within the other


def called(known: Sequence[Watchlist], name: str, *, position: int | None = None) -> Watchlist:
    """The watchlist of that name, whatever the case. Raises QueryError, with names that are like it."""
    for one in known:
        if folded(one.name) == folded(name):
            return one
    from rapidfuzz import fuzz, process

    names = [one.name for one in known]
    near = [
        n for n, _, _ in process.extract(name, names, scorer=fuzz.WRatio, processor=folded, limit=3, score_cutoff=60)
    ]
    there = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    remedy = f"Similar: {', '.join(near)}." if near else f"There are: {there}." if names else "None has been saved yet."
    raise QueryError(f"There is no watchlist {shown(name)}.", remedy=remedy, position=position)


def asked_within(connection: Connection, query: str) -> Mapping[str, str]:
    """name -> query of each watchlist that a query comes to. Raises QueryError where that cannot be asked."""
    return _walk(all_watchlists(connection), query, ())


def save_watchlist(store: Store, name: str, query: str, *, note: str = "") -> Watchlist:
    """Save a query. Raises QueryError for one that cannot be asked, InputError for a name that is taken or unfit."""
    now = datetime.now(UTC)
    made = Watchlist(name=_fit_name(name), query=query.strip(), note=_fit_note(note), created=now, changed=now)
    with store.writing() as connection:
        known = all_watchlists(connection)
        _require_free(known, made.name)
        _walk([*known, made], made.query, (made.name,))
        add_watchlist(connection, made)
    return made


def change_watchlist(
    store: Store, name: str, *, new_name: str | None = None, query: str | None = None, note: str | None = None
) -> Watchlist:
    """Change what is given; the rest stays. Other watchlists that ask for it follow its new name.

    With another query all that it finds is new again. Raises QueryError and InputError as saving does.
    """
    with store.writing() as connection:
        known = all_watchlists(connection)
        former = called(known, name)
        others = [one for one in known if one.name != former.name]
        now = datetime.now(UTC)
        made = replace(former, changed=now)
        if new_name is not None:
            made = replace(made, name=_fit_name(new_name))
            _require_free(others, made.name)
        if note is not None:
            made = replace(made, note=_fit_note(note))
        if query is not None and query.strip() != former.query:
            made = replace(made, query=query.strip(), seen=None, looked=None)
        if made.name != former.name:
            others = [replace(one, query=_renamed(one.query, former.name, made.name)) for one in others]
        now_known = [*others, made]
        _walk(now_known, made.query, (made.name,))
        before = {one.name: one for one in known}
        for one in others:
            if _can_be_asked(known, before[one.name]):
                _walk(now_known, one.query, (one.name,))
        put_watchlist(connection, former.name, made)
        for one in others:
            if one != before[one.name]:
                put_watchlist(connection, one.name, one)
    return made


def remove_watchlist(store: Store, name: str) -> Watchlist:
    """Take a watchlist away; answers what it was. Raises QueryError where others ask for it."""
    with store.writing() as connection:
        known = all_watchlists(connection)
        former = called(known, name)
        askers = [one.name for one in known if one.name != former.name and _asks(one.query, former.name)]
        if askers:
            raise QueryError(
                f"The watchlist {former.name!r} is part of others: {', '.join(askers)}.",
                remedy="Change their queries first.",
            )
        drop_watchlist(connection, former.name)
    return former


def looked_at(store: Store, name: str, at: int | str) -> tuple[Watchlist, int]:
    """Remember that someone has looked at a watchlist in a closed state (its number, or the id of its run).

    Answers the watchlist as it was before, and the state's number. Raises QueryError.
    """
    with store.writing() as connection:
        former = called(all_watchlists(connection), name)
        state = scope_at(connection, at).state
        put_watchlist(connection, former.name, replace(former, seen=state, looked=datetime.now(UTC)))
    return former, state or 0


def quoted(name: str) -> str:
    """How a query asks for a watchlist: in:acme, in:"Two Words"."""
    return f"in:{name}" if re.fullmatch(r"[\w.&+'-]+", name) else f'in:"{name}"'


def _walk(known: Sequence[Watchlist], query: str, way: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    count = 0

    def go(part: str, way: tuple[str, ...], deep: int) -> None:
        nonlocal count
        asked, own = _read(part)
        for name, start, _ in asked:
            place = start if part is query else None  # within a watchlist it is no place of what was asked
            within = called(known, name, position=place)
            if within.name in way:
                raise QueryError(
                    f"The watchlist {within.name!r} asks for itself: {' → '.join((*way, within.name))}.",
                    remedy="Take it out of the query.",
                    position=place,
                )
            require_shallow(deep + own + _read(within.query)[1], position=place)
            count += 1
            if count > MOST:
                raise QueryError(
                    f"More than {MOST} watchlists are part of the query.",
                    remedy="Write out some of their queries instead.",
                    position=place,
                )
            found[within.name] = within.query
            go(within.query, (*way, within.name), deep + own)

    go(query, way, 0)
    return found


@lru_cache(maxsize=1_000)
def _read(query: str) -> tuple[tuple[tuple[str, int, int], ...], int]:
    """The watchlists that a query itself asks for, and how deep it is."""
    return watchlists_in(query), depth(parse(query))


def _can_be_asked(known: Sequence[Watchlist], one: Watchlist) -> bool:
    try:
        _walk(known, one.query, (one.name,))
    except QueryError:
        return False
    return True


def _asks(query: str, name: str) -> bool:
    try:
        return any(folded(asked) == folded(name) for asked, _, _ in _read(query)[0])
    except QueryError:  # another release of Dateline could read it
        return False


def _renamed(query: str, name: str, new_name: str) -> str:
    for asked, start, end in reversed(_read(query)[0]) if _asks(query, name) else ():
        if folded(asked) == folded(name):
            query = f"{query[:start]}{quoted(new_name).removeprefix('in:')}{query[end:]}"
    return query


def _fit_name(name: str) -> str:
    fit = " ".join(unicodedata.normalize("NFC", name).split())
    if not re.match(NAME, fit) or len(fit) > LONGEST_NAME:
        raise InputError(
            f"{shown(name)} cannot be the name of a watchlist.",
            remedy=f"Allowed: letters, digits, spaces and . , & + ' ( ) - (a letter or digit first), "
            f"at most {LONGEST_NAME} characters.",
        )
    return fit


def _fit_note(note: str) -> str:
    fit = note.strip()
    if len(fit) > LONGEST_NOTE or "\0" in fit:
        raise InputError(f"The note has {len(fit)} characters.", remedy=f"Allowed: at most {LONGEST_NOTE:,}.")
    return fit


def _require_free(known: Sequence[Watchlist], name: str) -> None:
    taken = next((one for one in known if folded(one.name) == folded(name)), None)
    if taken:
        raise InputError(
            f"There is a watchlist {taken.name!r} already: {taken.query}",
            remedy="Take another name, or change that one: `dateline watch change`.",
        )
