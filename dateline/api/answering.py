"""An answer as JSON with its ETag: who has it already is told so in a few bytes."""

import json
from hashlib import blake2b
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Depends, Query, Request, Response
from pydantic import BaseModel

from dateline.query.answers import LARGEST_PAGE
from dateline.records import jsonable
from dateline.store import Store

T = TypeVar("T")

# Text of a parameter: bounded, and without the one character that no database takes.
TEXT = r"^[^\x00]*$"
QueryText = Annotated[str, Query(max_length=4_000, pattern=TEXT)]
Name = Annotated[str, Query(min_length=1, max_length=300, pattern=TEXT)]
Optional = Annotated[str | None, Query(max_length=300, pattern=TEXT)]
At = Annotated[str | None, Query(max_length=60, pattern=TEXT, description="A run's id or a state's number.")]
Limit = Annotated[int, Query(ge=1, le=LARGEST_PAGE, description="Things on a page; more are refused.")]
After = Annotated[str | None, Query(max_length=600, pattern=TEXT, description="`next` of the page before.")]


class FacetModel(BaseModel):
    """One value of a facet."""

    value: str
    pieces: int
    independent: int


class Page(BaseModel, Generic[T]):
    """One page of things; `total` counts all of them; `next` is null on the last page."""

    items: list[T]
    total: int
    independent: int | None = None
    next: str | None = None
    state: int | None = None
    question: dict[str, Any] = {}
    facets: dict[str, list[FacetModel]] = {}
    notes: list[str] = []


def the_store(request: Request) -> Store:
    """The store that the application stands on."""
    store: Store = request.app.state.store
    return store


TheStore = Annotated[Store, Depends(the_store)]


def answered(request: Request, value: Any) -> Response:
    """Any of our records as JSON, or 304 where the asker has it already."""
    body = json.dumps(jsonable(value), ensure_ascii=False).encode("utf-8", "replace")
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    if etag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)
