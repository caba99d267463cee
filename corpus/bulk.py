"""Large archives on disk in pieces that are each a whole one: web archives, JSON Lines, CSV.

An archive of gigabytes is no capture. Cut between its records it is many, each read by its kind like a
small file, and memory stays small. The cuts depend on what stands before them only: when a file has
grown, all pieces but the last are the same as before, and known.
"""

import zlib
from collections.abc import Generator, Iterator
from contextlib import suppress
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

from dateline.errors import FetchError

PIECE = 4_000_000  # bytes in the file; a piece ends with the record that reaches them
CUT = {".warc": "warc", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}


def kind_of(path: Path, declared: str) -> str | None:
    """How a file can be cut; None where it is small, or whole only."""
    try:
        if path.stat().st_size <= PIECE:
            return None
    except OSError:
        return None  # whoever reads it says what is wrong
    if declared in CUT.values():
        return declared
    suffixes = path.suffixes[-2:]
    return CUT.get(suffixes[0] if suffixes[1:] == [".gz"] and suffixes[0] == ".warc" else path.suffix.lower())


def pieces(path: Path, kind: str, *, limit: int) -> Generator[tuple[int, bytes | None], None, None]:
    """The pieces of a file, each with where it begins; None for one beyond the limit. Raises FetchError."""
    cut = {"warc": _records, "jsonl": _lines, "csv": _rows}[kind]
    try:
        with path.open("rb") as file, path.open("rb") as again:
            head = again.readline(limit) if kind == "csv" else b""
            for start, end in cut(file):
                if end - start > limit:
                    yield start, None
                    continue
                again.seek(start)
                content = again.read(end - start)
                yield start, content if start == 0 else head + content
    except OSError as error:
        raise FetchError(f"{path} cannot be read to its end: {error}.", reason="unreadable") from error


def _gathered(ends: Iterator[int]) -> Iterator[tuple[int, int]]:
    """From the ends of records to the bounds of pieces."""
    start = end = 0
    for end in ends:
        if end - start >= PIECE:
            yield start, end
            start = end
    if end > start:
        yield start, end


def _records(file: BinaryIO) -> Iterator[tuple[int, int]]:
    def ends() -> Iterator[int]:
        records = ArchiveIterator(file, no_record_parse=True)
        # Where it breaks off, the last piece holds the rest, and whoever reads it says so.
        with suppress(ArchiveLoadFailed, EOFError, ValueError, zlib.error):
            for number, _ in enumerate(records):
                if number:
                    yield records.offset  # where this one begins: the blank lines after the last one are over
        yield file.seek(0, SEEK_END)

    yield from _gathered(ends())


def _lines(file: BinaryIO) -> Iterator[tuple[int, int]]:
    def ends() -> Iterator[int]:
        at = 0
        for line in _bounded(file):
            at += len(line)
            if line.endswith(b"\n"):
                yield at
        yield at

    yield from _gathered(ends())


def _rows(file: BinaryIO) -> Iterator[tuple[int, int]]:
    def ends() -> Iterator[int]:
        at, quotes = 0, 0
        for line in _bounded(file):
            at += len(line)
            quotes += line.count(b'"')
            if quotes % 2 == 0 and line.endswith(b"\n"):  # a line end within quotes is text
                yield at
        yield at

    yield from _gathered(ends())


def _bounded(file: BinaryIO) -> Iterator[bytes]:
    while line := file.readline(PIECE):
        yield line
