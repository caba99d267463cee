"""One article page of a site."""

import re
from collections.abc import Iterator

from corpus.reading import read_page
from dateline.records import Article, Capture, Source

OPENED = re.compile(rb"<(!doctype\s+html|html|head|body|article|div|p|h1|meta|title|table)\b", re.I)
XML_TYPES = re.compile(
    rb"<(?:\w+:)?(rss|rdf|feed|urlset|sitemapindex|newsitem|newsmessage|packageitem|nitf|newsml)[\s>]", re.I
)


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like HTML."""
    head = head.replace(b"\0", b"")
    if XML_TYPES.search(head[:1024]):
        return False
    if media_type in ("text/html", "application/xhtml+xml"):
        return True
    opened = OPENED.search(head)
    # A wire text may quote a tag somewhere; a page begins with one.
    return opened is not None and (
        name.endswith((".html", ".htm", ".xhtml")) or not re.search(rb"\w{20}|\w \w+ \w", head[: opened.start()])
    )


def parse(capture: Capture, source: Source) -> Iterator[Article]:
    """The one article of a page. Raises ReadError where there is none."""
    yield read_page(capture, source)
