"""Years: as a number, by relation (last year), fiscal ones, seasons over two years, decades and centuries."""

from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.lexicon import Relation
from extractors.dates.moments.calendar import Fiscal, Fixed, Moment
from extractors.dates.moments.intervals import Between
from extractors.dates.moments.periods import century
from extractors.dates.moments.relative import Step


def _year(parts: Parts) -> Moment | None:
    number = parts.number("year")
    return None if number is None else Fixed(f"{number:04d}")


def relative_year(parts: Parts) -> Moment | None:
    """Last year, this year, the following year, the same year."""
    relation = parts.get("rel")
    if not isinstance(relation, Relation):
        return None
    return None if relation.word in ("recent", "coming") else Step("year", relation.shift, told=relation.told)


def _fiscal(parts: Parts) -> Moment | None:
    label = parts.get("fiscal")
    if isinstance(label, tuple):
        first, second = label
        return Fixed(f"{first:04d}/{second:04d}") if second else Fiscal(first)
    number = parts.number("year")
    return None if number is None else Fiscal(number)


def _two_years(parts: Parts) -> Moment | None:
    """2014-17, 2024/25, 2004-05."""
    first, second = parts.number("year"), parts.number("to")
    if first is None or second is None or (not parts.tight() and parts.word("to").isdigit() and second < 100):
        return None
    if second < 100:
        second += first // 100 * 100
        second += 100 if second < first else 0
    if not first < second <= first + 99:
        return None
    return Between(Fixed(f"{first:04d}"), Fixed(f"{second:04d}"))


def _decade(parts: Parts) -> Moment | None:
    number = parts.number("decade")
    return None if number is None else Fixed(f"{number:03d}X")


def _century(parts: Parts) -> Moment | None:
    number, to = parts.number("number"), parts.number("to")
    if number is None or not 1 <= number <= 22:
        return None
    return Between(century(number), century(to)) if to else century(number)


_SEASON = r"(?: s | G j | x s)"
RULES: tuple[Rule, ...] = (
    rule("Y", r"(?P<year>[Yy])", _year),
    rule("Y", r"t? j (?P<year>Y)", _year),
    rule("Y", r"t? (?P<rel>R) j", relative_year),
    rule("Y", r"t l j", lambda _: Step("year", 0)),
    rule("2", r"t j", lambda _: Step("year", 0)),
    rule("Y", r"t? G j? ,? (?P<fiscal>F)", _fiscal),
    rule("Y", r"t? G j? (?P<year>Y)", _fiscal),
    rule("Y", r"t (?P<year>Y) G j", _fiscal),
    rule("Y", r"(?P<fiscal>F)", _fiscal),
    rule("B", r"(?P<year>Y) [-/] (?P<to>[nY]) (?! M)", _two_years),
    rule("B", rf"t (?P<year>Y) [-/] (?P<to>[nY]) {_SEASON}", lambda p: _season(p)),
    rule("B", r"(?P<decade>X)", _decade),
    rule("B", r"t (?P<decade>X)", _decade),
    rule("B", r"t (?P<early>E) -? (?P<decade>X)", _decade),
    rule("B", r"(?P<early>E) -? (?P<decade>X)", _decade),
    rule("B", r"(?: t (?: E -? )? )? (?P<number>o) -? c", _century),
    rule("B", r"t (?P<number>o) (?:>|&|-) t? (?P<to>o) c", _century),
    rule("2", r"t c", lambda _: Step("century", 0)),
    rule("2", r"t g", lambda _: Step("decade", 0)),
)


def _season(parts: Parts) -> Moment | None:
    """The 2025-26 academic session: blanks follow the years, so only these must be tight."""
    first, second = parts.token("year"), parts.token("to")
    if first is None or second is None or second.end - first.start > len("2024-2025"):
        return None
    low, high = int(str(first.datum)), int(str(second.datum))
    high += low // 100 * 100 if high < 100 else 0
    return Between(Fixed(f"{low:04d}"), Fixed(f"{high:04d}")) if high == low + 1 else None
