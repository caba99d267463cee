"""No expression crashes the grammar, every value is one of the guidelines, and relative ones move with the day."""

import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.dates import values
from extractors.dates.find import find
from extractors.dates.lexicon import MONTHS, WEEKDAYS, WORDS

# The grammar of values in the annotation guidelines.
POINT = r"(\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?|-W\d\d|-Q[1-4]|-H[12])?|\d{3}X|\.\.)"
VALUE = re.compile(rf"^({POINT}(/{POINT})?|PRESENT_REF|PAST_REF|FUTURE_REF)$")
DURATION = re.compile(r"^P(T?[\dX.]+[YMWDH])$")

PIECES = st.one_of(
    st.sampled_from(sorted(WORDS)),
    st.sampled_from([name.title() for name in (*MONTHS, *WEEKDAYS)]),
    st.integers(0, 3000).map(str),
    st.sampled_from(
        ["1st", "22nd", "31st", "10:30", "6 pm", "18.45", "Q3", "H1", "FY25", "2024-25", "the 1990s", "'98"]
    ),
    st.sampled_from(
        ["12/03/2025", "31/02/24", "2025-02-30", "2025-03-17T10:00", "0915 GMT", "noon", "9999", "1000", "0"]
    ),
    st.sampled_from(
        [",", "-", "–", "/", "(", ")", ".", ";", "\n\n", "“", '"', "'s", "will", "said", "was held", "Jan."]
    ),
)
PHRASES = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
DAYS = st.one_of(st.none(), st.dates(), st.just(date.min), st.just(date.max))


def well_formed(text: str, day: date | None) -> None:
    """Every expression lies in the text, in order, with a value of the guidelines that names real days."""
    end = 0
    for each in find(text, day):
        assert end <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text == each.text.strip()
        end = each.end
        if each.kind == "DATE":
            assert each.value is None or (VALUE.match(each.value) and values.is_value(each.value)), each
            assert each.value is not None or each.note, each
        else:
            assert DURATION.match(each.value or ""), each


@settings(max_examples=400)
@given(PHRASES, DAYS)
def test_no_phrase_of_the_grammars_own_words_breaks_it(text: str, day: date | None) -> None:
    """Any sequence of words of time is read without a crash, and what is read is well formed."""
    well_formed(text, day)


@settings(max_examples=200)
@given(st.text(max_size=80), DAYS)
def test_no_text_breaks_it(text: str, day: date | None) -> None:
    """Any characters at all are read without a crash."""
    well_formed(text, day)


DAY_UNITS = st.sampled_from(
    [
        "today",
        "yesterday",
        "tomorrow",
        "the day before yesterday",
        "the day after tomorrow",
        "three days ago",
        "tonight",
    ]
)


@given(DAY_UNITS, st.dates(date(1900, 1, 10), date(2100, 1, 1)), st.integers(-4000, 4000))
def test_days_move_with_the_day_of_publication(phrase: str, day: date, shift: int) -> None:
    """Published N days later, a day that counts from publication lies N days later."""
    one, other = (find(f"It ended {phrase}.", when)[0].value for when in (day, day + timedelta(days=shift)))
    assert date.fromisoformat(other or "") - date.fromisoformat(one or "") == timedelta(days=shift)


@given(
    st.sampled_from(["It ended on {}.", "It ended last {}.", "It will end on {}.", "It will end next {}."]),
    st.sampled_from([name.title() for name in WEEKDAYS]),
    st.dates(date(1900, 1, 10), date(2100, 1, 1)),
    st.integers(-500, 500),
)
def test_weekdays_move_with_the_week_of_publication(phrase: str, weekday: str, day: date, weeks: int) -> None:
    """Published N weeks later, a weekday lies N weeks later, and is the weekday that it says."""
    text, shift = phrase.format(weekday), timedelta(weeks=weeks)
    one, other = (values.bounds(find(text, when)[0].value) for when in (day, day + shift))
    assert one is not None
    assert other is not None
    assert other[0] - one[0] == shift
    assert one[0].strftime("%A") == weekday
    assert (one[0] <= day) == ("ended" in phrase) or one[0] == day


@given(
    st.sampled_from(["last", "this", "next"]),
    st.sampled_from(["week", "month", "year"]),
    st.dates(date(1900, 1, 10), date(2100, 1, 1)),
)
def test_related_units_stand_where_they_say(word: str, unit: str, day: date) -> None:
    """Last week ends before this one begins, and this one holds the day of publication."""
    found = values.bounds(find(f"It happens {word} {unit}.", day)[0].value)
    assert found is not None
    if word == "this":
        assert found[0] <= day <= found[1]
    else:
        assert (found[1] < day) if word == "last" else (found[0] > day)
