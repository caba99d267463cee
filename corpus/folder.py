"""Files as sources: a file, a watched folder, and the folders that stand in for parts of the web.

`file:` addresses and mirrors reach what sources.toml names and nothing else: links and ".." that lead
out of a folder are refused.
"""

import mimetypes
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from urllib.request import url2pathname

from corpus.client.unpack import too_large
from corpus.identity import capture_id
from corpus.sources import is_path
from corpus.state import Validators
from dateline.errors import FetchError
from dateline.records import Capture, Item, Source

TYPES = {
    ".eml": "message/rfc822",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".ninjs": "application/json",
    ".warc": "application/warc",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xml": "application/xml",
    ".md": "text/plain",
}
UNFINISHED = (".part", ".tmp", ".crdownload", ".filepart", "~")
PAGES = ("index.html", "index.htm")


def local_place(address: str, source: Source) -> Path | None:
    """The file or folder that an address means for a source; None where it is an address of the network.

    Raises FetchError where it means one outside the source's own folders.
    """
    if is_path(address):
        return Path(address)
    if address.lower().startswith("file:"):
        path = _path_of(address)
        if address != source.address:
            _within(path, _folders(source), address)
        return path
    matching = [prefix for prefix in source.mirror if address.startswith(prefix)]
    if matching:
        prefix = max(matching, key=len)
        return _mirrored(address, prefix, Path(source.mirror[prefix]))
    return None


def _path_of(address: str) -> Path:
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        raise FetchError(f"{address} names a file of another machine.", reason="address not allowed", final=True)
    return Path(url2pathname(parts.path))


def _folders(source: Source) -> list[Path]:
    own: list[Path] = []
    if is_path(source.address) or source.address.lower().startswith("file:"):
        path = Path(source.address) if is_path(source.address) else _path_of(source.address)
        own = [path if path.is_dir() else path.parent]
    return [*own, *map(Path, source.mirror.values())]


def _within(path: Path, folders: list[Path], address: str) -> None:
    real = path.resolve()
    if not any(real.is_relative_to(folder.resolve()) for folder in folders):
        raise FetchError(
            f"{address} lies outside the folders of its source.",
            reason="address not allowed",
            remedy="Name its folder as the source's address or mirror in sources.toml, if it is meant to be read.",
            final=True,
        )


def _mirrored(address: str, prefix: str, folder: Path) -> Path:
    """The saved page of an address: the path itself, with .html, or the folder's index; a query as part of the name."""
    path, _, query = address[len(prefix) :].partition("#")[0].partition("?")
    inner = unquote(path).lstrip("/")
    names = [inner, f"{inner}.html", *(f"{inner.rstrip('/')}/{page}".lstrip("/") for page in PAGES)]
    if query:
        marked = f"{inner}?{query}"
        names = [marked, f"{marked}.html", quote(marked), f"{quote(marked)}.html", *names]
    for name in names:
        try:
            file = folder / name
            if file.is_file():
                _within(file, [folder], address)
                return file
        except (OSError, ValueError):  # a name too long or with a zero byte is no file
            continue
    raise FetchError(f"{address} is not among the saved pages in {folder}.", reason="gone", final=True)


def files(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, by name; hidden and unfinished ones and links out are left out."""
    root = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if name.startswith(".") or name.lower().endswith(UNFINISHED):
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                yield path


def address_of(path: Path) -> str:
    """The path as the text by which a file is known: a name need not be UTF-8, what we keep must be."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _unreadable(error: OSError) -> None:
    raise FetchError(f"{error.filename} cannot be read: {error.strerror}.", reason="unreadable") from error


def stamp(path: Path) -> Validators:
    """What tells a changed file without reading it. Raises FetchError."""
    try:
        found = path.stat()
    except OSError as error:
        raise _not_there(path, error) from error
    return Validators(etag=f"{found.st_size}-{found.st_mtime_ns}-{found.st_ino}")


def capture_file(
    path: Path, source: Source, address: str, *, limit: int, collected: datetime, item: Item | None = None
) -> Capture:
    """A file as a capture, under the address that it is known by. Raises FetchError."""
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise _not_there(path, error) from error
    if len(content) > limit:
        raise too_large(limit)
    return Capture(
        id=capture_id(source.id, address, content),
        source=source.id,
        address=address,
        content=content,
        collected=collected,
        media_type=media_type(path),
        item=item,
    )


def media_type(path: Path) -> str | None:
    """What the name of a file says of its content."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    if suffixes and suffixes[-1] == ".gz":
        return "application/warc" if suffixes[0] == ".warc" else "application/gzip"
    return TYPES.get(path.suffix.lower()) or mimetypes.guess_type(path.name)[0]


def _not_there(path: Path, error: OSError) -> FetchError:
    if isinstance(error, FileNotFoundError):
        return FetchError(f"There is no file {path}.", reason="gone", remedy="Correct the address in sources.toml.")
    return FetchError(f"{path} cannot be read: {error.strerror}.", reason="unreadable")
