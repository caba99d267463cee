"""RSS 0.9x, 1.0 and 2.0, RDF and Atom: each entry an item to fetch, or an article where it carries the whole text.

Options of a source: full_text = true takes the text of an entry as the article, without its page.
"""

import io
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser

from corpus.reading.charset import Decoded, decode
from corpus.reading.entries import Entry, entry_parsed
from corpus.reading.fragments import plain
from corpus.reading.times import parse_time, plausible
from dateline.errors import ReadError
from dateline.records import Article, Capture, Item, Outcome, Source

ROOT = re.compile(rb"<(?:\w+:)?(rss|rdf:RDF|RDF|feed|channel)[\s>]", re.I)
HTML = re.compile(rb"<(!doctype\s+html|html|body)\b", re.I)
TAG = re.compile(rb"<(/?)([A-Za-z_][\w:.-]*)[^<>]*?(/?)>")
# An entity of entities, or a long one to be repeated; "&#60;" and the like are characters.
ENTITY = re.compile(rb"""<!ENTITY\s+[^%\s]\S*\s+("[^"]{0,1001}|'[^']{0,1001})""")
NAMED = re.compile(rb"&[A-Za-z_]")
LONGEST_ENTITY = 1_000
MANY_TAGS, DEEPEST = 20_000, 5_000  # fewer tags are parsed at once; no entry is nested deeper than that
MOST_TAGS = 1_500_000  # each costs the parser some 20 microseconds
ENDLESS_TAG = re.compile(rb"<\w[^<>]{100000}")


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like a feed."""
    if media_type in ("application/rss+xml", "application/atom+xml", "application/rdf+xml"):
        return not HTML.search(head)
    opened = ROOT.search(head.replace(b"\0", b""))
    return opened is not None and not HTML.search(head[: opened.start()])


def parse(capture: Capture, source: Source) -> Iterator[Article | Item | Outcome]:
    """The entries of a feed. Raises ReadError where the bytes are no feed."""
    _check_harmless(capture)
    feed = _parsed(capture)
    if not feed.get("version") and not feed.entries:
        raise _no_feed(capture, feed)
    language = _language(feed.feed.get("language"))
    # Relative links of a saved feed count from the site that it names.
    places = (capture.address, feed.feed.get("link") or "")
    base = next((place for place in places if re.match(r"https?://", place)), "")
    for number, entry in enumerate(feed.entries):
        yield entry_parsed(_entry(entry, capture, number, language, base), capture, source)


def _parsed(capture: Capture) -> Any:
    """What feedparser makes of the bytes; a second try on decoded text where a wrong charset stopped the first."""
    # The parser takes a plain string for a URL or a file name: it is only ever given a stream.
    headers = {"content-location": capture.address}
    if capture.media_type:
        charset = f"; charset={capture.charset}" if capture.charset else ""
        headers["content-type"] = f"{capture.media_type}{charset}"
    first = _run(capture.content, headers, capture)
    decoded = decode(capture.content, capture.charset)
    if first.entries and not _garbled(first) and not _misread(first, decoded):
        return first
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded.text.replace("\0", "")).lstrip()
    declared = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'
    second = _run(declared.encode("utf-8", "replace"), {"content-location": capture.address}, capture)
    return second if len(second.entries) >= len(first.entries) and (second.entries or second.get("version")) else first


def _check_harmless(capture: Capture) -> None:
    """Raises ReadError for what was made to keep a parser busy: bombs of entities, tags without end."""
    content = capture.content.replace(b"\0", b"")  # UTF-16 hides nothing
    for entity in ENTITY.finditer(content):
        if len(entity[1]) > LONGEST_ENTITY or NAMED.search(entity[1]):
            raise ReadError(f"{capture.address} defines entities that grow when they are read.", reason="entity bomb")
    tags = content.count(b"<")
    if tags <= MANY_TAGS:
        return
    if tags > MOST_TAGS:
        raise ReadError(f"{capture.address} consists of {tags:,} tags.", reason="too large")
    depth = 0
    for tag in TAG.finditer(content):
        closing, name, closed = tag.groups()
        # Markup within an entry may leave its tags open; it cannot reach beyond the entry.
        depth = 0 if name.lower() in (b"item", b"entry") else depth + (-1 if closing else 0 if closed else 1)
        if depth > DEEPEST:
            raise ReadError(f"{capture.address} is nested too deep to be read.", reason="unreadable")


def _run(content: bytes, headers: dict[str, str], capture: Capture) -> Any:
    # The parsers below compare all attributes of a tag with each other: minutes for 100,000 of them.
    if ENDLESS_TAG.search(content):
        raise ReadError(f"{capture.address} has a tag longer than any feed needs.", reason="unreadable")
    try:
        # Its cleaning of entries takes twenty times as long as its parsing; what is active, and the links
        # within a text, end with the mark-up in corpus.reading.fragments. An entry's own address it still joins.
        return feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except RecursionError:
        raise ReadError(f"{capture.address} is nested too deep to be read.", reason="unreadable") from None
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, AssertionError, LookupError) as error:
        # The parser stumbles over some malformed markup declarations and addresses.
        return feedparser.FeedParserDict(bozo=True, bozo_exception=error, version="", feed={}, entries=[])


def _garbled(feed: Any) -> bool:
    return any("�" in (entry.get("title") or "") for entry in feed.entries)


def _misread(feed: Any, decoded: Decoded) -> bool:
    """Whether the parser took UTF-8 for something else, as it does where nothing is declared."""
    known = decoded.evidence in ("the bytes", "byte order mark") and decoded.charset == "utf-8"
    return known and not decoded.text.isascii() and (feed.get("encoding") or "").lower() not in ("utf-8", "utf8")


def _no_feed(capture: Capture, feed: Any) -> ReadError:
    if not capture.content.strip():
        return ReadError(f"{capture.address} is empty where a feed should be.", reason="empty")
    if HTML.search(capture.content[:4096]):
        return ReadError(
            f"{capture.address} is an HTML page and not a feed.",
            reason="not a feed",
            remedy="`dateline sources add` with the site's home page finds its feeds.",
        )
    why = f": {feed.bozo_exception}" if feed.get("bozo") and feed.get("bozo_exception") else ""
    return ReadError(f"{capture.address} is no feed that can be read{why}.", reason="not a feed")


def _entry(entry: Any, capture: Capture, number: int, language: str | None, base: str) -> Entry:
    content = next((c.value for c in entry.get("content", ()) if c.get("value")), None)
    summary = entry.get("summary")
    told = plain(summary)
    if told and len(told) > 2 * len(plain(content) or ""):
        content = summary
    return Entry(
        number=number,
        address=_address(entry, base),
        guid=(entry.get("id") or "").strip() or None,
        headline=plain(entry.get("title"), html=(entry.get("title_detail") or {}).get("type") != "text/plain"),
        byline=plain(entry.get("author")),
        summary=told,
        content=content,
        published=_time(entry, "published", capture)
        or _time(entry, "created", capture)
        or _time(entry, "updated", capture),
        updated=_time(entry, "updated", capture),
        language=_language((entry.get("title_detail") or {}).get("language")) or language,
        section=next((plain(tag.get("term")) for tag in entry.get("tags") or () if tag.get("term")), None),
        credit=plain((entry.get("source") or {}).get("title")) or plain(entry.get("publisher")),
    )


def _address(entry: Any, base: str) -> str | None:
    """Where the article of an entry is: its own link, the original behind a redirecting one, a guid that is a URL."""
    links = [link.get("href") for link in entry.get("links") or () if link.get("rel") == "alternate"]
    candidates = [entry.get("feedburner_origlink"), entry.get("link"), *links, entry.get("id")]
    for number, candidate in enumerate(candidates):
        address = re.sub(r"\s+", "", candidate or "")
        if not address or (number == len(candidates) - 1 and not re.match(r"https?://", address)):
            continue
        try:
            address = urljoin(base, address)
        except ValueError:
            continue
        if re.match(r"https?://[^/]", address, re.I):
            return address
    return None


def _time(entry: Any, name: str, capture: Capture) -> datetime | None:
    """The entry's time in the zone that it was written in; the instant is feedparser's where it understood it."""
    # Asked for by `in`, for feedparser answers a missing "updated" with "published" and a warning.
    written = entry[name] if name in entry else None  # noqa: SIM401
    parsed = entry[f"{name}_parsed"] if f"{name}_parsed" in entry else None  # noqa: SIM401
    own = parse_time(written)
    instant = None
    if parsed:
        try:
            instant = datetime.fromtimestamp(timegm(parsed), UTC)
        except (ValueError, TypeError, OverflowError):
            instant = None
    instant, own = plausible(instant, capture.collected), plausible(own, capture.collected)
    return instant if instant and own and abs(own - instant) >= timedelta(minutes=1) else own or instant


def _language(written: str | None) -> str | None:
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", (written or "").strip())
    return found[0].lower() if found else None
