"""Every expression of calendar time of a text, with its value; durations and frequencies apart."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import values
from extractors.dates.anchor import Anchor, Order, Reading, Tense
from extractors.dates.covered import Covered
from extractors.dates.doubt import stands
from extractors.dates.filed import dateline_day
from extractors.dates.grammar.quantities import Frequency, Quantity
from extractors.dates.moments.calendar import Calendar, Moment
from extractors.dates.order import april_years, order_of
from extractors.dates.parse import parse
from extractors.dates.sentences import sentence_starts
from extractors.dates.shapes import Numeric, Token
from extractors.dates.tale import Tale
from extractors.dates.tense import tense_of
from extractors.dates.tokens import tokens

_AGE = re.compile(r"[\s-]old\b")
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: offsets in characters, kind (DATE, DURATION, SET), ISO 8601 value, what is odd in it."""

    start: int
    end: int
    kind: str
    text: str
    value: str | None
    note: str | None = None


def find(
    text: str,
    published: date | None = None,
    language: str = "en",
    *,
    names: Sequence[Offsets] = (),
    dates: Sequence[Offsets] = (),
) -> list[Expression]:
    """The expressions of an English text in their order; none overlaps another. Other languages give none.

    Relative ones count from the dateline's day, else from `published`; without either they have no value.
    `names` are the offsets of names, in which no date is looked for (Expo 2025); `dates` those that someone else holds
    to be dates, so that a doubtful expression there is believed (May).
    """
    if not language.lower().startswith("en"):
        return []
    found = tokens(text)
    if names:
        named = Covered(names)
        found = [
            token._replace(code="x") if token.code != "x" and named.meets(token.start, token.end) else token
            for token in found
        ]
    numerics = [token.datum for token in found if token.code == "D" and isinstance(token.datum, Numeric)]
    order = order_of(text, numerics, language) if numerics else Order.UNKNOWN
    phrases = parse(text, found)
    day = dateline_day(text, phrases, published) or published
    base = Anchor(day=day, order=order, april_years=april_years(text))
    return _read(text, phrases, base, Covered(dates))


def read_value(
    phrase: str, published: date | None = None, *, tense: Tense = Tense.OPEN, order: Order = Order.UNKNOWN
) -> Reading:
    """The value of one expression alone, such as "from March 19 to 21"; None with a note where it is none."""
    anchor = Anchor(day=published, tense=tense, order=order, april_years=april_years(phrase))
    best: tuple[int, Moment] | None = None
    for token in parse(phrase, tokens(phrase)):
        moment = as_moment(token)
        if moment is not None and (best is None or token.end - token.start > best[0]):
            best = (token.end - token.start, moment)
    return Reading(None, "no date") if best is None else _reading(best[1], anchor)


def as_moment(token: Token) -> Moment | None:
    """The moment of a token of the parsed text, where it is one."""
    if token.code == "M" and isinstance(token.datum, int):
        return Calendar(None, token.datum)
    return token.datum if token.code in "YBDW12=cN" and hasattr(token.datum, "read") else None


def _reading(moment: Moment, anchor: Anchor) -> Reading:
    """A moment read, with a value that names real days; at the ends of the calendar there may be none."""
    try:
        reading = moment.read(anchor)
    except (OverflowError, ValueError):  # what datetime says of the year 0 and the year 10000
        return Reading(None, "out of the calendar")
    if reading.value is None or values.is_value(reading.value):
        return reading
    return Reading(None, "no such day")


def _read(text: str, phrases: Sequence[Token], base: Anchor, dates: Covered) -> list[Expression]:
    """The phrases that stand, read in the order of the text, each against what was told before it."""
    starts = sentence_starts(text)
    tale = Tale(text, base, [token for token in phrases if token.code in "YBD=MW"])
    out: list[Expression] = []
    for token in phrases:
        words = text[token.start : token.end]
        if isinstance(token.datum, Quantity):
            age = _AGE.match(text, token.end)
            end = age.end() if age else token.end
            out.append(
                Expression(
                    token.start, end, "DURATION", text[token.start : end], token.datum.value, "age" if age else None
                )
            )
        elif isinstance(token.datum, Frequency):
            out.append(Expression(token.start, token.end, "SET", words, token.datum.value))
        elif (moment := as_moment(token)) is not None and (stands(text, token) or dates.meets(token.start, token.end)):
            at = bisect_right(starts, token.start) - 1
            sentence = (starts[at], starts[min(at + 1, len(starts) - 1)])
            anchor = replace(base, tense=tense_of(text, token.start, token.end, sentence))
            reading = _reading(moment, tale.anchor(anchor, moment, token.start, sentence))
            tale.tell(reading.value, token.start, anchor.tense, moment)
            out.append(Expression(token.start, token.end, "DATE", words, reading.value, reading.note))
    return out
