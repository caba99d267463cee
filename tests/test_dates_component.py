"""The pipe `dates`: the recogniser's spans and the grammar's as one, beside every other name."""

from datetime import date

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extractors.dates.component  # noqa: F401  (registers the factory)


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline of nothing but the pipe under test; entities are set by hand."""
    nlp = spacy.blank("en")
    nlp.add_pipe("dates")
    return nlp


def read(nlp: Language, text: str, *entities: tuple[str, str], day: date | None = date(2025, 3, 19)) -> Doc:
    """A text after the pipe, with these entities (text and label) found before it."""
    doc = nlp.make_doc(text)
    doc._.published = day
    spans = []
    for words, label in entities:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    doc.ents = tuple(spans)
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def shown(doc: Doc) -> list[tuple[str, str, str | None]]:
    return [(ent.text, ent.label_, ent._.value) for ent in doc.ents]


def test_missed_dates_are_added_and_other_names_kept(nlp: Language) -> None:
    """What the recogniser did not see is found; the names that it saw stay."""
    doc = read(nlp, "Ann Lee flew to Oslo on Monday.", ("Ann Lee", "PERSON"), ("Oslo", "PLACE"))
    assert shown(doc) == [("Ann Lee", "PERSON", None), ("Oslo", "PLACE", None), ("Monday", "DATE", "2025-03-17")]


def test_two_halves_of_an_interval_become_one(nlp: Language) -> None:
    """March 19 and 21, found apart, are the interval that the text says."""
    doc = read(nlp, "It runs from March 19 to 21.", ("March 19", "DATE"), ("21", "DATE"))
    assert shown(doc) == [("March 19 to 21", "DATE", "2025-03-19/2025-03-21")]


def test_borders_are_mended(nlp: Language) -> None:
    """Prepositions stay outside, except in between ... and; modifiers come inside."""
    doc = read(nlp, "He left on Monday, early Tuesday at the latest.", ("on Monday", "DATE"), ("Tuesday", "DATE"))
    assert [text for text, _, _ in shown(doc)] == ["Monday", "early Tuesday"]


@pytest.mark.parametrize(
    "words", ["2,882,015", "1,200 participants", "2-1", "24/7", "three years", "annually", "020 7946 0958"]
)
def test_what_is_no_date_is_dropped(nlp: Language, words: str) -> None:
    """Counts, scores, telephone numbers, durations and frequencies that the recogniser took for dates go."""
    assert shown(read(nlp, f"They had {words} there.", (words, "DATE"))) == []


def test_a_date_within_a_name_stays_part_of_it(nlp: Language) -> None:
    """Expo 2025 is one event, and May a person where the recogniser says so."""
    doc = read(nlp, "Expo 2025 opens in 2026, May said.", ("Expo 2025", "EVENT"), ("May", "PERSON"))
    assert shown(doc) == [("Expo 2025", "EVENT", None), ("2026", "DATE", "2026"), ("May", "PERSON", None)]


def test_the_month_of_a_date_is_no_person(nlp: Language) -> None:
    """May before a day of the month is the month, whatever the recogniser holds."""
    assert shown(read(nlp, "It closes on May 13.", ("May", "PERSON"))) == [("May 13", "DATE", "2025-05-13")]


def test_a_date_that_the_grammar_does_not_know_is_kept_and_marked(nlp: Language) -> None:
    """A day of another calendar keeps its span; that it has no value is said."""
    doc = read(nlp, "The fast ended on Rajab 15 in Muscat.", ("Rajab 15", "DATE"))
    assert shown(doc) == [("Rajab 15", "DATE", None)]
    assert doc.ents[0]._.note == "not understood"


def test_durations_and_frequencies_stand_apart(nlp: Language) -> None:
    """They are no entities, but records on the document."""
    doc = read(nlp, "The two-day fair is held every year.")
    assert shown(doc) == []
    assert [(each.text, each.label, each.value) for each in doc._.durations] == [
        ("two-day", "DURATION", "P2D"),
        ("every year", "SET", "P1Y"),
    ]


def test_the_day_that_cannot_exist_is_kept_and_marked(nlp: Language) -> None:
    """31 June stays in the text as a date without a value, with the reason."""
    (ent,) = read(nlp, "It was set for 31 June.").ents
    assert (ent.text, ent._.value, ent._.note) == ("31 June", None, "no such day")


def test_a_text_without_words_passes(nlp: Language) -> None:
    """An empty text comes through with empty lists."""
    doc = read(nlp, "")
    assert (list(doc.ents), doc._.durations) == ([], [])
