"""The store as tools for an assistant, each answer with its evidence."""

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from mcp import Client
from wind_summit import kept

from dateline.mcp import create_server
from dateline.query.watchlists import save_watchlist
from dateline.store import Store, open_store


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Three articles."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('mcp') / 'dateline.db'}") as opened:
        run = opened.start_run("test")
        opened.keep([kept(n) for n in range(3)], run.id)
        opened.end_run(run.id)
        save_watchlist(opened, "wind", "wind")
        yield opened


def call(store: Store, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers an assistant that is connected in memory."""

    async def ask() -> dict[str, Any]:
        async with Client(create_server(store)) as client:
            result = await client.call_tool(tool, arguments)
            found: dict[str, Any] = json.loads(result.content[0].text)
            return found

    return asyncio.run(ask())


def test_the_tools_are_described(filled: Store) -> None:
    """An assistant sees the tools, each with a description."""

    async def listed() -> dict[str, str]:
        async with Client(create_server(filled)) as client:
            return {tool.name: tool.description for tool in (await client.list_tools()).tools}

    tools = asyncio.run(listed())

    assert set(tools) == {
        "search_articles",
        "read_article",
        "about_entity",
        "coverage_timeline",
        "find_quotes",
        "upcoming_events",
        "article_history",
        "story_disagreements",
        "list_watchlists",
        "new_in_watchlist",
    }
    assert all(len(text) > 40 for text in tools.values())


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("search_articles", {"query": "wind"}),
        ("about_entity", {"name": "Annika Bergvall-Lindh"}),
        ("find_quotes", {"speaker": "Annika Bergvall-Lindh"}),
        ("upcoming_events", {"days": "2026-06"}),
        ("coverage_timeline", {"query": "wind", "step": "month"}),
        ("read_article", {"id": "article1"}),
        ("article_history", {"id": "article1"}),
        ("new_in_watchlist", {"name": "wind"}),
    ],
)
def test_an_answer_carries_its_evidence(filled: Store, tool: str, arguments: dict[str, Any]) -> None:
    """Every article that an answer rests on stands in it with headline, outlet, day and link."""
    answer = call(filled, tool, **arguments)

    assert answer["evidence"]
    assert all(e["link"].startswith("https://review.example/") for e in answer["evidence"].values())


def test_facts_come_with_their_sentences(filled: Store) -> None:
    """Where an answer names a place in an article, the words that stand there are beside it."""
    card = call(filled, "about_entity", name="Annika Bergvall-Lindh")

    assert "chief executive Annika Bergvall-Lindh said" in card["offices"][0]["sentence"]
    assert "Nordic Wind Summit 2026" in card["events"][0]["evidence"][0]["sentence"]


@pytest.mark.parametrize("step", ["day", "week", "month", "year"])
def test_a_figure_of_the_timeline_opens_its_articles(filled: Store, step: str) -> None:
    """The query beside each bucket finds as many pieces as the bucket counts."""
    for item in call(filled, "coverage_timeline", query="wind OR zebra", step=step)["items"]:
        assert call(filled, "search_articles", query=item["query"])["total"] == item["pieces"]


def test_watchlists_are_listed(filled: Store) -> None:
    """An assistant sees what people keep an eye on."""
    assert [one["name"] for one in call(filled, "list_watchlists")["items"]] == ["wind"]


def test_a_whole_article_opens_its_facts(filled: Store) -> None:
    """Offsets of what was found give the words in the text."""
    record = call(filled, "read_article", id="article1")

    assert all(record["text"][s["start"] : s["end"]] == s["text"] for s in record["spans"])


def test_a_wrong_question_is_answered_with_a_remedy(filled: Store) -> None:
    """An assistant reads what was wrong, and what would be right."""
    assert "remedy" in call(filled, "search_articles", query="person:(")
    assert "Nobody" in call(filled, "about_entity", name="Nobody")["error"]
