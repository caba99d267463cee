"""Expressions of calendar time: the table of phrases, offsets, and what the day of the report does."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from extractors.dates.find import Expression, find, read_value

TABLE = Path(__file__).parent / "data" / "dates.txt"


def rows() -> Iterator[object]:
    """Each row of the table: its kind, day, text, and the expression with value and note (None where there is none)."""
    day, kind = date.min, ""
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("@ "):
            day = date.fromisoformat(line[2:])
        elif line.startswith("= "):
            kind = line[2:]
        elif line and not line.startswith("#"):
            marked, _, rest = line.partition("|")
            value, _, note = rest.partition("|")
            yield pytest.param(day, marked, value or None, note or None, id=f"{number} {kind}")


@pytest.mark.parametrize(("day", "marked", "value", "note"), list(rows()))
def test_each_phrase_of_the_table_has_its_borders_and_value(
    day: date, marked: str, value: str | None, note: str | None
) -> None:
    """Every row's expression is found from border to border, with the value and note that the row gives."""
    text = marked.replace("[", "").replace("]", "")
    found = find(text, day)
    if "[" not in marked:
        assert [each for each in found if each.kind == "DATE"] == []
        return
    start, end = marked.index("["), marked.index("]") - 1
    matching = [(each.value, each.note) for each in found if (each.start, each.end) == (start, end)]
    assert matching == [(value, note)], found


def test_expressions_stand_in_order_and_never_overlap() -> None:
    """Offsets count characters of the text, ends exclusive, in rising order."""
    text = "On Friday, 21 March, from 9 to 11 a.m., and again on 3 and 4 April 2025, for two days, they met every week."
    found = find(text, date(2025, 3, 19))
    assert [each.text for each in found] == [text[each.start : each.end] for each in found]
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_without_a_day_of_publication_relative_dates_have_no_value() -> None:
    """Yesterday is no day where nobody says when it was written; an absolute date keeps its value."""
    found = {each.text: (each.value, each.note) for each in find("He left yesterday, not on 3 May 2021.")}
    assert found == {"yesterday": (None, "no day of publication"), "3 May 2021": ("2021-05-03", None)}


def test_the_day_of_the_dateline_comes_before_that_of_publication() -> None:
    """A text filed on Monday and published on Tuesday counts from Monday."""
    text = "NEW DELHI, March 17 (IANS) The minister said on Monday that talks would open tomorrow."
    assert [each.value for each in find(text, date(2025, 3, 18))] == ["2025-03-17", "2025-03-17", "2025-03-18"]


def test_a_dateline_far_from_publication_is_some_other_day() -> None:
    """A day in the first line that lies months back does not move the report there."""
    text = "LIMA, March 17 - The minister resigned yesterday."
    assert find(text, date(2025, 8, 20))[-1].value == "2025-08-19"


def test_an_unambiguous_date_settles_the_order_of_the_whole_text() -> None:
    """03/04 is read as the text writes 25/04; it is marked where nothing tells."""

    def value(text: str) -> Expression:
        return next(each for each in find(text, date(2025, 3, 19)) if each.text.startswith("03/04"))

    assert value("Sent 03/04/2025, answered 25/04/2025.").value == "2025-04-03"
    assert value("Sent 03/04/2025, answered 04/25/2025.").value == "2025-03-04"
    assert value("Sent 03/04/2025, never answered.").note == "ambiguous order"


def test_the_region_of_the_language_settles_the_order() -> None:
    """American texts that are declared as such have the month first."""
    assert find("Sent 03/04/2025.", date(2025, 3, 19), "en-US")[0].value == "2025-03-04"
    assert find("Sent 03/04/2025.", date(2025, 3, 19), "en-GB")[0].value == "2025-04-03"


def test_other_languages_are_left_alone() -> None:
    """The grammar is English: it finds nothing in a text of another language."""
    assert find("Er kam am 3. Mai 2021 an.", date(2025, 3, 19), "de") == []


def test_names_hold_no_dates() -> None:
    """Within the offsets of a name nothing is found: Expo 2025 is an event, not a year."""
    text = "Gulf Expo 2025 opened in 2025."
    names = [(0, len("Gulf Expo 2025"))]
    assert [(each.start, each.value) for each in find(text, date(2025, 3, 19), names=names)] == [(25, "2025")]


def test_a_doubtful_word_is_believed_where_the_recogniser_holds_it_to_be_a_date() -> None:
    """May alone is no date; one that somebody else vouches for is."""
    text = "May was wet."
    assert find(text, date(2025, 6, 19)) == []
    assert [each.value for each in find(text, date(2025, 6, 19), dates=[(0, 3)])] == ["2025-05"]


def test_one_phrase_alone_has_a_value() -> None:
    """read_value takes the longest expression of a phrase, and says so where there is none."""
    assert read_value("from March 19 to 21", date(2025, 3, 17)).value == "2025-03-19/2025-03-21"
    assert read_value("nothing of the kind", date(2025, 3, 17)).note == "no date"


def test_fiscal_years_follow_the_country_that_the_text_speaks_of() -> None:
    """Where crores are counted the third quarter of FY26 is October to December 2025."""
    indian = find("Profit was Rs 40 crore in Q3 FY26.", date(2026, 2, 10))
    other = find("Profit was $40 million in Q3 FY26.", date(2026, 11, 10))
    assert [each.value for each in (*indian, *other)] == ["2025-Q4", "2026-Q3"]


def test_a_history_is_read_in_its_own_years() -> None:
    """Months and following days of a text about another time lie in the years that it tells of."""
    text = (
        "The war began in 1914. On 3 August 1914 the army crossed the river, and the next day it took the town. "
        "In October the front stood still. In 1915, gas was used in April. The siege of 1916 ended in December; "
        "by January the city was free. Peace came in 1918."
    )
    found = {each.text: each.value for each in find(text, date(2009, 12, 19))}
    assert found["the next day"] == "1914-08-04"
    assert found["October"] == "1914-10"
    assert found["April"] == "1915-04"
    assert found["December"] == "1916-12"
    assert found["January"] == "1917-01"
