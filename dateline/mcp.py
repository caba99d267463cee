"""An MCP server: search, entity, timeline, quotes and events for assistants, each answer with its evidence.

It speaks over standard input and output: `dateline mcp`. Every fact names the article, the characters
and, where the outlet has one, the address that it came from.
"""

from collections.abc import Iterable
from typing import Any

from mcp.server.mcpserver import MCPServer

from dateline import __version__
from dateline.errors import DatelineError
from dateline.query.questions import article as one_article
from dateline.query.questions import entity as card
from dateline.query.questions import events_by_day, quotes, record_of, search, timeline
from dateline.records import jsonable
from dateline.store import Store
from dateline.store.current import current_articles

ABOUT = (
    "Dateline holds press texts with the people, organisations, places, dates, events, offices and quotes found "
    "in them. Cite what you use: every answer carries the article, its outlet, day and address, and the sentence. "
    "Counts exist twice: pieces published, and those that are independent of others. Queries: words, "
    '"phrases", AND OR NOT, person:"...", org:"...", place:"...", event:"...", published:2026-05, when:2026-06.'
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
        return _safe(lambda: record_of(one_article(store, id)))

    @server.tool()
    def about_entity(name: str, limit: int = 10) -> dict[str, Any]:
        """A person, organisation, place or event: aliases, offices, quotes, events, articles with sentences."""
        return _safe(lambda: _cited(store, jsonable(card(store, name, limit=_few(limit)))))

    @server.tool()
    def coverage_timeline(query: str, step: str = "day") -> dict[str, Any]:
        """How many pieces match a query by day, week, month or year."""
        return _safe(lambda: timeline(store, query, step=step).record())

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


def _cited(store: Store, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with `evidence`: for each article that it names, headline, outlet, day and address."""
    ids = sorted(set(_articles_in(answer)))
    with store.reading() as connection:
        articles = current_articles(connection, ids)
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
