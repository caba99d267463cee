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

import threading
from collections.abc import Callable, Iterator
from datetime import date
from heapq import merge
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from corpus import warcfile
from corpus.dayfile import ENTRY, NAME, ROLL, DayFile, Entries, entries_of, id_of, read_at, write_index
from dateline.errors import InputError
from dateline.records import Capture


class Captures:
    """The captures of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._own: DayFile | None = None
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
                self._own = DayFile.open(self.folder, day)
            offset = self._own.append(capture)
            self._new[capture.id] = (self._own.path, offset)

    def get(self, capture: str) -> Capture:
        """A capture by its id. Raises InputError where there is none of that id."""
        with self._lock:
            place = self._place(capture)
            if place is None:
                self._look()  # another process may have kept it since
                place = self._place(capture)
        if place is not None and (found := read_at(*place)) is not None and found.id == capture:
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
        """The captures in the order in which they were kept, each once; `skip(id)` spares reading what is done."""
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
                write_index(file, self._entries[self._places == number])
            return len(self._entries)

    def _of_file(self, file: Path, skip: Callable[[str], bool]) -> Iterator[Capture]:
        entries = np.sort(entries_of(file), order="offset")
        with file.open("rb") as opened:
            for entry in entries:
                name, offset = id_of(entry), int(entry["offset"])
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
        read = [entries_of(file) for file in files]
        entries = np.concatenate([np.empty(0, ENTRY), *read])
        places = np.repeat(np.arange(len(files), dtype=np.uint32), [len(r) for r in read])
        order = np.argsort(entries["id"], kind="stable")
        self._files, self._sizes, self._looked = files, sizes, True
        self._entries, self._places = entries[order], places[order]
        self._new.clear()
