"""`dateline read` and `dateline sources`: what they print, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import _app
from dateline.errors import InputError, SourcesError

DATA = Path(__file__).parent / "data" / "kinds"
PAGE = DATA / "page" / "wordpress_classic.html"
FEED = DATA / "feed" / "rss-2.0.xml"


def run(*words: str, fails: type[Exception] | None = None) -> str:
    result = CliRunner().invoke(_app(["read", "sources"]), list(words))
    if fails:
        assert isinstance(result.exception, fails)
        return str(result.exception)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_each_article_is_one_line_with_its_file(tmp_path: Path) -> None:
    """JSON Lines: the record of the article with the path as `file`, or how the file ended and why."""
    (tmp_path / "empty.html").write_text("")
    (tmp_path / "short.html").write_text("<html><body><p>Short.</p></body></html>")

    lines = [
        json.loads(line)
        for line in run("read", str(PAGE), "empty.html", "short.html", "--format", "jsonl").splitlines()
    ]

    assert lines[0]["file"] == str(PAGE)
    assert {"id", "url", "headline", "published", "language", "agency", "dateline", "text"} <= set(lines[0])
    assert [(line["file"], line["outcome"], line["reason"]) for line in lines[1:]] == [
        ("empty.html", "refused", "empty"),
        ("short.html", "refused", "too short"),
    ]


def test_entries_of_a_feed_are_shown_as_items_to_fetch() -> None:
    """Each entry is a line: an item with its address and day, or an outcome."""
    lines = [json.loads(line) for line in run("read", str(FEED), "--format", "jsonl").splitlines()]

    assert [line["outcome"] for line in lines] == ["item"] * 5 + ["refused"]
    assert (lines[0]["published"], lines[0]["headline"][:5]) == ("2026-05-18", "Ferry")


def test_text_shows_what_was_read_and_why() -> None:
    """For people: the fields, the evidence for each, and the text."""
    shown = run("read", str(PAGE), "--url", "https://saved.example.org/2026/01/14/oraon")

    assert "body by       trafilatura" in shown
    assert "day by        meta article:published_time" in shown
    assert "Oraon" in shown


def test_wrong_words_are_said() -> None:
    """An unknown kind, and an address for several files, stop with what is allowed."""
    assert "There are: warc" in run("read", "x", "--kind", "feeds", fails=InputError)
    assert "one file" in run("read", "a", "b", "--url", "https://a.example/", fails=InputError)


def test_a_missing_file_does_not_stop_the_others() -> None:
    """What cannot be opened is a line of its own, and the exit code says so."""
    result = CliRunner().invoke(_app(["read"]), ["read", "nowhere.html", str(FEED), "--format", "jsonl"])

    assert json.loads(result.output.splitlines()[0])["file"] == "nowhere.html"
    assert len(result.output.splitlines()) == 7
    assert result.exit_code == 1


def test_sources_are_listed_without_a_store() -> None:
    """Before the first run every source is there, not read yet."""
    Path("sources.toml").write_text(
        '[[source]]\nid = "a"\nkind = "feed"\naddress = "https://a.example/rss"\nevery = "15m"\n'
    )

    (row,) = json.loads(run("sources", "--json"))

    assert (row["id"], row["every"], row["health"]) == ("a", "15m", "not read yet")
    assert "1 sources" in run("sources")


def test_a_missing_sources_file_is_said() -> None:
    """Listing without a file tells how to make one."""
    assert "dateline sources add" in run("sources", fails=SourcesError)


def test_opml_goes_in_and_out() -> None:
    """Imported feeds stand in sources.toml, once, and are exported again."""
    Path("feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" type="rss" xmlUrl="https://a.example/rss"/></body></opml>'
    )

    assert "1 feeds listed, 1 added" in run("sources", "import", "feeds.opml")
    assert "0 added" in run("sources", "import", "feeds.opml")
    assert 'xmlUrl="https://a.example/rss"' in run("sources", "export")
    assert "1 feeds written" in run("sources", "export", "out.opml").replace("\n", " ")
    assert "cannot be read" in run("sources", "import", "nowhere.opml", fails=InputError)
