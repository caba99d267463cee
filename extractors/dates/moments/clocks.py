"""Times of day."""

from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates import values
from extractors.dates.anchor import NO_DAY, Anchor, Reading
from extractors.dates.moments.calendar import Moment
from extractors.dates.shapes import Clock


@dataclass(frozen=True, slots=True)
class Timed:
    """A time on a day; without a day it is that of the passage's last named day, else the report's."""

    clock: Clock
    day: Moment | None = None
    until: Clock | None = None

    def read(self, anchor: Anchor) -> Reading:
        """A day with its time; zones are noted, times stay as written."""
        if self.day is not None:
            reading = self.day.read(anchor)
        else:
            named = anchor.told[:10] if anchor.told and values.point_bounds(anchor.told[:10]) else None
            reading = Reading(named if named and len(named) == 10 else anchor.day.isoformat() if anchor.day else None)
        if reading.value is None or len(reading.value) != 10 or reading.value.startswith(".."):
            return reading if self.day is not None else NO_DAY
        day = date.fromisoformat(reading.value)
        zone = self.clock.zone or (self.until.zone if self.until else None)
        note = "; ".join(part for part in (reading.note, zone) if part) or None
        start = values.time(day, *hours(self.clock, self.until))
        if self.until is None:
            return Reading(start, note)
        end_hour, end_minute = hours(self.until, None)
        over = (end_hour, end_minute) < hours(self.clock, self.until) and end_hour < 12
        end_day = day + timedelta(days=1) if over and day < date.max else day
        return Reading(values.interval(start, values.time(end_day, end_hour, end_minute)), note)


def hours(clock: Clock, until: Clock | None) -> tuple[int, int]:
    """Hour of 24 and minute; in "9 to 11 p.m." the first takes the half of the second where it comes before it."""
    half = clock.half
    if half is None and until is not None and until.half in ("am", "pm") and clock.hour <= 12:
        half = until.half
        if half == "pm" and clock.hour % 12 > until.hour % 12:
            half = "am"
    if half in ("am", "pm"):
        return clock.hour % 12 + (12 if half == "pm" else 0), clock.minute
    return clock.hour % 24, clock.minute
