"""Copies are found among independent texts, whatever papers and scanners do to them; forms are none."""

import json
import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.copies import Groups, MemoryIndex, Text, compare, compared, signature
from corpus.texts import read_texts
from dateline.records import Article, Findings, Outcome, OutcomeKind
from dateline.records.buckets import BUCKET, CANDIDATES
from dateline.store import Kept, Store, open_store
from dateline.store.copies import StoreCopyIndex

HAPPENINGS = Path(__file__).parent / "data" / "stories" / "happenings.jsonl"

WIRE = """PORT MALAN, March 8 (MW) - Authorities in Baravia moved 80,000 people from the low-lying east coast on \
Sunday as Cyclone Imelda, with winds of 165 kilometres an hour, closed in on Port Malan.

Landfall is expected on Monday evening, the Meteorological Office said. Harbours and the airport were shut. "Leave \
now, not tonight," Prime Minister Joseph Tamba said on the radio.

Fishermen tied their boats to palm trees and shops ran out of batteries. Schools will stay closed until Wednesday, the \
education ministry said, and buses run only on the road to the hills.

In 2011 a cyclone of the same strength killed 31 people in the same province and destroyed half its vanilla harvest."""

SENATOR = """Senator {name} announced today that the {town} Fire Department will receive ${sum} under the Firefighter \
Investment Act, which provides grants to local fire departments to help them protect the health and safety of the \
public. "I am pleased that {town} will receive these funds," {name} said. "Our firefighters put their lives on the \
line every day, and they deserve the best equipment there is." The grants are administered by the Federal Emergency \
Management Agency and can be used for training, equipment, vehicles and fire prevention. {town} applied in {month}."""

FOOT = " Read more in our app. Copyright 2026 Morning Star Publishing. All rights reserved. Follow us on social media."


def article(id: str, text: str) -> Article:
    """An article of nothing but a text."""
    return Article(id=id, text=text)


def kind(text: str, original: str) -> str | None:
    """How a text carries another."""
    copy = compare(article("copy", text), [article("original", original)])
    return copy.kind if copy else None


def misread(text: str, rate: float, seed: int) -> str:
    """A text as a scanner with so many errors a letter reads it."""
    dice = random.Random(seed)
    look_alikes = dict(zip("ecoliatnuhbsrmg", "ceo1l0fuhbnairq", strict=False))
    return "".join(
        (look_alikes.get(c, dice.choice("aeint")) if dice.random() < 0.7 else "") if dice.random() < rate else c
        for c in text
    )


def test_a_cut_tail_leaves_a_cut_copy_that_names_what_was_dropped() -> None:
    """Half of an agency text is a copy, cut, and the dropped sentences are listed."""
    half = WIRE.split("\n\nFishermen")[0]
    copy = compare(article("b", half), [article("a", WIRE)])
    assert copy is not None
    assert (copy.kind, copy.original) == ("cut", "a")
    assert copy.share == pytest.approx(0.55, abs=0.1)
    assert any("2011" in sentence for sentence in copy.dropped)
    assert copy.added == ()


def test_the_same_text_in_another_layout_is_verbatim() -> None:
    """Case of the dateline, quotes, blanks and hyphens make no other text."""
    laid_out = WIRE.replace("PORT MALAN", "Port Malan").replace('"', "”").replace("\n\n", " ")
    laid_out = laid_out.replace("low-lying", "lowlying")
    assert kind(laid_out, WIRE) == "verbatim"


def test_a_new_lead_and_foot_lines_make_a_rewritten_copy() -> None:
    """What an outlet adds is listed; what it took is still found."""
    changed = (
        "The island of Baravia braces for the worst storm in a decade, and eighty thousand have left their homes. "
        + WIRE.split("\n\n", 1)[1]
        + "\n\nSubscribe to our newsletter for the news of the morning."
    )
    copy = compare(article("b", changed), [article("a", WIRE)])
    assert copy is not None
    assert copy.kind in ("rewritten", "cut")
    assert any("newsletter" in sentence for sentence in copy.added)


@pytest.mark.parametrize("rate", [0.03, 0.06, 0.1])
def test_misread_copies_are_copies(rate: float) -> None:
    """One letter in ten may be misread, and the text is recognised."""
    assert kind(misread(WIRE, rate, 3), WIRE) in ("verbatim", "cut", "rewritten")


def test_a_form_with_other_names_and_sums_is_no_copy() -> None:
    """The same letter on another town is a form."""
    one = SENATOR.format(name="Mike Dolan", town="Norwalk", sum="49,497", month="June")
    other = SENATOR.format(name="Mike Dolan", town="Zanesville", sum="7,920", month="April")
    assert kind(one, other) == "form"


def test_a_quotation_alone_makes_no_copy() -> None:
    """Two reports on one speech share its words, and nothing else."""
    speech = "We shall rebuild every house, every school and every road of this valley before the snow comes. " * 3
    one = f'The minister spoke in Dehrak on Monday before two hundred people. "{speech}" Nobody asked for the cost.'
    other = f'Rebuilding will be quick, officials in the valley promise. "{speech}" The opposition has its doubts.'
    assert kind(one, other) is None


def test_a_writer_s_own_background_makes_no_copy() -> None:
    """Two texts with other news that end with the same paragraphs, as one office writes them, are two texts."""
    news = [
        "Mayor Holm opened a school for sailors in Velten on Monday and thanked the union for the desks. " * 5,
        "Grain ships may wait outside the harbour until a crane is repaired, the port master told us. " * 5,
    ]
    background = (
        "Velten has rebuilt its harbour since 2019 with money of three funds; 40 firms moved to the old docks. "
        "The council keeps a register of all boats longer than six metres and asks owners for their plans each May."
    )
    one, other = (f"{text}\n\n{background}" for text in news)
    assert compared(Text(one), Text(other)).kind is None


def test_texts_without_a_letter_have_nothing_in_common() -> None:
    """Empty texts are no copies of each other."""
    groups = Groups()
    found = [groups.add(Article(id=str(n), text=text)) for n, text in enumerate(("", "  ", "..."))]
    assert [placed.original for placed in found] == [None] * 3


def test_independent_reports_on_one_happening_are_no_copies() -> None:
    """Of fifty hand-written reports on twenty happenings none is taken for another's copy."""
    reports = [json.loads(line) for line in HAPPENINGS.read_text("utf-8").splitlines()]
    groups = Groups()
    for report in reports:
        groups.add(article(report["id"], report["text"]))
    assert len({groups.group(report["id"]) for report in reports}) == len(reports)


def gold_texts() -> list[str]:
    """The gold texts of the package."""
    folder = Path(__file__).parents[1] / "corpus" / "gold"
    return ["\n\n".join(re.sub("<[^>]+>", "", p) for p in re.findall(r"<p>(.*?)</p>", f.read_text("utf-8"), re.S))
            for f in sorted(folder.rglob("*.xml"))]  # fmt: skip


def test_pairs_of_copies_are_found_and_no_others() -> None:
    """F1 over pairs is at least .95 for abridged, reordered and misread copies among texts with one foot line."""
    dice = random.Random(5)
    truth: dict[str, int] = {}
    texts: list[tuple[str, str]] = []
    for number, text in enumerate(gold_texts()):
        sentences = re.split(r"(?<=[.!?])\s+", text)
        tail = sentences[1:]
        dice.shuffle(tail)
        half = " ".join(sentences[: max(3, len(sentences) // 2)])
        copies = [text, half, " ".join([sentences[0], *tail]), misread(text, 0.05, number)]
        for place, copy in enumerate(copies):
            texts.append((f"{number}-{place}", copy + FOOT * (dice.random() < 0.5)))
            truth[texts[-1][0]] = number
    dice.shuffle(texts)
    groups = Groups()
    for id, text in texts:
        groups.add(article(id, text))
    found = {id: groups.group(id) for id, _ in texts}
    pairs = [(a, b) for place, (a, _) in enumerate(texts) for b, _ in texts[:place]]
    right = sum(found[a] == found[b] and truth[a] == truth[b] for a, b in pairs)
    called = sum(found[a] == found[b] for a, b in pairs)
    real = sum(truth[a] == truth[b] for a, b in pairs)
    assert 2 * right / (called + real) >= 0.95


def test_a_roundup_does_not_tie_two_stories_together() -> None:
    """An article that carries two texts joins the one it takes most from; the two stay two."""
    other = gold_texts()[0]
    groups = Groups()
    for id, text in (("one", WIRE), ("other", other), ("roundup", WIRE + "\n\n" + other)):
        groups.add(article(id, text))
    assert groups.group("one") != groups.group("other")
    assert groups.group("roundup") in (groups.group("one"), groups.group("other"))


def test_a_text_copied_ten_thousand_times_stays_cheap() -> None:
    """The look-up does not grow with the copies of one text."""
    index = MemoryIndex()
    mark = signature(WIRE)
    for number in range(10_000):
        index.add(f"a{number}", mark, None)
    assert len(index.candidates(mark, None)) <= CANDIDATES
    groups = Groups()
    for number in range(500):
        groups.add(article(f"a{number}", WIRE))
    assert {groups.group(f"a{number}") for number in range(500)} == {"a0"}


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    """No text, in whatever script or of whatever length, stops a comparison."""
    found = compared(Text(one), Text(other))
    assert 0 <= found.share <= 1
    assert found.kind in (None, "verbatim", "cut", "rewritten", "form")
    assert signature(one) == signature(one)


def test_scripts_without_spaces_are_compared() -> None:
    """A Chinese text cut in half is found."""
    sentence = "条新闻说明了城市建设和国际合作的进展情况以及居民的意见反馈。"
    text = "".join(f"第{n}{sentence}" + chr(0x4E00 + 37 * n) * 3 for n in range(40))
    assert kind(text[: len(text) // 2], text) == "cut"


def kept(store: Store, run: str, *articles: Article) -> None:
    """Keep articles without findings."""
    outcome = Outcome(kind=OutcomeKind.KEPT, stage="keep")
    store.keep([Kept(article=a, findings=Findings(), outcome=outcome) for a in articles], run)


def test_the_index_in_the_store_works_across_processes(tmp_path: Path) -> None:
    """What one process has entered another finds, once, within the days that were asked for."""
    from datetime import date

    url = f"sqlite:///{tmp_path / 's.db'}"
    text = gold_texts()[1]
    first = Article(id="wire", text=text, published=date(2026, 3, 1))
    with open_store(url) as store:
        run = store.start_run("test").id
        kept(store, run, first)
        index = StoreCopyIndex(store, days=28)
        assert index.missing() == ["wire"]
        for _ in range(2):
            index.add("wire", signature(text), first.published)
        assert index.missing() == []
    with open_store(url) as store:
        index = StoreCopyIndex(store, days=28)
        half = signature(text[: len(text) // 2])
        assert index.candidates(half, date(2026, 3, 20)) == ["wire"]
        assert index.candidates(half, date(2026, 6, 1)) == []
        assert index.forget(date(2026, 3, 2)) > 0
        assert index.candidates(half, date(2026, 3, 20)) == []


def test_buckets_in_the_store_stay_small(tmp_path: Path) -> None:
    """However many articles have one text, a bucket keeps BUCKET of them."""
    from sqlalchemy import func, select

    from dateline.store.schema import copy_bands

    with open_store(f"sqlite:///{tmp_path / 's.db'}") as store:
        run = store.start_run("test").id
        articles = [article(f"a{number}", WIRE) for number in range(3 * BUCKET)]
        kept(store, run, *articles)
        StoreCopyIndex(store, days=28).add_all([(a.id, signature(a.text), None) for a in articles])
        with store.reading() as connection:
            largest = connection.execute(
                select(func.count()).select_from(copy_bands).group_by(copy_bands.c.band)
            ).scalars()
            assert max(largest) == BUCKET


def test_lines_that_cannot_be_used_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """Bad JSON, missing texts and double ids end in a reason each; two texts under one id both stay."""
    file = tmp_path / "texts.jsonl"
    lines = [
        '{"id": "a", "text": "One text.", "published": "1970-01-01"}',
        "{broken",
        '{"id": "b"}',
        '{"id": "a", "text": "One text."}',
        '{"id": "a", "text": "Another text under the same id.", "headline": ""}',
        '{"text": "No id at all.", "published": "someday"}',
        "[1, 2]",
    ]
    file.write_text("\n".join(lines), "utf-8")
    read = list(read_texts(file))
    assert [one.id for one in read if isinstance(one, Article)] == ["a", "a#2", "line-6"]
    reasons = [one.reason for one in read if isinstance(one, Outcome)]
    assert reasons == ["no JSON", "no text", "same article twice", "no text"]
