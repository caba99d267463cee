"""What an expression is read against: the day of the report, the tense of its clause, the tale it stands in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from extractors.dates import values

# A date that its verb's tense would put this far off, while the other reading is this close, belongs to the close one:
# the tense was of another verb ("will report the sales that it made on 3 March").
FAR, CLOSE = 300, 14


class Tense(Enum):
    """When the clause of an expression happens, as its verbs say."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


class Order(Enum):
    """How a text writes 03/04: British day first, American month first, or nothing says which."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression's value, None where it cannot be one, and what is odd about it."""

    value: str | None
    note: str | None = None


NO_DAY = Reading(None, "no day of publication")
NO_SUCH_DAY = Reading(None, "no such day")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day of the report (the dateline's, else that of publication), tense, and the tale's last date.

    `told` is the value of the date last named in the same passage, `year` the year which that passage is about
    where it is not the report's own.
    """

    day: date | None
    tense: Tense = Tense.OPEN
    told: str | None = None
    year: int | None = None
    order: Order = Order.UNKNOWN
    april_years: bool = False  # fiscal years run from April, as in India and Japan

    @property
    def told_day(self) -> date | None:
        """The first day of what was last named, else the day of the report."""
        found = values.bounds(self.told)
        return found[0] if found and found[0] > date.min else self.day

    def year_of(self, days: Callable[[int], tuple[date, date] | None]) -> int | None:
        """The year in which something without one lies; `days` gives its first and last day in a year.

        Past: the latest that has begun; future: the earliest that has not ended; else the nearest.
        """
        if self.year is not None:
            return self.year
        if self.day is None:
            return None
        here = self.day
        options = [
            (year, found) for year in range(here.year - 1, here.year + 2) if 0 < year < 9999 and (found := days(year))
        ]
        if not options:  # 29 February
            options = [(y, found) for y in range(max(1, here.year - 4), here.year + 5) if (found := days(y))]
        if not options:
            return None

        def distance(option: tuple[int, tuple[date, date]]) -> int:
            first, last = option[1]
            return 0 if first <= here <= last else min(abs((first - here).days), abs((last - here).days))

        nearest = min(options, key=distance)
        begun = [option for option in options if option[1][0] <= here]
        to_come = [option for option in options if option[1][1] >= here]
        if self.tense is Tense.PAST and begun:
            chosen = begun[-1]
        elif self.tense is Tense.FUTURE and to_come:
            chosen = to_come[0]
        else:
            chosen = nearest
        return nearest[0] if distance(chosen) > FAR and distance(nearest) < CLOSE else chosen[0]
