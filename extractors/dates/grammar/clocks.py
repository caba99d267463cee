"""Times of day, alone and with their day."""

from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.moments.calendar import Fixed, Moment
from extractors.dates.moments.clocks import Timed
from extractors.dates.shapes import Clock


def _span(parts: Parts) -> Moment | None:
    """9 to 11 p.m., 10:30-12:00, between 9 pm and 11 pm."""
    first, last = parts.get("first"), parts.get("last")
    if isinstance(first, int):
        first = Clock(first, 0) if 0 < first <= 12 else None
    if (
        not isinstance(first, Clock)
        or not isinstance(last, Clock)
        or (isinstance(parts.get("first"), int) and not last.half)
    ):
        return None
    return Timed(first, until=last)


def _single(parts: Parts) -> Moment | None:
    clock = parts.get("first")
    return None if not isinstance(clock, Clock) or clock.loose else Timed(clock)


def _loose(parts: Parts) -> Moment | None:
    """At 10.30: a number with two decimals is a time only after "at" or beside a day."""
    clock = parts.get("first")
    return Timed(clock) if isinstance(clock, Clock) and parts.before() == "@" else None


def timed(parts: Parts) -> Moment | None:
    """A time with its day."""
    clock, day = parts.get("clock") or parts.get("other"), parts.get("day")
    if isinstance(clock, Clock):
        clock = Timed(clock)
    if not isinstance(clock, Timed) or day is None:
        return None
    return Timed(clock.clock, day, clock.until)  # type: ignore[arg-type]


def _day_of_part(parts: Parts) -> object:
    return parts.get("day")


def _bare_hours(parts: Parts) -> Moment | None:
    """0600 and 1100 on Thursday, by 1600 on Tuesday: four digits, told from a year by the day that follows."""
    clocks = []
    for name in ("first", "last"):
        found = parts.get(name)
        if isinstance(found, Clock):
            clocks.append(found)
        elif isinstance(found, Fixed) and int(found.value) < 2400 and int(found.value) % 100 < 60:
            clocks.append(Clock(int(found.value) // 100, int(found.value) % 100, "24"))
        elif isinstance(found, int) and found < 2400 and found % 100 < 60:
            clocks.append(Clock(found // 100, found % 100, "24"))
        elif parts.token(name) is not None:
            return None
    return Timed(clocks[0], until=clocks[1] if len(clocks) > 1 else None) if clocks else None


TIMES: tuple[Rule, ...] = (
    rule("c", r"(?P<first>[nC]) [->] (?P<last>C)", _span),
    rule("c", r"(?: b | (?<=r) ) (?P<first>[nC]) [&>] (?P<last>C)", _span),
    rule("c", r"b (?P<first>[CY]) & (?P<last>[CY]) (?= O [W1D] )", _bare_hours),
    rule("c", r"(?<=[@~rJ<])(?P<first>Y) (?= O W )", _bare_hours),
    rule("c", r"(?P<first>C)", _single),
    rule("c", r"(?<=@)(?P<first>C)", _loose),
)
# The small letter is a time as a moment; C is still the clock of a mere number, a time only beside a day.
_DAY = "(?P<day>[D1W])"
RULES: tuple[Rule, ...] = (
    rule("D", rf"(?P<clock>[cC]) [,@OIf-]? {_DAY}", timed),
    rule("D", rf"{_DAY} ,? [@r-]? (?P<clock>[cC])", timed),
    rule("D", rf"{_DAY} (?: \( (?P<clock>[cC]) \) | / (?P<other>[cC]) )", timed),
    rule("D", rf"P O? {_DAY}", _day_of_part),
)
