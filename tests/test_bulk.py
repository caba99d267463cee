"""Large archives: cut between their records, each once, in bounded memory."""

import csv
import io
import json
import random
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from corpus import bulk
from corpus.client import Client
from corpus.collecting import collect
from corpus.state import Collected, SourceState
from dateline.records import Capture, Outcome, Source

LIMIT = 1_000_000


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "PIECE", 2_000)


def add(writer: WARCWriter, number: int, content: bytes) -> None:
    address = f"http://a.test/{number}"
    record = writer.create_warc_record(address, "resource", payload=BytesIO(content), length=len(content))
    writer.write_record(record)


@pytest.mark.parametrize("packed", [True, False])
def test_web_archives(tmp_path: Path, packed: bool) -> None:
    """Each piece of a web archive is a web archive; together they hold every record once."""
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=packed)
        for number in range(60):
            add(writer, number, f"page {number} ".encode() * 40)
    found = []
    parts = [content for _, content in bulk.pieces(path, "warc", limit=LIMIT)]
    for content in parts:
        assert content is not None
        found += [record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(BytesIO(content))]
    assert found == [f"http://a.test/{number}" for number in range(60)]
    assert len(parts) > 3


def test_json_lines(tmp_path: Path) -> None:
    """No line is cut, also without a line end at the end; a line beyond the limit is left out alone."""
    path = tmp_path / "a.jsonl"
    lines = [json.dumps({"id": n, "text": "word " * 50}) for n in range(50)]
    path.write_text("\n".join([*lines[:25], json.dumps({"text": "x" * 9_000}), *lines[25:]]))
    parts = list(bulk.pieces(path, "jsonl", limit=5_000))
    assert sum(content is None for _, content in parts) == 1
    read = [json.loads(line)["id"] for _, content in parts if content for line in content.decode().splitlines()]
    assert len(set(read)) == len(read) >= 42


def test_tables(tmp_path: Path) -> None:
    """Each piece of a table has its head; line ends within quotes are text."""
    path = tmp_path / "a.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows([n, 'She said "yes".\n\nThen, "no".\n' * 5] for n in range(60))
    rows = []
    for _, content in bulk.pieces(path, "csv", limit=LIMIT):
        assert content is not None
        rows += list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [row["id"] for row in rows] == [str(n) for n in range(60)]
    assert all(row["text"].endswith('"no".\n') for row in rows)


def test_a_growing_file(tmp_path: Path) -> None:
    """When a file has grown, only its last piece is new."""
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": "word " * 60})
    path.write_text("".join(f'{{"id": {n}, "x": {line}}}\n' for n in range(30)))
    source = Source(id="a", kind="jsonl", address=str(path))
    state, known = SourceState(source="a"), set()
    new = []
    with Client() as client:
        for _ in range(3):
            captures, reasons = 0, []
            for event in collect(source, state, client, known=known.__contains__):
                if isinstance(event, SourceState):
                    state = SourceState.from_record(event.record())
                elif isinstance(event, Collected) and isinstance(event.result, Capture):
                    known.add(event.key)
                    captures += 1
                elif isinstance(event.result, Outcome):
                    reasons.append(event.result.reason)
            new.append((captures, set(reasons)))
            if len(new) == 2:
                with path.open("a") as file:
                    file.write(f'{{"id": 99, "x": {line}}}\n')
    assert new[0][0] > 3
    assert new[1] == (0, {"not modified"})
    assert new[2] == (1, {"same content"})


@pytest.mark.parametrize("cut", [9_000, 5_001])
def test_broken_archive(tmp_path: Path, cut: int) -> None:
    """What stands before the break of a broken archive comes; the break is said, and no fault of ours."""
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number in range(60):
            add(writer, number, random.Random(number).randbytes(200))
    path.write_bytes(path.read_bytes()[:cut] + b"\x1f\x8b\x08" + b"junk" * 500)
    source = Source(id="a", kind="warc", address=str(path))
    with Client() as client:
        *events, state = collect(source, SourceState(source="a"), client, known=lambda key: False)
    assert sum(isinstance(event.result, Capture) for event in events if isinstance(event, Collected)) >= 2
    assert isinstance(state, SourceState)
    assert state.error is None
