"""The tale of a text: which date was named last, and the year that a passage or a whole text is about.

A report tells of its own days; a history, or a passage that opens "In October 1999", tells of its own year, in which
"in March" and "the next day" then lie.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.dates import values
from extractors.dates.anchor import Anchor, Tense
from extractors.dates.moments.calendar import Calendar, Fixed, Moment
from extractors.dates.moments.clocks import Timed
from extractors.dates.moments.intervals import Between
from extractors.dates.moments.relative import Step, Weekday
from extractors.dates.shapes import Token

# A history names at least so many years, has so few words of the day (Monday, today) beside each, and lies so far back.
_YEARS, _WORDS_OF_DAY, _BACK, _SHARE = 5, 0.12, 1, 0.7
# A line that does no more than name a day heads the hours under it.
_HEADING = 40
# The lines of a programme follow one another within so many characters.
_PROGRAMME = 400
# No passage that a date speaks for is longer than this.
_PASSAGE = 4000
_OPENING = re.compile(
    r"(?:^|[.!?][”\"]?\s+|\n)(?:[A-Z]\w+\s(?:in|on)\s|In\s|On\s|During\s|By\s|Back in\s|Early in\s|Late in\s)?$"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A date as it was read: its value, where it stands, the tense of its clause."""

    value: str
    start: int
    tense: Tense


class Tale:
    """What has been told so far in one text; its expressions are told to it in their order."""

    def __init__(self, text: str, base: Anchor, phrases: Sequence[Token]) -> None:
        self._text = text
        self._base = base
        self._last: Told | None = None
        self._last_day: Told | None = None
        self._dated: Told | None = None  # the last one whose year is known: in a history, where the tale stands
        self._frame: Told | None = None  # what opened the passage in another year
        self._history = _is_history(base, phrases)

    def anchor(self, anchor: Anchor, moment: Moment, start: int, sentence: tuple[int, int]) -> Anchor:
        """The anchor of an expression at an offset, with what was told before it."""
        if isinstance(moment, Timed) and moment.day is None:
            day = self._day_for_clock(start, sentence)
            return replace(anchor, told=day or (self._last_day.value if self._history and self._last_day else None))
        if self._history:
            told = self._last.value if self._last else None
            days = values.bounds(self._dated.value) if self._dated else None
            here = days[0] if days else anchor.day
            return replace(anchor, told=told, day=here, year=self._year_of_history(moment))
        told = self._last.value if self._last and not self._parted(self._last.start, start) else None
        if anchor.tense is Tense.OPEN and start - sentence[0] < _HEADING and self._in_programme(start):
            anchor = replace(anchor, tense=Tense.FUTURE)
        return replace(anchor, told=told, year=self._year_of_passage(anchor, start, sentence))

    def tell(self, value: str | None, start: int, tense: Tense, moment: Moment) -> None:
        """Note an expression's value for those that follow."""
        if isinstance(moment, Weekday):
            self._frame = None  # back to the days of the report
        days = values.bounds(value)
        if value is None or days is None or value.startswith("..") or value.endswith(".."):
            return
        self._last = told = Told(value, start, tense)
        if days[0] == days[1]:
            self._last_day = Told(value[:10], start, tense)
        if _said_year(moment) is not None or isinstance(moment, Calendar | Between):
            self._dated = told
        if isinstance(moment, Step) and moment.unit == "year" and not moment.told and moment.steps > 0:
            self._frame = told
        elif (year := _said_year(moment)) is not None and self._base.day is not None:
            opens = _OPENING.search(self._text, max(0, start - 20), start) is not None
            self._frame = told if opens and year != self._base.day.year else self._frame

    def _parted(self, before: int, start: int) -> bool:
        """Whether a paragraph ends between two offsets."""
        return start - before > _PASSAGE or "\n\n" in self._text[before:start]

    def _in_programme(self, start: int) -> bool:
        """Whether a day to come was named shortly before: what follows in a programme is to come as well."""
        last = self._last_day
        if last is None or self._base.day is None or start - last.start > _PROGRAMME:
            return False
        return last.value > self._base.day.isoformat()

    def _day_for_clock(self, start: int, sentence: tuple[int, int]) -> str | None:
        """The day of a bare time: named in its sentence, or heading its line, or to come in its paragraph."""
        if self._last_day is None:
            return None
        told = self._last_day
        if told.start >= sentence[0]:
            return told.value
        if start - told.start > _PASSAGE:
            return None
        between = self._text[told.start : start]
        if "\n" in between:
            line = self._text.rfind("\n", 0, told.start) + 1
            heads = told.start - line + between.index("\n") < _HEADING
            return told.value if heads and between.count("\n\n") <= 1 else None
        return told.value if told.tense is Tense.FUTURE else None

    def _year_of_passage(self, anchor: Anchor, start: int, sentence: tuple[int, int]) -> int | None:
        """The year of a passage of a report that opened in another year; one to come reaches to its sentence's end."""
        frame = self._frame
        if frame is None or self._base.day is None or self._parted(frame.start, start):
            return None
        year = int(frame.value[:4])
        if year > self._base.day.year:
            return year if anchor.tense is not Tense.PAST and frame.start >= sentence[0] else None
        return year if anchor.tense is not Tense.FUTURE else None

    def _year_of_history(self, moment: Moment) -> int | None:
        """The year of a month or day in a history: that of the date before it, the next one when months run out."""
        days = values.bounds(self._dated.value) if self._dated else None
        if days is None or self._dated is None:
            return None
        month = getattr(moment, "month", None) or getattr(getattr(moment, "start", None), "month", None)
        if isinstance(month, int) and len(self._dated.value) >= 7 and days[0].month - month > 6:
            return days[0].year + 1
        return days[0].year


def _said_year(moment: Moment) -> int | None:
    """The year that an expression says in digits."""
    if isinstance(moment, Timed) and moment.day is not None:
        return _said_year(moment.day)
    year = moment if isinstance(moment, Fixed) else getattr(moment, "year", None)
    if isinstance(year, Fixed) and re.fullmatch(r"\d{4}", year.value):
        return int(year.value)
    return None


def _is_history(base: Anchor, phrases: Sequence[Token]) -> bool:
    """Whether a text tells of years past and not of the days of a report."""
    moments = [token.datum for token in phrases]
    years = [year for moment in moments if (year := _said_year(moment)) is not None]  # type: ignore[arg-type]
    if base.day is None:
        return bool(years)
    if len(years) < _YEARS:
        return False
    of_day = sum(
        isinstance(moment, Weekday) or (isinstance(moment, Step) and not moment.told and moment.unit == "day")
        for moment in moments
    )
    dateline = any(
        isinstance(moment, Calendar) and (moment.month, moment.day) == (base.day.month, base.day.day)
        for moment in moments[:2]
    )
    past = sum(year < base.day.year for year in years) / len(years)
    return (
        not dateline
        and of_day / len(years) < _WORDS_OF_DAY
        and past >= _SHARE
        and base.day.year - median(years) > _BACK
    )
