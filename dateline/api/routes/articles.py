"""Articles: found by a query, whole with their findings, over time, and as files."""

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from dateline.api.answering import TEXT, After, At, Limit, Page, QueryText, TheStore, answered
from dateline.api.errors import NotFound
from dateline.errors import QueryError
from dateline.history import History
from dateline.history import history as changes_of
from dateline.query.disagreements import Sheet
from dateline.query.disagreements import disagreements as sheet_of
from dateline.query.questions import Bucket, Hit, StoryFound
from dateline.query.questions import search as search_articles
from dateline.query.questions import stories as find_stories
from dateline.query.questions import timeline as over_time
from dateline.query.questions.articles import article as one_article
from dateline.query.questions.articles import record_of
from dateline.query.scope import scope_at
from dateline.store import Store

router = APIRouter(tags=["articles"])
Id = Annotated[str, InPath(min_length=1, max_length=100, pattern=r"^[\w.:-]+$")]


@router.get("/search", response_model=Page[Hit])
def search(
    request: Request,
    store: TheStore,
    q: QueryText = "",
    order: Literal["newest", "oldest", "relevance"] = "newest",
    facets: Annotated[list[Annotated[str, Query(max_length=40, pattern=TEXT)]] | None, Query(max_length=20)] = None,
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """The articles that match a query, each with the sentence that shows why, and facets that agree with them."""
    found = search_articles(
        store,
        q,
        at=at,
        limit=limit,
        after=after,
        order=order,
        facets=tuple(facets or ()),
    )
    return answered(request, found)


@router.get("/articles/{id}", response_model=dict[str, Any])
def article(
    request: Request,
    store: TheStore,
    id: Id,
    version: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="1 is the first; the newest if left out.")
    ] = None,
    at: At = None,
) -> Response:
    """One article with everything that was found in it: the record of `dateline extract`."""
    _require_state(store, at)
    try:
        known = one_article(store, id, version=version, at=at)
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None
    return answered(request, record_of(known))


@router.get("/articles/{id}/versions", response_model=History)
def versions(request: Request, store: TheStore, id: Id, at: At = None) -> Response:
    """How an article changed after it was first published: names, quotes, figures and dates first."""
    _require_state(store, at)
    try:
        return answered(request, changes_of(store, id, at=at))
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None


@router.get("/stories/{id}/disagreements", response_model=Sheet)
def disagreements(request: Request, store: TheStore, id: Id, at: At = None) -> Response:
    """What the articles of a story say differently: dead, sums, days, places, titles, spellings, side by side."""
    _require_state(store, at)
    try:
        return answered(request, sheet_of(store, id, at=at))
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None


@router.get("/timeline", response_model=Page[Bucket])
def timeline(
    request: Request,
    store: TheStore,
    q: QueryText = "",
    step: Literal["day", "week", "month", "year"] = "day",
    at: At = None,
) -> Response:
    """How many pieces match, by day, week, month or year."""
    return answered(request, over_time(store, q, step=step, at=at))


@router.get("/stories", response_model=Page[StoryFound])
def stories(
    request: Request,
    store: TheStore,
    q: QueryText = "",
    order: Literal["newest", "largest"] = "newest",
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """The stories with a piece that matches, each with who carried it in which order."""
    return answered(request, find_stories(store, q, at=at, order=order, limit=limit, after=after))


@router.get("/export", response_class=FileResponse)
def export(
    store: TheStore,
    q: QueryText = "",
    format: Literal[
        "jsonl", "csv", "xlsx", "parquet", "jsonld", "nquads", "ftm", "graphml", "ical", "rss", "atom", "ninjs"
    ] = "jsonl",
    table: Literal["articles", "mentions", "dates", "events", "affiliations", "quotes", "happenings"] = "articles",
    at: At = None,
) -> Response:
    """What matches, as a file of another tool; with where it comes from."""
    from dateline.exports.formats import FORMATS
    from dateline.exports.formats import export as write_export

    folder = tempfile.TemporaryDirectory(prefix="dateline-export-")
    path = Path(folder.name) / f"dateline{FORMATS[format].endings[0]}"
    try:
        write_export(store, q, path, format=format, table=table, at=at)
    except BaseException:
        folder.cleanup()
        raise
    return FileResponse(path, filename=path.name, background=BackgroundTask(folder.cleanup))


def _require_state(store: Store, at: str | None) -> None:
    """A state that is not there is a bad question, not a missing article."""
    with store.reading() as connection:
        scope_at(connection, at)
