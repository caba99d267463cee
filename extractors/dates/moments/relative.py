"""Moments that count from a day: weekdays, the unit before or after, the past five years, weekends."""

from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates import values
from extractors.dates.anchor import NO_DAY, Anchor, Reading, Tense


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week by its name alone, or with last, this, next; `week` counts weeks ("Friday next week")."""

    number: int
    word: str | None = None  # last, this, next, coming, past, same
    week: int | None = None

    def read(self, anchor: Anchor) -> Reading:
        """The day: the latest so far in a report, the next under a future verb."""
        here = anchor.told_day if self.word in ("previous", "following") else anchor.day
        if here is None:
            return NO_DAY
        ahead = (self.number - here.weekday()) % 7
        behind = (here.weekday() - self.number) % 7
        monday = here - timedelta(days=here.weekday())
        if self.week is not None:
            found = monday + timedelta(days=7 * self.week + self.number)
        elif self.word == "this":
            found = monday + timedelta(days=self.number)
            if (anchor.tense is Tense.FUTURE and found < here) or (anchor.tense is Tense.PAST and found > here):
                found += timedelta(days=7 if found < here else -7)
        elif self.word in ("next", "coming", "following"):
            found = here + timedelta(days=ahead or 7)
            # On a Wednesday "next Friday" is that of the next week; on a Monday "next Sunday" is this week's.
            if self.word == "next" and found - monday < timedelta(days=7) and (found - here).days < 5:
                found += timedelta(days=7)
        elif self.word in ("last", "past", "previous"):
            found = here - timedelta(days=behind or 7)
            if self.word == "last" and found >= monday and (here - found).days < 5:
                found -= timedelta(days=7)
        elif anchor.tense is Tense.FUTURE:
            found = here + timedelta(days=ahead)
        else:
            found = here - timedelta(days=behind)
        return Reading(found.isoformat())


def unit_value(unit: str, here: date, steps: int) -> str:
    """The value of the unit that lies `steps` units from the one that holds a day."""
    if unit == "day":
        return (here + timedelta(days=steps)).isoformat()
    if unit == "week":
        return values.week(here + timedelta(weeks=steps))
    if unit == "fortnight":
        return values.week(here + timedelta(weeks=2 * steps))
    if unit == "month":
        return values.month(here.year, here.month + steps)
    if unit in ("quarter", "trimester"):
        return values.quarter(here.year, (here.month + 2) // 3 + steps)
    if unit in ("half", "semester"):
        return values.half(here.year, (here.month + 5) // 6 + steps)
    if unit == "decade":
        return f"{here.year // 10 + steps:03d}X"
    if unit == "century":
        century = (here.year - 1) // 100 + steps
        return f"{century * 100 + 1:04d}/{century * 100 + 100:04d}"
    return f"{here.year + steps:04d}"


@dataclass(frozen=True, slots=True)
class Step:
    """A unit so many units from the report's (next month, two weeks ago) or from the tale's (a year earlier)."""

    unit: str
    steps: int
    told: bool = False

    def read(self, anchor: Anchor) -> Reading:
        """The unit that is meant, as a day, week, month, quarter, half, year, decade."""
        here = anchor.told_day if self.told else anchor.day
        if here is None:
            return NO_DAY
        if self.told and self.steps > 0 and self.unit == "day" and (found := values.bounds(anchor.told)):
            here = min(found[1], date(9998, 12, 31))  # the day after an interval is that after its end
        return Reading(unit_value(self.unit, here, self.steps))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The past five years, the next seven weeks: from the report's unit so many back or on."""

    unit: str
    count: int
    told: bool = False

    def read(self, anchor: Anchor) -> Reading:
        """An interval of units: the past five years of 2025 are 2020/2025, the previous two months the two before."""
        here = anchor.told_day if self.told else anchor.day
        if here is None:
            return NO_DAY
        near = 0 if not self.told else 1 if self.count > 0 else -1
        ends = sorted((unit_value(self.unit, here, self.count), unit_value(self.unit, here, near)))
        return Reading(values.interval(*ends))


@dataclass(frozen=True, slots=True)
class Weekend:
    """Saturday and Sunday: the report's (`steps` None), last, this, next."""

    word: str | None = None

    def read(self, anchor: Anchor) -> Reading:
        """An interval of two days."""
        here = anchor.told_day if self.word in ("same", "following", "previous") else anchor.day
        if here is None:
            return NO_DAY
        saturday = here - timedelta(days=here.weekday()) + timedelta(days=5)
        ahead = anchor.tense is Tense.FUTURE or (self.word in ("this", "coming") and anchor.tense is Tense.OPEN)
        if self.word in ("last", "past", "previous"):
            saturday -= timedelta(days=7)
        elif self.word in ("next", "following"):
            saturday += timedelta(days=7)
        elif self.word != "same" and not ahead and saturday > here:
            saturday -= timedelta(days=7)
        return Reading(values.interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()))
