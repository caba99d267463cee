"""JSON Lines: an article a line, `{"id", "text", "published", "agency", "headline", ...}`; only text is needed."""

import json
from collections.abc import Iterator
from typing import Any

from corpus.reading.charset import decode
from corpus.rows import article_of_row
from corpus.wires import refused
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether the bytes begin like JSON Lines: by name, by type, or an object with a text on the first line."""
    if name.endswith((".jsonl", ".ndjson")) or media_type in ("application/jsonl", "application/x-ndjson"):
        return True
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"text"' in first and first.rstrip().endswith(b"}")


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The articles of the lines; a line that is none is refused with its number, and the next ones go on."""
    text = decode(capture.content, capture.charset).text
    if not text.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _article(line, number, capture, source)


def _article(line: str, number: int, capture: Capture, source: Source) -> Article | Outcome:
    try:
        row: Any = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return refused(capture, source, "unreadable", f"Line {number} is no JSON: {error}.")
    if not isinstance(row, dict):
        return refused(capture, source, "unreadable", f"Line {number} is no object.")
    return article_of_row(row, f"line {number}", capture, source)
