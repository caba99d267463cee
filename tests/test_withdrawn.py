"""What is canceled, withheld, killed or embargoed is in no answer: every question, address of the API and export."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from corpus.collecting import key_of
from corpus.identity import capture_id
from corpus.state import Collected
from dateline.api import create_app
from dateline.errors import StoreError
from dateline.exports.formats import FORMATS, export
from dateline.exports.tables import TABLES
from dateline.query.questions import search
from dateline.records import Capture
from dateline.reports.gathering import gather
from dateline.reports.morning import morning_html
from dateline.store import Store, open_store
from dateline.store.maintenance import check
from flows import stages
from flows.coverage import cover, work
from flows.passing import Pass

pytestmark = pytest.mark.usefixtures("one_pipeline")

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
FERRY = (
    "KALMARA, May 14 (MW) - A fire broke out on the ferry Stella Borealis off Kalmara on Thursday and nine people were "
    "hurt, police chief Anna Lund said.\n\nThe ship was on its way to Port Sorrel with 212 passengers, Lund said.\n\n"
    "The Stella Borealis belongs to Northern Crossings, a company of Kalmara."
)
# The same story as another desk told it: whatever only this one says must go with it.
KILLED = (
    "KALMARA, May 14 (MW) - The fire on the ferry Stella Borealis off Kalmara on Thursday was set on purpose, its mate "
    "Viggo Quasthoff told the Sorrel Mirror.\n\n“I did it for the money,” Quasthoff said in Wexbridge.\n\n"
    "Minister Ottilie Brandt will speak of the Stella Borealis at the Wexbridge Arson Forum on June 3 in Wexbridge."
)
ONLY = ("quasthoff", "sorrel mirror", "wexbridge", "ottilie", "set on purpose", "arson")
NAMES = ("Viggo Quasthoff", "Quasthoff", "Quast*", "Sorrel Mirror", "Wexbridge", "Wexbridge Arson Forum", "Kuasthoff")


def item(id: str, headline: str, body: str, *, version: int = 1, source: str = "wire", **fields: Any) -> Capture:
    """A ninjs item of one of two outlets."""
    made = {
        "uri": f"urn:mw:{id}",
        "type": "text",
        "version": str(version),
        "headline": headline,
        "body_text": body,
        "firstcreated": "2026-05-14T10:00:00Z",
        "versioncreated": f"2026-05-14T1{version}:00:00Z",
    }
    content = json.dumps(made | fields).encode()
    address = f"in/{id}-{version}.json"
    collected = NOON + timedelta(hours=version)
    return Capture(
        id=capture_id(source, address, content), source=source, address=address, content=content, collected=collected
    )


def arrive(folder: Path, *captures: Capture) -> None:
    """A pass in which these captures arrive."""
    with Pass.open(folder, flow="coverage") as this:
        cover(this, [Collected(key=key_of(c), result=c) for c in captures], do=work.fn)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with two outlets."""
    (tmp_path / "in").mkdir()
    rows = (("wire", "Harbour Post"), ("other", "Island Mail"))
    (tmp_path / "sources.toml").write_text(
        "".join(f'[[source]]\nid = "{id}"\nkind = "ninjs"\naddress = "in"\noutlet = "{name}"\n' for id, name in rows),
        "utf-8",
    )
    return tmp_path


def store_of(folder: Path) -> Store:
    """The folder's store."""
    return open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}")


def answers(store: Store, out: Path, at: int | None = None) -> Iterator[tuple[str, str]]:
    """Everything that can be asked: (what was asked, the whole answer in lower case)."""
    with store.reading() as connection:
        ids = list(connection.execute(text("SELECT id FROM articles")).scalars())
        stories = list(connection.execute(text("SELECT id FROM stories")).scalars())
        runs = list(connection.execute(text("SELECT id FROM runs")).scalars())
    with TestClient(create_app(store, rate=1_000_000), raise_server_exceptions=False) as client:
        pinned = {"at": at} if at else {}
        for path, methods in client.get("/openapi.json").json()["paths"].items():
            if "get" not in methods or "export" in path or "docs" in path:
                continue
            known = {p["name"] for p in methods["get"].get("parameters", ())}
            for place in [path.replace("{id}", id) for id in (*ids, *stories, *runs)] if "{" in path else [path]:
                for asked in _asked(known):
                    given = asked | {k: v for k, v in pinned.items() if k in known}
                    answer = client.get(place, params=given)
                    assert answer.status_code < 500, (place, given, answer.text)
                    yield f"{place} {given}", _without(answer.text, asked)
    for format in FORMATS:
        for table in TABLES if FORMATS[format].tables and format == "csv" else ("articles",):
            file = out / f"{format}-{table}-{at}{FORMATS[format].endings[0]}"
            export(store, "", file, format=format, table=table, at=at)
            yield f"{format} {table}", file.read_bytes().decode("utf-8", "replace").lower()
    if at is None:
        yield "digest", morning_html(gather(store, NOON.date())).lower()


def _asked(known: set[str]) -> Iterator[dict[str, Any]]:
    texts = {"q", "query", "speaker", "words", "asked", "place"} & known
    if "name" in known:
        for name in NAMES:
            yield {"name": name}
    yield {"days": "2026"} if "days" in known else {}
    for name in texts:
        yield {name: "Wexbridge"}
        yield {name: "Stella Borealis"}
    if "facets" in known:
        yield {"facets": ["person", "org", "place", "event", "outlet", "month"]}


def _without(answer: str, asked: dict[str, Any]) -> str:
    """An answer without the question that it repeats."""
    plain = answer.lower()
    for words in sorted((str(value).lower() for value in asked.values()), key=len, reverse=True):
        plain = plain.replace(words, "")
    return plain


def leaks(store: Store, out: Path, at: int | None = None) -> list[str]:
    """What was asked where an answer says what only the withdrawn text says."""
    return [f"{asked}: {word}" for asked, answer in answers(store, out, at) for word in ONLY if word in answer]


ENDS = {
    "canceled": {"pubstatus": "canceled", "version": 2},
    "withheld": {"pubstatus": "withheld", "version": 2},
    "a kill without a status": {"version": 2},
}


@pytest.mark.parametrize("end", ENDS)
def test_what_is_withdrawn_leaves_every_answer_at_once(folder: Path, tmp_path: Path, end: str) -> None:
    """After one pass with the notice no answer tells what only that text said, not even one pinned to before it."""
    arrive(folder, item("2", "Mate says he set ferry on fire", KILLED))
    arrive(folder, item("1", "Fire on ferry off Kalmara", FERRY, source="other"))
    with store_of(folder) as store:
        assert leaks(store, tmp_path)  # the probe finds what is there
        assert search(store, "Stella").total == 2
    fields = dict(ENDS[end])
    version = fields.pop("version")
    headline = "KILL: Mate says he set ferry on fire" if "kill" in end else "Mate says he set ferry on fire"
    body = "Please do not use the story." if "kill" in end else ""
    arrive(folder, item("2", headline, body, version=int(str(version)), **fields))
    with store_of(folder) as store:
        assert leaks(store, tmp_path) == []
        assert leaks(store, tmp_path, at=2) == []
        assert search(store, "Stella").total == 1
        assert check(store) == []


def test_an_embargoed_text_comes_in_at_its_time_by_itself(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then no answer tells of it; from then on all do, its story with the next pass, whatever that brings."""
    until = datetime.now(UTC) + timedelta(hours=1)
    arrive(folder, item("1", "Fire on ferry off Kalmara", FERRY, source="other"))
    arrive(folder, item("2", "Mate says he set ferry on fire", KILLED, embargoed=until.isoformat()))
    with store_of(folder) as store:
        assert leaks(store, tmp_path) == []
        with store.writing() as connection:  # time passes
            connection.execute(text("UPDATE held_back SET until = '2026-05-14 13:00:00.000000'"))
        assert search(store, "Wexbridge").total == 1
    arrive(folder)
    with store_of(folder) as store, TestClient(create_app(store)) as client:
        found = client.get("/stories", params={"q": "Wexbridge"}).json()["items"]
        assert [story["pieces"] for story in found] in ([1], [2])
        assert client.get("/entity", params={"name": "Viggo Quasthoff"}).status_code == 200
        assert client.get("/events", params={"days": "2026-06"}).json()["total"] == 1


def test_a_pass_that_is_killed_after_keeping_a_kill_leaves_nothing_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next pass finds what was kept and not followed up, though nothing new comes with it."""
    arrive(folder, item("2", "Mate says he set ferry on fire", KILLED))
    with monkeypatch.context() as patch:
        patch.setattr(stages, "connect", _die)
        with pytest.raises(StoreError):
            arrive(folder, item("2", "Mate says he set ferry on fire", "", version=2, pubstatus="canceled"))
    arrive(folder)
    with store_of(folder) as store, store.reading() as connection:
        told = connection.execute(text("SELECT headline, summary FROM stories")).all()
    assert told == [("", "")]


def _die(*_: object) -> None:
    raise StoreError("The process was killed here.")
