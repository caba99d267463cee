from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

import extractors.sentences
from dateline.records.sentences import sentence_bounds
from dateline.store.sentences import sentence_of, sentence_starts


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. It poured.", ["It rained.", "It poured."]),
        ("Mr. Khan met Dr. Rao. They spoke.", ["Mr. Khan met Dr. Rao.", "They spoke."]),
        ("On Nov. 12 they met. In Dec. They left.", ["On Nov. 12 they met.", "In Dec.", "They left."]),
        ("The U.S. Army came. It left the U.S. The end.", ["The U.S. Army came.", "It left the U.S.", "The end."]),
        ("Due at 10 a.m. Monday. At 9 p.m. The doors close.",
         ["Due at 10 a.m. Monday.", "At 9 p.m.", "The doors close."]),
        ("J. K. Nyerere spoke. A. Rao did not.", ["J. K. Nyerere spoke.", "A. Rao did not."]),
        ("Acme Inc. said so. Acme Co. Ltd. He left Acme Inc. The firm grew.",
         ["Acme Inc. said so.", "Acme Co. Ltd.", "He left Acme Inc.", "The firm grew."]),
        ('"We won." She left. "Why?" he asked. "No."', ['"We won."', "She left.", '"Why?" he asked.', '"No."']),
        ("‘The roof is fine.’ He sat.", ["‘The roof is fine.’", "He sat."]),
        ("A headline without stop\n\nA paragraph\nthat is wrapped.",
         ["A headline without stop", "A paragraph\nthat is wrapped."]),
        ("Item No. 5 cost Rs. 200. It sold.", ["Item No. 5 cost Rs. 200.", "It sold."]),
        ("会议开始。他说好。", ["会议开始。", "他说好。"]),
        ("He waited... and left.", ["He waited... and left."]),
        ("", []),
        ("  \n\n ", []),
    ],
)  # fmt: skip
def test_sentences_end_where_readers_end_them(text: str, expected: list[str]) -> None:
    """Stops of abbreviations, initials and hours end no sentence; paragraphs always do."""
    assert pieces(text) == expected


@given(st.text(alphabet="aB. \n\"”'!?1Mr", max_size=60))
def test_no_character_but_blanks_is_outside_a_sentence(text: str) -> None:
    """Whatever the text, its sentences are in order, apart, and lose nothing."""
    bounds = sentence_bounds(text)
    assert all(a < b for a, b in bounds)
    assert all(left[1] <= right[0] for left, right in pairwise(bounds))
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())


def test_the_component_marks_the_tokens() -> None:
    """The sentences of the Doc are those of the pure function."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentences")
    doc = nlp("Mr. Khan spoke. It rained.\n\nNew paragraph here. Done.")
    assert extractors.sentences.sentences is not None
    assert [s.text.strip() for s in doc.sents] == ["Mr. Khan spoke.", "It rained.", "New paragraph here.", "Done."]
    assert list(nlp("").sents) == []


def test_evidence_is_a_whole_sentence_and_never_cuts_a_name() -> None:
    """A stop within a span that was found ends no sentence; any other place lies in the sentence of the rule."""
    text = "She sang at Who Dares? Wins. Then Mr. Khan left."
    span = (text.index("Who"), text.index(" Then"))
    assert [text[slice(*sentence_of(sentence_starts(text), text, at))] for at in (0, 24, len(text) - 1)] == pieces(text)
    assert sentence_starts(text, [span]) == [0, text.index("Then")]
    assert sentence_starts("") == [0]
