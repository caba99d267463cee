"""An MCP server: search, entity, timeline, quotes, events and watchlists for assistants, each answer with its evidence.

It speaks over standard input and output: `dateline mcp`. Every fact names the article, the characters
and, where the outlet has one, the address that it came from.
"""

from collections.abc import Iterable
from typing import Any

from mcp.server.mcpserver import MCPServer

from dateline import __version__
from dateline.errors import DatelineError
from dateline.history import history
from dateline.query.disagreements import disagreements
from dateline.query.questions import article as one_article
from dateline.query.questions import entity as card
from dateline.query.questions import events_by_day, new_in, quotes, record_of, search, timeline, watchlists
from dateline.records import jsonable
from dateline.store import Store
from dateline.store.current import current_articles

ABOUT = (
    "Dateline holds press texts with the people, organisations, places, dates, events, offices and quotes found "
    "in them. Cite what you use: every answer carries the article, its outlet, day and address, and the sentence. "
    "Counts exist twice: pieces published, and those that are independent of others. Queries: words, "
    '"phrases", AND OR NOT, person:"...", org:"...", place:"...", event:"...", published:2026-05, when:2026-06, '
    "in:WATCHLIST."
)
MOST = 50


def create_server(store: Store) -> MCPServer[Any]:
    """The server over an open store."""
    server: MCPServer[Any] = MCPServer(name="dateline", instructions=ABOUT, version=__version__)

    @server.tool()
    def search_articles(query: str, limit: int = 10) -> dict[str, Any]:
        """Articles that match a query, the newest first, each with the sentence that shows why."""
        return _safe(lambda: _cited(store, search(store, query, limit=_few(limit)).record()))

    @server.tool()
    def read_article(id: str) -> dict[str, Any]:
        """One article whole: its text and all that was found in it, with character offsets."""
        return _safe(lambda: _cited(store, record_of(known := one_article(store, id)), known.article.id))

    @server.tool()
    def article_history(id: str) -> dict[str, Any]:
        """How an article changed after it was first published: names, quotes, figures and dates first."""
        return _safe(lambda: _cited(store, jsonable(history(store, id))))

    @server.tool()
    def story_disagreements(story: str) -> dict[str, Any]:
        """What the articles of a story (its id) say differently: dead, sums, days, places, titles, with sentences."""
        return _safe(lambda: _cited(store, jsonable(disagreements(store, story))))

    @server.tool()
    def about_entity(name: str, limit: int = 10) -> dict[str, Any]:
        """A person, organisation, place or event: aliases, offices, quotes, events, articles with sentences."""
        return _safe(lambda: _cited(store, jsonable(card(store, name, limit=_few(limit)))))

    @server.tool()
    def coverage_timeline(query: str, step: str = "day") -> dict[str, Any]:
        """How many pieces match a query by day, week, month or year; `query` of each opens its articles."""
        return _safe(lambda: _opened(store, query, step))

    @server.tool()
    def find_quotes(
        speaker: str | None = None, words: str | None = None, published: str | None = None, limit: int = 10
    ) -> dict[str, Any]:
        """Quotations of a speaker, with these words, in a span of time (2026-05, 2026-05-01/2026-05-20, P7D)."""
        return _safe(
            lambda: _cited(
                store, quotes(store, speaker=speaker, words=words, published=published, limit=_few(limit)).record()
            )
        )

    @server.tool()
    def upcoming_events(days: str | None = None, place: str | None = None, limit: int = 20) -> dict[str, Any]:
        """Named events with a day in the span (today onwards where none is given), with the sentences that say so."""
        return _safe(lambda: _cited(store, events_by_day(store, days, place=place, limit=_few(limit)).record()))

    @server.tool()
    def list_watchlists() -> dict[str, Any]:
        """The queries that people keep under a name, with how much each finds; ask one with in:"NAME"."""
        return _safe(lambda: watchlists(store).record())

    @server.tool()
    def new_in_watchlist(name: str, since: str | None = None, limit: int = 10) -> dict[str, Any]:
        """What has come into a watchlist, or changed in it, since people last looked (or since a run or state)."""
        return _safe(lambda: _cited(store, new_in(store, name, since=since, limit=_few(limit)).record()))

    return server


def _few(limit: int) -> int:
    return max(1, min(limit, MOST))


def _safe(ask: Any) -> dict[str, Any]:
    """The answer, or a sentence on why there is none: an assistant reads it and asks better."""
    try:
        found: dict[str, Any] = ask()
    except DatelineError as error:
        return {"error": error.what, "remedy": error.remedy}
    return found


def _opened(store: Store, query: str, step: str) -> dict[str, Any]:
    """A timeline in which each figure has the query that opens its articles; the newest are its evidence."""
    told = timeline(store, query, step=step).record()
    newest = search(store, query, limit=10)
    for item in told["items"]:
        item["query"] = f"({query}) published:{_span(item['start'], step)}".removeprefix("() ")
    told["newest"] = [hit.id for hit in newest]
    return _cited(store, told, *told["newest"])


def _span(start: str, step: str) -> str:
    """A bucket of a timeline as a query writes it."""
    return {"week": f"{start}/P7D", "month": start[:7], "year": start[:4]}.get(step, start)


def _cited(store: Store, answer: dict[str, Any], *more: str) -> dict[str, Any]:
    """The answer with `evidence`: for each article that it names, headline, outlet, day and address.

    What says where it stands (`article`, `start`, `end`) gets the words that stand there.
    """
    ids = sorted({*_articles_in(answer), *more})
    with store.reading() as connection:
        articles = current_articles(connection, ids)
    for said in _said_in(answer):
        if said["article"] in articles and "text" not in said and "sentence" not in said:
            text = articles[said["article"]].text[said["start"] : said["end"]]
            said["sentence"] = " ".join(text.split())
    answer["evidence"] = {
        id: {
            "headline": a.headline,
            "outlet": a.outlet or a.agency,
            "published": str(a.published or ""),
            "link": a.url or f"urn:dateline:article:{id}",
        }
        for id, a in articles.items()
    }
    return answer


def _articles_in(value: Any) -> Iterable[str]:
    """The ids of articles anywhere in an answer: `article` of facts, `id` of hits."""
    if isinstance(value, dict):
        if isinstance(value.get("article"), str):
            yield value["article"]
        if "excerpt" in value and isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _articles_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _articles_in(inner)


def _said_in(value: Any) -> Iterable[dict[str, Any]]:
    """What names a place in an article, anywhere in an answer."""
    if isinstance(value, dict):
        if isinstance(value.get("article"), str) and isinstance(value.get("start"), int):
            yield value
        for inner in value.values():
            yield from _said_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _said_in(inner)
