"""Quantities of time (three years), ages (41-year-old) and frequencies (every Monday, twice a year)."""

from dataclasses import dataclass

from extractors.dates.grammar.rule import Parts, Rule, rule
from extractors.dates.lexicon import MONTHS, Unit

_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "weekend": "W"}
_TIMES = {"quarter": ("month", 3), "half": ("month", 6), "decade": ("year", 10), "century": ("year", 100)}
_TIMES |= {"fortnight": ("week", 2), "trimester": ("month", 3), "semester": ("month", 6)}


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many units of time; the count is None where it is vague (several weeks)."""

    count: float | None
    unit: str
    half: bool = False

    @property
    def value(self) -> str:
        """An ISO 8601 duration; PXD where the count is vague."""
        unit, times = _TIMES.get(self.unit, (self.unit, 1))
        count = "X" if self.count is None else f"{self.count * times:g}"
        return f"P{'T' if unit in ('hour', 'minute') else ''}{count}{_LETTERS[unit]}"


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: the ISO 8601 duration after which it comes again."""

    value: str


def _count(parts: Parts) -> float | None:
    token = parts.token("count")
    if token is None or token.code == "v":
        return None
    if token.code == "a":
        return 1
    if isinstance(token.datum, int):
        return token.datum
    digits = str(token.datum).replace(",", "")
    return float(digits) if digits.replace(".", "", 1).isdigit() else None


def _quantity(parts: Parts) -> "Quantity | Frequency | None":
    unit = parts.get("unit")
    token = parts.token("count")
    if not isinstance(unit, Unit) or token is None:
        return None
    count = _count(parts)
    if token.code == "#" and count is None:
        return None
    if token.code != "v" and count is not None and parts.token("and"):
        count += 0.5
    if unit.name == "half" or (unit.name == "quarter" and (not unit.plural or parts.after() == "f")):
        return None  # a quarter of the seats, three quarters of a million
    if token.code == "a" and parts.after() not in "AL" and parts.follows_a_number():
        return Frequency(Quantity(1, unit.name).value)  # 200 million dollars a year
    return Quantity(count, unit.name)


def _every(parts: Parts) -> Frequency | None:
    unit = parts.get("unit")
    if isinstance(unit, int) and parts.word("unit") in MONTHS:
        return Frequency("P1Y")
    if isinstance(unit, int):
        return Frequency("P1W")
    if not isinstance(unit, Unit):
        return None
    count = parts.number("count") or 1
    return Frequency(Quantity(count * (2 if parts.word("other") == "second" else 1), unit.name).value)


def _adverb(parts: Parts) -> Frequency:
    return Frequency(str(parts.get("how")))


_UNIT = "(?P<unit>[dwmqjgcku])"
RULES: tuple[Rule, ...] = (
    rule("U", rf"(?P<count>[nKa#Y]) -? {_UNIT}", _quantity),
    rule("U", rf"(?P<count>[nK]) (?P<and>& a h) {_UNIT}", _quantity),
    rule("U", rf"a (?P<count>v) f? {_UNIT}", _quantity),
    rule("U", rf"(?P<count>v) f? {_UNIT}", _quantity),
    rule("H", r"V (?P<count>[nK])? (?P<other>o)? (?P<unit>[dwmqjgckuWM])", _every),
    rule("H", rf"! a {_UNIT}", _every),
    rule("H", r"(?P<how>H)", _adverb),
)
