"""The commands that ask the store: tables, JSON, exit codes, errors in sentences, a quick start."""

import json
import os
import subprocess
import sys
from pathlib import Path

import press
import pytest

from dateline.cli import main
from dateline.cli.context import console
from dateline.query.questions import search
from dateline.records import Outcome, OutcomeKind
from dateline.store import open_store


@pytest.fixture(scope="module")
def folder(tmp_path_factory, sqlite_template):
    """A working folder with a small store in it."""
    place: Path = tmp_path_factory.mktemp("work")
    (place / "output").mkdir()
    with open_store(f"sqlite:///{place / 'output' / 'dateline.db'}") as store:
        run = store.start_run("coverage")
        text = "[PERSON Ann Lee] of [ORG Acme] spoke in [PLACE Delhi] \\[sic]. She said: We open soon."
        store.keep(
            [
                press.piece(
                    "a1",
                    text,
                    headline="Fair [opens] in Delhi",
                    outlet="Post",
                    quotes=[("We open soon.", "Ann Lee")],
                    offices=[("Ann Lee", "director", "Acme")],
                    events=[{"name": "Delhi Fair", "start": "2099-03-19", "end": "2099-03-21", "place": "Delhi"}],
                )
            ],
            run.id,
        )
        store.record_outcomes(run.id, [Outcome(kind=OutcomeKind.REFUSED, stage="read", reason="too short")])
        store.end_run(run.id)
    return place


@pytest.fixture
def dateline(monkeypatch, capsys):
    """Runs a command in a folder: what it prints, its errors, and how it ended."""
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(console, "width", 120)

    def run(folder, *arguments):
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        return *capsys.readouterr(), code

    return run


SHOWN = {
    ("search", "delhi"): ("Fair [opens] in Delhi", "1 of 1 pieces, 1 of them independent."),
    ("search", "person:lee", "-f", "outlet,person"): ("Post 1 (1)", "Ann Lee 1 (1)"),
    ("show", "Ann Lee"): ("director", "We open soon.", "Delhi Fair"),
    ("show", "a1", "--article"): ("Fair [opens] in Delhi", "version 1"),
    ("events",): ("2099-03-19 to 2099-03-21", "Delhi Fair"),
    ("runs",): ("coverage", "1 kept, 1 refused"),
    ("runs", "last", "--kind", "refused"): ("refused: too short",),
    ("store", "check"): ("The store is well.",),
    ("store", "stats"): ("1 PERSON", "texts 1"),
    ("store", "vacuum"): ("MB now",),
}


@pytest.mark.parametrize("arguments", SHOWN, ids=" ".join)
def test_a_command_shows_what_was_asked(dateline, folder, arguments):
    """Tables for people, and the same as JSON."""
    out, errors, code = dateline(folder, *arguments)
    assert (errors, code) == ("", 0)
    for words in SHOWN[arguments]:
        assert words in out
    out, errors, code = dateline(folder, *arguments, "--json")
    assert (errors, code) == ("", 0)
    assert json.loads(out)


ENDED = {
    ("search", "zebra"): (3, "Nothing found."),
    ("search", "pers:x"): (2, "Did you mean person:?"),
    ("search", "[bold"): (3, "Nothing found."),
    ("search", "", "--limit", "5000"): (2, "Allowed: 1 to 1000"),
    ("search", "", "--at", "nonesuch"): (2, "no run 'nonesuch'"),
    ("search", "", "--at", "900"): (2, "no closed state 900"),
    ("show", "Ann Leee"): (2, "Similar: Ann Lee"),
    ("show", "zzz", "--article"): (2, "There is no article"),
    ("events", "--from", "yesteryear"): (2, "is no period"),
    ("events", "--from", "2001", "--to", "2002"): (3, "No events."),
    ("runs", "nonesuch"): (2, "no run"),
    ("export", "--to", "a.pdf"): (2, "From the name a.pdf no format can be told. Say --format"),
    ("export", "--format", "pdf"): (2, "There is no format 'pdf'. There are: jsonl, csv"),
    ("export", "--table", "cells"): (2, "There is no table 'cells'. There are: articles"),
    ("export", "x" * 5000): (2, "The query has 5000 characters"),
    ("store", "backup", "output/dateline.db"): (1, "exists already"),
    ("store", "move", "nonsense"): (1, "Allowed: sqlite:///FILE"),
    ("store", "move", "to/other.db"): (1, "For this file write sqlite:///to/other.db."),
}


@pytest.mark.parametrize("arguments", ENDED, ids=" ".join)
def test_an_end_without_an_answer_is_told_in_a_sentence(dateline, folder, arguments):
    """Nothing found ends with 3, what cannot be asked with 2; never a traceback."""
    out, errors, code = dateline(folder, *arguments)
    ended, words = ENDED[arguments]
    assert (code, words in " ".join((out + errors).split())) == (ended, True), out + errors
    assert "Traceback" not in errors


def test_a_folder_without_a_store_is_told(dateline, tmp_path):
    """Before the first run the commands say how to make one, and make nothing."""
    for command in (["search", "x"], ["show", "x"], ["events"], ["runs"], ["store", "check"]):
        _, errors, code = dateline(tmp_path, *command)
        assert (code, "There is no store at" in errors.replace("\n", " ")) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_backup_and_move_write_stores(dateline, folder, tmp_path):
    """The copies that the commands write can be asked like the store."""
    assert dateline(folder, "store", "backup", str(tmp_path / "b.db"))[2] == 0
    assert dateline(folder, "store", "move", f"sqlite:///{tmp_path / 'm.db'}")[2] == 0
    for name in ("b.db", "m.db"):
        with open_store(f"sqlite:///{tmp_path / name}") as store:
            assert search(store, "person:lee").total == 1


@pytest.mark.parametrize("command", ["search", "show", "events", "runs", "store"])
def test_help_teaches(dateline, folder, command):
    """Each command's help says what it does, with examples."""
    out, errors, code = dateline(folder, command, "--help")
    assert (errors, code) == ("", 0)
    assert command == "store" or "dateline " + command in out


def test_asking_loads_nothing_heavy(folder):
    """Commands that only ask load neither Prefect nor spaCy nor Arrow, pandas, NumPy."""
    code = (
        "import sys; from dateline.cli import main; sys.argv = ['dateline', 'search', 'person:lee']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'prefect', 'spacy', 'pyarrow', 'pandas', 'polars', 'numpy', 'alembic', 'fastapi', 'trafilatura'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
