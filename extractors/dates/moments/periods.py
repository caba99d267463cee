"""Parts of years and months: quarters, halves, seasons, first weeks, centuries, and the same period of another year."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractors.dates import values
from extractors.dates.anchor import NO_DAY, Anchor, Reading, Tense
from extractors.dates.moments.calendar import Fiscal, Fixed, Moment, year_number
from extractors.dates.moments.relative import unit_value


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter (`kind` Q) or a half-year (H) by its number, -1 being the last."""

    kind: str
    number: int
    year: Moment | None = None

    def read(self, anchor: Anchor) -> Reading:
        """2025-Q3; of a fiscal year that runs from April, the calendar quarter which that is."""
        parts = 4 if self.kind == "Q" else 2
        number = self.number if self.number > 0 else parts
        year = year_number(self.year, anchor)
        if isinstance(self.year, Fiscal) and anchor.april_years and year is not None:
            make = values.quarter if self.kind == "Q" else None
            if make is None:
                first = values.month(year - 1, 4 + 6 * (number - 1))
                return Reading(values.interval(first, values.month(year - 1, 9 + 6 * (number - 1))))
            return Reading(make(year - 1, number + 1))
        if year is None:
            ended = replace(anchor, tense=Tense.PAST if anchor.tense is Tense.OPEN else anchor.tense)
            year = ended.year_of(lambda y: values.point_bounds(f"{y:04d}-{self.kind}{number}"))
        return NO_DAY if year is None else Reading(f"{year:04d}-{self.kind}{number}")


@dataclass(frozen=True, slots=True)
class Season:
    """Three months under a name; winter begins in December, austral ones are half a year off."""

    month: int  # its first month in the north
    year: Moment | None = None
    word: str | None = None  # last, this, next
    austral: bool = False

    def read(self, anchor: Anchor) -> Reading:
        """An interval of months."""
        first = (self.month + 5) % 12 + 1 if self.austral else self.month

        def months(year: int) -> str:
            return values.interval(values.month(year, first), values.month(year, first + 2))

        year = year_number(self.year, anchor)
        if first == 12 and year is not None and anchor.day is not None and self._just_over(year, anchor.day):
            year -= 1
        if year is None and anchor.day is not None and self.word in ("last", "next", "previous", "following"):
            here = anchor.day
            years = range(here.year - 2, here.year + 3)
            ended = [y for y in years if (b := values.bounds(months(y))) and b[1] < here]
            to_come = [y for y in years if (b := values.bounds(months(y))) and b[0] > here]
            year = ended[-1] if self.word in ("last", "previous") else to_come[0]
        if year is None:
            year = anchor.year_of(lambda y: values.bounds(months(y)))
        return NO_DAY if year is None else Reading(months(year))

    @staticmethod
    def _just_over(year: int, here: date) -> bool:
        """Whether "winter 2025" was said in the first months of 2025: the one that began in December 2024."""
        return here.year == year and here.month <= 4


@dataclass(frozen=True, slots=True)
class NamedMonth:
    """Last March, next June: a month counted from that of the report."""

    month: int
    word: str

    def read(self, anchor: Anchor) -> Reading:
        """The month."""
        if anchor.day is None:
            return NO_DAY
        year, here = anchor.day.year, anchor.day.month
        if self.word in ("last", "past", "previous"):
            year -= self.month >= here
        elif self.word in ("next", "coming", "following"):
            year += self.month <= here
        elif self.word == "this" and anchor.tense is Tense.FUTURE and self.month < here:
            year += 1
        elif self.word == "this" and anchor.tense is Tense.PAST and self.month > here:
            year -= 1
        return Reading(values.month(year, self.month))


@dataclass(frozen=True, slots=True)
class First:
    """The first eight months of this year, the last quarter of 2024, the second week of March."""

    number: int  # which one, counted from 1; -1 is the last
    unit: str
    of: Moment | None = None
    count: int | None = None  # "the first EIGHT months"

    def read(self, anchor: Anchor) -> Reading:
        """An interval of months of a year, or of days of a month."""
        if self.of is None:
            whole = Reading(f"{anchor.day.year:04d}") if anchor.day else NO_DAY
            if anchor.tense is Tense.PAST and self.count is not None and anchor.day and self.unit == "month":
                whole = Reading(f"{anchor.day.year - (self.count > anchor.day.month):04d}")
        else:
            whole = self.of.read(anchor)
        days = values.bounds(whole.value)
        if whole.value is None or days is None or days[0] == date.min:
            return Reading(None, whole.note or "part of no period")
        count = self.count or 1
        return self._part(days[0], days[1], count)

    def _part(self, first: date, last: date, count: int) -> Reading:
        place = (self.number - 1) * count if self.number > 0 else None
        if self.unit == "half" and (last - first).days < 40:
            middle = first + timedelta(days=14)
            ends = (first, middle) if self.number == 1 else (middle + timedelta(days=1), last)
            return Reading(values.interval(ends[0].isoformat(), ends[1].isoformat()))
        if self.unit in ("day", "week"):
            size = count * (7 if self.unit == "week" else 1)
            start = last - timedelta(days=size - 1) if place is None else first + timedelta(days=place * size // count)
            end = min(last, start + timedelta(days=size - 1))
            return Reading(values.interval(max(first, start).isoformat(), end.isoformat()))
        if place is None:
            start = date(last.year, last.month, 1)
            steps = (-(count - 1), 0)
        else:
            start, steps = first, (place, place + count - 1)
        ends_of = [unit_value(self.unit, start, step) for step in steps]
        return Reading(values.interval(ends_of[0], ends_of[1]))


@dataclass(frozen=True, slots=True)
class Ended:
    """The three months ended March 31, 2025; the year to September: so many units up to an end."""

    unit: str
    count: int
    end: Moment
    over: bool = False  # "ended" says that it is past

    def read(self, anchor: Anchor) -> Reading:
        """A quarter, a year, or an interval of months or days."""
        reading = self.end.read(replace(anchor, tense=Tense.PAST) if self.over else anchor)
        days = values.bounds(reading.value)
        if reading.value is None or days is None:
            return reading
        last = days[1]
        if self.unit in ("day", "week"):
            size = self.count * (7 if self.unit == "week" else 1)
            return Reading(values.interval((last - timedelta(days=size - 1)).isoformat(), last.isoformat()))
        months = self.count * {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(self.unit, 12)
        if last.day < monthrange(last.year, last.month)[1] - 3:  # a year that ends within a month: to the nearest
            return Reading(
                values.interval(values.month(last.year, last.month - months), values.month(last.year, last.month))
            )
        if months == 12 and last.month == 12:
            return Reading(f"{last.year:04d}")
        if self.unit == "quarter" and months == 3 and last.month % 3 == 0:
            return Reading(values.quarter(last.year, last.month // 3))
        if self.unit == "half" and months == 6 and last.month % 6 == 0:
            return Reading(values.half(last.year, last.month // 6))
        return Reading(
            values.interval(values.month(last.year, last.month - months + 1), values.month(last.year, last.month))
        )


@dataclass(frozen=True, slots=True)
class SamePeriod:
    """The same quarter of 2024, the same period last year: what was told, in another year."""

    year: Moment | None = None
    steps: int = 0
    unit: str = "period"

    def read(self, anchor: Anchor) -> Reading:
        """The told value with the other year; that year alone where nothing was told."""
        told = values.bounds(anchor.told)
        year = year_number(self.year, anchor)
        if year is None:
            here = told[0] if told else anchor.day
            if here is None:
                return NO_DAY
            year = here.year + self.steps
        if told is None or anchor.told is None or ".." in anchor.told or "X" in anchor.told or "T" in anchor.told:
            return Reading(f"{year:04d}")
        if self.unit == "quarter":
            return Reading(values.quarter(year, (told[0].month + 2) // 3))
        start, _, end = anchor.told.partition("/")
        shift = year - told[1].year
        moved = "/".join(f"{int(p[:4]) + shift:04d}{p[4:]}" for p in (start, end) if p)
        return Reading(moved if values.is_value(moved) else f"{year:04d}")


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The last Friday in March, the first Monday of the month."""

    number: int
    weekday: int
    of: Moment

    def read(self, anchor: Anchor) -> Reading:
        """The day."""
        days = values.bounds(self.of.read(anchor).value)
        if days is None or days[0] == date.min or days[1] == date.max:
            return NO_DAY
        first, last = days
        if self.number > 0:
            found = first + timedelta(days=(self.weekday - first.weekday()) % 7 + 7 * (self.number - 1))
        else:
            found = last - timedelta(days=(last.weekday() - self.weekday) % 7)
        return Reading(found.isoformat()) if first <= found <= last else Reading(None, "no such day")


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The week of 3 March, the weekend of 14-15 March: the week (or the days) that hold the day."""

    of: Moment
    weekend: bool = False

    def read(self, anchor: Anchor) -> Reading:
        """An ISO week, or two days."""
        reading = self.of.read(anchor)
        days = values.bounds(reading.value)
        if days is None or days[0] == date.min or days[0] > date(9998, 12, 1):
            return reading
        if not self.weekend:
            return Reading(values.week(days[0]))
        if days[0] != days[1]:
            return reading
        saturday = days[0] + timedelta(days=5 - min(days[0].weekday(), 6))
        return Reading(values.interval(saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()))


def century(number: int) -> Moment:
    """The 19th century is 1801/1900."""
    return Fixed(f"{number * 100 - 99:04d}/{number * 100:04d}")
