"""What a feed and its headers say about how often to come back, and who tells us when something is new.

Read from the bytes before the first entry; only the few elements that are meant, so no parser is let loose here.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self
from urllib.parse import urljoin

HEAD = 32_768
MOST = timedelta(days=1)  # a feed that asks for more is asked about again after a day
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PERIODS = {
    b"hourly": timedelta(hours=1),
    b"daily": timedelta(days=1),
    b"weekly": timedelta(weeks=1),
    b"monthly": timedelta(days=30),
    b"yearly": timedelta(days=365),
}
FIRST_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
TTL = re.compile(rb"<ttl>\s*(\d{1,7})\s*</ttl>", re.I)
SKIP_HOURS = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.I | re.S)
SKIP_DAYS = re.compile(rb"<skipDays>(.{0,2000}?)</skipDays>", re.I | re.S)
HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.I)
DAY = re.compile(rb"<day>\s*(\w+)\s*</day>", re.I)
UPDATE_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(\w+)\s*</", re.I)
UPDATE_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*</", re.I)
MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.I)
LINK = re.compile(rb"<(?:\w+:)?link\b[^>]{0,2000}>", re.I)
ATTRIBUTE = re.compile(rb"""\b(rel|href)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
LINK_HEADER = re.compile(r"<([^<>]*)>\s*;([^<]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """The wishes of a feed."""

    least: timedelta = timedelta()  # between two looks
    skip_hours: frozenset[int] = frozenset()  # GMT
    skip_days: frozenset[str] = frozenset()  # English, lower case
    hub: str | None = None  # WebSub
    topic: str | None = None

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read back from plain JSON."""
        return cls(
            least=timedelta(seconds=float(record.get("least", 0))),
            skip_hours=frozenset(record.get("skip_hours", ())),
            skip_days=frozenset(record.get("skip_days", ())),
            hub=record.get("hub"),
            topic=record.get("topic"),
        )


def read_hints(content: bytes, headers: Mapping[str, str], address: str) -> Hints:
    """The wishes in a feed's head and headers; `headers` with names in lower case."""
    head = content[:HEAD]
    first = FIRST_ENTRY.search(head)
    head = head[: first.start()] if first else head
    hours = SKIP_HOURS.search(head)
    days = SKIP_DAYS.search(head)
    hub, topic = _websub(head, headers.get("link", ""), address)
    return Hints(
        least=min(max(_ttl(head), _period(head), _max_age(headers)), MOST),
        skip_hours=frozenset(int(h) % 24 for h in HOUR.findall(hours[1])) if hours else frozenset(),
        skip_days=frozenset(
            d for d in (f.decode("ascii", "replace").lower() for f in DAY.findall(days[1])) if d in DAYS
        )
        if days
        else frozenset(),
        hub=hub,
        topic=topic,
    )


def _ttl(head: bytes) -> timedelta:
    found = TTL.search(head)
    return timedelta(minutes=int(found[1])) if found else timedelta()


def _period(head: bytes) -> timedelta:
    """RSS 1.0's syndication module: so many times in a period."""
    period, frequency = UPDATE_PERIOD.search(head), UPDATE_FREQUENCY.search(head)
    if not period:
        return timedelta()
    return PERIODS.get(period[1].lower(), timedelta()) / max(int(frequency[1]) if frequency else 1, 1)


def _max_age(headers: Mapping[str, str]) -> timedelta:
    said = headers.get("cache-control", "")
    found = MAX_AGE.search(said)
    if not found or "no-cache" in said or "no-store" in said:
        return timedelta()
    age = headers.get("age", "").strip()
    spent = int(age[:9]) if age.isdecimal() else 0
    return timedelta(seconds=max(0, int(found[1]) - spent))


def _websub(head: bytes, link_header: str, address: str) -> tuple[str | None, str | None]:
    """The hub and the address under which it knows the feed; header before content, as the standard says."""
    links: dict[str, str] = {}
    for target, parameters in LINK_HEADER.findall(link_header):
        if rel := re.search(r"""\brel\s*=\s*"?([\w -]+)""", parameters, re.I):
            for name in rel[1].lower().split():
                links.setdefault(name, target)
    for tag in LINK.findall(head):
        found = {name.lower(): (double or single) for name, double, single in ATTRIBUTE.findall(tag)}
        for name in found.get(b"rel", b"").decode("ascii", "replace").lower().split():
            links.setdefault(name, html.unescape(found.get(b"href", b"").decode("utf-8", "replace")))
    hub = _absolute(links.get("hub"), address)
    return (hub, _absolute(links.get("self"), address) or address) if hub else (None, None)


def _absolute(link: str | None, base: str) -> str | None:
    try:
        found = urljoin(base, link.strip()) if link else ""
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None
