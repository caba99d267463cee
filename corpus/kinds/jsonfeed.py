"""JSON Feed 1.0 and 1.1. Options of a source: full_text, as for feed."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from corpus.reading.charset import decode
from corpus.reading.entries import Entry, entry_parsed
from corpus.reading.fragments import plain
from corpus.reading.times import parse_time, plausible
from dateline.errors import ReadError
from dateline.records import Article, Capture, Item, Outcome, OutcomeKind, Source

VERSION = re.compile(rb"jsonfeed\.org\\?/version", re.I)


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like a JSON Feed."""
    opened = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return opened and (VERSION.search(head) is not None or media_type == "application/feed+json")


def parse(capture: Capture, source: Source) -> Iterator[Article | Item | Outcome]:
    """The items of a feed. Raises ReadError where the bytes are no JSON Feed."""
    feed = _feed(capture)
    language = feed.get("language")
    authors = _authors(feed)
    for number, item in enumerate(feed["items"]):
        if not isinstance(item, dict):
            yield Outcome(
                kind=OutcomeKind.REFUSED,
                stage="read",
                reason="malformed entry",
                detail=f"Item {number + 1} of {capture.address} is no JSON object.",
                source=source.id,
                capture=capture.id,
            )
            continue
        yield entry_parsed(_entry(item, capture, number, language, authors), capture, source)


def _feed(capture: Capture) -> dict[str, Any]:
    try:
        feed = json.loads(decode(capture.content, capture.charset).text, strict=False)
    except json.JSONDecodeError as error:
        raise ReadError(
            f"{capture.address} is no JSON: {error.msg} in line {error.lineno}.", reason="unreadable"
        ) from None
    except RecursionError:
        raise ReadError(f"{capture.address} is nested too deep to be read.", reason="unreadable") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ReadError(f"{capture.address} is JSON, but no JSON Feed: it has no list 'items'.", reason="not a feed")
    return feed


def _entry(item: dict[str, Any], capture: Capture, number: int, language: object, authors: str | None) -> Entry:
    guid = item.get("id")
    said = item.get("language") or language
    published = parse_time(_text(item.get("date_published")))
    updated = parse_time(_text(item.get("date_modified")))
    tags = item.get("tags")
    html, words = _text(item.get("content_html")), _text(item.get("content_text"))
    return Entry(
        number=number,
        address=_address(item, capture),
        guid=str(guid) if guid is not None and not isinstance(guid, (dict, list)) else None,
        headline=plain(item.get("title"), html=False),
        byline=_authors(item) or authors,
        summary=plain(item.get("summary"), html=False) or plain(words, html=False) or plain(html),
        content=html or words,
        published=plausible(published or updated, capture.collected),
        updated=plausible(updated, capture.collected),
        language=said[:2].lower() if isinstance(said, str) and len(said) >= 2 else None,
        section=next((plain(tag, html=False) for tag in tags if plain(tag)), None) if isinstance(tags, list) else None,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _address(item: dict[str, Any], capture: Capture) -> str | None:
    base = capture.address if re.match(r"https?://", capture.address) else ""
    for name in ("url", "external_url", "id"):
        value = _text(item.get(name))
        if value is None or (name == "id" and not re.match(r"https?://", value)):
            continue
        try:
            address = urljoin(base, value.strip())
        except ValueError:
            continue
        if re.match(r"https?://[^/]", address, re.I):
            return address
    return None


def _authors(holder: dict[str, Any]) -> str | None:
    """The names of version 1.1's `authors` or 1.0's `author`."""
    found = holder.get("authors") or [holder.get("author")]
    names = (
        [plain(author.get("name"), html=False) for author in found if isinstance(author, dict)]
        if isinstance(found, list)
        else []
    )
    return ", ".join(name for name in names if name) or None
