"""From one moment to another, and open ends."""

import re

from extractors.dates.grammar.days import DAY, MONTH, WEEKDAY, YEAR, as_moment
from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.grammar.wraps import inner
from extractors.dates.moments.calendar import Calendar, Fixed, Moment
from extractors.dates.moments.intervals import Between, Onwards
from extractors.dates.moments.relative import Weekday
from extractors.dates.shapes import Numeric


def _days(parts: Parts) -> Moment | None:
    """March 19 to 21, 3 and 4 June, 9, 10 and 11 March 2025, Monday 24 to Wednesday 26 March."""
    first, last, month = parts.number("day"), parts.number("to"), parts.number("month")
    if first is None or last is None or not 0 < first < 32 or not 0 < last < 32 or first >= last:
        return None
    year = as_moment(parts.get("year"))
    weekday = parts.number("weekday")
    other = parts.number("other")
    return Between(Calendar(None, month, first, weekday), Calendar(year, month, last, other))


def _two_digits(parts: Parts) -> Moment | None:
    """5-7/11, 11-15.02.2025: the day first, as intervals in digits are written."""
    first, found = parts.number("day"), parts.get("date")
    if (
        first is None
        or not isinstance(found, Numeric)
        or found.iso
        or not first < found.first <= 31
        or found.second > 12
    ):
        return None
    year = None if found.year is None else Fixed(f"{found.year:04d}")
    return Between(Calendar(None, found.second, first), Calendar(year, found.second, found.first))


def _between(parts: Parts) -> Moment | None:
    start, end = inner(parts, "start"), inner(parts, "end")
    if start is None or end is None or _PUT_OFF.search(parts.text, max(0, parts.start() - 40), parts.start()):
        return None
    return Between(start, end)


def _neighbours(parts: Parts) -> Moment | None:
    """July and August, Saturday and Sunday, Monday 24 and Tuesday 25 March: one interval where they touch."""
    start, end = inner(parts, "start"), inner(parts, "end")
    if isinstance(start, Weekday) and isinstance(end, Weekday):
        touch = (end.number - start.number) % 7 == 1 and start.word is None and end.word is None
        return Between(start, end) if touch else None
    if isinstance(start, Calendar) and isinstance(end, Calendar):
        if start.day is None and end.day is None and start.month and end.month:
            return Between(start, end) if end.month - start.month in (1, -11) and start.year is None else None
        if start.day is not None and end.day is not None and start.month is None:
            return Between(start, end) if end.day - start.day == 1 else None
    return None


def _onwards(parts: Parts) -> Moment | None:
    start = inner(parts, "start")
    return None if start is None else Onwards(start)


# "Postponed from July 18 to late October" names two days, not what lies between.
_PUT_OFF = re.compile(
    r"\b(?:postponed|moved|slipped|delayed|deferred|rescheduled|shifted|changed|brought forward|pushed back|put off)\s"
    r"(?:\w+\s)?from\s$"
)
_X = "[DBYMW1Nc]"
_TO = "(?: > | - )"
# Elliptic ones stand on the level of days: "March 19" would take the month away from "to 21".
ELLIPTIC: tuple[Rule, ...] = (
    rule("=", rf"b? {WEEKDAY} {MONTH} t? {DAY} (?: ,? n ,? )* [->&] t? (?P<to>[no]) (?! M) {YEAR}", _days),
    rule(
        "=",
        rf"b? {WEEKDAY} t? {DAY} (?: , n ,? )* [->&/] (?: (?P<other>W) ,? )? t? (?P<to>[no]) f? {MONTH} {YEAR}",
        _days,
    ),
    rule("=", r"(?P<day>n) [->] (?P<date>D)", _two_digits),
)
RULES: tuple[Rule, ...] = (
    rule("=", rf"b (?P<start>{_X}) ,? & (?P<end>{_X})", _between),
    rule("=", rf"(?P<start>{_X}) {_TO} (?P<end>{_X})", _between),
    rule("=", r"(?P<start>[MW1D]) & (?P<end>[MWBD])", _neighbours),
    rule("=", r"(?P<start>[DBYM=]) \+", _onwards),
)
