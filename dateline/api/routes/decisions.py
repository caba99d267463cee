"""Corrections: written down once, applied at once, replayed for ever."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from dateline.api.answering import TEXT, Page, TheStore, answered
from dateline.decisions import Conflict, Effect, Standing, decide, standing
from dateline.decisions import conflicts as contradicting
from dateline.query.answers import Answer
from dateline.records import Decision

router = APIRouter(tags=["decisions"])
Said = Annotated[str, Field(max_length=1_000, pattern=TEXT)]


class Wish(BaseModel):
    """A decision as it is asked for: kinds and values are those of `dateline decide`."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(max_length=40, pattern=r"^[a-z-]+$")]
    subject: Annotated[str, Field(min_length=1, max_length=300, pattern=TEXT)]
    object: Annotated[str, Field(max_length=300, pattern=TEXT)] | None = None
    values: dict[Annotated[str, Field(max_length=40, pattern=TEXT)], Said] = Field(default_factory=dict, max_length=20)
    author: Annotated[str, Field(min_length=1, max_length=100, pattern=TEXT)]
    reason: Said = ""


@router.post("/decisions", response_model=Effect)
def make(
    request: Request,
    store: TheStore,
    wish: Wish,
    preview: Annotated[bool, Query(description="Only say what would change.")] = False,
) -> Response:
    """Merge, split, rename, reject, not-same, fix-office, fix-date, copy-of, undo; with what it changes."""
    decision = Decision(id="", **wish.model_dump())
    return answered(request, decide(store, decision, dry_run=preview))


@router.get("/decisions", response_model=Page[Standing])
def listed(request: Request, store: TheStore) -> Response:
    """All decisions in their order, with what took some of them away."""
    found = tuple(standing(store))
    return answered(request, Answer(items=found, total=len(found)))


@router.get("/decisions/conflicts", response_model=Page[Conflict])
def conflicts(request: Request, store: TheStore) -> Response:
    """Decisions that contradict each other."""
    found = tuple(contradicting(store))
    return answered(request, Answer(items=found, total=len(found)))
