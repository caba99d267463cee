"""One WARC file of a day with its index: written by one process at a time, mended after a kill."""

import os
import re
import struct
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import BinaryIO, Self

import numpy as np

from corpus import warcfile
from dateline import __version__
from dateline.errors import StoreError
from dateline.records import Capture

if sys.platform != "win32":
    import fcntl

ROLL = 1_000_000_000  # bytes after which a file is full
NAME = re.compile(r"(\d{4}-\d\d-\d\d)-\d{3,}\.warc\.gz")
# An entry of the index: the ten bytes of a capture's id (in two parts), where it begins and ends.
ENTRY = np.dtype([("id", ">u8"), ("rest", ">u2"), ("offset", ">u8"), ("end", ">u8")])
_PACKED = struct.Struct(">10sQQ")

Entries = np.ndarray[tuple[int], np.dtype[np.void]]


class DayFile:
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
    entries = entries_of(path)
    write_index(path, entries)
    if len(entries):
        file.truncate(int(entries["end"].max()))
    else:
        file.truncate(0)


def _index_of(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".warc.gz") + ".index")


def entries_of(path: Path) -> Entries:
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


def write_index(path: Path, entries: Entries) -> None:
    index = _index_of(path)
    beside = index.with_name(index.name + ".new")
    beside.write_bytes(entries.tobytes())
    beside.replace(index)


def id_of(entry: np.void) -> str:
    return (int(entry["id"]).to_bytes(8, "big") + int(entry["rest"]).to_bytes(2, "big")).hex()


def read_at(path: Path, offset: int) -> Capture | None:
    try:
        with path.open("rb") as file:
            return warcfile.read(file, offset)
    except FileNotFoundError:
        return None


def _unwritable(place: Path, error: OSError) -> StoreError:
    return StoreError(
        f"Captures cannot be kept in {place}: {error.strerror}.", remedy="Make room there, or allow writing."
    )
