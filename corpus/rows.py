"""One article as a row of named values: of JSON Lines or of a table."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from corpus.reading.times import parse_time
from corpus.wires import Wire, refused, wire_article
from dateline.records import Article, Capture, Outcome, Source

# our name -> the names under which tables of others have it
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uri", "stories_id"),
    "text": ("text", "body", "content", "article", "fulltext", "full_text"),
    "headline": ("headline", "title", "heading"),
    "byline": ("byline", "author", "authors"),
    "url": ("url", "link", "address"),
    "published": ("published", "published_at", "date", "publish_date", "pubdate", "datetime"),
    "language": ("language", "lang"),
    "outlet": ("outlet", "media_name", "publisher", "source", "medium"),
    "agency": ("agency",),
    "section": ("section", "category"),
}


def article_of_row(row: Mapping[str, Any], place: str, capture: Capture, source: Source) -> Article | Outcome:
    """The article of a row; `place` names the row for its reader. The text stays as it is, to the letter."""
    given = {ours: _text(row, names) for ours, names in NAMES.items()}
    text = next((row[name] for name in NAMES["text"] if isinstance(row.get(name), str)), "")
    headline = given["headline"]
    if not text.strip():
        detail = f"In {place} there is no text."
        return refused(capture, source, "no text", detail, address=given["url"], headline=headline)
    published = parse_time(given["published"])
    unread = given["published"] if published is None else None
    note = (f"The day {unread!r} cannot be read.",) if unread else ()
    article = wire_article(
        Wire(
            paragraphs=tuple(text.split("\n\n")),
            headline=headline,
            byline=given["byline"],
            url=given["url"],
            address=f"file:{capture.address}#{place}",
            wire_id=given["id"],
            language=given["language"],
            outlet=given["outlet"],
            credit=given["agency"],
            section=given["section"],
            published_at=published,
        ),
        capture,
        source,
    )
    return replace(article, text=text, published_at=published if _has_hour(published, given) else None, notes=note)


def _text(row: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = row.get(name)
        if isinstance(value, (str, int, float)) and str(value).strip():
            return str(value).strip()
        if isinstance(value, list) and value:
            return ", ".join(str(v) for v in value)
    return None


def _has_hour(published: datetime | None, given: Mapping[str, str | None]) -> bool:
    """A plain day is no moment: `2025-03-17` has no hour."""
    return published is not None and ":" in (given["published"] or "")
