"""The day in the line at the head of an agency text: relative dates count from it rather than from publication."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from extractors.dates.anchor import Anchor
from extractors.dates.moments.calendar import Calendar
from extractors.dates.shapes import Token

# The line stands within so many characters and so many words of the start; further off it is some other day.
_WITHIN, _WORDS, _NEAR = 110, 8, timedelta(days=14)
_AFTER = re.compile(r"\s*(?:,\s*)?(?:\(|/|\[|[-–—.:]|[A-Z][\w ]*\s?[-–—]|\n)")
_SENTENCE_WORDS = re.compile(r"\b(?:is|was|will|has|had|said|on|by|at|to|for|from|since|until|and|between)\b")


def dateline_day(text: str, phrases: Sequence[Token], published: date | None) -> date | None:
    """The day of "NEW DELHI, March 17 (IANS)"; None without such a line, or where its day is far from publication."""
    for token in phrases:
        if token.start > _WITHIN:
            return None
        if token.code != "D" or not isinstance(token.datum, Calendar) or token.datum.day is None:
            continue
        line = text[: token.start].rpartition("\n\n")[2]
        if len(line.split()) > _WORDS or _SENTENCE_WORDS.search(line) or not _AFTER.match(text, token.end):
            return None
        try:
            value = token.datum.read(Anchor(day=published)).value
        except (OverflowError, ValueError):  # at the ends of the calendar
            return None
        if value is None or len(value) != len("2025-03-17"):
            return None
        day = date.fromisoformat(value)
        return day if published is None or abs(day - published) <= _NEAR else None
    return None
