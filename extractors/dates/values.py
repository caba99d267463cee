"""Values of dates as the guidelines write them (a subset of ISO 8601), and the days that they cover.

A point is a year `2025`, month `2025-03`, day `2025-03-17`, time `2025-03-18T10:30`, week `2025-W12`,
quarter `2025-Q3`, half-year `2025-H1` or decade `199X`. A value is a point, an interval `start/end` with both
ends included (`..` where an end is open), or one of PRESENT_REF, PAST_REF, FUTURE_REF. Knows no spaCy.
"""

import re
from datetime import date, timedelta
from functools import lru_cache

REFERENCES = frozenset({"PRESENT_REF", "PAST_REF", "FUTURE_REF"})
OPEN = ".."

_POINT = re.compile(
    r"(?P<decade>\d{3})X"
    r"|(?P<year>\d{4})(?:-W(?P<week>\d\d)|-Q(?P<quarter>[1-4])|-H(?P<half>[12])"
    r"|-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>[01]\d|2[0-4])(?::(?P<minute>[0-5]\d))?)?)?)?"
)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date.max if (year, month) >= (9999, 12) else date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@lru_cache(maxsize=4096)
def point_bounds(point: str) -> tuple[date, date] | None:
    """First and last day of a single point; None where it is no point or no such day exists."""
    found = _POINT.fullmatch(point)
    if found is None:
        return None
    part = {name: int(text) for name, text in found.groupdict().items() if text is not None}
    try:
        if "decade" in part:
            first = part["decade"] * 10
            return date(max(first, 1), 1, 1), date(first + 9, 12, 31)
        year = part["year"]
        if "week" in part:
            monday = date.fromisocalendar(year, part["week"], 1)
            return monday, monday + timedelta(days=6)
        if "quarter" in part:
            return date(year, part["quarter"] * 3 - 2, 1), month_end(year, part["quarter"] * 3)
        if "half" in part:
            return date(year, part["half"] * 6 - 5, 1), month_end(year, part["half"] * 6)
        if "day" in part:
            day = date(year, part["month"], part["day"])
            return day, day
        if "month" in part:
            return date(year, part["month"], 1), month_end(year, part["month"])
        return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        return None


def bounds(value: str | None) -> tuple[date, date] | None:
    """First and last day of a value, both included; an open end is date.min or date.max.

    None where it stands for no days: PRESENT_REF and its like, no value at all, a day that does not exist.
    """
    if not value or value in REFERENCES:
        return None
    start, slash, end = value.partition("/")
    if not slash:
        return point_bounds(value)
    if start == OPEN and end == OPEN:
        return None
    first = (date.min, date.min) if start == OPEN else point_bounds(start)
    last = (date.max, date.max) if end == OPEN else point_bounds(end)
    return None if first is None or last is None or first[0] > last[1] else (first[0], last[1])


def is_value(value: str) -> bool:
    """Whether a text is a value that the guidelines allow and that names real days."""
    return value in REFERENCES or bounds(value) is not None


def day(when: date) -> str:
    """The value of a day."""
    return when.isoformat()


def month(year: int, number: int) -> str:
    """The value of a month; numbers beyond 1 to 12 run into the neighbouring years."""
    year, index = year + (number - 1) // 12, (number - 1) % 12
    return f"{year:04d}-{index + 1:02d}"


def quarter(year: int, number: int) -> str:
    """The value of a quarter; numbers beyond 1 to 4 run into the neighbouring years."""
    return f"{year + (number - 1) // 4:04d}-Q{(number - 1) % 4 + 1}"


def half(year: int, number: int) -> str:
    """The value of a half-year; numbers beyond 1 and 2 run into the neighbouring years."""
    return f"{year + (number - 1) // 2:04d}-H{(number - 1) % 2 + 1}"


def week(when: date) -> str:
    """The value of the ISO week that holds a day."""
    year, number, _ = when.isocalendar()
    return f"{year:04d}-W{number:02d}"


def interval(start: str, end: str) -> str:
    """The value of an interval of two points, or of one where both are the same."""
    return start if start == end else f"{start}/{end}"


def time(when: date, hour: int, minute: int) -> str:
    """The value of a time of day; an hour of 24 is written as 00."""
    return f"{when.isoformat()}T{hour % 24:02d}:{minute:02d}"
