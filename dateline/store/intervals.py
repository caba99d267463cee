"""ISO 8601 values (as the guidelines write them) as intervals of days, both ends included."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST = date(1, 1, 1)
LATEST = date(9999, 12, 31)

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("day", re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")),
    ("month", re.compile(r"(\d{4})-(\d\d)")),
    ("year", re.compile(r"(\d{4})")),
    ("week", re.compile(r"(\d{4})-W(\d\d)")),
    ("quarter", re.compile(r"(\d{4})-Q([1-4])")),
    ("half-year", re.compile(r"(\d{4})-H([12])")),
    ("season", re.compile(r"(\d{4})-(SP|SU|FA|AU|WI)")),
    ("weekend", re.compile(r"(\d{4})-W(\d\d)-WE")),
    ("decade", re.compile(r"(\d{3})X")),
    ("century", re.compile(r"(\d{2})XX")),
)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from `first` to `last`, both included, and how finely they were told."""

    first: date
    last: date
    precision: str


def interval(value: str | None) -> Interval | None:
    """The days that a value covers; None for PRESENT_REF and the like, and for days that cannot be."""
    if not value:
        return None
    if "/" in value:
        left, _, right = value.partition("/")
        begin = _single(left) if left not in ("", "..") else Interval(EARLIEST, EARLIEST, "open")
        end = _single(right) if right not in ("", "..") else Interval(LATEST, LATEST, "open")
        if begin is None or end is None or end.last < begin.first:
            return None
        return Interval(begin.first, end.last, "interval")
    return _single(value)


def _single(value: str) -> Interval | None:
    for precision, form in _FORMS:
        if match := form.fullmatch(value):
            try:
                first, last = _days(precision, match.groups())
            except (ValueError, OverflowError):
                return None
            return Interval(first, last, precision)
    return None


def _days(precision: str, groups: tuple[str, ...]) -> tuple[date, date]:
    year = int(groups[0]) if precision not in ("decade", "century") else 0
    match precision:
        case "day":
            day = date(year, int(groups[1]), int(groups[2]))
            return day, day
        case "month":
            return _months(year, int(groups[1]), 1)
        case "year":
            return date(year, 1, 1), date(year, 12, 31)
        case "week":
            monday = date.fromisocalendar(year, int(groups[1]), 1)
            return monday, monday + timedelta(days=6)
        case "weekend":
            saturday = date.fromisocalendar(year, int(groups[1]), 6)
            return saturday, saturday + timedelta(days=1)
        case "quarter":
            return _months(year, 3 * int(groups[1]) - 2, 3)
        case "half-year":
            return _months(year, 6 * int(groups[1]) - 5, 6)
        case "season":
            return _months(year, _SEASONS[groups[1]], 3)
        case "decade":
            start = int(groups[0]) * 10
            return date(start, 1, 1), date(start + 9, 12, 31)
        case _:
            start = int(groups[0]) * 100
            return date(start, 1, 1), date(start + 99, 12, 31)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    return first, date(end_year, end_month, monthrange(end_year, end_month)[1])
