"""ninjs, the IPTC's news in JSON, versions 1 to 3: one item a file, a list of items, or `{"items": [...]}`.

Versions 1 and 2 name texts body_text, body_xhtml, headline; version 3 lists them by role and
content type under `bodies`, `headlines`, `descriptions`.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from corpus.agencies import agency_called
from corpus.datelines import read_dateline
from corpus.identity import article_id
from corpus.reading.charset import decode
from corpus.reading.fragments import paragraphs, plain
from corpus.reading.times import parse_time
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, OutcomeKind, Source

_STATUS = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_MARKS = (b'"uri"', b'"versioncreated"', b'"versionCreated"', b'"pubstatus"', b'"pubStatus"', b'"body_')


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like ninjs: JSON with at least two of its property names."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and sum(mark in head for mark in _MARKS) >= 2


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The items with text. Raises ReadError where the bytes are no JSON or no ninjs."""
    for number, item in enumerate(_items(capture)):
        yield _item(item, number, capture, source)


def _items(capture: Capture) -> list[Any]:
    if not capture.content.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    try:
        found = json.loads(decode(capture.content, capture.charset).text)
    except json.JSONDecodeError as error:
        raise ReadError(f"{capture.address} is not JSON: {error}.", reason="unreadable") from None
    except RecursionError:
        raise ReadError(f"{capture.address} is nested too deep to be read.", reason="unreadable") from None
    if isinstance(found, dict):
        found = next((found[k] for k in ("items", "_items", "associations") if isinstance(found.get(k), list)), [found])
    if not isinstance(found, list) or not any(isinstance(i, dict) and "uri" in i for i in found):
        raise ReadError(f"{capture.address} is JSON, but no ninjs: no item has a `uri`.", reason="not ninjs")
    return found


def _item(item: Any, number: int, capture: Capture, source: Source) -> Article | Outcome:
    if not isinstance(item, dict) or not isinstance(item.get("uri"), str):
        return _refused(capture, source, "unreadable", f"Item {number + 1} is no object with a `uri`.")
    if item.get("type") not in (None, "text", "composite"):
        return _refused(capture, source, "not an article", f"Item {number + 1} is of type {item['type']!r}.", item)
    status = _STATUS.get(str(_either(item, "pubstatus", "pubStatus") or "usable").lower())
    if status is None:
        return _refused(capture, source, "unreadable", f"pubstatus {item.get('pubstatus')!r} is not of ninjs.", item)
    text = "\n\n".join(_body(item))
    if not text and status == "usable":
        return _refused(capture, source, "too short", f"Item {number + 1} carries no text.", item)
    first = parse_time(_text(_either(item, "firstcreated", "firstCreated", "contentcreated", "contentCreated")))
    version = parse_time(_text(_either(item, "versioncreated", "versionCreated")))
    published = first or version
    near = published.date() if published else capture.collected.date()
    paragraph = text.split("\n\n", 1)[0]
    found = read_dateline(paragraph, near)
    credit = found.agency if found else None
    agency = agency_called(credit) if credit else None
    return Article(
        id=article_id(wire_id=item["uri"], sender=source.id),
        text=text,
        headline=_texted(item, "headline", "headlines"),
        byline=plain(_text(_either(item, "byline"))),
        url=item["url"] if isinstance(item.get("url"), str) else None,
        language=(_text(_either(item, "language")) or source.language or "")[:2].lower() or None,
        published=near,
        published_at=published,
        changed_at=_later(version, published),
        outlet=source.outlet or _text(_either(item, "source")),
        agency=source.agency or (agency.short if agency else credit),
        credit=credit or _text(_either(item, "copyrightholder", "copyrightHolder")),
        dateline=found.dateline if found else None,
        country=source.country,
        source=source.id,
        capture=capture.id,
        wire_id=item["uri"],
        revision=_text(_either(item, "version")),
        status=status,
        embargo=parse_time(_text(_either(item, "embargoed", "embargoedUntil"))),
    )


def _body(item: dict[str, Any]) -> list[str]:
    """The paragraphs: marked-up text before plain text, for its paragraphs are certain."""
    options = [(key, item[key]) for key in ("body_xhtml", "body_html", "body_text") if isinstance(item.get(key), str)]
    options += [
        (str(body.get("contenttype") or body.get("contentType") or ""), body["value"])
        for body in item.get("bodies") or ()
        if isinstance(body, dict) and isinstance(body.get("value"), str)
    ]
    options.sort(key=lambda option: "html" not in option[0])
    return next((lines for _, value in options if (lines := paragraphs(value))), [])


def _texted(item: dict[str, Any], one: str, many: str) -> str | None:
    if isinstance(item.get(one), str):
        return plain(item[one])
    values = [v.get("value") for v in item.get(many) or () if isinstance(v, dict)]
    return next((shown for value in values if (shown := plain(value))), None)


def _either(item: dict[str, Any], *names: str) -> Any:
    return next((item[name] for name in names if item.get(name) is not None), None)


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int, float)) and str(value).strip() else None


def _later(version: datetime | None, published: datetime | None) -> datetime | None:
    return version if version and published and version > published else None


def _refused(capture: Capture, source: Source, reason: str, detail: str, item: dict[str, Any] | None = None) -> Outcome:
    return Outcome(
        kind=OutcomeKind.REFUSED,
        stage="read",
        reason=reason,
        detail=detail,
        source=source.id,
        address=_text((item or {}).get("uri")) or capture.address,
        headline=_texted(item, "headline", "headlines") if item else None,
        capture=capture.id,
    )
