"""Months, weeks, quarters, halves, seasons: by name, number or relation."""

import re

from extractors.dates.grammar.days import as_moment
from extractors.dates.grammar.quantities import Quantity
from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.lexicon import Relation, Unit
from extractors.dates.moments.calendar import Calendar, Fixed, Moment
from extractors.dates.moments.intervals import Between
from extractors.dates.moments.periods import First, NamedMonth, Quarter, Season
from extractors.dates.moments.relative import Step, Stretch, Weekend


def _month(parts: Parts) -> Moment | None:
    """March 2025, December of last year, early March."""
    number = parts.number("month")
    year = as_moment(parts.get("year"))
    return None if number is None else Calendar(year, number)


def _named_month(parts: Parts) -> Moment | None:
    """Last March, this March."""
    number, relation = parts.number("month"), parts.get("rel")
    if number is None or not isinstance(relation, Relation) or relation.word in ("recent", "current"):
        return None
    if relation.word == "same":
        return Calendar(None, number)
    return NamedMonth(number, relation.word)


def _unit(parts: Parts) -> Moment | None:
    """This week, next month, the previous quarter, the coming weeks, recent years."""
    unit, relation = parts.get("unit"), parts.get("rel")
    if not isinstance(unit, Unit) or not isinstance(relation, Relation):
        return None
    if unit.plural:
        return _vague(unit, relation)
    if relation.word == "recent" or unit.name in ("hour", "minute"):
        return None
    if unit.name == "weekend":
        return Weekend(relation.word)
    return Step(unit.name, relation.shift, told=relation.told)


def _plural(parts: Parts) -> bool:
    unit = parts.get("unit")
    return isinstance(unit, Unit) and unit.plural


def _vague(unit: Unit, relation: Relation) -> Moment | None:
    """The coming weeks is FUTURE_REF, recent years PAST_REF."""
    if relation.shift == 0 or unit.name in ("hour", "minute"):
        return None
    return Fixed("FUTURE_REF" if relation.shift > 0 else "PAST_REF")


def _stretch(parts: Parts) -> Moment | None:
    """The past five years, the next seven weeks, the last few months."""
    quantity, relation = parts.get("quantity"), parts.get("rel")
    if not isinstance(quantity, Quantity) or not isinstance(relation, Relation) or relation.shift == 0:
        return None
    if quantity.unit in ("hour", "minute", "weekend") and not (quantity.unit == "hour" and quantity.count):
        return None
    if quantity.count is None or quantity.count != int(quantity.count):
        return Fixed("FUTURE_REF" if relation.shift > 0 else "PAST_REF")
    unit, count = quantity.unit, int(quantity.count)
    if unit == "hour":
        if count < 24:
            return None
        unit, count = "day", count // 24
    return Stretch(unit, count * relation.shift, told=relation.told)


def _part(kind: str, parts: Parts) -> Moment | None:
    """The third quarter of 2025, third-quarter, the second half."""
    number, relation = parts.number("nth"), parts.get("nth")
    if isinstance(relation, Relation):
        number = -1 if relation.word == "last" else None
    if number == -1 and parts.get("year") is None:
        return None
    if number is None or number > (4 if kind == "Q" else 2):
        return None
    return Quarter(kind, number, as_moment(parts.get("year")))


def _label(parts: Parts) -> Moment | None:
    """Q3, Q3 2025, 3Q25, H1 FY26, 9M25."""
    found = parts.get("label")
    if not isinstance(found, tuple):
        return None
    kind, number, year = found
    of = as_moment(parts.get("year")) or (Fixed(f"{year:04d}") if year else None)
    return First(1, "month", of, number) if kind == "M" else Quarter(kind, number, of)


def _quarter_of_month(parts: Parts) -> Moment | None:
    """The March quarter is the one that ends in March; the July-September quarter is its months."""
    month, to = parts.number("month"), parts.number("to")
    if month is None:
        return None
    year = as_moment(parts.get("year"))
    if to is not None:
        return Between(Calendar(None, month), Calendar(year, to))
    return Quarter("Q", (month + 2) // 3, year)


def _season(parts: Parts) -> Moment | None:
    month, relation = parts.number("season"), parts.get("rel")
    if month is None:
        return None
    year = as_moment(parts.get("year"))
    falls = year is None or _FALL_IN.match(parts.text, parts.start())
    if parts.word("season") == "fall" and relation is None and parts.token("the") is None and falls:
        return None  # prices fall in 2026
    word = relation.word if isinstance(relation, Relation) else None
    return Season(month, year, word)


def _bare_unit(parts: Parts) -> Moment | None:
    unit = parts.get("unit")
    return Step(unit.name, 0) if isinstance(unit, Unit) and not unit.plural else None


def _ahead(parts: Parts) -> Moment | None:
    """The weeks ahead."""
    return Fixed("FUTURE_REF") if _plural(parts) else None


def _now(parts: Parts) -> Moment:
    return Fixed(str(parts.get("now")))


_FALL_IN = re.compile(r"[Ff]all\s+in\b")
_OF_YEAR = r"(?: ,? [fI]? (?P<year>[YF]) )?"
RULES: tuple[Rule, ...] = (
    rule("B", r"(?P<month>M) ,? f? (?P<year>Y)", _month),
    rule("B", r"t? (?P<rel>R) (?P<month>M)", _named_month),
    rule("B", r"E -? (?P<month>M) (?: ,? f? (?P<year>Y) )?", _month),
    rule("B", r"(?: t | R )? l? (?P<rel>R) (?P<unit>[wmqgck]) (?! f [MtRYoX])", _unit),
    rule("B", r"t? (?P<rel>R) v? (?P<unit>[wmqjdgc])", lambda p: _unit(p) if _plural(p) else None),
    rule("B", r"t? (?P<rel>R) (?P<quantity>U) (?! f [YFR] )", _stretch),
    rule("2", r"t (?P<unit>[wmq]) (?! f [MnoWD])", _bare_unit),
    rule("B", r"t k (?! f)", lambda _: Weekend()),
    rule("B", rf"t? (?P<nth>[oR]) -? q {_OF_YEAR}", lambda p: _part("Q", p)),
    rule("B", rf"t? (?P<nth>[oR]) -? h (?! f (?: M | 2 | t m )) {_OF_YEAR}", lambda p: _part("H", p)),
    rule("B", rf"t? (?P<label>Q) [-/]? {_OF_YEAR}", _label),
    rule("B", r"(?P<year>[YF]) [-/]? (?P<label>Q)", _label),
    rule("B", r"(?P<year>Y) (?P<nth>o) -? q", lambda p: _part("Q", p)),
    rule("B", rf"t (?P<month>M) (?: (?: - | > | - > - ) (?P<to>M) )? [qp] {_OF_YEAR}", _quarter_of_month),
    rule("B", r"(?P<month>M) [->] (?P<to>M) ,? f? (?P<year>F)", _quarter_of_month),
    rule("B", rf"(?P<the>t)? (?: E -? )? (?P<season>S) {_OF_YEAR}", _season),
    rule("B", r"t? (?P<rel>R) (?P<season>S)", _season),
    rule("B", r"t (?P<unit>[dwmj]) i", _ahead),
    rule("B", r"% d", lambda _: Fixed("PRESENT_REF")),  # these days
    rule("N", r"(?P<now>N)", _now),
)
