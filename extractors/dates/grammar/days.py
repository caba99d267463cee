"""Days: by their date, their weekday, their distance from today, as parts of the day."""

from extractors.dates.grammar.quantities import Quantity
from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.lexicon import Relation, Unit
from extractors.dates.moments.calendar import Calendar, Digits, Fixed, Moment
from extractors.dates.moments.clocks import Timed
from extractors.dates.moments.intervals import Between
from extractors.dates.moments.relative import Step, Weekday
from extractors.dates.shapes import Clock, Numeric

WEEKDAY = r"(?: (?P<weekday>W) ,? )?"
DAY = r"(?P<day>[no])"
MONTH = r"(?P<month>M)"
# A year beside a month: a number, or one that a rule of years made (next year).
YEAR = r"(?: ,? (?P<year>Y) )?"


def as_moment(found: object) -> Moment | None:
    """The datum as a moment, where it is one."""
    return found if hasattr(found, "read") else None


def calendar(parts: Parts) -> Moment | None:
    """A day of a month, its weekday and year said or not."""
    day = parts.number("day")
    token = parts.token("day")
    if day is None or token is None or not 0 < day < 32:
        return None
    if token.code == "o" and not parts.text[token.start].isdigit() and day > 20:
        return None
    year = as_moment(parts.get("year"))
    weekday = parts.number("weekday")
    if (
        year is None
        and token.code == "n"
        and parts.after() in "x#i"
        and parts.before() == "I"
        and parts.match.end("day") == parts.match.end()
    ):
        return None  # "in May 20 people": a month and a count
    return Calendar(year, parts.number("month"), day, weekday)


def _bare_day(parts: Parts) -> Moment | None:
    """The 12th; Monday 24; this Monday (24)."""
    day, token = parts.number("day"), parts.token("day")
    if day is None or token is None or not 0 < day < 32 or not parts.text[token.start].isdigit():
        return None
    weekday = parts.number("weekday")
    return Calendar(None, None, day, weekday)


def _weekday(parts: Parts) -> Moment | None:
    number, relation = parts.number("weekday"), parts.get("rel")
    if number is None:
        return None
    if isinstance(relation, Relation):
        return None if relation.word in ("recent", "current") else Weekday(number, relation.word)
    return Weekday(number)


def _weekday_of_week(parts: Parts) -> Moment | None:
    """Friday next week, Monday of last week, Wednesday week."""
    number, relation = parts.number("weekday"), parts.get("rel")
    if number is None:
        return None
    if relation is None:
        return Weekday(number, week=1) if parts.before() != "-" else None
    return Weekday(number, week=relation.shift) if isinstance(relation, Relation) else None


def _past_weekday(parts: Parts) -> Moment | None:
    """This past Friday, this coming Friday."""
    number, relation = parts.number("weekday"), parts.get("rel")
    return Weekday(number, relation.word) if number is not None and isinstance(relation, Relation) else None


def _digits(parts: Parts) -> Moment | None:
    found = parts.get("date")
    weekday = parts.number("weekday")
    if isinstance(found, tuple) and isinstance(found[0], Numeric) and isinstance(found[1], Clock):
        return Timed(found[1], Digits(found[0], weekday))
    return Digits(found, weekday) if isinstance(found, Numeric) and _possible(found) else None


def _possible(date: Numeric) -> bool:
    """Whether one of the two orders has a month and a day; 45.12.2024 is a number of something else."""
    low, high = sorted((date.first, date.second))
    return 0 < low <= 12 and high <= 31


def _slashed(parts: Parts) -> Moment | None:
    """Wed 9/10: two numbers are a date only beside a weekday."""
    first, second, weekday = parts.number("first"), parts.number("second"), parts.number("weekday")
    if first is None or second is None:
        return None
    date = Numeric(first, second, None)
    return Digits(date, weekday) if _possible(date) else None


def _slashed_days(parts: Parts) -> Moment | None:
    """5-7/10 at the head of a line: days of a month."""
    day, to, month = parts.number("day"), parts.number("to"), parts.number("month")
    if day is None or to is None or month is None or not 0 < day < to <= 31 or not 0 < month <= 12:
        return None
    return Between(Calendar(None, month, day), Calendar(None, month, to))


def _today(parts: Parts) -> Moment | None:
    shift = parts.number("today")
    return None if shift is None else Step("day", shift)


def _beyond_today(parts: Parts) -> Moment | None:
    """The day before yesterday, the day after tomorrow."""
    shift, side = parts.number("today"), parts.word("side")
    if shift is None:
        return None
    return Step("day", shift + (1 if side == "after" else -1))


def _related_day(parts: Parts) -> Moment | None:
    """The next day, that day, the same day, the previous evening; this morning, last night."""
    relation = parts.get("rel")
    if not isinstance(relation, Relation) or relation.word in ("recent", "past", "current", "coming"):
        return None
    if relation.word == "this":
        return Step("day", 0) if parts.token("part") else None
    if relation.word == "last" and parts.token("the") is not None:
        return None  # the last night of a festival
    if relation.word == "last":
        return Step("day", -1) if parts.token("part") else None
    return Step("day", relation.shift, told=True)


def _ago(parts: Parts) -> Moment | None:
    """Two weeks ago, a year earlier, three days later."""
    quantity, way = parts.get("quantity"), parts.word("way")
    if not isinstance(quantity, Quantity):
        return None
    sign = 1 if way == "later" else -1
    if quantity.count is None:
        return Fixed("PAST_REF") if way == "ago" else None
    if quantity.count != int(quantity.count):
        return None
    if quantity.unit in ("hour", "minute", "weekend") or parts.text[parts.end() :].lstrip().startswith("than"):
        return None  # of the same day, or a comparison: "two days later than planned"
    return Step(quantity.unit, sign * int(quantity.count), told=way != "ago")


def _unit_beside(parts: Parts) -> Moment | None:
    """The day after, the year before, where nothing follows that it could be after."""
    unit = parts.get("unit")
    name = unit.name if isinstance(unit, Unit) else unit.unit if isinstance(unit, Step) else None
    if name is None or parts.after() not in "|,)":
        return None
    return Step(name, 1 if parts.word("side") == "after" else -1, told=True)


RULES: tuple[Rule, ...] = (
    rule("D", rf"{WEEKDAY} t? {DAY} f? {MONTH} {YEAR}", calendar),
    rule("D", rf"{WEEKDAY} {MONTH} t? {DAY} {YEAR}", calendar),
    rule("D", rf"{MONTH} {DAY} ,? (?P<year>Y) ,? \(? (?P<weekday>W) \)?", calendar),
    rule("D", rf"{DAY} {MONTH} (?P<year>Y) ,? \(? (?P<weekday>W) \)?", calendar),
    rule("D", rf"{DAY} - {MONTH} - (?P<year>Y)", calendar),
    rule("D", r"(?P<weekday>W) ,? (?P<date>D)", _digits),
    rule("D", r"(?P<date>D)", _digits),
    rule("=", r"(?<=\|)(?P<day>n) - (?P<to>n) / (?P<month>n)", _slashed_days),
    rule("D", r"(?P<weekday>W) ,? \(? (?P<first>n) / (?P<second>n) \)?", _slashed),
    rule("D", r"(?P<weekday>W) ,? t (?P<day>o)", _bare_day),
    rule("1", r"(?P<weekday>W) ,? (?P<day>[no]) (?= [-,|&>)/] )", _bare_day),
    rule("D", r"R? (?P<weekday>W) \( (?P<day>n) \)", _bare_day),
    rule("1", r"t (?P<day>o)", _bare_day),
    rule("W", r"(?P<weekday>W)", _weekday),
    rule("D", r"t? (?P<rel>R) (?P<weekday>W) (?! [If] (?: t | R )? [Mmj] )", _weekday),
    rule("D", r"R (?P<rel>R) (?P<weekday>W)", _past_weekday),
    rule(
        "D",
        r"(?P<weekday>W) (?P<rel>R)",
        lambda p: _weekday(p) if p.word("rel") == "last" and p.after() in "|,)" else None,
    ),
    rule("D", r"(?P<weekday>W) [fOI]? t? (?P<rel>R) w", _weekday_of_week),
    rule("D", r"(?P<weekday>W) w", _weekday_of_week),
    rule("D", r"(?P<today>T)", _today),
    rule("D", r"t d (?P<side>[<J]) (?P<today>T)", _beyond_today),
    rule("D", r"(?P<the>t)? (?P<rel>R) (?P<part>P)", _related_day),
    rule("D", r"t? (?P<rel>R) d", _related_day),
    rule("D", r"(?P<quantity>U) (?P<way>[AL])", _ago),
    rule("B", r"t (?P<unit>[dwmj]) (?P<side>[<J])", _unit_beside),
    rule("B", r"(?P<unit>2) (?P<side>[<J])", _unit_beside),
)
