"""How the work stands: figures of the corpus, health of the sources, runs with their accounting, why and why not."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath

from dateline.api.answering import TEXT, After, At, Limit, Optional, Page, TheStore, answered
from dateline.api.errors import NotFound
from dateline.errors import QueryError
from dateline.query.questions import OutcomeFound, RunFound, SourceHealth, Statistics
from dateline.query.questions import corpus_statistics as figures
from dateline.query.questions import outcomes as endings
from dateline.query.questions import runs as all_runs
from dateline.query.questions import source_health as health
from dateline.query.questions.why import Why
from dateline.query.questions.why import why as explained

router = APIRouter(tags=["operation"])


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


@router.get("/why", response_model=Why)
def why(
    request: Request, store: TheStore, asked: Annotated[str, Query(min_length=3, max_length=2_000, pattern=TEXT)]
) -> Response:
    """Why an article (by address, id or headline) is there, or at which stage it was lost."""
    return answered(request, explained(store, asked))
