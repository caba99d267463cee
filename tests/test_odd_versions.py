"""What senders get wrong about versions: one id for two texts, clocks of 1970 and of next year, no headline."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from corpus.collecting import key_of
from corpus.identity import capture_id
from corpus.state import Collected
from dateline.cli.context import console
from dateline.cli.versions import command as versions_command
from dateline.query.questions import search, versions
from dateline.query.questions.accounting import RunReport, run_report
from dateline.records import Capture
from dateline.store import Store, open_store
from dateline.store.maintenance import check
from flows.coverage import cover, work
from flows.passing import Pass

pytestmark = pytest.mark.usefixtures("one_pipeline")

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
FERRY = "A fire broke out on the ferry Stella Borealis on Thursday, police chief Anna Lund of Kalmara said. " * 3
BANK = "The Bank of Tarn will close all its branches by the end of the year, chairwoman Olga Petrescu said. " * 3


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with two feeds of items."""
    (tmp_path / "in").mkdir()
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "rows"\nkind = "jsonl"\naddress = "in"\nlanguage = "en"\n'
        '[[source]]\nid = "wire"\nkind = "ninjs"\naddress = "in"\nlanguage = "en"\nagency = "MW"\n',
        "utf-8",
    )
    return tmp_path


def rows(*lines: dict[str, Any], after: int = 0, name: str = "a") -> Capture:
    """A file of JSON Lines."""
    return capture("rows", f"in/{name}.jsonl", "\n".join(json.dumps(line) for line in lines), after)


def item(version: int, text: str, after: int = 0, **fields: Any) -> Capture:
    """One ninjs item; always of the same uri."""
    given = {"uri": "urn:mw:1", "type": "text", "version": str(version), "body_text": text, "headline": "Ferry burns"}
    return capture("wire", f"in/{version}.json", json.dumps(given | fields), after)


def capture(source: str, address: str, text: str, after: int) -> Capture:
    """Bytes that came so many minutes after noon."""
    content, collected = text.encode(), NOON + timedelta(minutes=after)
    id = capture_id(source, address, content)
    return Capture(id=id, source=source, address=address, content=content, collected=collected)


def arrive(folder: Path, *captures: Capture) -> RunReport:
    """A pass in which these captures arrive."""
    with Pass.open(folder, flow="coverage") as this:
        cover(this, [Collected(key=key_of(c), result=c) for c in captures], do=work.fn)
        run = this.run.id
    with store_of(folder) as store:
        assert check(store) == []
        return run_report(store, run)


def store_of(folder: Path) -> Store:
    """The folder's store."""
    return open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}")


def test_two_texts_under_one_id_are_counted_and_both_kept(folder: Path) -> None:
    """Lines of one file with one id: versions of one article, each told as such; read again, nothing is added."""
    file = rows({"id": "7", "text": FERRY, "headline": "Ferry"}, {"id": "7", "text": BANK, "headline": "Bank"})
    report = arrive(folder, file)
    assert {(e.kind, e.reason): e.count for e in report.endings} == {
        ("kept", "one of several texts under one id"): 1,
        ("new version", "one of several texts under one id"): 1,
    }
    for _ in range(2):
        assert {e.kind for e in arrive(folder, file).endings} == {"unchanged"}
    with store_of(folder) as store:
        (hit,) = search(store, "").items
        assert [known.article.headline for known in versions(store, hit.id)] == ["Ferry", "Bank"]


@pytest.mark.parametrize("clock", ["1970-01-01T00:00:00Z", "2031-01-01T00:00:00Z"])
def test_a_clock_that_stands_or_runs_ahead_keeps_no_version_out(folder: Path, clock: str) -> None:
    """The later version stands, whichever of the two has the impossible time; days are those of collection."""
    arrive(folder, item(1, FERRY, versioncreated=clock, firstcreated=clock))
    arrive(folder, item(2, FERRY.replace("fire", "blaze"), 5, versioncreated="2026-05-14T12:04:00Z"))
    arrive(folder, item(3, FERRY.replace("fire", "great fire"), 9, versioncreated=clock))
    arrive(folder, item(1, FERRY, versioncreated=clock, firstcreated=clock))
    with store_of(folder) as store:
        (hit,) = search(store, "").items
        known = versions(store, hit.id)
    assert ["great fire" in one.article.text for one in known] == [False, False, True]
    assert {one.article.published for one in known} == {date(2026, 5, 14)}
    assert "it is the day of collection" in known[0].article.notes[-1]


def test_an_embargo_is_no_clock_that_runs_ahead(folder: Path) -> None:
    """A text for next month, held back until then, keeps its day."""
    later = (datetime.now(UTC) + timedelta(days=30)).replace(microsecond=0)
    arrive(folder, item(1, FERRY, embargoed=later.isoformat(), firstcreated=later.isoformat()))
    with store_of(folder) as store, store.reading() as connection:
        from dateline.store import schema as t

        assert connection.execute(t.versions.select()).one().published == later.date()
        assert search(store, "").total == 0


def test_without_a_headline_versions_are_still_versions(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty headline, then one, then none: three versions, and the command tells what changed."""
    arrive(folder, item(1, FERRY, headline=""))
    arrive(folder, item(2, FERRY, 5, headline="Ferry burns"))
    arrive(folder, item(3, FERRY.replace("Anna Lund", "Ana Lund"), 9, headline=None))
    with store_of(folder) as store:
        (hit,) = search(store, "").items
    monkeypatch.chdir(folder)
    monkeypatch.setattr(console, "width", 120)
    versions_command(hit.id)
    shown = capsys.readouterr().out
    assert "headline: (none) → Ferry burns" in shown
    assert "headline: Ferry burns → (none)" in shown
    assert "name: Anna Lund → Ana Lund" in shown


def test_two_items_without_headline_are_not_taken_for_one(folder: Path) -> None:
    """No headline is no common headline: an update without one renews nothing that it shares no text with."""
    arrive(folder, item(1, FERRY, headline=""), item(2, BANK, 1, headline="", uri="urn:mw:2"))
    with store_of(folder) as store:
        assert search(store, "").total == 2
