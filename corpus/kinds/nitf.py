"""NITF, the News Industry Text Format: a whole file, or the text within a NewsML-G2 item."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lxml import etree

from corpus.datelines import read_day
from corpus.reading.times import parse_time
from corpus.wires import Wire, refused, wire_article
from corpus.xmlfile import first, name_of, named, words, xml_root
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_ROOT = re.compile(rb"<(?:\w+:)?nitf[\s>]", re.I)
_BLOCKS = ("p", "hl2", "li", "tr", "pre", "bq")  # what makes a paragraph within the body
_NEVER = ("media", "table.caption", "fn", "media-caption", "note", "tagline")
_STATUS = {
    "usable": "usable",
    "embargoed": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
}
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)?(\d\d)?(\d\d)?(Z|[+-]\d{4})?$")


@dataclass(frozen=True, slots=True)
class Text:
    """The body of a NITF document with what stands above it."""

    headline: str | None
    byline: str | None
    place: str | None
    filed: date | None
    paragraphs: tuple[str, ...]


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like NITF."""
    marked_up = head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return media_type == "application/nitf+xml" or (marked_up and _ROOT.search(head) is not None)


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The article of a NITF file. Raises ReadError where it is none."""
    root = xml_root(capture)
    root = first(root, "nitf") if name_of(root).lower() != "nitf" else root
    if root is None:
        raise ReadError(f"{capture.address} is XML, but no NITF.", reason="not nitf")
    text = nitf_text(root)
    docdata = first(root, "docdata")
    head = root if docdata is None else docdata
    status = (head.get("management-status") or "usable").lower()
    if not text.paragraphs and _STATUS.get(status, "usable") == "usable":
        yield refused(capture, source, "too short", f"{capture.address} carries no text.", headline=text.headline)
        return
    published = _norm(first(head, "date.issue"))
    release = _norm(first(head, "date.release"))
    expected = release if status == "embargoed" or (release and published and release > published) else None
    identity = first(head, "doc-id")
    pubdata = first(root, "pubdata")
    key = first(head, "du-key")
    near = (published or release or capture.collected).date()
    yield wire_article(
        Wire(
            paragraphs=text.paragraphs,
            headline=text.headline or words(first(root, "title")),
            byline=text.byline,
            wire_id=identity.get("id-string") if identity is not None else None,
            address=f"file:{capture.address}",
            language=root.get("{http://www.w3.org/XML/1998/namespace}lang"),
            outlet=pubdata.get("name") if pubdata is not None else None,
            credit=(identity.get("regsrc") if identity is not None else None) or words(first(root, "distributor")),
            place=text.place,
            filed=text.filed,
            section=pubdata.get("position.section") if pubdata is not None else None,
            published_at=published,
            revision=key.get("version") if key is not None else None,
            status=_STATUS.get(status, "usable"),
            embargo=expected,
            near=near,
        ),
        capture,
        source,
    )


def nitf_text(root: etree._Element) -> Text:
    """What a reader sees of a NITF document; `root` may be any element above its body."""
    head, body, line = first(root, "body.head"), first(root, "body.content"), first(root, "dateline")
    above = root if head is None else head
    location = first(line, "location") if line is not None else None
    day = first(line, "story.date") if line is not None else None
    place = words(location)
    return Text(
        headline=words(first(above, "hl1")) or words(first(above, "hedline")),
        byline=re.sub(r"(?i)^by\s+", "", words(first(above, "byline")) or "") or None,
        place=place.title() if place and place.isupper() else place,
        filed=_day(day) if day is not None else None,
        paragraphs=tuple(_paragraphs(body)) if body is not None else (),
    )


def _paragraphs(body: etree._Element) -> Iterator[str]:
    """Innermost blocks in document order; captions, notes and tables' captions are no text of the story."""
    found = False
    for element in named(body, *_BLOCKS):
        if any(name_of(above) in _NEVER for above in element.iterancestors()):
            continue
        if any(name_of(below) in _BLOCKS for below in element.iterdescendants()):
            continue
        if line := words(element):
            found = True
            yield line
    if not found and (line := words(body)):
        yield line


def _day(element: etree._Element) -> date | None:
    """The day of a dateline: machine-readable, or as it is written where it has a year."""
    normal = _norm(element)
    return normal.date() if normal else read_day(words(element) or "")


def _norm(element: etree._Element | None) -> datetime | None:
    """A time as NITF writes it: 20250317T101500+0000, also with parts left out."""
    written = element.get("norm") if element is not None else None
    if not written:
        return None
    if compact := _COMPACT.match(written.strip()):
        year, month, day, hour, minute, second, zone = compact.groups()
        written = f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone or 'Z'}"
    return parse_time(written)
