"""`dateline extract`: people, organisations, places, dates, events and quotes of texts."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dateline.cli.context import errors, read_settings_here
from dateline.errors import DatelineError, ExportError, ExtractError, InputError
from dateline.records import Article, Findings, article_record

if TYPE_CHECKING:
    from dateline.settings import Settings

Result = tuple[Article, Findings | ExtractError]

_MANY = 64  # texts from which on several processes pay


class Format(StrEnum):
    """How it is shown."""

    TEXT = "text"
    JSONL = "jsonl"
    HTML = "html"


def command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Plain text, or .jsonl with a text a line.")],
    published: Annotated[
        str | None, typer.Option("--published", metavar="DAY", help="The day of publication, such as 2025-03-17.")
    ] = None,
    format: Annotated[
        Format, typer.Option("--format", help="For reading, one JSON object a line, or a page.")
    ] = Format.TEXT,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Write to this file.")] = None,
    json: Annotated[bool, typer.Option("--json", help="The same as --format jsonl.")] = False,
) -> None:
    """Show what a text says: who, what, where, when, and each fact with its sentence.

    Dates are read against the day of publication, or of the text's own dateline. A line of a .jsonl file is an
    object such as [b]{"id", "text", "published", "agency"}[/]; its record has the same id and text, to the letter.

    Examples:

      dateline extract release.txt --published 2025-03-17

      dateline extract texts.jsonl --format jsonl > records.jsonl

      dateline extract release.txt --format html --to release.html
    """
    from dateline.cli.intake import articles_of

    format = Format.JSONL if json else format
    day = _day(published)
    problems: list[DatelineError] = []
    articles = _usable(articles_of(files, day), problems)
    shown = 0
    with _output(to) as out, _progress() as progress:
        results = _told(_results(articles, read_settings_here()), problems, progress)
        for piece in _pieces(format, results, out):
            out.write(piece.encode("utf-8", "replace"))
            shown += 1
    for problem in problems:
        _tell(problem)
    if to is not None and shown:
        errors.print(f"Written to {to}.", markup=False)
    if problems:
        raise typer.Exit(1 if shown else 2)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(
            f"--published {text!r} is no day.", remedy="Write it as year-month-day, such as 2025-03-17."
        ) from None


def _usable(found: Iterable[Article | InputError], problems: list[DatelineError]) -> Iterator[Article]:
    for one in found:
        if isinstance(one, Article):
            for note in one.notes:
                errors.print(f"{one.id}: {note}", markup=False, soft_wrap=True)
            yield one
        else:
            problems.append(one)


def _results(articles: Iterator[Article], settings: "Settings") -> Iterator[Result]:
    """Each article with its findings; the pipeline is loaded when the first article is there."""
    first = [article for _, article in zip(range(_MANY), articles, strict=False)]
    if not first:
        return
    from itertools import chain

    limits = {"seconds": settings["text_seconds"], "limit": settings["text_limit"]}
    model = settings.model
    if settings["workers"] > 1 and len(first) == _MANY:
        from extractors.processes import extract_in_processes

        yield from extract_in_processes(chain(first, articles), settings["workers"], model=model, **limits)
    else:
        from extractors.pipeline import extract, load_pipeline

        yield from extract(chain(first, articles), load_pipeline(model=model), **limits)


def _told(results: Iterable[Result], problems: list[DatelineError], progress: Progress) -> Iterator[Result]:
    """The results, with progress on the screen and what was given up among the problems."""
    task = progress.add_task("extracting", total=None)
    for article, outcome in results:
        if isinstance(outcome, ExtractError):
            problems.append(outcome)
        yield article, outcome
        progress.advance(task)


def _pieces(format: Format, results: Iterable[Result], out: IO[bytes]) -> Iterator[str]:
    """What is written, one piece a text; a page in one piece."""
    if format is Format.JSONL:
        yield from (_line(article, outcome) for article, outcome in results)
    elif format is Format.HTML:
        from dateline.reports.reading import Reading, render

        readings = [Reading.of(article, found) for article, found in results if isinstance(found, Findings)]
        if readings:
            yield render(readings)
    else:
        from dateline.cli.reader import Reader

        reader = Reader(terminal=out is sys.stdout.buffer)
        yield from (reader.show(article, found) for article, found in results if isinstance(found, Findings))


def _line(article: Article, outcome: Findings | ExtractError) -> str:
    """The record of an article; one that was given up has no findings, and says why."""
    import json

    record: dict[str, Any] = article_record(article, outcome if isinstance(outcome, Findings) else Findings())
    if isinstance(outcome, ExtractError):
        record |= {"outcome": "quarantined", "reason": outcome.reason, "detail": outcome.what}
    line = json.dumps(record, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half a surrogate pair: only an escape keeps the text to the letter
        line = json.dumps(record)
    return line + "\n"


def _progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal)


def _output(to: Path | None) -> AbstractContextManager[IO[bytes]]:
    return _whole_file(to) if to is not None else nullcontext(sys.stdout.buffer)


@contextmanager
def _whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that is there whole or not at all. Raises ExportError."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            yield out
            written = out.tell()
        if written:
            part.replace(path)
        else:
            part.unlink()
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror}.", remedy="Name another file with --to."
        ) from None
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _tell(problem: DatelineError) -> None:
    errors.print("[bold red]Not used:[/] ", end="")
    errors.print(f"{problem.what} {problem.remedy}".strip(), markup=False, soft_wrap=True)
