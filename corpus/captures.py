"""What came over the wire, kept by day in WARC files before anything else happens to it.

    captures = Captures(output / "captures")
    captures.keep(capture)              safe to call again; safe against a kill at any moment
    captures.get(id)
    captures.replay(since=day)          everything after collecting, without the network

    2026-11-22-001.warc.gz              any WARC tool reads it
    2026-11-22-001.index                where each capture begins; made anew when it is missing

Each process writes a file of its own, held by a lock that dies with it; the next process goes on with
that file after cutting off what a kill left half written.
"""

import os
import re
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from heapq import merge
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import numpy as np

from corpus import warcfile
from dateline import __version__
from dateline.errors import InputError, StoreError
from dateline.records import Capture

if sys.platform != "win32":
    import fcntl

ROLL = 1_000_000_000  # bytes after which a file is full
NAME = re.compile(r"(\d{4}-\d\d-\d\d)-\d{3,}\.warc\.gz")
ENTRY = np.dtype([("id", ">u8"), ("rest", ">u2"), ("offset", ">u8"), ("end", ">u8")])
_PACKED = struct.Struct(">10sQQ")

Entries = np.ndarray[tuple[int], np.dtype[np.void]]


class Captures:
    """The captures of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._own: _DayFile | None = None
        self._files: list[Path] = []
        self._sizes: dict[Path, int] = {}
        self._entries: Entries = np.empty(0, ENTRY)  # sorted by id; equal ids in the order of files
        self._places: np.ndarray[tuple[int], np.dtype[np.uint32]] = np.empty(0, np.uint32)
        self._new: dict[str, tuple[Path, int]] = {}  # since the last look at the folder
        self._looked = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file that this process writes."""
        with self._lock:
            if self._own is not None:
                self._own.close()
                self._own = None

    def __contains__(self, capture: str) -> bool:
        with self._lock:
            return self._place(capture) is not None

    def keep(self, capture: Capture) -> None:
        """Store a capture; one that is there already stays as it is. Raises StoreError."""
        with self._lock:
            if self._place(capture.id) is not None:
                return
            day = capture.collected.date()
            if self._own is None or self._own.day != day or self._own.size > ROLL:
                self.close()
                self._own = _DayFile.open(self.folder, day)
            offset = self._own.append(capture)
            self._new[capture.id] = (self._own.path, offset)

    def get(self, capture: str) -> Capture:
        """A capture by its id. Raises InputError where there is none of that id."""
        with self._lock:
            place = self._place(capture)
            if place is None:
                self._look()  # another process may have kept it since
                place = self._place(capture)
        if place is not None and (found := _read(*place)) is not None and found.id == capture:
            return found
        raise InputError(
            f"There is no capture {capture} in {self.folder}.",
            remedy="Its day file may have been removed; collect the source again.",
        )

    def replay(
        self,
        *,
        since: date | None = None,
        source: str | None = None,
        skip: Callable[[str], bool] = lambda capture: False,
    ) -> Iterator[Capture]:
        """The captures in the order of their time, each once; `skip(id)` spares reading those that are done."""
        with self._lock:
            self._look()
            files = list(self._files)
        days: dict[str, list[Path]] = {}
        for file in files:
            days.setdefault(file.name[:10], []).append(file)
        for day, of_day in sorted(days.items()):
            if since is None or day >= since.isoformat():
                streams = [self._of_file(file, skip) for file in of_day]
                for capture in merge(*streams, key=lambda found: found.collected):
                    if source is None or capture.source == source:
                        yield capture

    def rebuild(self) -> int:
        """Make the index anew from the WARC files; how many captures there are."""
        with self._lock:
            self.close()
            for file in self.folder.glob("*.index"):
                file.unlink()
            self._look(anew=True)
            for number, file in enumerate(self._files):
                _write_index(file, self._entries[self._places == number])
            return len(self._entries)

    def _of_file(self, file: Path, skip: Callable[[str], bool]) -> Iterator[Capture]:
        entries = np.sort(_entries_of(file), order="offset")
        with file.open("rb") as opened:
            for entry in entries:
                name, offset = _id(entry), int(entry["offset"])
                if skip(name) or self._place(name) not in (None, (file, offset)):
                    continue
                capture = warcfile.read(opened, offset)
                if capture is not None:
                    yield capture

    def _place(self, capture: str) -> tuple[Path, int] | None:
        """The file and offset of a capture."""
        with self._lock:
            if not self._looked:
                self._look()
            if capture in self._new:
                return self._new[capture]
            try:
                key = bytes.fromhex(capture)
            except ValueError:
                return None
            high, rest = int.from_bytes(key[:8], "big"), int.from_bytes(key[8:10], "big")
            at = int(np.searchsorted(self._entries["id"], high))
            while at < len(self._entries) and self._entries[at]["id"] == high:
                if self._entries[at]["rest"] == rest:
                    return self._files[self._places[at]], int(self._entries[at]["offset"])
                at += 1
            return None

    def _look(self, *, anew: bool = False) -> None:
        """Read the indexes of the folder, where a file has changed since the last look."""
        files = sorted(file for file in self.folder.glob("*.warc.gz") if NAME.fullmatch(file.name))
        sizes = {file: file.stat().st_size for file in files}
        if self._looked and sizes == self._sizes and not anew:
            return
        read = [_entries_of(file) for file in files]
        entries = np.concatenate([np.empty(0, ENTRY), *read])
        places = np.repeat(np.arange(len(files), dtype=np.uint32), [len(r) for r in read])
        order = np.argsort(entries["id"], kind="stable")
        self._files, self._sizes, self._looked = files, sizes, True
        self._entries, self._places = entries[order], places[order]
        self._new.clear()


class _DayFile:
    """The WARC file that this process writes, with its index."""

    def __init__(self, path: Path, day: date, file: BinaryIO, index: BinaryIO) -> None:
        self.path = path
        self.day = day
        self.size = file.seek(0, os.SEEK_END)
        self._file = file
        self._index = index

    @classmethod
    def open(cls, folder: Path, day: date) -> Self:
        """The first file of the day that no other process writes and that is not full."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            number = 0
            while True:
                number += 1
                path = folder / f"{day.isoformat()}-{number:03}.warc.gz"
                with ExitStack() as undo:
                    if (file := _locked(path)) is None:
                        continue
                    undo.callback(file.close)
                    if path.stat().st_size > ROLL:
                        continue
                    _mend(path, file)
                    index = undo.enter_context(_index_of(path).open("ab", buffering=0))
                    if file.seek(0, os.SEEK_END) == 0:
                        file.write(warcfile.warcinfo(f"Dateline/{__version__}"))
                    undo.pop_all()
                    return cls(path, day, file, index)
        except OSError as error:
            raise _unwritable(folder, error) from error

    def append(self, capture: Capture) -> int:
        """Write a capture; its offset."""
        offset, packed = self.size, memoryview(warcfile.encode(capture))
        try:
            written = 0
            while written < len(packed):
                written += self._file.write(packed[written:])
            self._index.write(_PACKED.pack(bytes.fromhex(capture.id), offset, offset + written))
        except OSError as error:
            self._file.truncate(offset)
            raise _unwritable(self.path, error) from error
        self.size = offset + written
        return offset

    def close(self) -> None:
        """Let go of the file; what was written is then on the disk."""
        os.fsync(self._file.fileno())
        self._index.close()
        self._file.close()


def _locked(path: Path) -> BinaryIO | None:
    """The file, opened for appending and locked; None where another process holds it."""
    if sys.platform == "win32":
        try:
            return path.open("xb+", buffering=0)
        except FileExistsError:
            return None
    file = path.open("ab+", buffering=0)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _mend(path: Path, file: BinaryIO) -> None:
    """Cut off what a kill left half written, and bring the index up to the file."""
    entries = _entries_of(path)
    _write_index(path, entries)
    if len(entries):
        file.truncate(int(entries["end"].max()))
    else:
        file.truncate(0)


def _index_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".warc.gz") + ".index")


def _entries_of(path: Path) -> Entries:
    """The index of a file, with what the file holds beyond it."""
    size = path.stat().st_size
    try:
        packed = _index_of(path).read_bytes()
    except FileNotFoundError:
        packed = b""
    entries: Entries = np.frombuffer(packed[: len(packed) - len(packed) % ENTRY.itemsize], ENTRY)
    entries = entries[entries["end"] <= size]
    known = int(entries["end"].max()) if len(entries) else 0
    if known == size:
        return entries
    with path.open("rb") as file:
        more = [_PACKED.pack(bytes.fromhex(c.id), offset, end) for offset, end, c in warcfile.scan(file, known)]
    return np.concatenate([entries, np.frombuffer(b"".join(more), ENTRY)]) if more else entries


def _write_index(path: Path, entries: Entries) -> None:
    index = _index_of(path)
    beside = index.with_name(index.name + ".new")
    beside.write_bytes(entries.tobytes())
    beside.replace(index)


def _id(entry: np.void) -> str:
    return (int(entry["id"]).to_bytes(8, "big") + int(entry["rest"]).to_bytes(2, "big")).hex()


def _read(path: Path, offset: int) -> Capture | None:
    try:
        with path.open("rb") as file:
            return warcfile.read(file, offset)
    except FileNotFoundError:
        return None


def _unwritable(place: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Captures cannot be kept in {place}: {error.strerror}.", remedy="Make room there, or allow writing."
    )
