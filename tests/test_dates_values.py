"""Values of dates and the days that they cover."""

from datetime import date

import pytest

from extractors.dates import values


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-03-17", date(2025, 3, 17), date(2025, 3, 17)),
        ("2025-03-18T10:30", date(2025, 3, 18), date(2025, 3, 18)),
        ("2025-03-18T10", date(2025, 3, 18), date(2025, 3, 18)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-W12", date(2025, 3, 17), date(2025, 3, 23)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        ("2025-Q3", date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2025-03-19/2025-03-21", date(2025, 3, 19), date(2025, 3, 21)),
        ("2025-10/2026-01", date(2025, 10, 1), date(2026, 1, 31)),
        ("2025/..", date(2025, 1, 1), date.max),
        ("../2025", date.min, date(2025, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_value_covers_its_days(value: str, first: date, last: date) -> None:
    """Both ends are included; an open end reaches to the end of the calendar."""
    assert values.bounds(value) == (first, last)
    assert values.is_value(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "PRESENT_REF",
        "PAST_REF",
        "2025-06-31",
        "2025-13",
        "2025-W53",
        "March",
        "../..",
        "2025/2024",
        "2025-03-18T25",
    ],
)
def test_what_stands_for_no_days_has_none(value: str) -> None:
    """References, days that do not exist and texts that are no values cover nothing."""
    assert values.bounds(value) is None


def test_units_run_over_the_turn_of_the_year() -> None:
    """The month after December is January of the next year; the quarter before the first is the fourth."""
    assert values.month(2025, 13) == "2026-01"
    assert values.month(2025, 0) == "2024-12"
    assert values.quarter(2025, 0) == "2024-Q4"
    assert values.half(2025, 3) == "2026-H1"
