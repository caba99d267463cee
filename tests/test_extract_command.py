"""`dateline extract`, as a user calls it: text, records, a page, and every kind of bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

WIRE = (
    "KAZAN, June 5. /TASS/. Delegations will take part in the 3rd Volga International Forum of River Transport, due in "
    'Kazan on June 17-19. "The river is already there," Viktor Zhdankin, head of Rosrechtrans, said on Thursday.'
)


def dateline(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in a folder."""
    code = "import sys; from dateline.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", code, "extract", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LANG": "C.UTF-8"},
    )


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    path = tmp_path / "volga.txt"
    path.write_text(WIRE, "utf-8")
    return path


def test_a_text_is_shown_with_its_facts_and_their_sentences(wire: Path) -> None:
    """Mentions stand marked in the text; events come with their days and the sentence."""
    shown = dateline(wire, "--published", "2025-06-05", folder=wire.parent)
    assert shown.returncode == 0
    assert "[3rd Volga International Forum of River Transport|EVENT]" in " ".join(shown.stdout.split())
    assert "2025-06-17 to 2025-06-19" in shown.stdout
    assert "TASS · filed from Kazan" in shown.stdout
    assert shown.stdout.count("The river is already there") == 2


def test_records_carry_the_same_id_and_text_to_the_letter(tmp_path: Path) -> None:
    """Each line becomes one record, whatever its characters; a wrong line is told by its number, the rest goes on."""
    texts = {"a": WIRE, "b": "half \ud800 of a pair\u2028\r\n", "c": ""}
    lines = [json.dumps({"id": id, "text": text, "published": "2025-06-05"}) for id, text in texts.items()]
    (tmp_path / "texts.jsonl").write_text("\n".join([lines[0], "not json", '{"id": "x"}', *lines[1:]]), "utf-8")
    done = dateline("texts.jsonl", "--format", "jsonl", folder=tmp_path)
    assert {r["id"]: r["text"] for r in map(json.loads, done.stdout.splitlines())} == texts
    assert done.returncode == 1
    assert "texts.jsonl, line 2" in done.stderr
    assert "texts.jsonl, line 3" in done.stderr
    first = json.loads(done.stdout.splitlines()[0])
    assert first["dateline"] == {"place": "Kazan", "date": "2025-06-05"}
    assert [(e["start"], e["end"], e["place"]) for e in first["events"]] == [("2025-06-17", "2025-06-19", "Kazan")]


def test_a_page_is_whole_and_needs_nothing_else(wire: Path) -> None:
    """The page has text and facts, escapes what it shows, and names no other host."""
    wire.write_text(WIRE + " <script>alert(1)</script>", "utf-8")
    done = dateline(
        wire, "--published", "2025-06-05", "--format", "html", "--to", "page/volga.html", folder=wire.parent
    )
    page = (wire.parent / "page" / "volga.html").read_text("utf-8")
    assert done.returncode == 0
    assert '<mark class="event" title="event · 3rd Volga International Forum of River Transport">' in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "http" not in page
    assert list((wire.parent / "page").iterdir()) == [wire.parent / "page" / "volga.html"]


BAD = [
    ("gone.txt", None, "gone.txt cannot be read"),
    ("binary.txt", b"\x00\x01\x02", "holds binary data"),
    ("latin.txt", b"one\ncaf\xe9 two", "latin.txt:2: the byte 0xe9 is no UTF-8"),
    ("page.txt", b"<!DOCTYPE html><p>x", "dateline read page.txt"),
]


def test_what_cannot_be_used_is_told_and_the_rest_goes_on(wire: Path) -> None:
    """Each bad file has its sentence with a remedy; the good one is shown; the exit code tells."""
    for name, content, _ in BAD:
        if content is not None:
            (wire.parent / name).write_bytes(content)
    done = dateline(*(name for name, _, _ in BAD), wire, "--format", "jsonl", folder=wire.parent)
    told = " ".join(done.stderr.split())
    assert [sentence for _, _, sentence in BAD if sentence not in told] == []
    assert "Traceback" not in done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["volga"]
    assert done.returncode == 1


def test_a_wrong_day_and_an_unusable_file_end_with_two(tmp_path: Path) -> None:
    """Where nothing could be done, the exit code is 2 and no pipeline was loaded."""
    (tmp_path / "a.txt").write_text("x")
    wrong = dateline("a.txt", "--published", "17.03.2025", folder=tmp_path)
    assert (wrong.returncode, "Write it as year-month-day" in wrong.stderr) == (2, True)
    assert dateline("gone.txt", folder=tmp_path).returncode == 2


def test_a_text_over_the_limit_is_an_honest_record(tmp_path: Path) -> None:
    """A quarantined text has its record without findings, with the reason."""
    (tmp_path / "dateline.toml").write_text("text_limit = 1000")
    (tmp_path / "long.txt").write_text("word " * 300)
    done = dateline("long.txt", "--format", "jsonl", folder=tmp_path)
    record = json.loads(done.stdout)
    assert (record["outcome"], record["reason"], record["spans"]) == ("quarantined", "too long", [])
    assert done.returncode == 1
