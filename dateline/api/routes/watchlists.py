"""Watchlists: queries kept under a name, and what is new in them."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from fastapi import Path as InPath
from pydantic import BaseModel, ConfigDict, Field

from dateline.api.answering import TEXT, After, At, Limit, Page, TheStore, answered
from dateline.api.errors import NotFound
from dateline.errors import QueryError
from dateline.query.questions import Hit, WatchlistFound, new_in
from dateline.query.questions import watchlist as one_watchlist
from dateline.query.questions import watchlists as all_of_them
from dateline.query.questions.watchlists import newest_state
from dateline.query.watchlists import (
    LONGEST_NAME,
    LONGEST_NOTE,
    NAME,
    change_watchlist,
    looked_at,
    remove_watchlist,
    save_watchlist,
)
from dateline.store import Store
from dateline.store.watchlists import Watchlist

router = APIRouter(prefix="/watchlists", tags=["watchlists"])
Name = Annotated[str, InPath(min_length=1, max_length=LONGEST_NAME, pattern=NAME)]
NewName = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME, pattern=NAME)]
Query = Annotated[str, Field(max_length=4_000, pattern=TEXT)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE, pattern=TEXT)]


class NewWatchlist(BaseModel):
    """A query to be kept."""

    model_config = ConfigDict(extra="forbid")

    name: NewName
    query: Query
    note: Note = ""


class OtherWatchlist(BaseModel):
    """What is to be changed; the rest stays. With another query all that it finds is new again."""

    model_config = ConfigDict(extra="forbid")

    name: NewName | None = None
    query: Query | None = None
    note: Note | None = None


class Look(BaseModel):
    """A look at a closed state: `GET new?since=SINCE&at=STATE` gives what there was to see."""

    watchlist: str
    since: int  # the state of the look before; 0: there was none
    state: int


@router.get("", response_model=Page[WatchlistFound])
def watchlists(request: Request, store: TheStore, limit: Limit = 100, after: After = None) -> Response:
    """All watchlists by name, each with how much it finds and how much of that is new since the last look."""
    return answered(request, all_of_them(store, limit=limit, after=after))


@router.post("", response_model=WatchlistFound)
def save(request: Request, store: TheStore, made: NewWatchlist) -> Response:
    """Keep a query; one that cannot be asked is refused."""
    saved = save_watchlist(store, made.name, made.query, note=made.note)
    return answered(request, one_watchlist(store, saved.name))


@router.get("/{name}", response_model=WatchlistFound)
def watchlist(request: Request, store: TheStore, name: Name) -> Response:
    """One of them."""
    return answered(request, _there(store, name))


@router.patch("/{name}", response_model=WatchlistFound)
def change(request: Request, store: TheStore, name: Name, wish: OtherWatchlist) -> Response:
    """Give it another name, query or note; watchlists that ask for it follow its name."""
    _there(store, name)
    changed = change_watchlist(store, name, new_name=wish.name, query=wish.query, note=wish.note)
    return answered(request, one_watchlist(store, changed.name))


@router.delete("/{name}", response_model=Watchlist)
def remove(request: Request, store: TheStore, name: Name) -> Response:
    """Take it away; the answer is what it was. Refused where others ask for it."""
    _there(store, name)
    return answered(request, remove_watchlist(store, name))


@router.get("/{name}/new", response_model=Page[Hit])
def new(
    request: Request,
    store: TheStore,
    name: Name,
    since: At = None,
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """What it finds and did not find in a former state (`since`; left out: at the last look; 0: everything)."""
    _there(store, name)
    return answered(request, new_in(store, name, since=since, at=at, limit=limit, after=after))


@router.post("/{name}/look", response_model=Look)
def look(request: Request, store: TheStore, name: Name, at: At = None) -> Response:
    """Remember a look at a closed state (left out: the newest): what comes after it is new."""
    _there(store, name)
    former, state = looked_at(store, name, at or newest_state(store))
    return answered(request, Look(watchlist=former.name, since=former.seen or 0, state=state).model_dump())


def _there(store: Store, name: str) -> WatchlistFound:
    try:
        return one_watchlist(store, name)
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None
