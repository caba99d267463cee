"""NewsML-G2: a newsItem, a packageItem, or a newsMessage of several; text in NITF, XHTML, HTML or plain.

Items that are no news to read (pictures, sports data, concepts, planning) are refused, each with its reason.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from corpus.kinds.nitf import nitf_text
from corpus.reading.fragments import paragraphs
from corpus.reading.times import parse_time
from corpus.wires import Wire, refused, wire_article
from corpus.xmlfile import first, name_of, named, words, xml_root
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_ROOT = re.compile(
    rb"<(?:\w+:)?(newsItem|packageItem|newsMessage|conceptItem|knowledgeItem|planningItem|catalogItem)[\s>]|iptc\.org/std/nar/|<groupSet[\s>]"
)
_NO_NEWS = ("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_STATUS = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_XHTML = "application/xhtml+xml"


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like an item or a message of NewsML-G2."""
    return _ROOT.search(head.replace(b"\0", b"")) is not None


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The news items with text. Raises ReadError where the bytes are no NewsML-G2."""
    root = xml_root(capture)
    items = [e for e in root.iter() if name_of(e) in ("newsItem", *_NO_NEWS)]
    if not items:
        raise ReadError(f"{capture.address} is XML, but no NewsML-G2.", reason="not newsml")
    inner = [item for item in items if not any(above in items for above in item.iterancestors())]
    for item in inner:
        if name_of(item) == "packageItem" and len(inner) > 1:
            continue  # the table of contents of a message whose items stand beside it
        yield _item(item, capture, source)


def _item(item: etree._Element, capture: Capture, source: Source) -> Article | Outcome:
    guid, headline = item.get("guid"), words(first(item, "headline"))
    if name_of(item) in _NO_NEWS:
        detail = f"A {name_of(item)} carries no text of its own."
        return refused(capture, source, "not an article", detail, address=guid, headline=headline)
    if not guid:
        return refused(capture, source, "unreadable", "A newsItem without guid cannot be kept.", headline=headline)
    kind = _code(first(item, "itemClass")) or "text"
    status = _STATUS.get((_code(first(item, "pubStatus")) or "usable").lower())
    if status is None:
        return refused(
            capture, source, "unreadable", "Its pubStatus is none of NewsML-G2.", address=guid, headline=headline
        )
    if kind not in ("text", "composite"):
        return refused(capture, source, "not an article", f"It is of class {kind!r}.", address=guid, headline=headline)
    body = _body(item)
    if not body.paragraphs and status == "usable":
        return refused(capture, source, "too short", "It carries no text.", address=guid, headline=headline)
    made, changed = _time(item, "firstCreated", "contentCreated"), _time(item, "versionCreated", "contentModified")
    line = words(first(item, "dateline"))
    return wire_article(
        Wire(
            paragraphs=body.paragraphs,
            headline=headline or body.headline,
            byline=words(first(item, "by")) or body.byline or _named(item, "creator"),
            wire_id=guid,
            language=_language(item),
            outlet=_named(item, "infoSource"),
            credit=_named(item, "provider") or words(first(item, "creditline")),
            place=body.place or _place(line),
            section=next((n for s in named(item, "subject") if (n := words(first(s, "name")))), None),
            published_at=made or changed,
            changed_at=changed,
            revision=item.get("version"),
            status=status,
            embargo=_time(item, "embargoed"),
        ),
        capture,
        source,
    )


def _body(item: etree._Element) -> Wire:
    """The text of an item: NITF or XHTML inline, HTML or plain text in inlineData."""
    content = first(item, "contentSet")
    if content is None:
        return Wire(paragraphs=())
    for element in named(content, "inlineXML"):
        if first(element, "nitf", "body.content") is not None:
            text = nitf_text(element)
            if text.paragraphs:
                return Wire(paragraphs=text.paragraphs, headline=text.headline, byline=text.byline, place=text.place)
        page = first(element, "body")
        page = element if page is None else page
        markup = etree.tostring(page, encoding="unicode", method="html")
        if first(page, "body", "p", "div") is not None and (lines := paragraphs(markup)):
            return Wire(paragraphs=tuple(lines))
    for element in named(content, "inlineData"):
        if element.get("encoding"):
            continue  # packed or base64: no text that stands here
        if (element.get("contenttype") or "text/plain").startswith(("text", _XHTML)):
            lines = paragraphs("".join(element.itertext()))
            if lines:
                return Wire(paragraphs=tuple(lines))
    return Wire(paragraphs=())


def _code(element: etree._Element | None) -> str | None:
    """`stat:usable` and `http://cv.iptc.org/newscodes/pubstatusg2/usable` both as `usable`."""
    if element is None:
        return None
    return re.split(r"[:/]", element.get("qcode") or element.get("uri") or "")[-1] or None


def _named(item: etree._Element, name: str) -> str | None:
    element = first(item, name)
    if element is None:
        return None
    return words(first(element, "name")) or element.get("literal") or _code(element)


def _time(item: etree._Element, *names: str) -> datetime | None:
    return next((t for name in names if (t := parse_time(words(first(item, name))))), None)


def _language(item: etree._Element) -> str | None:
    content = first(item, "contentMeta")
    declared = first(content, "language") if content is not None else None
    tag = declared.get("tag") if declared is not None else None
    return tag or item.get("{http://www.w3.org/XML/1998/namespace}lang") or None


def _place(line: str | None) -> str | None:
    found = re.match(r"[^\W\d_][^,(\d]*", line or "")
    if not found:
        return None
    place = found[0].strip()
    return place.title() if place.isupper() else place
