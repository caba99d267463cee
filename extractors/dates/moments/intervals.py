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
    if end.day is not None and start.day is None and start.month == end.month:
        return NO_SUCH_DAY, NO_SUCH_DAY
    key = (start.month or 0, start.day or 0)
    later = (end.month or 0, end.day or 31) < key
    if end.year is not None:
        last = end.read(anchor)
        number = year_number(start.year or end.year, anchor)
        if start.year is None and number is not None and later:
            number -= 1
        return replace(start, year=None if number is None else Fixed(f"{number:04d}")).read(anchor), last
    if start.year is None and anchor.tense is Tense.FUTURE and anchor.day is not None and not later:
        last = end.read(anchor)
        return (replace(start, year=Fixed(last.value[:4])) if last.value else start).read(anchor), last
    first = start.read(anchor)
    if first.value is None or not first.value[:4].isdigit():
        return first, end.read(anchor)
    return first, replace(end, year=Fixed(f"{int(first.value[:4]) + later:04d}")).read(anchor)


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
