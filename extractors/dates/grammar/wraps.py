"""Phrases around a period or a day: the end of March, early next year, the week of 3 March, later today."""

from extractors.dates.grammar.days import as_moment
from extractors.dates.grammar.quantities import Quantity
from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.lexicon import Relation, Unit
from extractors.dates.moments.calendar import Calendar, Moment
from extractors.dates.moments.periods import Ended, First, NthWeekday, Quarter, SamePeriod, WeekOf
from extractors.dates.moments.relative import Step, Weekday


def inner(parts: Parts, name: str = "of") -> Moment | None:
    """The moment under a name; a month's number is that month."""
    found = parts.get(name)
    token = parts.token(name)
    if token is not None and token.code == "M" and isinstance(found, int):
        return Calendar(None, found)
    return as_moment(found)


def _within(parts: Parts) -> Moment | None:
    """The end of March, early 2027, late on Friday: the period or day itself."""
    return inner(parts)


def _early(parts: Parts) -> Moment | None:
    """Early on Sunday, but not "an hour early on Sunday"."""
    return None if parts.before() == "U" else inner(parts)


def _first(parts: Parts) -> Moment | None:
    """The first eight months of this year, the first week of March, the second half of May."""
    number, relation = parts.number("nth"), parts.get("nth")
    if isinstance(relation, Relation):
        number = -1 if relation.word == "last" else None
    quantity, unit = parts.get("unit"), parts.get("unit")
    of = inner(parts)
    if number is None:
        return None
    if isinstance(quantity, Quantity):
        if (
            quantity.count is None
            or quantity.count != int(quantity.count)
            or quantity.unit in ("hour", "minute", "year")
        ):
            return None
        if of is None and quantity.unit != "month":
            return None
        return First(number, quantity.unit, of, int(quantity.count)) if number in (1, -1) else None
    if isinstance(unit, Unit) and of is not None and unit.name not in ("hour", "minute", "year"):
        return First(number, unit.name, of)
    return None


def _months_of(parts: Parts) -> Moment | None:
    """Nine months of 2024."""
    quantity, of = parts.get("unit"), inner(parts)
    if not isinstance(quantity, Quantity) or quantity.unit != "month" or quantity.count is None or of is None:
        return None
    return First(1, "month", of, int(quantity.count))


def _ended(parts: Parts) -> Moment | None:
    """The year ended 31 December 2024, the three months to March."""
    found, end = parts.get("unit"), inner(parts)
    if end is None:
        return None
    over = "ended" in parts.text[parts.start() : parts.end()].lower()
    if isinstance(found, Quantity):
        return None if found.count is None else Ended(found.unit, int(found.count), end, over)
    name = found.name if isinstance(found, Unit) else found.unit if isinstance(found, Step) else "year"
    return Ended(name, 1, end, over) if name in ("year", "quarter", "half", "week", "month") else None


def _quarter_ended(parts: Parts) -> Moment | None:
    """The third quarter ended September 28, 2024."""
    end = inner(parts)
    return (
        Ended("quarter", 1, end, over=True) if end is not None and isinstance(parts.get("quarter"), Quarter) else None
    )


def _same_period(parts: Parts) -> Moment | None:
    """The same quarter of 2024, the same period last year, the year-earlier quarter."""
    relation = parts.get("rel")
    if isinstance(relation, Relation) and relation.word == "same":
        unit = parts.get("unit")
        return SamePeriod(inner(parts), unit=unit.name if isinstance(unit, Unit) else "period")
    return None


def _week_of(parts: Parts) -> Moment | None:
    of = inner(parts)
    return None if of is None else WeekOf(of, weekend="weekend" in parts.word("unit"))


def _part_of_day(parts: Parts) -> Moment | None:
    return inner(parts)


def _later_in(parts: Parts) -> Moment | None:
    """Later in the day, earlier in the week."""
    unit = parts.get("unit")
    return Step(unit.name, 0, told=True) if isinstance(unit, Unit) and unit.name in _UNITS else None


_UNITS = ("day", "week", "month", "year", "decade", "century")


def _nth(parts: Parts) -> Moment | None:
    """The last Friday in March, the first Monday of next month."""
    number = parts.number("nth")
    relation = parts.get("nth")
    if isinstance(relation, Relation):
        number = relation.shift if relation.word == "last" else None
    named = parts.get("weekday")
    weekday = named.number if isinstance(named, Weekday) else None
    of = inner(parts)
    if number is None or number > 5 or weekday is None or of is None:
        return None
    return NthWeekday(number, weekday, of)


OF = "(?P<of>[MBYD2W=])"
RULES: tuple[Rule, ...] = (
    rule("B", rf"t? e f {OF}", _within),
    rule("B", rf"e - {OF}", _within),  # end-March
    rule("B", r"(?P<of>[jmq]) - e", lambda p: _year_end(p)),
    rule("B", r"[jmq] - e (?P<of>Y)", _within),
    rule("B", r"t? E -? (?P<of>[MBY2])", _within),
    rule("D", r"E O? (?P<of>[DW])", _early),
    rule("B", r"L (?P<of>[BY])", _within),
    rule("D", r"L (?P<of>D)", _within),
    rule("B", r"L I t (?P<unit>[dwmjgc])", _later_in),
    rule("B", rf"t (?P<nth>[oR]) -? (?P<unit>[Udwmqhk]) [fI]? {OF}", _first),
    rule("B", r"t (?P<nth>[oR]) (?P<unit>U)", _first),
    rule("B", r"t? (?P<unit>U) f (?P<of>Y)", _months_of),
    rule("B", r"t (?P<unit>[Ujqhwm]) (?: z [>I]? | > ) (?P<of>[DMBY1])", _ended),
    rule("B", r"(?P<unit>2) (?: z [>I]? | > ) (?P<of>[DMB])", _ended),
    rule("B", r"t G (?P<unit>[jqh]) (?: z [>I]? | > ) (?P<of>[DMB])", _ended),
    rule("B", r"(?P<quarter>B) z (?P<of>[DMB])", _quarter_ended),
    rule("B", r"t? (?P<rel>R) (?P<unit>[qpmhwdUj]) f? (?P<of>[YB])", _same_period),
    rule("B", r"t? (?P<rel>R) (?P<unit>[qph])", lambda p: _same_period(p) if p.after() in "|,)" else None),
    rule(
        "B",
        r"(?: t j | 2 ) - [AL] (?P<unit>[qph])",
        lambda p: SamePeriod(None, -1, str(getattr(p.get("unit"), "name", "period"))),
    ),
    rule("B", r"t? (?P<unit>w) f (?P<of>[D1])", _week_of),
    rule("B", r"t? (?P<unit>k) f (?P<of>[D1=])", _week_of),
    rule("D", r"t? E? P f (?P<of>[D1W])", _part_of_day),
    rule("D", r"t E u f (?P<of>[D1W])", _part_of_day),
    rule("D", r"E? (?P<of>[DW]) P (?: ,? (?P<more>D) )?", lambda p: inner(p, "more") or inner(p)),
    rule("D", r"t? (?P<nth>[oR]) (?P<weekday>W) [If] (?P<of>[MBY2])", _nth),
)


def _year_end(parts: Parts) -> Moment | None:
    """Year-end, quarter-end."""
    unit = parts.get("of")
    return Step(unit.name, 0) if isinstance(unit, Unit) and not unit.plural else None
