"""Takes of one article under ids of their own: in any order, again and again, killed in between, one article."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from corpus.collecting import key_of
from corpus.identity import capture_id
from corpus.kinds import load
from corpus.revisions import take_said
from corpus.state import Collected
from corpus.versions import Made, later, replaced
from dateline.errors import StoreError
from dateline.query.questions.articles import article as one_article
from dateline.records import Article, Capture, Source
from dateline.store import Store, open_store
from dateline.store import schema as t
from dateline.store.maintenance import check
from flows import stages
from flows.coverage import cover, work
from flows.passing import Pass

pytestmark = pytest.mark.usefixtures("one_pipeline")

NOON = datetime(2026, 5, 14, 12, tzinfo=UTC)
SOURCES = '[[source]]\nid = "wire"\nkind = "agency"\naddress = "in"\nlanguage = "en"\nagency = "MW"\n'
BODY = (
    "KALMARA, May 14 (MW) - A fire broke out on the ferry Stella Borealis on Thursday and {hurt} people were hurt, "
    "police chief Anna Lund said.",
    'The ship was on its way from Kalmara to Port Sorrel with 212 passengers. "We do not know the cause," Lund said '
    "at the quay in the evening.",
    "The Stella Borealis was built in 1994 and belongs to Northern Crossings, a company of Kalmara. It was last "
    "inspected in March by the Maritime Safety Board.",
)


def take(name: str, headline: str, *, hurt: str = "nine", more: str = "", after: int = 0) -> Capture:
    """A file of the wire, collected so many minutes after noon."""
    text = "\n\n".join((headline, *(p.format(hurt=hurt) for p in BODY), *([more] if more else [])))
    content, address = text.encode(), f"in/2026-05-14-{name}.txt"
    return Capture(
        id=capture_id("wire", address, content),
        source="wire",
        address=address,
        content=content,
        collected=NOON + timedelta(minutes=after),
        media_type="text/plain",
    )


FIRST = take("a", "Ferry burns off Kalmara")
SECOND = take("b", "1st Ld-Writethru: Ferry burns off Kalmara", hurt="twelve", after=20)
THIRD = take("c", "2nd Ld-Writethru: Fire on the Stella Borealis", hurt="fourteen", after=40)
TAKES = (FIRST, SECOND, THIRD)
MINISTER = "Transport Minister Ivo Brandt will visit the ship on Friday, his office said."
FIXED = take("d", "CORRECTED: Fire on the Stella Borealis", hurt="thirteen", more=MINISTER, after=60)


def kill(after: int = 80) -> Capture:
    """A notice without the story's text."""
    content = b"KILL: Ferry burns off Kalmara\n\nEditors: please do not use the story. It is not true.\n\nMW desk"
    address = "in/2026-05-14-kill.txt"
    collected = NOON + timedelta(minutes=after)
    return Capture(
        id=capture_id("wire", address, content), source="wire", address=address, content=content, collected=collected
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working folder with one wire."""
    (tmp_path / "in").mkdir()
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    (tmp_path / "dateline.toml").write_text("shortest = 20\n", "utf-8")
    return tmp_path


def arrive(folder: Path, *captures: Capture) -> None:
    """A pass in which these captures arrive, in this order."""
    with Pass.open(folder, flow="coverage") as this:
        cover(this, [Collected(key=key_of(c), result=c) for c in captures], do=work.fn)


def store_of(folder: Path) -> Store:
    """The folder's store."""
    return open_store(f"sqlite:///{folder / 'output' / 'dateline.db'}")


def kept(folder: Path) -> list[dict[str, Any]]:
    """All versions: article, number, headline, whether it stands."""
    a, v, x = t.articles.c, t.versions.c, t.texts.c
    statement = (
        select(a.id, v.number, x.headline, v.status, v.valid_to.is_(None).label("stands"))
        .join(t.versions, v.article == a.key)
        .join(t.texts, x.version == v.key)
        .order_by(a.key, v.number)
    )
    with store_of(folder) as store:
        assert check(store) == []
        with store.reading() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]


def headlines(folder: Path) -> list[str]:
    """What stands in the store."""
    return [row["headline"] for row in kept(folder) if row["stands"]]


def test_takes_that_arrive_in_their_order_are_versions_of_one_article(folder: Path) -> None:
    """Four takes at four addresses: one article, four versions, the correction stands."""
    for capture in (*TAKES, FIXED):
        arrive(folder, capture)
    rows = kept(folder)
    assert len({row["id"] for row in rows}) == 1
    assert [row["number"] for row in rows] == [1, 2, 3, 4]
    assert headlines(folder) == ["CORRECTED: Fire on the Stella Borealis"]


@pytest.mark.parametrize("order", list(permutations(range(3)))[1:], ids=str)
@pytest.mark.parametrize("together", [True, False], ids=["one batch", "pass by pass"])
def test_in_any_order_the_last_take_stands_and_nothing_is_doubled(
    folder: Path, order: tuple[int, ...], together: bool
) -> None:
    """Whatever comes first, one article is left, and its newest take; a replay in yet another order changes nothing."""
    captures = [TAKES[n] for n in order]
    for some in [captures] if together else [[c] for c in captures]:
        arrive(folder, *some)
    rows = kept(folder)
    assert len({row["id"] for row in rows}) == 1
    assert headlines(folder) == ["2nd Ld-Writethru: Fire on the Stella Borealis"]
    again = random.Random(6).sample(captures, 3)
    arrive(folder, *again)
    arrive(folder, again[0])
    assert kept(folder) == rows


def test_an_older_take_stays_known_when_the_text_has_moved_on(folder: Path) -> None:
    """A take that came late is remembered: when the article has become another text, it is still no new article."""
    arrive(folder, SECOND)
    arrive(folder, FIRST)
    later_on = Capture(
        id="x" * 20,
        source="wire",
        address=SECOND.address,
        content=("3rd Ld-Writethru: Northern Crossings to pay\n\n" + "The company will pay for all. " * 30).encode(),
        collected=NOON + timedelta(hours=3),
    )
    arrive(folder, later_on)
    rows = kept(folder)
    arrive(folder, FIRST, SECOND)
    assert kept(folder) == rows
    assert len({row["id"] for row in rows}) == 1
    assert headlines(folder) == ["3rd Ld-Writethru: Northern Crossings to pay"]


@pytest.mark.parametrize("where", ["keep", "connect"])
def test_killed_between_and_run_again(folder: Path, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    """Ended after a take was recognised, or after it was kept: the next pass gives what an undisturbed one gives."""
    arrive(folder, FIRST)

    def die(*_: object) -> None:
        raise StoreError("The process was killed here.")

    with monkeypatch.context() as patch:
        if where == "keep":
            patch.setattr(Store, "keep", die)
        else:
            patch.setattr(stages, "connect", die)
        with pytest.raises(StoreError):
            arrive(folder, SECOND)
    arrive(folder, SECOND)
    arrive(folder, THIRD, FIRST)
    rows = kept(folder)
    assert [(row["number"], row["stands"]) for row in rows] == [(1, False), (2, False), (3, True)]


@pytest.mark.parametrize("first", [True, False], ids=["after the story", "before the story"])
def test_a_kill_takes_the_story_out_whenever_it_comes(folder: Path, first: bool) -> None:
    """A notice that shares no text with the story withdraws it, also where the story is read after it, and for good."""
    for capture in (FIRST, kill()) if first else (kill(), FIRST):
        arrive(folder, capture)
    arrive(folder, FIRST)
    rows = kept(folder)
    assert len({row["id"] for row in rows}) == 1
    assert [row["status"] for row in rows if row["stands"]] == ["canceled"]
    with store_of(folder) as store:
        from dateline.query.questions import search

        assert search(store, "Stella").total == search(store, "").total == 0


def test_texts_of_others_and_of_other_days_stay_apart(folder: Path) -> None:
    """Another agency's update, an outlet's copy, a headline a week later, a plain copy: articles of their own."""

    def made(id: str, headline: str, **fields: Any) -> Article:
        text = "\n\n".join(BODY).format(hurt="nine")
        given = {"text": text, "agency": "MW", "published": date(2026, 5, 14), **fields}
        return Article(id=id, headline=headline, **given)

    story = made("1", "Ferry burns off Kalmara")
    assert replaced(made("2", "UPDATE 1-Ferry burns off Kalmara"), [story]) is story
    assert replaced(made("3", "UPDATE 1-Ferry burns off Kalmara", agency="AP"), [story]) is None
    assert replaced(made("4", "UPDATE 1-Ferry burns off Kalmara", outlet="Harbour Post"), [story]) is None
    assert replaced(made("5", "UPDATE 1-Ferry burns off Kalmara", published=date(2026, 5, 21)), [story]) is None
    assert replaced(made("6", "Ferry burns off Kalmara"), [story]) is None
    other = "Stocks closed higher on Friday as banks rose. " * 20
    assert replaced(made("7", "UPDATE 1-Rates fall again", text=other), [story]) is None
    monday = made("8", "UPDATE 1-Stocks close higher", text=other)
    friday = made("9", "UPDATE 1-Stocks close higher", published=date(2026, 5, 15))
    assert replaced(friday, [monday]) is None


def test_an_id_of_the_world_is_one_item_and_an_address_needs_the_same_text() -> None:
    """A URN holds across sources; a number is its sender's own; an address that all items share joins nothing."""
    urn = {"wire_id": "urn:newsml:mw.example:20260514:7", "agency": "MW"}
    one = Article(id="1", text="The ferry burnt.", source="a", **urn)  # type: ignore[arg-type]
    assert replaced(Article(id="2", text="Quite another text.", source="b", **urn), [one]) is one  # type: ignore[arg-type]
    assert replaced(Article(id="3", text="x", source="b", agency="AP", wire_id=urn["wire_id"]), [one]) is None
    number = Article(id="4", text="The ferry burnt.", source="a", wire_id="7", agency="MW")
    assert replaced(Article(id="5", text="Another text.", source="b", wire_id="7", agency="MW"), [number]) is None
    home = Article(
        id="6", text="The ferry burnt. " * 30, headline="Ferry burns", url="https://mw.example/", agency="MW"
    )
    stocks = Article(id="7", text="Stocks rose. " * 30, headline="Stocks rise", url="https://mw.test/", agency="MW")
    assert replaced(stocks, [home]) is None


def test_headlines_that_only_look_like_the_words_of_the_wire() -> None:
    """Plain news begins with the same words; only what is marked off is a take."""
    plain = (
        "Kill: a film of one night",
        "Kill Bill returns to cinemas", "KILL BILL RETURNS", "Killer bees on the ferry", "Kill-switch bill passes",
        "Lead poisoning kills five", "2 lead suspects arrested", "Correction officers strike", "Fixes needed here",
        "Updated guidelines for schools", "Update-proof houses", "Withdrawn from race, Lee says",
        "Advisory board meets", "Budget 2026: what it means",
    )  # fmt: skip
    assert [line for line in plain if take_said(line)] == []


def test_a_story_about_a_killing_is_not_withdrawn() -> None:
    """ANPA: the headline's verb is no order to kill; a slug that says so is."""
    frame = "\x01a0123 u i {slug}  05-14 0450\x02\n{headline}\n\n" + BODY[0].format(hurt="nine") + "\n\x03\x04"
    source = Source(id="w", kind="anpa", address="in", agency="MW")

    def status(slug: str, headline: str) -> tuple[str, str | None]:
        content = frame.format(slug=slug, headline=headline).encode("cp1252")
        capture = Capture(id="c", source="w", address="in/x.anpa", content=content, collected=NOON)
        (made,) = load("anpa").parse(capture, source)
        assert isinstance(made, Article)
        return made.status, made.wire_id

    killing, id = status("bc-kabul", "Bombs kill 20 in Kabul")
    assert (killing, status("bc-kabul KILL", "Bombs kill 20 in Kabul")) == ("usable", ("canceled", id))
    assert status("bc-kabul", "BULLETIN KILL")[0] == status("bc-kabul", "KILL: Bombs")[0] == "canceled"


def test_later_is_told_by_moment_then_take_then_collection() -> None:
    """A clock of 1970 or of next year is not asked; without any word of it the capture that came later is later."""

    def made(after: int, **fields: Any) -> Made:
        return Made.of(Article(id="a", text="x", **fields), NOON + timedelta(minutes=after))

    assert later(made(0, published_at=NOON), made(9, published_at=NOON - timedelta(hours=1)))
    assert not later(made(0, published_at=datetime(1970, 1, 1, tzinfo=UTC)), made(9, published_at=NOON))
    assert later(made(9, published_at=datetime(1970, 1, 1, tzinfo=UTC)), made(0, published_at=NOON))
    assert not later(made(0, published_at=NOON + timedelta(days=400)), made(9, published_at=NOON))
    assert later(made(0, revision="3"), made(9, revision="2"))
    assert not later(made(9, revision="2", published_at=NOON), made(0, revision="3", published_at=NOON))
    assert later(made(9), made(0))
    assert not later(made(0), made(9))
    assert later(made(0, status="canceled"), made(9, revision="2"))


def test_a_page_that_is_changed_and_changed_back_stands_as_it_was(folder: Path) -> None:
    """The first text comes back as a third version; a replay of all captures then changes nothing."""
    one, two = take("a", "Ferry burns off Kalmara"), take("a", "Ferry burns", hurt="twelve", after=5)
    arrive(folder, one)
    arrive(folder, two)
    back = datetime.now(UTC) + timedelta(minutes=1)
    arrive(folder, Capture(id=one.id, source="wire", address=one.address, content=one.content, collected=back))
    rows = kept(folder)
    assert [(row["number"], row["headline"]) for row in rows][-1] == (3, "Ferry burns off Kalmara")
    for captures in ((one, two), (two, one), (two,), (one,)):
        arrive(folder, *captures)
    assert kept(folder) == rows


def test_a_folded_take_is_found_under_its_own_id(folder: Path) -> None:
    """Who knows a take by the id under which it came gets the article that it renewed."""
    arrive(folder, FIRST, SECOND)
    (id,) = {row["id"] for row in kept(folder)}
    with store_of(folder) as store:
        with store.reading() as connection:
            (own,) = connection.execute(select(t.take_ids.c.id)).scalars()
        assert own != id
        assert one_article(store, own).article.id == id
