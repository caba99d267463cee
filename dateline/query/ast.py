"""What a query means: a small tree of frozen nodes, each with the place in the query where it stands."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class All:
    """Every article."""


@dataclass(frozen=True, slots=True)
class Words:
    """These words one after the other, in headline or text; a `prefix` stands for words that begin so."""

    words: tuple[str, ...]
    prefix: bool
    position: int


@dataclass(frozen=True, slots=True)
class Named:
    """The article names one of these things (all meant by one of `names`)."""

    labels: tuple[str, ...]  # empty: whatever label
    names: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Where:
    """A field of the article is one of these values: outlet, agency, source, lang, kind, label, office, in."""

    field: str
    values: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Days:
    """A day of publication (`published`) or a day that the text speaks of (`when`) lies within; ends included."""

    field: str
    first: date
    last: date
    position: int


@dataclass(frozen=True, slots=True)
class Near:
    """Two names in one sentence."""

    first: str
    second: str
    position: int


@dataclass(frozen=True, slots=True)
class Quoted:
    """One quotation with these words (alternatives), by one of these speakers."""

    words: tuple[Words, ...]
    speakers: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class NoCopy:
    """The article is no copy of another."""


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of the parts holds."""

    parts: tuple["Node", ...]


Node = All | Words | Named | Where | Days | Near | Quoted | NoCopy | Not | And | Or


def depth(node: Node) -> int:
    """How many AND, OR and NOT stand one within the other."""
    match node:
        case And(parts) | Or(parts):
            return 1 + max(map(depth, parts))
        case Not(part):
            return 1 + depth(part)
    return 0
