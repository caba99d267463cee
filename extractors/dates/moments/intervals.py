"""From one moment to another, where either lends the other what it lacks."""

from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import values
from extractors.dates.anchor import NO_SUCH_DAY, Anchor, Reading, Tense
from extractors.dates.moments.calendar import Calendar, Fixed, Moment, year_number
from extractors.dates.moments.clocks import Timed
from extractors.dates.moments.relative import Step, Weekday


@dataclass(frozen=True, slots=True)
class Between:
    """An interval of two moments, of which either may lend the other what it lacks."""

    start: Moment
    end: Moment

    def read(self, anchor: Anchor) -> Reading:
        """start/end, both included."""
        first, last = self._ends(anchor)
        if first.value is None or last.value is None:
            return Reading(None, first.note if first.value is None else last.note)
        if first.value in values.REFERENCES or last.value in values.REFERENCES:
            return Reading(None, "vague interval")
        value = values.interval(first.value.split("/")[0], last.value.split("/")[-1])
        if values.bounds(value) is None:
            return Reading(None, "ends before it starts")
        return Reading(value, first.note or last.note)

    def _ends(self, anchor: Anchor) -> tuple[Reading, Reading]:
        start, end = self.start, self.end
        if isinstance(start, Timed) and start.day is None and isinstance(end, Timed) and end.day is not None:
            start = replace(start, day=end.day)
        if isinstance(end, Timed) and end.day is None and isinstance(start, Timed) and start.day is not None:
            end = replace(end, day=start.day)
        if isinstance(start, Calendar) and isinstance(end, Calendar):
            return _calendar_ends(start, end, anchor)
        first = start.read(anchor)
        days = values.bounds(first.value)
        if days and days[0] > date.min and anchor.day is not None:
            after = replace(anchor, day=days[0], tense=Tense.FUTURE, told=first.value)
            last = end.read(anchor)
            ends = values.bounds(last.value)
            if not isinstance(end, Step) and (ends is None or ends[1] < days[0] or isinstance(end, Weekday)):
                last = end.read(after)
            return first, last
        return first, end.read(anchor)


def _calendar_ends(start: Calendar, end: Calendar, anchor: Anchor) -> tuple[Reading, Reading]:
    """Both ends of "March 19 to 21", "30 October to 1 November 2023", "November to January"."""
    if start.month is None and end.month is not None:
        start = replace(start, month=end.month)
    if end.month is None and start.month is not None:
        end = replace(end, month=start.month)
    over = int((end.month or 0, end.day or 31) < (start.month or 0, start.day or 0))  # over the turn of the year
    if start.year is None and end.year is None and start.weekday is None:
        number = anchor.year_of(lambda year: _days(start, end, year, over))
        if number is None and anchor.day is not None:
            return NO_SUCH_DAY, NO_SUCH_DAY
    else:
        number = year_number(start.year, anchor)
        if number is None and (last := year_number(end.year, anchor)) is not None:
            number = last - over
        if number is None:
            first = start.read(anchor).value
            number = int(first[:4]) if first and first[:4].isdigit() else None
    if number is None:
        return start.read(anchor), end.read(anchor)
    start = replace(start, year=Fixed(f"{number:04d}"))
    return start.read(anchor), (replace(end, year=Fixed(f"{number + over:04d}")) if end.year is None else end).read(
        anchor
    )


def _days(start: Calendar, end: Calendar, year: int, over: int) -> tuple[date, date] | None:
    """First and last day of an interval that begins in a year."""
    first = replace(start, year=Fixed(f"{year:04d}"), weekday=None).read(Anchor(None)).value
    last = replace(end, year=Fixed(f"{year + over:04d}"), weekday=None).read(Anchor(None)).value
    return values.bounds(f"{first}/{last}") if first and last else None


@dataclass(frozen=True, slots=True)
class Onwards:
    """2027 onwards: open at its end."""

    start: Moment

    def read(self, anchor: Anchor) -> Reading:
        """start/.."""
        reading = self.start.read(anchor)
        if reading.value is None or reading.value in values.REFERENCES:
            return reading
        return Reading(f"{reading.value.split('/')[0]}/{values.OPEN}", reading.note)
