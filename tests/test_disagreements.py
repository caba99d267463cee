"""The disagreement sheet: what the articles of one story say differently, side by side."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dateline.errors import QueryError
from dateline.query.claims import claims
from dateline.query.disagreements import Disagreement, disagreements
from dateline.records import Affiliation, Article, Copy, Event, Findings, Outcome, OutcomeKind, Span
from dateline.store import Kept, Store, open_store
from dateline.stories import place

TEXTS = {
    "wire": "The quake near Dehrak killed at least nine people on Monday, mayor Nadir Qasimov said. "
    "Damage was put at $2 million. The quake hit the Sarvan valley at dawn and cut the roads of three villages.",
    "post": "Hospital staff in Dehrak counted 12 dead by noon after the quake in the Sarvan valley. "
    "Mayor Nadir Qasymov asked for tents. The quake cut the roads of three villages. Damage was put at $2 million.",
    "radio": "Seventeen people are now known to have died in the quake around Dehrak in the Sarvan valley. "
    "Damage was put at $5 million, the governor said. Mayor Nadir Qasimov thanked the soldiers.",
}


def span(text: str, name: str, label: str = "PERSON") -> Span:
    """A mention of a name."""
    start = text.index(name)
    return Span(start=start, end=start + len(name), label=label, text=name, entity=name)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A store with one story of three articles, and the story's id."""
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    run = store.start_run("test").id
    batch = []
    for number, (outlet, text) in enumerate(TEXTS.items()):
        name = "Nadir Qasymov" if "Qasymov" in text else "Nadir Qasimov"
        days = "2026-03-02" if outlet != "radio" else "2026-03-03"
        findings = Findings(
            spans=(span(text, name),),
            events=(Event(name="Sarvan quake", start=days, end=days, place="Dehrak", evidence=((0, 20),)),),
            affiliations=(Affiliation(person="Ana Lund", title="governor" if number else "chief surgeon"),),
        )
        article = Article(
            id=outlet,
            text=text,
            headline="Quake in Sarvan valley",
            outlet=outlet,
            published=date(2026, 3, 2),
            published_at=datetime(2026, 3, 2, 6 + number, tzinfo=UTC),
        )
        batch.append(Kept(article=article, findings=findings, outcome=Outcome(kind=OutcomeKind.KEPT, stage="keep")))
    store.keep(batch, run)
    found = place(store, list(TEXTS), today=date(2026, 3, 4))
    assert len(set(found.values())) == 1
    yield store, found["wire"]
    store.close()


def row(rows: tuple[Disagreement, ...], about: str) -> Disagreement:
    """The row on something."""
    return next(one for one in rows if one.about == about)


def test_numbers_of_dead_stand_side_by_side_with_source_and_sentence(story: tuple[Store, str]) -> None:
    """Each value has its outlet, time, version and the sentence it stands in."""
    store, id = story
    dead = row(disagreements(store, id).rows, "dead")
    assert [(said.outlet, said.value, said.compared) for said in dead.said] == [
        ("wire", "at least nine", "9"),
        ("post", "12", "12"),
        ("radio", "Seventeen", "17"),
    ]
    assert dead.open
    assert (
        dead.said[1].sentence
        == "Hospital staff in Dehrak counted 12 dead by noon after the quake in the Sarvan valley."
    )
    assert all(said.version == 1 and said.published_at for said in dead.said)


def test_sums_days_titles_and_spellings_are_on_the_sheet(story: tuple[Store, str]) -> None:
    """What the findings know is compared as well."""
    store, id = story
    sheet = disagreements(store, id)
    assert {said.compared for said in row(sheet.rows, "sum in $").said} == {"2000000", "5000000"}
    assert {said.value for said in row(sheet.rows, "days of Sarvan quake").said} == {"2026-03-02", "2026-03-03"}
    assert {said.value for said in row(sheet.rows, "title of Ana Lund").said} == {"governor", "chief surgeon"}
    assert {said.value for said in row(sheet.rows, "spelling of Nadir Qasimov").said} == {
        "Nadir Qasimov",
        "Nadir Qasymov",
    }


def test_what_all_say_alike_is_not_on_the_sheet(story: tuple[Store, str]) -> None:
    """Three villages and the place are no disagreement."""
    store, id = story
    abouts = {one.about for one in disagreements(store, id).rows}
    assert "village" not in abouts
    assert "place of Sarvan quake" not in abouts


def test_a_corrected_figure_is_no_open_disagreement(story: tuple[Store, str]) -> None:
    """A new version replaces what its outlet says; the old value stays on the sheet with its version."""
    store, id = story
    run = store.start_run("again").id
    batch = []
    for outlet in ("wire", "post"):
        text = TEXTS[outlet].replace("at least nine", "17").replace("12 dead", "17 dead")
        article = Article(id=outlet, text=text, outlet=outlet, published=date(2026, 3, 3))
        batch.append(
            Kept(article=article, findings=Findings(), outcome=Outcome(kind=OutcomeKind.NEW_VERSION, stage="keep"))
        )
    store.keep(batch, run)
    dead = row(disagreements(store, id).rows, "dead")
    assert not dead.open
    assert {(said.outlet, said.version, said.compared) for said in dead.said} >= {("wire", 1, "9"), ("wire", 2, "17")}


def test_a_copy_says_nothing_of_its_own(story: tuple[Store, str]) -> None:
    """A paper that printed the wire's text is not a second voice."""
    store, id = story
    run = store.start_run("copy").id
    text = TEXTS["wire"].replace("nine", "nineteen")
    article = Article(id="copy", text=text, outlet="paper", published=date(2026, 3, 2))
    copy = Copy(article="copy", original="wire", kind="verbatim", share=1.0)
    kept = Kept(article=article, findings=Findings(), outcome=Outcome(kind=OutcomeKind.COPY, stage="keep"), copy=copy)
    store.keep([kept], run)
    place(store, ["copy"], today=date(2026, 3, 4))
    assert "paper" not in {said.outlet for said in row(disagreements(store, id).rows, "dead").said}


def test_a_story_that_is_not_there_is_said_so(story: tuple[Store, str]) -> None:
    """With what to do instead."""
    with pytest.raises(QueryError, match="no story 'nothing'"):
        disagreements(story[0], "nothing")


@pytest.mark.parametrize(
    ("sentence", "about", "value"),
    [
        ("At least 25 people were killed.", "dead", "25"),
        ("The death toll rose to 1,204.", "dead", "1204"),
        ("More than 60 were injured in the crash.", "injured", "60"),
        ("Forty people were taken to the regional hospital.", "injured", "40"),
        ("Police arrested nine men.", "arrested", "9"),
        ("Authorities evacuated 80,000 people.", "moved", "80000"),
        ("Two dozen ships wait.", "ship", "24"),
        ("The toll of the flood in the valley rose to six on Wednesday.", "dead", "6"),
        ("One man is missing.", "missing", "1"),
        ("Halden will cut 1,200 of 8,000 trucks by the summer.", "truck", "1200"),
        ("The loss is 48 million crowns.", "sum in crown", "48000000"),
        ("It costs €1.5 billion.", "sum in €", "1500000000"),
        ("Damage of Rs 25 crore was done.", "sum in rs", "250000000"),
    ],
)
def test_claims_are_read(sentence: str, about: str, value: str) -> None:
    """Words and figures, lakh and crore, fates before and after the number."""
    assert (about, value) in [(claim.about, f"{claim.value.normalize():f}") for claim in claims(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "He is 57 years old.",
        "The meeting lasts three days.",
        "None of the 412 passengers was hurt.",
        "It won 2-1.",
        "Rovers won 4-2 on penalties.",
        "The magnitude was 6.1.",
    ],
)
def test_figures_that_count_nothing_are_no_claims(sentence: str) -> None:
    """Ages, spans of time, scores, scales and negations are none."""
    assert list(claims(sentence)) == []


def test_an_age_is_no_number_of_missing() -> None:
    """A man of 71 is one man; of 45 seats, 21 were won."""
    assert [str(claim.value) for claim in claims("A man of 71 is missing.")] == []
    assert [str(claim.value) for claim in claims("The list took 21 of 45 seats on Sunday.")] == ["21"]
