"""From source to article: what is read, what came over the wire, the text that was in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType

Day = date  # within Dateline the word names the field
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A feed, sitemap, folder, mailbox or archive to read, as `sources.toml` declares it."""

    id: str
    kind: str  # a module of corpus.kinds: "feed", "page", "agency", "ninjs", ...
    address: str  # a URL, or a path (relative ones count from sources.toml's folder)
    outlet: str | None = None
    agency: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    language: str | None = None  # ISO 639-1
    every: timedelta | None = None  # None: adapted to how much was new
    # What a source needs to be let in -> the environment variable that holds it.
    credentials: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    # URL prefix -> folder that is read in its stead.
    mirror: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    options: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))  # of the kind
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a source says about one article before its page is read: an entry of a feed or sitemap."""

    address: str | None = None
    guid: str | None = None
    headline: str | None = None
    byline: str | None = None
    summary: str | None = None
    content: str | None = None  # the text, where the source itself carries it: paragraphs between blank lines
    published: datetime | None = None
    updated: datetime | None = None
    language: str | None = None
    agency: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The bytes that a source gave, with headers and time: everything after can be run again on it."""

    id: str  # digest of source, address and content
    source: str  # Source.id
    address: str  # the final URL or the file's path
    content: bytes
    collected: datetime  # aware, UTC
    media_type: str | None = None
    charset: str | None = None  # as the transport declares it
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: NOTHING)  # names in lower case
    item: Item | None = None  # what the feed said, for a page that a feed named


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The line at the head of an agency text: where and when it was filed."""

    place: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text. `text` is never changed after reading: all offsets count characters in it."""

    id: str  # stable: of the wire id, the canonical address, or the text where there is neither
    text: str  # paragraphs joined by blank lines
    headline: str | None = None
    byline: str | None = None
    url: str | None = None  # canonical where the page names one
    language: str | None = None  # ISO 639-1
    published: date | None = None  # the day, in the outlet's own zone
    published_at: datetime | None = None  # aware, where the hour is known
    changed_at: datetime | None = None
    outlet: str | None = None
    agency: str | None = None
    credit: str | None = None  # the credit line or sign-off as it stands
    dateline: Dateline | None = None
    section: str | None = None
    country: str | None = None
    source: str | None = None  # Source.id
    capture: str | None = None  # Capture.id
    wire_id: str | None = None  # the sender's own id
    revision: str | None = None  # the sender's own version ("2", "1st Ld-Writethru")
    status: str = "usable"  # usable, canceled, withheld
    embargo: datetime | None = None  # aware; not to be shown before
    paywalled: bool = False
    notes: tuple[str, ...] = ()  # what was odd in reading, in sentences
