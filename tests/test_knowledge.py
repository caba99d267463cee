"""What knowledge adds to the network's spans: one reading of a name across a text, acronyms after their expansions."""

import time

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import extractors.knowledge
from extractors.knowledge import COMPONENTS, missions
from extractors.knowledge.spans import marked
from extractors.tokens import blank_pipeline

Marks = list[tuple[str, str, float]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank_pipeline()


def _read(nlp: Language, component: str, text: str, marks: Marks) -> Marks:
    """The text's entities after a component; `marks` name each entity once, in order of the text."""
    doc = nlp(text)
    spans, at = [], 0
    for name, label, score in marks:
        at = text.index(name, at)
        span = doc.char_span(at, at + len(name))
        assert span is not None
        spans.append(marked(doc, span.start, span.end, label, score))
        at += len(name)
    doc.ents = tuple(spans)
    done: Doc = nlp.create_pipe(component)(doc)
    return [(ent.text, ent.label_, ent._.score) for ent in done.ents]


def _labels(found: Marks) -> list[tuple[str, str]]:
    return [(name, label) for name, label, _ in found]


def test_a_surname_follows_its_full_name(nlp: Language) -> None:
    """A surname read as a company is the person who was named in full before."""
    text = "Berit Aamodt leads Havbris. Aamodt joined in May."
    marks = [("Berit Aamodt", "PERSON", 0.98), ("Havbris", "ORG", 0.9), ("Aamodt", "ORG", 0.8)]
    found = _read(nlp, "one_reading", text, marks)
    assert _labels(found) == [("Berit Aamodt", "PERSON"), ("Havbris", "ORG"), ("Aamodt", "PERSON")]
    assert 0 < found[-1][2] <= 1


def test_a_company_keeps_its_short_name(nlp: Language) -> None:
    """The first word of a company's name, read as a person or a place, is the company."""
    text = "Sahyadri Polymers grew. Sahyadri said so. Buyers like Sahyadri."
    marks = [("Sahyadri Polymers", "ORG", 0.97), ("Sahyadri", "PERSON", 0.6), ("Sahyadri", "PLACE", 0.5)]
    found = _read(nlp, "one_reading", text, marks)
    assert {label for _, label in _labels(found)} == {"ORG"}


def test_names_that_truly_differ_stay_apart(nlp: Language) -> None:
    """A place and a person of one name, each sure and alone, are left as they are."""
    text = "In Lugano it rained. Maria Bern spoke. Bern voted."
    marks = [("Lugano", "PLACE", 0.99), ("Bern", "PLACE", 0.99)]
    assert _labels(_read(nlp, "one_reading", text, marks)) == [("Lugano", "PLACE"), ("Bern", "PLACE")]


def test_dates_are_not_voted_on(nlp: Language) -> None:
    """May the month stays a date where May the minister is a person."""
    text = "Theresa May spoke in May. May smiled."
    marks = [("Theresa May", "PERSON", 0.99), ("May", "DATE", 0.7), ("May", "PERSON", 0.9)]
    assert _labels(_read(nlp, "one_reading", text, marks))[1] == ("May", "DATE")


def test_names_left_out_are_marked_but_not_inside_longer_ones(nlp: Language) -> None:
    """A surname and a company that stand unmarked are marked; Hastings Road is no person."""
    text = "Alistair Hastings and Norra Kredit met. hours later Hastings left Norra Kredit by Hastings Road."
    found = _read(nlp, "one_reading", text, [("Alistair Hastings", "PERSON", 0.99), ("Norra Kredit", "ORG", 0.99)])
    assert _labels(found) == [
        ("Alistair Hastings", "PERSON"),
        ("Norra Kredit", "ORG"),
        ("Hastings", "PERSON"),
        ("Norra Kredit", "ORG"),
    ]


def test_an_acronym_follows_its_expansion(nlp: Language) -> None:
    """What stands in brackets after an event is that event, here and everywhere in the text."""
    text = "The World Robot Agility Championship (WRAC) opens. WRAC drew crowds; WRAC-branded cups sold."
    marks = [("World Robot Agility Championship", "EVENT", 0.95), ("WRAC", "ORG", 0.7)]
    found = _labels(_read(nlp, "acronyms", text, marks))
    assert found == [("World Robot Agility Championship", "EVENT"), ("WRAC", "EVENT"), ("WRAC", "EVENT")]


def test_a_bracket_that_is_no_acronym_changes_nothing(nlp: Language) -> None:
    """A party or a place in brackets after a name does not take its label."""
    text = "The Senate Budget Committee (Texas) met. Texas waits."
    marks = [("Senate Budget Committee", "ORG", 0.9), ("Texas", "PLACE", 0.9), ("Texas", "PLACE", 0.9)]
    assert _labels(_read(nlp, "acronyms", text, marks))[1:] == [("Texas", "PLACE"), ("Texas", "PLACE")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("He joins the panel 'Captain's Bridge: Who Steers?' on Friday.", "Captain's Bridge: Who Steers?"),
        ("A session titled 'Mayors' Dialogue: Cities and Rivers' opens.", "Mayors' Dialogue: Cities and Rivers"),
        ('At the seminar, "Smart Exports, Smart Future," she spoke.', "Smart Exports, Smart Future"),
        ("The exhibition “Light of the South” travels.", "Light of the South"),
    ],
)
def test_a_titled_session_is_an_event_to_its_last_word(nlp: Language, text: str, title: str) -> None:
    """Whatever the marks, and with apostrophes inside; parts that the network saw give way."""
    part = title.split()[-1].strip("?")
    assert _labels(_read(nlp, "sessions", text, [(part, "ORG", 0.6)])) == [(title, "EVENT")]


def test_what_is_said_at_a_session_is_no_title(nlp: Language) -> None:
    """Words in marks without a session's noun right before them stay what they are."""
    assert _read(nlp, "sessions", 'The panel met. "We Must Act", she told the session. "Now"', []) == []


def test_a_known_name_marked_in_part_is_marked_whole(nlp: Language) -> None:
    """A company that was read in full once is read in full where only its first word was seen."""
    text = "Sahyadri Biologics grew. About Sahyadri Biologics: founded in May."
    found = _read(nlp, "one_reading", text, [("Sahyadri Biologics", "ORG", 0.97), ("Sahyadri", "ORG", 0.5)])
    assert _labels(found) == [("Sahyadri Biologics", "ORG")] * 2


def test_ten_thousand_names_take_no_longer_than_their_words(nlp: Language) -> None:
    """The work grows with the text, not with the text times its names."""
    text = " ".join(f"John Smith{n}x and Bank of Town{n} met." for n in range(5000))
    doc = nlp(text)
    doc.ents = tuple(
        span
        for at in range(0, len(doc) - 9, 9)
        for span in (marked(doc, at, at + 2, "PERSON", 0.95), marked(doc, at + 3, at + 6, "ORG", 0.95))
    )
    began = time.process_time()
    for name in COMPONENTS:
        nlp.create_pipe(name)(doc)
    assert time.process_time() - began < 20
    assert len(doc.ents) >= 9000


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("text", ["", " ", "()", "(A", "X (AB", "\ud800 (", "a" * 5000, "((((" * 500])
def test_no_text_breaks_a_component(nlp: Language, name: str, text: str) -> None:
    """Texts without names, or cut anywhere, pass through."""
    assert _read(nlp, name, text, []) == []


def test_each_component_can_be_switched_off(nlp: Language) -> None:
    """They are components of spaCy, in their documented order."""
    pipeline = blank_pipeline()
    for name in COMPONENTS:
        pipeline.add_pipe(name)
    assert tuple(pipeline.pipe_names) == COMPONENTS
    with pipeline.select_pipes(disable=list(COMPONENTS)):
        assert pipeline.pipe_names == []
    assert extractors.knowledge.COMPONENTS


def test_a_mission_is_one_organisation() -> None:
    """An embassy or trade representation is named to its end, countries and all; a ministry is left to the network."""
    text = (
        "It is organised by the Embassy of the Russia in India, the Trade Representation of Russia in India and the "
        "High Commission of Kenya to the United Kingdom. The embassy of a friend in need is no name."
    )
    found = [text[ent.start_char : ent.end_char] for ent in missions.named(blank_pipeline()(text))]

    assert found == [
        "Embassy of the Russia in India",
        "Trade Representation of Russia in India",
        "High Commission of Kenya to the United Kingdom",
    ]
