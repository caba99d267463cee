"""Versions: what the wire says of a text, and what changed in it."""

from datetime import date

import pytest

from corpus.versions import difference, replaced, take
from dateline.records import Article

OLD = (
    "A fire broke out on the ferry Stella Borealis on Wednesday. At least nine people were hurt, police chief Ana Lund "
    'said. "We do not know the cause," she said. The ship was built in 1994. It lies in Kalmara.'
)
NEW = (
    "A fire broke out on the ferry Stella Borealis on Wednesday. At least twelve people were hurt, police chief Anna "
    'Lund said. "We know the cause," she said. The ship was built in 1994. It will sail again on Friday, May 22.'
)


def article(text: str, **fields: object) -> Article:
    """An article of nothing but a text and what is given."""
    return Article(**{"id": "a", "text": text, **fields})  # type: ignore[arg-type]


def test_names_quotes_figures_and_dates_come_first() -> None:
    """A changed name, quotation and figure are told as such, before the wording."""
    found = difference(article(OLD, headline="Fire"), article(NEW, headline="Fire: twelve hurt"))
    told = [str(change) for change in found.changes]
    assert told[0] == "name: Ana Lund → Anna Lund"
    assert told[1] == "quote: We do not know the cause, → We know the cause,"
    assert "figure: nine people → twelve people" in told
    assert found.headline == ("Fire", "Fire: twelve hurt")
    kinds = [change.kind for change in found.changes]
    assert kinds == sorted(kinds, key=["name", "quote", "figure", "date", "wording"].index)


def test_sentences_that_stayed_and_that_changed_are_told_apart() -> None:
    """Sentences that stayed are named with their places in both texts."""
    found = difference(article(OLD), article(NEW))
    again = [NEW[start:end] for start, end in found.come]
    assert len(again) == 3
    assert all("Stella" not in sentence and "1994" not in sentence for sentence in again)
    assert {OLD[a:b] for (a, b), _ in found.kept} == {NEW[a:b] for _, (a, b) in found.kept}


def test_the_same_words_in_another_layout_are_no_change() -> None:
    """Blanks and line ends change nothing."""
    assert difference(article(OLD), article(OLD.replace(" The ship", "\n\nThe  ship"))).empty


@pytest.mark.parametrize(
    ("fields", "kind", "number"),
    [
        ({"revision": "1st Ld-Writethru"}, "update", 1),
        ({"headline": "2nd Ld: Ferry burns"}, "update", 2),
        ({"headline": "UPDATE 3-Ferry burns off Kalmara"}, "update", 3),
        ({"headline": "CORRECTED: Ferry burns"}, "correction", None),
        ({"headline": "REFILE-Ferry burns"}, "correction", None),
        ({"headline": "MANDATORY KILL: Ferry burns"}, "kill", None),
        ({"revision": "4"}, "update", 4),
        ({"revision": "1"}, "first", 1),
        ({"status": "canceled"}, "kill", None),
        ({"headline": "Killer bees on the ferry"}, "first", None),
        ({"headline": "Leading lights of Kalmara"}, "first", None),
        ({}, "first", None),
    ],
)
def test_the_words_of_the_wire_are_understood(fields: dict[str, object], kind: str, number: int | None) -> None:
    """Writethru, lead, update, correction, kill and the versions of ninjs and NewsML-G2."""
    found = take(article("The ferry burnt.", **fields))
    assert (found.kind, found.number) == (kind, number)


def test_a_take_replaces_the_one_before_it() -> None:
    """By the sender's id, the address, or as a later take of the same agency's text."""
    first = article(OLD, id="1", agency="MW", headline="Ferry burns", published=date(2026, 5, 14))
    second = article(NEW, id="2", agency="MW", headline="1st Ld: Ferry burns", published=date(2026, 5, 14))
    assert replaced(second, [first]) is first
    assert replaced(article(NEW, id="3", agency="AP", headline="1st Ld: Ferry burns"), [first]) is None
    assert replaced(article(NEW, id="4", agency="MW", headline="Ferry burns"), [first]) is None
    same_id = article("Quite another text.", id="5", wire_id="urn:1")
    assert replaced(same_id, [article(OLD, id="6", wire_id="urn:1")]) is not None
