"""What is known across articles, and the accounting of the work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType


class OutcomeKind(StrEnum):
    """The one counted state in which each item ends."""

    KEPT = "kept"
    NEW_VERSION = "new version"
    COPY = "copy"  # kept, as a copy of another article
    UNCHANGED = "unchanged"
    REFUSED = "refused"  # never to be tried again as it is
    QUARANTINED = "quarantined"  # kept aside for a person to look at
    FAILED = "failed"  # to be tried again


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How one item ended, at which stage, and why."""

    kind: OutcomeKind
    stage: str  # collect, read, compare, extract, resolve, keep
    reason: str = ""  # a short, countable phrase: "too short", "forbidden by robots"
    detail: str = ""  # a sentence for a person
    source: str | None = None
    address: str | None = None
    headline: str | None = None
    article: str | None = None  # Article.id, where it got so far
    capture: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """How one article carries another's text."""

    article: str
    original: str
    kind: str  # verbatim, cut, rewritten, form
    share: float  # of the original's words that the copy keeps, 0 to 1
    dropped: tuple[str, ...] = ()  # sentences of the original that are gone
    added: tuple[str, ...] = ()  # sentences that the original has not
    origin: str | None = None  # press release, agency, outlet
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place or event under one name, across all articles."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles about one happening, copies and independent ones."""

    id: str
    headline: str
    summary: str = ""
    began: datetime | None = None
    articles: tuple[str, ...] = ()  # ids in the order of publication
    independent: int = 0  # how many of them are no copy of another


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's correction: append-only, replayed on every later run."""

    id: str
    kind: str  # merge, split, rename, reject, not-same, fix-office, fix-date, copy-of, undo
    subject: str
    object: str | None = None
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    author: str = ""
    reason: str = ""
    made: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One pass of a flow."""

    id: str
    flow: str
    started: datetime
    ended: datetime | None = None
    code: str = ""  # version of Dateline
    model: str = ""  # name and version of the recogniser
    outcomes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
