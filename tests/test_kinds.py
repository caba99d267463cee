"""Each kind of source has samples with the JSON that is expected of them: data/kinds/KIND/NAME[.expected.json].

With DATELINE_WRITE_EXPECTED=1 the expected JSON is written anew: read the difference before you commit it.
"""

import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.kinds import KINDS, load, recognise
from dateline.errors import ReadError
from dateline.records import Capture, Source, jsonable

DATA = Path(__file__).parent / "data" / "kinds"
COLLECTED = datetime(2026, 5, 20, 12, tzinfo=UTC)
SAMPLES = sorted(p for p in DATA.glob("*/*") if p.is_file() and not p.name.endswith(".expected.json"))


def capture_of(path: Path) -> Capture:
    return Capture(
        id="capture",
        source="sample",
        address=f"https://sample.example/{path.name}" if path.suffix in (".html", ".xml") else path.name,
        content=path.read_bytes(),
        collected=COLLECTED,
    )


def parsed(path: Path) -> list[dict[str, Any]]:
    """What the kind of the folder makes of a sample, without what is empty."""
    kind = path.parent.name
    source = Source(id="sample", kind=kind, address=path.name)
    try:
        found = [jsonable(p) | {"is": type(p).__name__} for p in load(kind).parse(capture_of(path), source)]
    except ReadError as error:
        found = [{"is": "ReadError", "reason": error.reason, "says": str(error)}]
    always = ("source", "capture")
    return [{k: v for k, v in one.items() if v not in (None, "", [], False) and k not in always} for one in found]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_sample_is_read_as_expected(path: Path) -> None:
    """The articles, items and refusals of a sample are those that stand beside it."""
    expected = path.with_name(f"{path.name}.expected.json")
    found = parsed(path)
    if os.environ.get("DATELINE_WRITE_EXPECTED"):
        expected.write_text(json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")

    assert expected.is_file(), f"{expected.name} is missing: run this test with DATELINE_WRITE_EXPECTED=1 and read it"
    assert found == json.loads(expected.read_text("utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_a_sample_is_recognised(path: Path) -> None:
    """Without being told, a sample is taken for its own kind."""
    assert recognise(capture_of(path)) == path.parent.name


def test_every_kind_has_samples() -> None:
    """No kind goes without a sample."""
    assert {path.parent.name for path in SAMPLES} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 5000,
        bytes(range(256)) * 40,
        b"<" * 20_000,
        b"<a>" * 50_000,
        b"{" * 20_000,
        b"[" * 100_000,
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><x>&b;</x>',
        b"\xff\xfe" + "text in two bytes. ".encode("utf-16-le") * 20,
        b"PK\x03\x04" + b"\x00" * 500,
        b"%PDF-1.4\nnothing",
        b"\x1f\x8b\x08\x00broken",
        b"WARC/1.0\r\nbroken",
        b"\x01a0123\x02\x03",
        b"id,text\n1",
        b'{"uri": 5}',
    ],
    ids=range(16),
)
def test_rubbish_gives_a_refusal_and_never_a_crash(kind: str, content: bytes) -> None:
    """Whatever the bytes, a kind answers with its nouns or with a ReadError."""
    capture = Capture(id="c", source="s", address="rubbish", content=content, collected=COLLECTED)
    with suppress(ReadError):
        list(load(kind).parse(capture, Source(id="s", kind=kind, address="rubbish")))
