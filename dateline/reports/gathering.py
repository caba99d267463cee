"""From the store to the morning page: the questions of one day, asked together."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateline.query.questions import (
    EventOnDay,
    QuoteFound,
    SourceHealth,
    StoryFound,
    corpus_statistics,
    events_by_day,
    offices,
    quotes,
    search,
    source_health,
    stories,
    timeline,
    watchlists,
)
from dateline.query.watchlists import quoted
from dateline.records import Article
from dateline.reports.morning import MOST_QUOTES, Carrier, Coming, DayQuote, DayStory, Morning, Trouble
from dateline.store import Store
from dateline.store.current import current_articles

EARLIEST_PAGE, LATEST_PAGE = date(1000, 1, 1), date(9000, 12, 31)  # the page looks weeks back and ahead
AHEAD = 30  # days that "coming up" looks forward
BACK = 28  # days of the chart
MOST_STORIES = 20
MOST_EVENTS = 40
MOST_WATCHLISTS = 50
IN_TROUBLE = ("failing", "quiet")


def gather(store: Store, day: date, *, timezone: str = "UTC", ahead: int = AHEAD) -> Morning:
    """What stands on the page of a day."""
    on_day = f"published:{day.isoformat()}"
    found = search(store, on_day, limit=1, facets=("outlet",))
    told = stories(store, on_day, order="largest", limit=MOST_STORIES)
    said = _new_words(quotes(store, published=day.isoformat(), limit=20 * MOST_QUOTES))
    coming = events_by_day(store, f"{day + timedelta(days=1)}/{day + timedelta(days=ahead)}", limit=MOST_EVENTS)
    articles = _articles(store, _named(told, said, coming))
    return Morning(
        day=day,
        timezone=timezone,
        made=f"{datetime.now(ZoneInfo(timezone)):%Y-%m-%d %H:%M}",
        state=corpus_statistics(store).state or 0,
        pieces=found.total,
        independent=found.independent or 0,
        stories=tuple(_story(story, articles) for story in told),
        quotes=tuple(_quote(store, quote, articles) for quote in said),
        coming=tuple(_coming(event, articles) for event in coming),
        ahead=ahead,
        trouble=tuple(_trouble(source) for source in source_health(store) if source.health in IN_TROUBLE),
        by_day=_by_day(store, day),
        watched=_watched(store, on_day),
        outlets=tuple((facet.value, facet.pieces, facet.independent) for facet in found.facets["outlet"]),
    )


def _watched(store: Store, on_day: str) -> tuple[tuple[str, int, int], ...]:
    """Each watchlist with its pieces of the day, and how many of them are independent."""
    found = []
    for one in watchlists(store, limit=MOST_WATCHLISTS):
        if one.fault is None:
            of_day = search(store, f"{quoted(one.name)} {on_day}", limit=1)
            found.append((one.name, of_day.total, of_day.independent or 0))
    return tuple(found)


def newest_day(store: Store, timezone: str = "UTC") -> date:
    """Today where anything was published today, else the last day before it on which anything was."""
    today = datetime.now(UTC).astimezone(ZoneInfo(timezone)).date()
    buckets = timeline(store, f"published:../{today.isoformat()}").items
    return max((bucket.start for bucket in buckets), default=today)


def _named(told: Iterable[StoryFound], said: Iterable[QuoteFound], coming: Iterable[EventOnDay]) -> set[str]:
    return {
        *(carrier.article for story in told for carrier in story.carriers),
        *(quote.article for quote in said),
        *(event.evidence[0].article for event in coming if event.evidence),
    }


def _new_words(said: Iterable[QuoteFound]) -> list[QuoteFound]:
    """What people said in their own words, each once: copies carry the same words."""
    once: dict[str, QuoteFound] = {}
    for quote in said:
        if quote.kind == "direct":
            once.setdefault(" ".join(quote.text.split()).casefold(), quote)
    return list(once.values())[:MOST_QUOTES]


def _articles(store: Store, ids: set[str]) -> dict[str, Article]:
    with store.reading() as connection:
        return current_articles(connection, ids)


def _story(story: StoryFound, articles: Mapping[str, Article]) -> DayStory:
    carriers = []
    for carrier in story.carriers:
        article = articles.get(carrier.article)
        name = carrier.outlet or (article.agency if article else None) or "unnamed outlet"
        carriers.append(
            Carrier(outlet=name, url=article.url if article else None, copy="copy" if carrier.copy else None)
        )
    return DayStory(
        headline=story.headline,
        summary=story.summary,
        pieces=story.pieces,
        independent=story.independent,
        carriers=tuple(carriers),
    )


def _quote(store: Store, quote: QuoteFound, articles: Mapping[str, Article]) -> DayQuote:
    article = articles.get(quote.article)
    return DayQuote(
        text=quote.text,
        speaker=quote.speaker_name or quote.speaker,
        office=_office(store, quote),
        outlet=quote.outlet or (article.agency if article else None),
        headline=quote.headline,
        url=article.url if article else None,
    )


def _office(store: Store, quote: QuoteFound) -> str | None:
    """What the articles last called the speaker."""
    if not quote.entity:
        return None
    held = offices(store, f"#{quote.entity}", limit=1).items
    if not held or held[0].person_id != quote.entity:
        return None
    return ", ".join(part for part in (held[0].title, held[0].organisation) if part)


def _coming(event: EventOnDay, articles: Mapping[str, Article]) -> Coming:
    said = event.evidence[0] if event.evidence else None
    article = articles.get(said.article) if said else None
    return Coming(
        name=event.name,
        start=event.first,
        end=event.last,
        place=event.place,
        organisers=event.organisers,
        sentence=" ".join(article.text[said.start : said.end].split()) if said and article else None,
    )


def _trouble(source: SourceHealth) -> Trouble:
    name = source.outlet or source.id
    if source.health == "quiet":
        since = f" since {source.found_new:%-d %B %Y}" if source.found_new else ""
        return Trouble(name=name, text=f"It answers, but has brought nothing new{since}.")
    since = f"Failing since {source.failing_since:%-d %B %Y}" if source.failing_since else "Failing"
    return Trouble(name=name, text=f"{since}: {source.detail or source.reason or 'no reason is known'}")


def _by_day(store: Store, day: date) -> tuple[tuple[date, int], ...]:
    first = day - timedelta(days=BACK - 1)
    counted = {b.start: b.pieces for b in timeline(store, f"published:{first.isoformat()}/{day.isoformat()}")}
    return tuple((d, counted.get(d, 0)) for d in (first + timedelta(days=n) for n in range(BACK)))
