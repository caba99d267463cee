"""What was found in one article. Offsets are characters of Article.text, ends exclusive."""

from dataclasses import dataclass, field
from enum import StrEnum

# What the model itself reads, before any rule: start, end, label, score.
Recognised = tuple[int, int, str, float]


class Label(StrEnum):
    """What a mention names; DURATION and SET are spans of time that stand on no calendar."""

    PERSON = "PERSON"
    ORG = "ORG"
    PLACE = "PLACE"
    DATE = "DATE"
    EVENT = "EVENT"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A mention: the characters that name something."""

    start: int
    end: int
    label: str  # a Label
    text: str
    entity: str | None = None  # the best name of the thing within this text
    score: float | None = None  # calibrated, 0 to 1
    value: str | None = None  # ISO 8601, of a DATE; ISO 8601 duration or frequency otherwise
    note: str | None = None  # "ambiguous order", "no such day", ... of a DATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person or organisation with its part in an event."""

    name: str
    part: str | None = None  # speaker, exhibitor, team, candidate, ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A named event with its facts; days are ISO 8601 strings, both ends included."""

    name: str
    type: str = "other"
    start: str | None = None
    end: str | None = None
    place: str | None = None
    organisers: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    edition: str | None = None
    parent: str | None = None  # name of the event of which this is a session
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """Person, title, organisation, as the article says it on its day."""

    person: str
    title: str
    organisation: str | None = None
    status: str = "current"  # current, former, acting, designate
    evidence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words and who said them; start and end are those of the words, without the outer marks."""

    text: str
    start: int
    end: int
    speaker: str | None = None
    cue: str | None = None
    kind: str = "direct"  # direct, indirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Who did what to whom, when, where; type from PLOVER's event types."""

    type: str
    verb: str
    actor: str | None = None
    target: str | None = None
    when: str | None = None  # ISO 8601
    place: str | None = None
    mode: str = "actual"  # actual, planned, alleged, negated
    evidence: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What found the findings."""

    name: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found in one article."""

    spans: tuple[Span, ...] = ()
    durations: tuple[Span, ...] = ()  # DURATION and SET, kept apart from the dates
    events: tuple[Event, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    happenings: tuple[Happening, ...] = ()
    model: Model = field(default_factory=lambda: Model(name="none", version="0"))
    recognised: tuple[Recognised, ...] = field(default=(), compare=False, repr=False)  # no finding: carried to versions


@dataclass(frozen=True, slots=True)
class ReadBefore:
    """An earlier version of a text with what the same model read in it: passages that stayed need not be read again."""

    text: str
    recognised: tuple[Recognised, ...]
