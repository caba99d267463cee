"""Bad input: each a clear sentence, the rest goes on, nothing is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import Engine, event

from corpus.folder import address_of, files
from corpus.sources import read_sources
from dateline.cli.show import _words
from dateline.errors import SourcesError, StoreError
from dateline.query.questions import QuoteFound
from dateline.reports.gathering import _new_words
from dateline.settings import read_settings
from dateline.store import open_store
from flows.passing import alone
from flows.quiet import prepare

ROOT = Path(__file__).parents[1]

SOURCE = '[[source]]\nid = "a"\nkind = "feed"\naddress = "feed.xml"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[source]]\nid = "a"\nkind = feed\n', 3, "kind = feed"),
        (f'{SOURCE}id = "b"\n', 5, 'id = "b"'),
        (f'{SOURCE}\n[[source]]\nid = "b', 7, "not valid TOML"),
        ("# one\n[[source", 2, "[[source]]"),
        ('[source]\nid = "a"\n', 1, "Write [[source]] above each one."),
        ('\n[[sources]]\nid = "a"\n', 2, "Did you mean 'source'?"),
        (f'{SOURCE}evry = "5m"\n', 5, "Did you mean 'every'?"),
        (f'{SOURCE}every = "5 minuts"\n', 5, "Allowed:"),
        (SOURCE.replace('"feed"', '"feeds"'), 3, "Did you mean 'feed'?"),
    ],
)
def test_a_wrong_file_of_sources_names_the_line_and_the_remedy(tmp_path: Path, text: str, line: int, said: str) -> None:
    """Whatever is wrong with sources.toml: its line, and what to write instead."""
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SourcesError) as found:
        read_sources(path)

    assert found.value.what.startswith(f"{path}, line {line}: ")
    assert said in str(found.value)


HOLD = "import sys, time; from pathlib import Path; from flows.passing import alone\n"
HOLD += "with alone(Path(sys.argv[1])): print('in', flush=True); time.sleep(60)"


def test_one_pass_at_a_time_in_a_folder(tmp_path: Path) -> None:
    """A second pass waits for the first to end; a kill is an end."""
    first = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert first.stdout
    assert first.stdout.readline().strip() == b"in"
    second = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    assert second.stdout
    time.sleep(1.5)
    assert second.poll() is None
    first.kill()
    first.wait()
    first.stdout.close()
    assert second.stdout.readline().strip() == b"in"
    second.kill()
    second.wait()
    second.stdout.close()
    with alone(tmp_path):
        pass


def test_no_room_for_prefect_is_said_before_it_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Prefect would wait for minutes on a full disk: the run says at once how much room is missing where."""
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=1_200_000))
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    with pytest.raises(StoreError, match=r"1\.2 MB are left") as found:
        prepare(read_settings(tmp_path, environment={}))

    assert "Make room" in found.value.remedy


@contextmanager
def room_for(pages: int) -> Iterator[None]:
    """As if the disk were full when a SQLite file has so many pages."""

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


def test_a_store_on_a_full_disk_says_so(tmp_path: Path) -> None:
    """The sentence names the file and what to do; what was there before is there after."""
    url = f"sqlite:///{tmp_path / 'dateline.db'}"
    with open_store(url) as store:
        with closing(sqlite3.connect(tmp_path / "dateline.db")) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        store.save_source_state("a", {"note": "kept"})
    with room_for(pages + 1), open_store(url) as store:
        with pytest.raises(StoreError, match="full") as found:
            store.save_source_state("b", {"note": "x" * 1_000_000})
        assert "Free some space" in found.value.remedy
    with open_store(url) as store:
        assert store.source_states() == {"a": {"note": "kept"}}


def quote(text: str, kind: str, article: str) -> QuoteFound:
    return QuoteFound(
        text=text, speaker="A. Speaker", entity=None, speaker_name=None, cue="said", kind=kind, article=article,
        headline=None, outlet=None, published=None, start=0, end=len(text),
    )  # fmt: skip


def test_reported_speech_is_no_quotation() -> None:
    """Marks stand around a person's own words only, and only these come on the morning page, each once."""
    said = [
        quote("we  agree", "direct", "1"),
        quote("that they agree", "indirect", "1"),
        quote("We agree", "direct", "2"),
    ]

    assert [_words(q) for q in said[:2]] == ["“we  agree”", "that they agree (reported)"]
    assert [q.article for q in _new_words(said)] == ["1"]


def test_a_file_name_that_is_no_text_has_an_address(tmp_path: Path) -> None:
    """A name in an old encoding is shown with its odd bytes spelt out, and can be kept; others stay as they are."""
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/G\xe9n\xe8ve.txt"))
    odd.write_text("text", "utf-8")

    assert [address_of(path) for path in files(tmp_path)] == [f"{tmp_path}/G\\xe9n\\xe8ve.txt"]
    assert address_of(tmp_path / "Genève 😀.txt") == f"{tmp_path}/Genève 😀.txt"


@pytest.mark.parametrize("server", ["nohost.invalid", "127.0.0.1:1"])
def test_a_server_that_does_not_answer_is_no_empty_store(server: str) -> None:
    """Asking a store on a server that cannot be reached says that, and not that it holds nothing."""
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(f"postgresql://{server}/press", create=False)
