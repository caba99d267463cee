"""What is known across articles: entities, who is named with whom, quotes, offices, events, shares."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from dateline.api.answering import TEXT, After, At, Limit, Name, Optional, Page, TheStore, answered
from dateline.api.errors import NotFound
from dateline.errors import QueryError
from dateline.query.questions import CoMention, EntityCard, EventOnDay, Office, QuoteFound, Share
from dateline.query.questions import co_mentions as named_with
from dateline.query.questions import entity as card
from dateline.query.questions import events_by_day as coming
from dateline.query.questions import offices as held
from dateline.query.questions import quotes as said
from dateline.query.questions import share_of_voice as shares

router = APIRouter(tags=["knowledge"])
LabelName = Literal["PERSON", "ORG", "PLACE", "EVENT"]


@router.get("/entity", response_model=EntityCard)
def entity(
    request: Request, store: TheStore, name: Name, label: LabelName | None = None, at: At = None, limit: Limit = 10
) -> Response:
    """All about a person, organisation, place or event: aliases, offices, quotes, events, articles with sentences."""
    try:
        return answered(request, card(store, name, label=label, at=at, limit=limit))
    except QueryError as error:
        raise NotFound(error.what, remedy=error.remedy) from None


@router.get("/co-mentions", response_model=Page[CoMention])
def co_mentions(
    request: Request,
    store: TheStore,
    name: Name,
    published: Optional = None,
    label: Annotated[list[LabelName] | None, Query(max_length=4)] = None,
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """Who and what is named in the same articles."""
    found = named_with(store, name, published=published, labels=tuple(label or ()), at=at, limit=limit, after=after)
    return answered(request, found)


@router.get("/quotes", response_model=Page[QuoteFound])
def quotes(
    request: Request,
    store: TheStore,
    speaker: Optional = None,
    words: Optional = None,
    published: Optional = None,
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """Quotations of a speaker, with these words, in a span of time."""
    found = said(store, speaker=speaker, words=words, published=published, at=at, limit=limit, after=after)
    return answered(request, found)


@router.get("/offices", response_model=Page[Office])
def offices(
    request: Request,
    store: TheStore,
    name: Name,
    published: Optional = None,
    at: At = None,
    limit: Limit = 20,
    after: After = None,
) -> Response:
    """The offices of a person, or those that an organisation has given, with first and last day."""
    return answered(request, held(store, name, published=published, at=at, limit=limit, after=after))


@router.get("/events", response_model=Page[EventOnDay])
def events(
    request: Request,
    store: TheStore,
    days: Optional = None,
    place: Optional = None,
    name: Optional = None,
    at: At = None,
    limit: Limit = 50,
    after: After = None,
) -> Response:
    """Events with a day in the span (today onwards where none is given), by their first day."""
    return answered(request, coming(store, days, place=place, name=name, at=at, limit=limit, after=after))


@router.get("/share-of-voice", response_model=Page[Share])
def share_of_voice(
    request: Request,
    store: TheStore,
    name: Annotated[list[Annotated[str, Query(max_length=300, pattern=TEXT)]], Query(min_length=1, max_length=50)],
    published: Optional = None,
    by_outlet: bool = False,
    at: At = None,
) -> Response:
    """The coverage of several names side by side, in pieces, independent pieces and stories."""
    return answered(request, shares(store, name, published=published, by_outlet=by_outlet, at=at))
