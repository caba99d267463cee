"""Wire text in the frames of ANPA-1312 and IPTC 7901: control characters, a coded header, body, end marks.

SOH a0123 u i bc-fed-rates  03-17 0450 STX  headline, dateline, text ... ETX  time date EOT
SYN SYN SOH ABC0123 4 POL 450 DEU-election STX text ETX EOT
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.kinds.agency import body_of
from corpus.revisions import take_said
from corpus.wires import Wire, refused, wire_article
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_SOH, _STX, _ETX, _EOT = "\x01", "\x02", "\x03", "\x04"
_FRAME = re.compile(f"{_SOH}(?P<head>[^{_STX}]*){_STX}(?P<body>[^{_ETX}{_EOT}]*){_ETX}?(?P<tail>[^{_SOH}]*)", re.S)
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")
# Typesetting codes: <, paragraph; ^ flush left; |, bar; ~T and the like.
_SETTING = re.compile(r"(?m)^[ \t]*[<^|]+[ \t]?|[<^|]+[ \t]*$|~[A-Z]{1,2}\b")
_SEVEN = re.compile(
    r"^\s*(?P<id>[A-Z]{2,4}\d{3,4})\s+(?P<urgency>[1-9])\s+(?P<category>[A-Z]{1,3})\s+(?P<words>\d{1,5})"
    r"(?:\s+(?P<slug>.+))?",
    re.S,
)
_ANPA = re.compile(
    r"^\s*(?P<service>[a-z]?)(?P<number>\d{3,5})\s+(?P<level>[a-z])?\s*(?P<category>[a-z])?\s*(?P<slug>\S.*?)?"
    r"(?:\s+(?P<month>\d{1,2})-(?P<day>\d{1,2})\s+(?P<words>\d{1,5}))?\s*$",
    re.S | re.I,
)
# In a slug the take stands behind the keywords, apart from them: `BC-Rates,1st Ld-Writethru`, `BC-Ferry KILL`.
_TAKE = re.compile(
    r"\b\d+(?:st|nd|rd|th)\s?(?:ld|lead|add|writethru)[\w-]*|\bwritethru\b|"
    r"(?<=[\s,(])(?:correction|kill|advisory)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Header:
    """What the coded line says."""

    number: str | None
    slug: str | None
    category: str | None
    month: int | None
    day: int | None


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes hold the start marks of a wire frame."""
    start = head.find(b"\x01")
    return 0 <= start < 200 and b"\x02" in head[start : start + 400]


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The messages of a capture, one or several. Raises ReadError where there is no frame."""
    # Both standards are seven-bit; what agencies sent above it is Latin.
    text = capture.content.decode("cp1252", "replace").replace("\r\n", "\n").replace("\r", "\n")
    frames = list(_FRAME.finditer(text))
    if not frames:
        raise ReadError(f"{capture.address} holds no message between its marks.", reason="unreadable")
    for frame in frames:
        yield _message(frame, capture, source)


def _message(frame: re.Match[str], capture: Capture, source: Source) -> Article | Outcome:
    header = _header(_CONTROL.sub(" ", frame["head"]))
    lines = _SETTING.sub("", frame["body"])
    body = body_of(_CONTROL.sub("", lines), _near(header, capture))
    if not body.paragraphs:
        return refused(capture, source, "empty", f"The message {header.number or ''} has no text.")
    take = _take(header.slug, body.headline)
    near = _near(header, capture)
    identity = f"{near.isoformat()} {header.slug or header.number}" if header.slug or header.number else None
    return wire_article(
        Wire(
            paragraphs=body.paragraphs,
            headline=_titled(body.headline) or header.slug,
            byline=body.byline,
            wire_id=_without_take(identity),
            address=f"file:{capture.address}",
            credit=body.sign_off,
            section=header.category,
            revision=take,
            near=near,
        ),
        capture,
        source,
    )


def _take(slug: str | None, headline: str | None) -> str | None:
    """The words of the take, where slug or headline have any."""
    for line in (slug, headline):
        if line and (found := _TAKE.search(line)):
            return found[0].strip(" -,()")
        if line and (said := take_said(line)):
            return said.words
    return None


def _header(line: str) -> _Header:
    line = " ".join(line.split())
    if found := _SEVEN.match(line):
        return _Header(found["id"], _bare(found["slug"]), found["category"], None, None)
    if found := _ANPA.match(line):
        month, day = (int(found[name]) if found[name] else None for name in ("month", "day"))
        return _Header(f"{found['service']}{found['number']}", _bare(found["slug"]), found["category"], month, day)
    return _Header(None, _bare(line), None, None, None)


def _bare(slug: str | None) -> str | None:
    return slug.strip(" -&^<>") or None if slug else None


def _titled(headline: str | None) -> str | None:
    """A headline; the keyword line of ANPA (`BC-Rates,0210`) without its count of words."""
    return re.sub(r",\s*\d{3,5}$", "", headline) if headline else None


def _near(header: _Header, capture: Capture) -> date:
    """The day of the message: the header's month and day, in the year nearest to its collection."""
    collected = capture.collected.date()
    if not header.month or not header.day:
        return collected
    days = []
    for year in (collected.year - 1, collected.year, collected.year + 1):
        try:
            days.append(date(year, header.month, header.day))
        except ValueError:
            continue  # a month 13 is no day of any year
    return min(days, key=lambda day: abs(day - collected), default=collected)


def _without_take(identity: str | None) -> str | None:
    """A later take of a story is a version of it: its id has no take."""
    return re.sub(r"[\s,-]*$", "", _TAKE.sub("", identity)) if identity else None
