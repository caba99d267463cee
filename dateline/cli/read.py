"""`dateline read`: what collecting would have made of saved files or of pages, and why."""

from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.errors import FetchError, InputError, ReadError
from dateline.records import Article, Capture, Item, Outcome, OutcomeKind, Source, article_record, jsonable

if TYPE_CHECKING:
    from corpus.client import Client
    from dateline.settings import Settings


class Format(StrEnum):
    """How it is shown."""

    TEXT = "text"
    JSONL = "jsonl"


def command(
    places: Annotated[
        list[str], typer.Argument(metavar="FILE|URL...", help="Saved files, folders of them, or addresses.")
    ],
    format: Annotated[Format, typer.Option("--format", help="For people, or one JSON object a line.")] = Format.TEXT,
    url: Annotated[str | None, typer.Option("--url", help="The address that a saved page came from.")] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="What it is, where it is not recognised by itself.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Read pages, feeds, wire items and mails, and show what was read and on which evidence.

    Each article is one line of [b]--format jsonl[/], with the file it came from; where none came of a
    file, the line says how it ended and why. An entry of a feed whose page is still to be fetched is
    shown with what the feed says of it.

    Examples:

      dateline read saved.html --url https://news.example.org/2025/03/17/story

      dateline read feed.xml wire.txt --format jsonl

      dateline read https://news.example.org/story
    """
    from corpus.kinds import KINDS

    if kind is not None and kind not in KINDS:
        raise InputError(f"There is no kind {kind!r}.", remedy=f"There are: {', '.join(KINDS)}.")
    files = list(_files(places))
    if url is not None and len(files) != 1:
        raise InputError("--url goes with one file.", remedy="Give one file, or leave --url out.")
    show = _json_line if json or format is Format.JSONL else _text
    missing = 0
    with _Captures(url) as captures:
        for place in files:
            try:
                for found in _read(captures.of(place), kind):
                    typer.echo(show(place, found))
            except (ReadError, FetchError) as error:
                missing += isinstance(error, FetchError)
                typer.echo(show(place, _failed(error)))
    if missing:
        raise typer.Exit(1)


def _files(places: list[str]) -> Iterator[str]:
    for place in places:
        if "://" not in place and Path(place).is_dir():
            inside = [path for path in Path(place).rglob("*") if path.is_file() and not path.name.startswith(".")]
            yield from map(str, sorted(inside))
        else:
            yield place


class _Captures:
    """The bytes behind paths and addresses; the network is only prepared when an address comes."""

    def __init__(self, url: str | None) -> None:
        from dateline.settings import read_settings

        self.url = url
        self.settings: Settings = read_settings(Path.cwd())
        self.client: Client | None = None

    def __enter__(self) -> "_Captures":
        return self

    def __exit__(self, *_: object) -> None:
        if self.client is not None:
            self.client.close()

    def of(self, place: str) -> Capture:
        """The capture of a path or address. Raises FetchError."""
        from corpus.folder import capture_file

        now = datetime.now(UTC)
        if "://" not in place:
            if not Path(place).exists():
                raise FetchError(f"There is no file {place}.", reason="gone", remedy="Check its name.")
            limit = self.settings["capture_limit"]
            source = Source(id="read", kind="folder", address=place)
            return capture_file(Path(place), source, self.url or place, limit=limit, collected=now)
        if self.client is None:
            from corpus.client import Client

            self.client = Client.from_settings(self.settings)
        fetched = self.client.get(place)
        return fetched.capture("read", now)


class _Seen:
    """Something read, with the kind it was read as and the evidence."""

    def __init__(self, kind: str, what: Article | Item | Outcome, evidence: dict[str, str] | None = None) -> None:
        self.kind, self.what, self.evidence = kind, what, evidence or {}


def _read(capture: Capture, kind: str | None) -> Iterator[_Seen]:
    from corpus.kinds import load, recognise
    from corpus.reading import read

    kind = kind or recognise(capture)
    source = Source(id="read", kind=kind, address=capture.address)
    if kind == "page":
        reading = read(capture, source)
        yield _Seen(kind, reading.article, dict(reading.evidence))
        return
    empty = True
    for parsed in load(kind).parse(capture, source):
        empty = False
        yield _Seen(kind, parsed)
    if empty:
        yield _Seen(kind, Outcome(kind=OutcomeKind.REFUSED, stage="read", reason="nothing in it"))


def _failed(error: ReadError | FetchError) -> _Seen:
    kind = OutcomeKind.REFUSED if isinstance(error, ReadError) or error.final else OutcomeKind.FAILED
    return _Seen("", Outcome(kind=kind, stage="read", reason=error.reason, detail=str(error)))


def _json_line(place: str, seen: _Seen) -> str:
    import json

    return json.dumps(_record(place, seen.what), ensure_ascii=False)


def _record(place: str, what: Article | Item | Outcome) -> dict[str, Any]:
    if isinstance(what, Article):
        return {"file": place, **article_record(what)}
    if isinstance(what, Outcome):
        said = {"reason": what.reason, "detail": what.detail, "url": what.address, "headline": what.headline}
        return {"file": place, "outcome": what.kind.value, **{k: v for k, v in said.items() if v or k == "reason"}}
    from corpus.identity import article_id

    said = jsonable(what)
    return {
        "file": place,
        "outcome": "item",
        "reason": "its page is to be fetched",
        "id": article_id(address=what.address, text=what.headline or ""),
        "url": said.pop("address"),
        "headline": said.pop("headline"),
        "published": what.published.date().isoformat() if what.published else None,
        "published_at": said.pop("published"),
        "changed_at": said.pop("updated"),
        **{name: value for name, value in said.items() if value and name != "published"},
    }


def _text(place: str, seen: _Seen) -> str:
    what = seen.what
    lines = [f"{place}{f' ({seen.kind})' if seen.kind else ''}"]
    if isinstance(what, Outcome):
        lines.append(f"  {what.kind.value}: {what.reason}{f'. {what.detail}' if what.detail else ''}")
        return "\n".join(lines)
    record = _record(place, what)
    text = record.pop("text", None)
    for name, value in record.items():
        if name not in ("file", "content") and value not in (None, (), []):
            lines.append(f"  {name:<13} {_shown(value)}")
    lines += [f"  {f'{name} by':<13} {how}" for name, how in seen.evidence.items()]
    if text:
        lines += ["", text, ""]
    return "\n".join(lines)


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part is not None)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
