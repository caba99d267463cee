"""Plain agency text: headline, byline, dateline with place, day and agency, body, sign-off.

The day comes from the dateline; a dateline without a year takes it from the file's name
(`2025-03-17-…` or `20250317…`), else from the time that the transport gives.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.agencies import agency_called
from corpus.datelines import read_dateline
from corpus.reading.charset import decode
from corpus.reading.times import parse_time
from corpus.revisions import take_said
from corpus.wires import Wire, wire_article
from dateline.errors import ReadError
from dateline.records import Article, Capture, Source

_NAMED_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_BYLINE = re.compile(r"^(?:by|from)\s+([A-Z][^\n]{2,80})$", re.IGNORECASE)
_SIGN_OFF = re.compile(r"^[-–—(\[\s/]*([A-Za-z][\w .&-]{1,30}?)(?:[/ ][a-z]{2,4})*[)\]\s/.#-]*$")
_AHEAD = timedelta(days=2)  # by what clocks and zones may differ


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes look like text: no control characters, no mark-up at the front."""
    if b"\0" in head or head.lstrip()[:1] in (b"<", b"{", b"["):
        return False
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return odd <= len(head) // 100 and (name.endswith((".txt", ".text", ".wire")) or media_type in (None, "text/plain"))


def parse(capture: Capture, source: Source) -> Iterator[Article]:
    """The one article of the text. Raises ReadError for binary and for empty text."""
    if not capture.content.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    if not sniff(capture.content[:4096], ".txt", None):
        raise ReadError(f"{capture.address} is not text.", reason="unreadable", remedy="Agency texts are plain text.")
    decoded = decode(capture.content, capture.charset)
    near = _near(capture)
    body = body_of(decoded.text, near)
    if not body.paragraphs:
        raise ReadError(f"{capture.address} holds no words.", reason="empty")
    said = take_said(body.headline) if body.headline else None
    article = wire_article(
        Wire(
            paragraphs=body.paragraphs,
            headline=body.headline,
            byline=body.byline,
            address=_address(capture),
            credit=body.sign_off,
            revision=said.words if said else None,
            near=near,
        ),
        capture,
        source,
    )
    filed = article.dateline.date if article.dateline else None
    notes = (f"The character set was {decoded.charset} ({decoded.evidence}).",) if "\ufffd" in decoded.text else ()
    # A dateline that lies after the day of the file by more than clocks differ is not believed.
    yield replace(article, published=filed if filed and filed <= near + _AHEAD else near, notes=notes)


@dataclass(frozen=True, slots=True)
class Body:
    """An agency text in its parts; `sign_off` is the agency that the last line names."""

    paragraphs: tuple[str, ...]
    headline: str | None = None
    byline: str | None = None
    sign_off: str | None = None


def body_of(text: str, near: date) -> Body:
    """The parts of a plain agency text; `near` is a day by which datelines without a year are read."""
    lines = _paragraphs(text)
    if not lines:
        return Body(())
    headline, byline, body = _parts(lines, near)
    sign_off = _sign_off(body[-1]) if len(body) > 1 else None
    return Body(tuple(body), headline, byline, sign_off if sign_off and agency_called(sign_off) else None)


def _paragraphs(text: str) -> list[str]:
    """Paragraphs by blank lines; where there are none, by lines. Hard-wrapped lines are joined."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    blocks = re.split(r"\n[ \t]*\n", text) if re.search(r"\n[ \t]*\n", text) else text.split("\n")
    return [joined for block in blocks if (joined := " ".join(block.split()))]


def _parts(paragraphs: list[str], near: date) -> tuple[str | None, str | None, list[str]]:
    """Headline, byline and body: a first line is the headline unless the story begins in it."""
    headline = byline = None
    rest = paragraphs
    first = paragraphs[0]
    if len(paragraphs) > 1 and len(first) <= 200 and not read_dateline(first, near) and not _BYLINE.match(first):
        headline, rest = first, paragraphs[1:]
    if len(rest) > 1 and (match := _BYLINE.match(rest[0])):
        byline, rest = match[1], rest[1:]
    return headline, byline, rest


def _sign_off(paragraph: str) -> str | None:
    match = _SIGN_OFF.match(paragraph)
    return match[1] if match else None


def _near(capture: Capture) -> date:
    name = capture.address.replace("\\", "/").rsplit("/", 1)[-1]
    for year, month, day in _NAMED_DAY.findall(name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    given = capture.item.published if capture.item else None
    given = given or parse_time(capture.headers.get("last-modified"))
    return (given or capture.collected).date()


def _address(capture: Capture) -> str | None:
    """A file has its path as address: the same file with another text is a new version of the article."""
    return capture.item.guid if capture.item and capture.item.guid else f"file:{capture.address}"
