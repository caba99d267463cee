"""What is known of a source between two passes: goes into collecting as a record, comes out as a record.

The store keeps it; this room never sees the store. `SourceState.record()` is plain JSON and
`SourceState.from_record` reads it back, so that one column is enough.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Self

from corpus.hints import Hints
from dateline.records import Capture, Item, Outcome, jsonable

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask again with: the conditional part of the next GET."""

    etag: str | None = None
    modified: str | None = None  # Last-Modified as the server wrote it
    digest: str | None = None  # of the content, for servers that give neither
    changed: str | None = None  # when a sitemap index last said that this sitemap changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One failed try, of a countable kind: "time-out", "server error", "not readable", ..."""

    kind: str
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An item whose page could not be had yet; it is tried again when due, also after the feed forgot it."""

    key: str
    item: Item
    due: datetime
    tries: int = 0  # failed ones; 0: postponed, its turn did not come
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """How a source stands. A new source is `SourceState(source=id)`: due at once."""

    source: str
    next_due: datetime | None = None
    interval: timedelta = HOUR  # the present pace, where the source names none
    last_try: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    failing_since: datetime | None = None  # None: the last try succeeded
    failures: tuple[Failure, ...] = ()  # of the present row of failures, newest last, at most 20
    volume: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))  # day -> new items, 4 weeks
    validators: Mapping[str, Validators] = field(default_factory=lambda: MappingProxyType({}))  # by list address
    cursor: str | None = None  # how far a mailbox was read
    waiting: tuple[Waiting, ...] = ()
    hints: Hints = field(default_factory=Hints)  # how often the feed itself wants to be asked
    moved_to: str | None = None  # where the server says that the source lives now, for good
    hub: str | None = None  # the WebSub hub that the source offers
    topic: str | None = None  # the address under which the hub knows the source
    pushed_until: datetime | None = None  # until when the hub tells us of news by itself

    @property
    def error(self) -> str | None:
        """The last failure as a sentence, None while all is well."""
        return self.failures[-1].text if self.failures else None

    def record(self) -> dict[str, Any]:
        """As plain JSON."""
        shown: dict[str, Any] = jsonable(self)
        return shown

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read back what `record` gave; unknown fields (of a later version) are left out."""
        values = {name: value for name, value in record.items() if name in cls.__dataclass_fields__}
        for name in ("next_due", "last_try", "last_success", "last_new", "failing_since", "pushed_until"):
            values[name] = _time(values.get(name))
        values["interval"] = timedelta(seconds=float(values.get("interval", HOUR.total_seconds())))
        values["failures"] = tuple(Failure(**{**f, "at": _time(f["at"])}) for f in values.get("failures", ()))
        values["waiting"] = tuple(
            Waiting(**{**w, "due": _time(w["due"]), "item": item_from_record(w["item"])})
            for w in values.get("waiting", ())
        )
        values["hints"] = Hints.from_record(values.get("hints", {}))
        values["validators"] = {a: Validators(**v) for a, v in values.get("validators", {}).items()}
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """One thing that collecting gave: a capture to be read on, or the outcome in which an item ended.

    `key` names the item across passes and sources. When it has been dealt with for good (its capture
    was read to the end, or the outcome is not FAILED), `known(key)` should say True on later passes.
    """

    key: str
    result: Capture | Outcome


def item_record(item: Item) -> dict[str, Any]:
    """An item as plain JSON, without its empty fields."""
    return {name: value for name, value in jsonable(asdict(item)).items() if value is not None}


def item_from_record(record: Mapping[str, Any]) -> Item:
    """Read back what `item_record` gave."""
    times = {name: _time(record.get(name)) for name in ("published", "updated")}
    known = {name: value for name, value in record.items() if name in Item.__dataclass_fields__}
    return Item(**{**known, **times})


def _time(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
