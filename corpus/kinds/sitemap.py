"""Sitemaps, news sitemaps and sitemap indexes, in XML or as plain lists of addresses, packed or not.

The items of an index are sitemaps themselves: what is fetched for them is recognised by itself.
Options of a source: days = 3 leaves out what is older; match = "/news/" keeps addresses with that pattern.
"""

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urljoin

from lxml import etree

from corpus.reading.charset import decode
from corpus.reading.fragments import plain
from corpus.reading.times import parse_time, plausible
from dateline.errors import ReadError, SourcesError
from dateline.records import Capture, Item, Outcome, OutcomeKind, Source

ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]", re.I)
PACKED = b"\x1f\x8b"
LIMIT = 60_000_000  # bytes unpacked: the protocol allows 52,428,800


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like a sitemap; a packed one is known by its name."""
    if head.startswith(PACKED):
        return "sitemap" in name
    if ROOT.search(head.replace(b"\0", b"")):
        return True
    lines = head.split()
    listed = bool(lines) and all(line.startswith((b"http://", b"https://")) for line in lines[:-1] or lines)
    return listed and "sitemap" in name


def parse(capture: Capture, source: Source) -> Iterator[Item | Outcome]:
    """The addresses of a sitemap or of an index's sitemaps. Raises ReadError where the bytes are none."""
    match, days = _options(source)
    content = _unpacked(capture)
    oldest = capture.collected - timedelta(days=days) if days else None
    entries = (
        _entries(content, capture) if ROOT.search(content[:65536].replace(b"\0", b"")) else _lines(content, capture)
    )
    for item in entries:
        if item.address is None:
            yield Outcome(
                kind=OutcomeKind.REFUSED,
                stage="read",
                reason="no address",
                detail=f"An entry of {capture.address} names no page.",
                source=source.id,
                headline=item.headline,
                capture=capture.id,
            )
            continue
        dated = item.published or item.updated
        # Not wanted by the source's own options: no item at all, so nothing to count.
        if (match and not match.search(item.address)) or (oldest and dated and dated < oldest):
            continue
        yield item


def _options(source: Source) -> tuple[re.Pattern[str] | None, float]:
    pattern, days = source.options.get("match", ""), source.options.get("days", 0)
    if not isinstance(days, (int, float)) or days < 0:
        raise SourcesError(
            f"Source {source.id!r}: days = {days!r} is not allowed.", remedy="Allowed: a number of days."
        )
    try:
        return (re.compile(str(pattern)) if pattern else None), days
    except re.error as error:
        raise SourcesError(f"Source {source.id!r}: match = {pattern!r} is no regular expression: {error}.") from None


def _unpacked(capture: Capture) -> bytes:
    if not capture.content.startswith(PACKED):
        return capture.content
    try:
        with gzip.open(io.BytesIO(capture.content)) as stream:
            content = stream.read(LIMIT + 1)
    except (OSError, EOFError, zlib.error):
        raise ReadError(f"{capture.address} is packed, but cannot be unpacked.", reason="unreadable") from None
    if len(content) > LIMIT:
        raise ReadError(f"{capture.address} unpacks to more than {LIMIT:,} bytes.", reason="too large")
    return content


def _entries(content: bytes, capture: Capture) -> Iterator[Item]:
    # Entities are not resolved and nothing is loaded: a bomb stays as small as it came.
    parser = etree.iterparse(
        io.BytesIO(content), events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in parser:
            if isinstance(element.tag, str) and _name(element) in ("url", "sitemap"):
                yield _item(element, capture)
                # What has been read is let go: a sitemap may hold 50,000 pages.
                element.clear()
                while (before := element.getprevious()) is not None:
                    before.getparent().remove(before)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"{capture.address} is no XML that can be read: {error.msg}.", reason="unreadable") from None


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname).lower()


def _item(element: etree._Element, capture: Capture) -> Item:
    found: dict[str, str] = {}
    for child in element.iter():
        if child is element or not isinstance(child.tag, str) or not child.text or not child.text.strip():
            continue
        parent = child.getparent()
        inside = _name(parent) if parent is not None else ""
        # <image:loc>, <video:title> and their like describe the pictures of a page and not the page.
        if inside in ("image", "video"):
            continue
        found.setdefault(_name(child), child.text.strip())
    address = found.get("loc")
    if address:
        base = capture.address if re.match(r"https?://", capture.address) else ""
        try:
            address = urljoin(base, re.sub(r"\s+", "", address))
        except ValueError:
            address = None
    language = re.match("[a-z]{2,3}", found.get("language", "").lower())
    return Item(
        address=address if address and re.match(r"https?://[^/]", address, re.I) else None,
        headline=plain(found.get("title")),
        published=_time(found.get("publication_date"), capture),
        updated=_time(found.get("lastmod"), capture),
        language=language[0] if language else None,
        section=plain(found.get("keywords", "").partition(",")[0]),
    )


def _time(text: str | None, capture: Capture) -> datetime | None:
    return plausible(parse_time(text), capture.collected)


def _lines(content: bytes, capture: Capture) -> Iterator[Item]:
    lines = [line.strip() for line in decode(content, capture.charset).text.splitlines() if line.strip()]
    addresses = [line for line in lines if re.match(r"https?://[^/\s]\S*$", line, re.I)]
    if not addresses or len(addresses) < len(lines) / 2:
        raise ReadError(
            f"{capture.address} is no sitemap: neither <urlset> nor <sitemapindex> nor a list of addresses.",
            reason="not a sitemap",
        )
    yield from (Item(address=address) for address in addresses)
