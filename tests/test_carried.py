"""What was read in a version is not read again in the next: carried to the letter, whole rules over the whole text."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import press
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.collecting import key_of
from corpus.gold.reading import shipped
from corpus.identity import capture_id
from corpus.state import Collected
from dateline.records import Article, Capture, Findings, Model, ReadBefore
from dateline.store import open_store
from dateline.store.recognised import packed, read_before, unpacked
from extractors.pipeline import extract, load_pipeline
from extractors.processes import extract_in_processes
from extractors.recogniser import load_recogniser
from extractors.recogniser.reading import Named, Reader
from flows.coverage import cover, work
from flows.passing import Pass

FACTS = ("spans", "durations", "events", "affiliations", "quotes", "happenings")


class Counting:
    """The network, counting the windows that it scores."""

    def __init__(self, reader: Reader) -> None:
        self.network, self.windows = reader._network, 0

    def __call__(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        self.windows += len(inputs["pieces"])
        return self.network(inputs)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counting:
    """The shipped recogniser, counted."""
    reader = load_recogniser().reader
    counting = Counting(reader)
    monkeypatch.setattr(reader, "_network", counting)
    return counting


@pytest.fixture(scope="module")
def long_text() -> str:
    """Six gold texts as one, some 2,000 words."""
    return "\n\n".join(gold["text"] for gold in shipped()[:6])


def read(reader: Reader, text: str, before: ReadBefore | None = None) -> list[Named]:
    """The spans of one text."""
    return reader([text], [before])[0]


def known(text: str, spans: list[Named]) -> ReadBefore:
    """What a version leaves for the next."""
    return ReadBefore(text, tuple((span.start, span.end, span.label, span.score) for span in spans))


def test_one_changed_paragraph_is_read_and_the_rest_is_carried(counted: Counting, long_text: str) -> None:
    """A correction in a long text scores a window or two; every span says what the text says there."""
    reader = load_recogniser().reader
    paragraphs = long_text.split("\n\n")
    before = known(long_text, read(reader, long_text))
    in_full = counted.windows
    paragraphs[20] = "Transport Minister Ivo Brandt opened the Kalmara Ferry Fair in Port Sorrel on Friday, May 22."
    text = "\n\n".join(paragraphs)
    counted.windows = 0
    spans = read(reader, text, before)
    assert 1 <= counted.windows <= 2 < in_full
    found = {(text[span.start : span.end], span.label) for span in spans}
    assert {("Ivo Brandt", "PERSON"), ("Kalmara Ferry Fair", "EVENT"), ("Port Sorrel", "PLACE")} <= found
    assert [s for s in spans if s.start < 2000] == [s for s in read(reader, long_text) if s.start < 2000]
    counted.windows = 0
    assert read(reader, long_text, before) == read(reader, long_text)  # nothing new: nothing read for the first
    assert counted.windows == in_full


def test_a_changed_paragraph_is_read_as_in_a_full_reading(counted: Counting, long_text: str) -> None:
    """Whatever lies in a window that is read gives what it gives when all is read."""
    reader = load_recogniser().reader
    before = known(long_text, read(reader, long_text))
    chance = random.Random(2)
    for _ in range(4):
        paragraphs = long_text.split("\n\n")
        at = chance.randrange(len(paragraphs))
        paragraphs[at] = paragraphs[at].replace(" the ", " another ").replace("2025", "2026") + " It rained."
        text = "\n\n".join(paragraphs)
        start = len("\n\n".join(paragraphs[:at])) + 2 * bool(at)
        end = start + len(paragraphs[at])
        inside = [
            [s for s in found if start <= s.start < end] for found in (read(reader, text, before), read(reader, text))
        ]
        assert inside[0] == inside[1]


@settings(max_examples=8, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_offsets_hold_whatever_is_moved_dropped_doubled_or_put_in(chance: Any, changes: int) -> None:
    """Spans are in order, apart, inside the text, and begin and end at words; none is of another paragraph."""
    reader = load_recogniser().reader
    old = "\n\n".join(gold["text"] for gold in shipped()[6:8])
    before = known(old, read(reader, old))
    paragraphs = old.split("\n\n")
    for _ in range(changes):
        at, other = chance.randrange(len(paragraphs)), chance.randrange(len(paragraphs))
        change = chance.choice(("swap", "drop", "double", "add", "blank"))
        if change == "swap":
            paragraphs[at], paragraphs[other] = paragraphs[other], paragraphs[at]
        elif change == "drop" and len(paragraphs) > 2:
            del paragraphs[at]
        elif change == "double":
            paragraphs.insert(at, paragraphs[other])
        elif change == "add":
            paragraphs.insert(at, "Ann Lee of Acme Ltd arrived in Oslo on May 3, 2026.")
        else:
            paragraphs[at] += "  \n"
    text = "\n\n".join(paragraphs)
    spans = read(reader, text, before)
    words = {old[a:b] for a, b, *_ in before.recognised}
    for one, other in pairwise(spans):
        assert one.end <= other.start
    for span in spans:
        said = text[span.start : span.end]
        assert said == said.strip() != ""
        assert "\n\n" not in said
    if "Ann Lee" not in text and "\n\n\n" not in text:
        assert sum(text[s.start : s.end] in words for s in spans) >= 0.9 * len(spans)


def test_rules_see_the_whole_new_text(long_text: str) -> None:
    """A surname, a day, an acronym, a speaker of a paragraph that stayed follow what changed elsewhere."""
    nlp = load_pipeline()
    head = "Health Minister Anna Lund of the National Institute of Sleep (NIS) spoke in Oslo on Monday."
    tail = "Lund said that the NIS would open on Friday. “We are ready,” she said."
    padding = "\n\n".join(long_text.split("\n\n")[:14])
    old = Article(id="a", text=f"{head}\n\n{padding}\n\n{tail}", published=date(2026, 5, 11))
    text = old.text.replace("Anna Lund", "Maria Lund").replace("Institute of Sleep", "Institution of Sleep")
    new = replace(old, text=text, published=date(2026, 5, 18))
    (_, before), (_, full) = next(extract([old], nlp)), next(extract([new], nlp))
    assert isinstance(before, Findings)
    (carried,) = (found for _, found in extract([new], nlp, before={"a": ReadBefore(old.text, before.recognised)}))
    assert isinstance(carried, Findings)
    assert isinstance(full, Findings)
    of_tail = [s for s in carried.spans if s.start > text.rindex("\n\n")]
    assert of_tail == [s for s in full.spans if s.start > text.rindex("\n\n")]
    assert {(s.text, s.entity or s.value) for s in of_tail} >= {("Lund", "Maria Lund"), ("Friday", "2026-05-22")}
    assert [q.speaker for q in carried.quotes] == [q.speaker for q in full.quotes]
    assert carried.affiliations == full.affiliations


def test_spans_are_packed_and_unpacked() -> None:
    """In any order in, in order out, scores to four places."""
    spans = ((40, 44, "DATE", 0.5), (0, 9, "PERSON", 0.9876), (9, 12, "ORG", 1.0), (100_000, 100_007, "EVENT", 0.0))
    assert unpacked(packed(spans)) == tuple(sorted(spans))
    assert unpacked(packed(())) == ()


def test_only_the_current_version_and_the_same_model_count(tmp_path: Path) -> None:
    """What another model read, or what was read in a version that is replaced, is not handed out."""
    read_in = ((0, 7, "PERSON", 0.9),)
    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        run = store.start_run("test")
        for text in ("[PERSON Ann Lee] met them.", "[PERSON Ann Lee] met all of them."):
            made = press.piece("a", text)
            store.keep([replace(made, findings=replace(made.findings, recognised=read_in))], run.id)
        with store.reading() as connection:
            found = read_before(connection, ["a", "b"], press.MODEL)
            other = read_before(connection, ["a"], Model(name="hand", version="2"))
    assert found == {"a": ReadBefore("Ann Lee met all of them.", read_in)}
    assert other == {}


def test_a_pass_reads_only_what_changed(tmp_path: Path, counted: Counting, long_text: str) -> None:
    """The same file with one sentence more: the next pass scores fewer windows than the first."""
    (tmp_path / "in").mkdir()
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "wire"\nkind = "agency"\naddress = "in"\nlanguage = "en"\n', "utf-8"
    )

    def arrive(text: str, hour: int) -> int:
        content, collected = text.encode(), datetime(2026, 5, 14, hour, tzinfo=UTC)
        capture = Capture(
            id=capture_id("wire", "in/a.txt", content),
            source="wire",
            address="in/a.txt",
            content=content,
            collected=collected + timedelta(minutes=1),
        )
        counted.windows = 0
        with Pass.open(tmp_path, flow="coverage") as this:
            cover(this, [Collected(key=key_of(capture), result=capture)], do=work.fn)
        return counted.windows

    first = arrive(f"A headline\n\n{long_text}", 8)
    second = arrive(f"A headline\n\n{long_text}\n\nIvo Brandt went to Oslo.", 9)
    assert 1 <= second < first / 2


@pytest.mark.slow
def test_processes_carry_as_one_process_does(long_text: str) -> None:
    """Over a worker the findings of a carried reading are the same."""
    nlp = load_pipeline()
    old = Article(id="a", text=long_text, published=date(2026, 5, 11))
    new = replace(old, text=long_text + "\n\nIvo Brandt went to Oslo on Friday.")
    ((_, before),) = extract([old], nlp)
    assert isinstance(before, Findings)
    carry = {"a": ReadBefore(old.text, before.recognised)}
    ((_, here),) = extract([new], nlp, before=carry)
    ((_, there),) = extract_in_processes([new], 1, before=carry)
    assert here == there
