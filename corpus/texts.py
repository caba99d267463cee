"""Texts in a JSON Lines file, as commands take them: one object a line, at least with a text.

`{"id", "text", "published", "outlet", "headline", "agency", "byline", "credit", "url"}`; a line that
cannot be used becomes an Outcome with the reason, and the lines after it are read all the same.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.records import Article, Outcome, OutcomeKind

_WORDS = ("headline", "byline", "url", "outlet", "agency", "credit", "language", "wire_id", "revision")


def read_texts(path: Path) -> Iterator[Article | Outcome]:
    """The articles of a file, and for each line that is none the reason. Raises InputError."""
    if path.suffix not in (".jsonl", ".ndjson", ".json", ""):
        raise InputError(
            f"{path} is no JSON Lines file.", remedy='Expected: FILE.jsonl with {"id": …, "text": …} on each line.'
        )
    seen: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _read(line, number, path, seen)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.", remedy="Check its name.") from None


def _read(line: str, number: int, path: Path, seen: dict[str, str]) -> Article | Outcome:
    where = f"{path.name}, line {number}"
    try:
        record = json.loads(line)
    except ValueError as error:
        return _refused("no JSON", f"{where}: {error}.")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return _refused("no text", f'{where}: an object with a "text" is expected.')
    id = str(record["id"]) if record.get("id") not in (None, "") else f"line-{number}"
    notes: tuple[str, ...] = ()
    if id in seen:
        same = seen[id] == record["text"]
        if same:
            return _refused("same article twice", f"{where}: the article {id!r} stands above already.", id)
        # Two texts under one id are two articles; both stay, and can be told apart.
        id = next(name for number in count(2) if (name := f"{id}#{number}") not in seen)
        notes = (f"{where}: its id is that of another text above; here it is {id!r}.",)
    seen[id] = record["text"]
    return _article(id, record, notes)


def _article(id: str, record: dict[str, Any], notes: tuple[str, ...]) -> Article:
    words = {name: str(record[name]).strip() or None for name in _WORDS if record.get(name) is not None}
    moment, day = _time(record.get("published"))
    if record.get("published") and not day:
        notes = (*notes, f"The day {record['published']!r} cannot be read.")
    return Article(id=id, text=record["text"], published=day, published_at=moment, notes=notes, **words)  # type: ignore[arg-type]


def _time(value: object) -> tuple[datetime | None, date | None]:
    """The moment, where the hour is known, and the day; numbers are seconds since 1970."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            moment = datetime.fromtimestamp(value, UTC)
            return moment, moment.date()
        text = str(value or "").strip()
        if len(text) <= 10:
            return None, date.fromisoformat(text) if text else None
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)), moment.date()
    except (ValueError, OverflowError, OSError):
        return None, None


def _refused(reason: str, detail: str, article: str | None = None) -> Outcome:
    return Outcome(kind=OutcomeKind.REFUSED, stage="read", reason=reason, detail=detail, article=article)
