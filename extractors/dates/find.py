"""Every expression of calendar time of a text, with its value; durations and frequencies apart."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from extractors.dates import values
from extractors.dates.anchor import Anchor, Order, Reading, Tense
from extractors.dates.doubt import stands
from extractors.dates.grammar.quantities import Frequency, Quantity
from extractors.dates.moments.calendar import Calendar, Moment
from extractors.dates.order import april_years, order_of
from extractors.dates.parse import parse
from extractors.dates.tale import Tale
from extractors.dates.tense import sentence_starts, tense_of
from extractors.dates.tokens import Numeric, Token, tokens


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression of time: offsets of characters, kind (DATE, DURATION, SET), ISO 8601 value, what is odd about it."""

    start: int
    end: int
    kind: str
    text: str
    value: str | None
    note: str | None = None


def find(text: str, published: date | None = None, language: str = "en") -> list[Expression]:
    """The expressions of an English text in their order; none overlaps another.

    Relative ones count from `published`, the day of the dateline or of publication; without it they have no value.
    """
    if not language.lower().startswith("en"):
        return []
    found = tokens(text)
    numerics = [token.datum for token in found if token.code == "D" and isinstance(token.datum, Numeric)]
    order = order_of(text, numerics, language) if numerics else Order.UNKNOWN
    phrases = parse(text, found)
    base = Anchor(day=published, order=order, april_years=april_years(text))
    return _read(text, phrases, base)


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
    return Reading(None, "no date") if best is None else best[1].read(anchor)


def as_moment(token: Token) -> Moment | None:
    """The moment of a token of the parsed text, where it is one."""
    if token.code == "M" and isinstance(token.datum, int):
        return Calendar(None, token.datum)
    if token.code in "YBDW12=cN" and hasattr(token.datum, "read"):
        return token.datum
    return None


def _read(text: str, phrases: Sequence[Token], base: Anchor) -> list[Expression]:
    """The phrases that stand, read in the order of the text, each against what was told before it."""
    starts = sentence_starts(text)
    tale = Tale(text, base, [t for t in phrases if t.code in "YBD=MW"])
    out: list[Expression] = []
    for token in phrases:
        words = text[token.start : token.end]
        if isinstance(token.datum, Quantity):
            out.append(Expression(token.start, token.end, "DURATION", words, token.datum.value))
        elif isinstance(token.datum, Frequency):
            out.append(Expression(token.start, token.end, "SET", words, token.datum.value))
        elif (moment := as_moment(token)) is not None and stands(text, token):
            at = bisect_right(starts, token.start) - 1
            sentence = (starts[at], starts[min(at + 1, len(starts) - 1)])
            anchor = replace(base, tense=tense_of(text, token.start, token.end, sentence))
            reading = moment.read(tale.anchor(anchor, moment, token.start, sentence))
            if reading.value is not None and not values.is_value(reading.value):
                reading = Reading(None, "no such day")
            tale.tell(reading.value, token.start, anchor.tense, moment)
            out.append(Expression(token.start, token.end, "DATE", words, reading.value, reading.note))
    return out
