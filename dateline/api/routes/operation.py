"""How the work stands: figures of the corpus, health of the sources, runs with their accounting, why and why not."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath

from dateline.api.answering import TEXT, After, At, Limit, Optional, Page, TheStore, answered
from dateline.api.errors import NotFound
from dateline.errors import QueryError
from dateline.query.answers import Answer
from dateline.query.questions import OutcomeFound, RunFound, SourceHealth, Statistics
from dateline.query.questions import corpus_statistics as figures
from dateline.query.questions import outcomes as endings
from dateline.query.questions import reasons as counts_of
from dateline.query.questions import runs as all_runs
from dateline.query.questions import source_health as health
from dateline.query.questions.why import Why
from dateline.query.questions.why import why as explained
from dateline.reports.gathering import EARLIEST_PAGE, LATEST_PAGE, gather, newest_day
from dateline.reports.morning import Morning

router = APIRouter(tags=["operation"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFound:
    """How many items of a run ended so."""

    kind: str
    reason: str
    items: int


@router.get("/statistics", response_model=Statistics)
def statistics(request: Request, store: TheStore, at: At = None) -> Response:
    """Figures of the whole corpus, in the present or in a state of the store."""
    return answered(request, figures(store, at=at))


@router.get("/sources", response_model=Page[SourceHealth])
def sources(request: Request, store: TheStore) -> Response:
    """Every source with its health, those in trouble first."""
    return answered(request, health(store))


@router.get("/runs", response_model=Page[RunFound])
def runs(request: Request, store: TheStore, limit: Limit = 20, after: After = None) -> Response:
    """The runs, the latest first, each with how many of its items ended how."""
    return answered(request, all_runs(store, limit=limit, after=after))


@router.get("/runs/{id}/outcomes", response_model=Page[OutcomeFound])
def outcomes(
    request: Request,
    store: TheStore,
    id: Annotated[str, InPath(min_length=1, max_length=60, pattern=r"^[\w-]+$")],
    kind: Optional = None,
    reason: Optional = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """How each item of a run (`last`: of the latest) ended, and why."""
    if after is None:
        try:
            return answered(request, endings(store, id, kind=kind, reason=reason, limit=limit))
        except QueryError as error:
            raise NotFound(error.what, remedy=error.remedy) from None
    return answered(request, endings(store, id, kind=kind, reason=reason, limit=limit, after=after))


@router.get("/runs/{id}/reasons", response_model=Page[ReasonFound])
def reasons(
    request: Request,
    store: TheStore,
    id: Annotated[str, InPath(min_length=1, max_length=60, pattern=r"^[\w-]+$")],
) -> Response:
    """How many items of a run (`last`: of the latest) ended how, the most frequent reasons first."""
    try:
        endings(store, id, limit=1)
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None
    found = tuple(ReasonFound(kind=kind, reason=reason, items=n) for kind, reason, n in counts_of(store, id))
    return answered(request, Answer(items=found, total=len(found)))


@router.get("/digest", response_model=Morning)
def digest(
    request: Request,
    store: TheStore,
    day: Annotated[
        date | None, Query(ge=EARLIEST_PAGE, le=LATEST_PAGE, description="The newest day with coverage if left out.")
    ] = None,
) -> Response:
    """What stands on the morning page of a day."""
    timezone = request.app.state.timezone
    return answered(request, gather(store, day or newest_day(store, timezone), timezone=timezone))


@router.get("/why", response_model=Why)
def why(
    request: Request, store: TheStore, asked: Annotated[str, Query(min_length=3, max_length=2_000, pattern=TEXT)]
) -> Response:
    """Why an article (by address, id or headline) is there, or at which stage it was lost."""
    return answered(request, explained(store, asked))
