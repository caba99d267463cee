"""The tale of a text: which date was named last, and the year that a passage or a whole text is about."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.dates import values
from extractors.dates.anchor import Anchor, Tense
from extractors.dates.moments.calendar import Calendar, Fixed, Moment
from extractors.dates.moments.clocks import Timed
from extractors.dates.moments.relative import Weekday
from extractors.dates.tokens import Token

# A text is of another time where this share of the years that it names lies this far back.
_SHARE, _BACK, _ENOUGH = 0.7, 3, 4
_FRAME = re.compile(r"(?:in|during|back in|early in|late in|by)?\s*$", re.IGNORECASE)


class Tale:
    """What has been told so far. One for each text; expressions are told to it in their order."""

    def __init__(self, text: str, base: Anchor, phrases: Sequence[Token]) -> None:
        self._text = text
        self._base = base
        self._last: tuple[str, int] | None = None
        self._last_day: tuple[str, int, Tense] | None = None
        self._frame: tuple[int, int] | None = None  # year, where it was set
        self.of_another_time = _of_another_time(base, phrases)
        self._year: str | None = None

    def anchor(self, anchor: Anchor, moment: Moment, start: int, sentence: tuple[int, int]) -> Anchor:
        """The anchor of an expression at an offset, with what was told before it."""
        told = self._last[0] if self._last and not self._parted(self._last[1], start) else None
        if isinstance(moment, Timed) and moment.day is None:
            return replace(anchor, told=self._day_for_clock(start, sentence))
        year = None
        if self.of_another_time and self._year is not None:
            year = self._year_of_tale(moment)
            told = self._last[0] if self._last else None
            if anchor.day is None or anchor.day.isoformat() > (self._last[0] if self._last else ""):
                anchor = replace(anchor, tense=Tense.PAST)
        elif self._frame is not None and self._frame[1] >= sentence[0] and self._base.day is not None:
            ahead = self._frame[0] > self._base.day.year
            year = self._frame[0] if ahead == (anchor.tense is Tense.FUTURE) else None
        return replace(anchor, told=told, year=year)

    def told(self, value: str | None, start: int, tense: Tense, moment: Moment) -> None:
        """Note an expression's value for those that follow."""
        days = values.bounds(value)
        if value is None or days is None or ".." in value:
            return
        self._last = (value, start)
        if days[0] == days[1]:
            self._last_day = (value[:10], start, tense)
        if self.of_another_time or isinstance(moment, Calendar):
            self._year = value
        if len(value) == 4 and value.isdigit():
            before = self._text[max(0, start - 12) : start]
            opening = re.search(r"(?:^|[.!?”\"\n]\s*)(?:In|During|Back in|By)\s$", before)
            here = self._base.day.year if self._base.day is not None else 0
            if (opening and int(value) < here) or (tense is Tense.FUTURE and int(value) > here):
                self._frame = (int(value), start)

    def _parted(self, before: int, start: int) -> bool:
        """Whether a paragraph ends between two offsets."""
        return "\n\n" in self._text[before:start]

    def _day_for_clock(self, start: int, sentence: tuple[int, int]) -> str | None:
        """The day of a bare time: named in its sentence, or heading its line, or to come in its paragraph."""
        if self._last_day is None:
            return None
        value, at, tense = self._last_day
        if at >= sentence[0]:
            return value
        between = self._text[at:start]
        if "\n" in between:
            heading = self._text.rfind("\n", 0, at) + 1
            return value if len(between.split("\n", 1)[0]) + at - heading < 40 and between.count("\n\n") <= 1 else None
        return value if tense is Tense.FUTURE else None

    def _year_of_tale(self, moment: Moment) -> int | None:
        """The year of a month or day in a tale of another time: that of the last date, or the next after December."""
        days = values.bounds(self._year)
        if days is None:
            return None
        year = days[0].year
        month = getattr(moment, "month", None)
        if isinstance(month, int) and self._year is not None and len(self._year) >= 7 and days[0].month - month > 6:
            return year + 1
        return year


def _of_another_time(base: Anchor, phrases: Sequence[Token]) -> bool:
    """Whether most years that the text names lie well before the report."""
    years = []
    if base.day is not None and any(isinstance(token.datum, Weekday) for token in phrases):
        return False  # a report: it speaks of last Sunday, whatever years it recalls
    for token in phrases:
        year = token.datum if isinstance(token.datum, Fixed) else getattr(token.datum, "year", None)
        if isinstance(year, Fixed) and re.fullmatch(r"\d{4}", year.value):
            years.append(int(year.value))
    if base.day is None:
        return bool(years)
    if len(years) < _ENOUGH:
        return False
    return sum(year < base.day.year - _BACK for year in years) / len(years) >= _SHARE
