"""What the lexer makes of a text: tokens, and what those with digits stand for."""

from dataclasses import dataclass
from typing import NamedTuple


class Token(NamedTuple):
    """A piece of the text: its code, where it stands, what it stands for."""

    code: str
    start: int
    end: int
    datum: object


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `half` is "am" or "pm" where the text says it, `loose` a mere 10.30."""

    hour: int
    minute: int
    half: str | None = None
    zone: str | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Numeric:
    """A date in digits: three numbers in the order written (an ISO date has the year first)."""

    first: int
    second: int
    year: int | None
    iso: bool = False
