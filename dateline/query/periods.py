"""Periods as queries and options write them: ISO 8601 days, months, weeks, intervals, and relative ones."""

import re
from calendar import monthrange
from datetime import date, timedelta

from dateline.errors import shown
from dateline.store.intervals import EARLIEST, LATEST, interval

FORMS = (
    "2025-03-17, 2025-03, 2025, 2025-W12, 2025-Q1, 2025-03-19/2025-03-21, ../2025-03, today/P7D, "
    "or P7D (the last 7 days)"
)

_DURATION = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?", re.IGNORECASE)
_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}


def period(value: str, today: date) -> tuple[date, date]:
    """The first and last day of a period, both included. Raises ValueError saying what is allowed."""
    text = value.strip()
    if "/" in text:
        left, _, right = text.partition("/")
        return _ordered(value, *_between(left, right, today))
    if _DURATION.fullmatch(text):
        return _shifted(today, text, -1) + timedelta(days=1), today
    return _whole(text, today)


def _between(left: str, right: str, today: date) -> tuple[date, date]:
    if _DURATION.fullmatch(right):
        first = _whole(left, today)[0]
        return first, _shifted(first, right, 1) - timedelta(days=1)
    if _DURATION.fullmatch(left):
        last = _whole(right, today)[1]
        return _shifted(last, left, -1) + timedelta(days=1), last
    first = EARLIEST if left in ("", "..") else _whole(left, today)[0]
    last = LATEST if right in ("", "..") else _whole(right, today)[1]
    return first, last


def _whole(text: str, today: date) -> tuple[date, date]:
    if text.lower() in _NAMED:
        day = today + timedelta(days=_NAMED[text.lower()])
        return day, day
    found = interval(text.upper()) if "/" not in text else None
    if found is None:
        raise ValueError(f"{shown(text)} is no period; write {FORMS}")
    return found.first, found.last


def _ordered(value: str, first: date, last: date) -> tuple[date, date]:
    if last < first:
        raise ValueError(f"{shown(value)} ends before it begins; write the earlier day first")
    return first, last


def _shifted(day: date, duration: str, sign: int) -> date:
    match = _DURATION.fullmatch(duration)
    years, months, weeks, days = (int(group or 0) for group in match.groups()) if match else (0, 0, 0, 0)
    count = day.year * 12 + day.month - 1 + sign * (years * 12 + months)
    try:
        year, month = divmod(count, 12)
        shifted = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return shifted + timedelta(days=sign * (weeks * 7 + days))
    except (ValueError, OverflowError):
        raise ValueError(f"{duration!r} leads out of the calendar; take a shorter period") from None
