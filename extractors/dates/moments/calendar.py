"""Years, months and days by their names and numbers, with parts missing."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from extractors.dates import values
from extractors.dates.anchor import NO_DAY, NO_SUCH_DAY, Anchor, Order, Reading, Tense
from extractors.dates.shapes import Numeric


class Moment(Protocol):
    """Anything that a day of report turns into a value."""

    def read(self, anchor: Anchor) -> Reading:
        """The value under an anchor."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """What needs no anchor: a year, a decade, PRESENT_REF."""

    value: str
    note: str | None = None

    def read(self, anchor: Anchor) -> Reading:
        """The value itself."""
        return Reading(self.value, self.note)


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year under its label, FY25: the year itself, or April to March where the text's country has it so."""

    label: int

    def read(self, anchor: Anchor) -> Reading:
        """A year, or the interval of its months."""
        if anchor.april_years:
            return Reading(f"{self.label - 1}-04/{self.label}-03")
        return Reading(f"{self.label:04d}", "fiscal year")


def year_number(year: Moment | None, anchor: Anchor) -> int | None:
    """The number of the year that a moment is, where it is one."""
    if year is None:
        return None
    if isinstance(year, Fiscal):
        return year.label
    value = year.read(anchor).value
    return int(value[:4]) if value and value[:4].isdigit() else None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day or a month of the calendar of which parts may be missing: "12", "March", "Monday 24", "12 March 2025"."""

    year: Moment | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def read(self, anchor: Anchor) -> Reading:
        """The day or month; the year that fits the tense, or the weekday, where none is said."""
        if self.month is None:
            return self._day_of_a_month(anchor)
        number = year_number(self.year, anchor)
        if self.day is None:
            number = number or anchor.year_of(lambda y: values.point_bounds(values.month(y, self.month or 1)))
            return NO_DAY if number is None else Reading(values.month(number, self.month))
        if not self._can_be():
            return NO_SUCH_DAY
        if number is None:
            number = self._year_by_weekday(anchor) or anchor.year_of(self._in_year)
        if number is None:
            return NO_DAY
        try:
            found = date(number, self.month, self.day)
        except ValueError:
            return NO_SUCH_DAY
        odd = self.weekday is not None and found.weekday() != self.weekday
        return Reading(found.isoformat(), "weekday does not fit" if odd else None)

    def _can_be(self) -> bool:
        """Whether any year has this day."""
        return self._in_year(2000) is not None

    def _in_year(self, year: int) -> tuple[date, date] | None:
        try:
            found = date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None
        return found, found

    def _year_by_weekday(self, anchor: Anchor) -> int | None:
        """The year next to the report's in which this day falls on this weekday, where it is only one."""
        if self.weekday is None or anchor.day is None:
            return None
        near = range(anchor.day.year - 1, anchor.day.year + 2)
        fits = [y for y in near if (found := self._in_year(y)) and found[0].weekday() == self.weekday]
        return fits[0] if len(fits) == 1 else None

    def _day_of_a_month(self, anchor: Anchor) -> Reading:
        """The 12th: of the month that the passage speaks of, else of the nearest one that the tense allows."""
        told = values.bounds(anchor.told)
        here = told[0] if told and anchor.told and len(anchor.told) >= 7 and self.weekday is None else anchor.day
        if here is None or self.day is None:
            return NO_DAY
        options = []
        for step in (-1, 0, 1, 2) if self.weekday is not None else (-1, 0, 1):
            try:
                year, month = (int(part) for part in values.month(here.year, here.month + step).split("-"))
                options.append(date(year, month, self.day))
            except ValueError:
                continue
        fitting = [day for day in options if self.weekday is None or day.weekday() == self.weekday]
        if not fitting:
            return NO_SUCH_DAY
        if here != anchor.day:
            return Reading(min(fitting, key=lambda day: abs((day - here).days)).isoformat())
        if anchor.tense is Tense.PAST and fitting[0] <= here:
            return Reading(max(day for day in fitting if day <= here).isoformat())
        if anchor.tense is Tense.FUTURE and fitting[-1] >= here:
            return Reading(min(day for day in fitting if day >= here).isoformat())
        return Reading(min(fitting, key=lambda day: abs((day - here).days)).isoformat())


@dataclass(frozen=True, slots=True)
class Digits:
    """A date in digits; which of the first two numbers is the day, the text decides."""

    date: Numeric
    weekday: int | None = None

    def read(self, anchor: Anchor) -> Reading:
        """The day; "ambiguous order" where both orders are possible and nothing in the text says which."""
        if self.date.iso:
            return self._day(self.date.first, self.date.second, anchor)
        day_first = self._day(self.date.second, self.date.first, anchor)
        month_first = self._day(self.date.first, self.date.second, anchor)
        if day_first.value is None or month_first.value is None:
            return day_first if month_first.value is None else month_first
        if day_first.value == month_first.value:
            return day_first
        if self.weekday is not None and (day_first.note is None) != (month_first.note is None):
            return day_first if day_first.note is None else month_first
        if anchor.order is Order.UNKNOWN:
            return Reading(day_first.value, "ambiguous order")
        return day_first if anchor.order is Order.DAY_FIRST else month_first

    def _day(self, month: int, day: int, anchor: Anchor) -> Reading:
        if not 1 <= month <= 12 or not 1 <= day <= 31:
            return NO_SUCH_DAY
        year = None if self.date.year is None else Fixed(f"{self.date.year:04d}")
        return Calendar(year, month, day, self.weekday).read(anchor)
