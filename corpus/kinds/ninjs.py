"""ninjs, the IPTC's news in JSON, versions 1 to 3: one item a file, a list of items, or `{"items": [...]}`.

Versions 1 and 2 name texts body_text, body_xhtml, headline; version 3 lists them by role and
content type under `bodies`, `headlines`, `descriptions`.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from corpus.kinds.nitf import nitf_text
from corpus.reading.charset import decode
from corpus.reading.fragments import paragraphs, plain
from corpus.reading.times import parse_time
from corpus.wires import Wire, refused, wire_article
from corpus.xmlfile import parsed
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_STATUS = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
_BODIES = ("body_xhtml", "body_html", "body_nitf", "body_text")
_MARKS = re.compile(
    rb'"(uri|version[cC]reated|pub[sS]tatus|headlines|bodies|standard|contentcreated|associations|body_\w+)"'
)


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like ninjs: JSON with at least two of its property names."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") and len(set(_MARKS.findall(head))) >= 2


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
        return refused(capture, source, "unreadable", f"Item {number + 1} is no object with a `uri`.")
    uri, headline = item["uri"], _texted(item, "headline", "headlines")
    if item.get("type") not in (None, "text", "composite"):
        return refused(
            capture, source, "not an article", f"It is of type {item['type']!r}.", address=uri, headline=headline
        )
    status = _STATUS.get(str(_either(item, "pubstatus", "pubStatus") or "usable").lower())
    if status is None:
        return refused(capture, source, "unreadable", "Its pubstatus is none of ninjs.", address=uri, headline=headline)
    body = tuple(_body(item))
    if not body and status == "usable":
        return refused(capture, source, "too short", "It carries no text.", address=uri, headline=headline)
    first = parse_time(_text(_either(item, "firstcreated", "firstCreated", "contentcreated", "contentCreated")))
    version = parse_time(_text(_either(item, "versioncreated", "versionCreated")))
    return wire_article(
        Wire(
            paragraphs=body,
            headline=headline,
            byline=plain(_text(_either(item, "byline"))),
            url=item["url"] if isinstance(item.get("url"), str) else None,
            wire_id=uri,
            language=_text(_either(item, "language")),
            outlet=_text(_either(item, "source")),
            credit=_text(_either(item, "copyrightholder", "copyrightHolder")),
            published_at=first or version,
            changed_at=version,
            revision=_text(_either(item, "version")),
            status=status,
            embargo=parse_time(_text(_either(item, "embargoed", "embargoedUntil"))),
        ),
        capture,
        source,
    )


def _body(item: dict[str, Any]) -> list[str]:
    """The paragraphs: marked-up text before plain text, for its paragraphs are certain."""
    options = [(key, item[key]) for key in _BODIES if isinstance(item.get(key), str)]
    options += [
        (str(body.get("contenttype") or body.get("contentType") or ""), body["value"])
        for body in item.get("bodies") or ()
        if isinstance(body, dict) and isinstance(body.get("value"), str)
    ]
    options.sort(key=lambda option: "html" not in option[0])
    marked = (_lines(value) for _, value in options)
    return next((lines for lines in marked if lines), [])


def _lines(value: str) -> list[str]:
    """The paragraphs of a body, also where it is a NITF document."""
    if "<body.content" in value:
        root = parsed(value.encode("utf-8", "replace"), recover=True)
        if root is not None:
            return list(nitf_text(root).paragraphs)
    return paragraphs(value)


def _texted(item: dict[str, Any], one: str, many: str) -> str | None:
    if isinstance(item.get(one), str):
        return plain(item[one])
    values = [v.get("value") for v in item.get(many) or () if isinstance(v, dict)]
    return next((shown for value in values if (shown := plain(value))), None)


def _either(item: dict[str, Any], *names: str) -> Any:
    return next((item[name] for name in names if item.get(name) is not None), None)


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, (str, int, float)) and str(value).strip() else None
