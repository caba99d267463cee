"""The sources to read, as `sources.toml` declares them.

[[source]]
id = "example-news"
kind = "feed"
address = "https://news.example.org/rss"
every = "15m"
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus import durations
from corpus.kinds import NAMES as KINDS
from dateline.errors import SourcesError
from dateline.records import Source

# key -> what is allowed; the order is that of a source that add_source writes
KEYS: Mapping[str, str] = {
    "id": "a short name of letters, digits, dots, dashes and underscores, each once in the file",
    "kind": f"one of {', '.join(KINDS)}",
    "address": "a URL (http, https, imap, imaps, file) or a path, counted from the file's own folder",
    "outlet": "a name in quotes",
    "agency": "a name in quotes",
    "country": 'two letters of ISO 3166-1, such as "GB"',
    "language": 'two or three letters of ISO 639, such as "en"',
    "every": f"{durations.ALLOWED}",
    "credentials": 'a table of names of environment variables, such as { password = "PRESS_PASSWORD" }',
    "mirror": 'a table of URL beginnings and folders, such as { "https://example.org/" = "saved" }',
    "enabled": "true or false",
    "options": "a table of the kind's own options, such as { full_text = true }",
}
SCHEMES = ("http", "https", "imap", "imaps", "file")
ID = re.compile(r"[A-Za-z0-9][\w.-]*")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def read_sources(path: Path) -> tuple[Source, ...]:
    """The sources of a file, paths made absolute. Raises SourcesError with the line and what to do."""
    text = _text(path)
    tables = _tables(path, text)
    lines = _Lines(path, text)
    sources: dict[str, Source] = {}
    for number, table in enumerate(tables):
        source = _source(table, number, lines)
        if source.id in sources:
            raise SourcesError(
                f"{lines.place(number, 'id')}: there is a source {source.id!r} already.",
                remedy="Give each source an id of its own.",
            )
        sources[source.id] = source
    return tuple(sources.values())


def add_source(path: Path, source: Source) -> None:
    """Write one more source at the end of the file; comments and layout of the others stay as they are."""
    import tomlkit

    text = _text(path) if path.exists() else ""
    if any(table.get("id") == source.id for table in _tables(path, text)):
        raise SourcesError(f"{path}: there is a source {source.id!r} already.", remedy="Choose another id.")
    table = tomlkit.table()
    for key, value in declaration(source).items():
        if isinstance(value, dict):
            inline = tomlkit.inline_table()
            inline.update(value)
            table[key] = inline
        else:
            table[key] = value
    addition = tomlkit.document()
    array = tomlkit.aot()
    array.append(table)
    addition["source"] = array
    head = text.rstrip("\n") + "\n\n" if text.strip() else ""
    # Written aside and moved into place: a kill in between leaves the old file whole.
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(head + tomlkit.dumps(addition), "utf-8")
    beside.replace(path)


def declaration(source: Source) -> dict[str, Any]:
    """A source as the keys and values that declare it; what is default is left out."""
    found: dict[str, Any] = {}
    for key in KEYS:
        value = getattr(source, key)
        if key == "every":
            value = durations.text(value) if value else None
        if isinstance(value, Mapping):
            value = dict(value)
        if value in (None, {}) or (key == "enabled" and value):
            continue
        found[key] = value
    return found


def new_id(address: str, taken: Collection[str]) -> str:
    """An id for a source of an address that no other source has: its host and, where needed, more."""
    parts = urlsplit(address if not is_path(address) else f"file:///{Path(address).name}")
    host = (parts.hostname or parts.path).lower().removeprefix("www.")
    path = re.sub(r"[/_.-]*(?:feeds?|rss2?|atom|xml|json|index|php|sitemaps?)\b", "-", parts.path.lower())
    names = [re.sub(r"[^a-z0-9]+", "-", name).strip("-") for name in (host, f"{host}-{path}")]
    names += [f"{names[0] or 'source'}-{number}" for number in range(2, len(taken) + 3)]
    return next(name for name in names if name and name not in taken)


def is_path(address: str) -> bool:
    """Whether an address is a path of this machine and no URL."""
    return "://" not in address


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise SourcesError(
            f"There is no file {path}, which should declare the sources.",
            remedy="Make one with `dateline sources add URL`, or name another with the setting 'sources'.",
        ) from None
    except UnicodeDecodeError as error:
        raise SourcesError(
            f"{path} is not written in UTF-8 (byte {error.start}).", remedy="Save it as UTF-8."
        ) from None
    except OSError as error:
        raise SourcesError(f"{path} cannot be read: {error.strerror}.") from None


def _tables(path: Path, text: str) -> list[dict[str, Any]]:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, text, error) from None
    for name, value in document.items():
        place = _Lines(path, text).place(-1, name)
        if name != "source":
            raise SourcesError(f"{place}: there is no {name!r} in a file of sources.", remedy=_remedy(name, ["source"]))
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            raise SourcesError(f"{place}: 'source' is not a list of tables.", remedy="Write [[source]] above each one.")
    tables: list[dict[str, Any]] = document.get("source", [])
    return tables


def _not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> SourcesError:
    """The line and what stands in it; the parser says it in its sentence only."""
    what, _, where = str(error).rpartition(" (at ")
    lines = text.splitlines()
    found = re.match(r"line (\d+)", where)
    line = min(int(found[1]) if found else len(lines), len(lines))
    shown = lines[line - 1].strip()[:80] if line else ""
    return SourcesError(
        f"{path}, line {line}: this is not valid TOML: {what or error}.",
        remedy=f"The line is: {shown}\nA source begins with [[source]]; its keys stand below it, each once, "
        'such as: kind = "feed"',
    )


class _Lines:
    """Where in the file each key of each source stands (the parser does not keep it)."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.found: dict[tuple[int, str], int] = {}
        number = -1
        for line, content in enumerate(text.splitlines(), 1):
            if re.match(r"\s*\[\[\s*source\s*]]", content):
                number += 1
                self.found[number, ""] = line
            elif key := re.match(r"""\s*\[{0,2}(?:source\.)?["']?([\w-]+)["']?\s*[=.\]]""", content):
                self.found.setdefault((number, key[1]), line)

    def place(self, number: int, key: str) -> str:
        """The file and line of a key, or of the head of its source."""
        line = self.found.get((number, key)) or self.found.get((number, ""))
        return f"{self.path}, line {line}" if line else str(self.path)


def _source(table: Mapping[str, Any], number: int, lines: _Lines) -> Source:
    for key in table:
        if key not in KEYS:
            raise SourcesError(f"{lines.place(number, key)}: there is no key {key!r}.", remedy=_remedy(key, list(KEYS)))
    for key in ("id", "kind", "address"):
        if key not in table:
            raise SourcesError(
                f"{lines.place(number, '')}: this source has no {key!r}.", remedy=f"Add {key} = {KEYS[key]}."
            )
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            values[key] = _value(key, value, lines.path.parent)
        except ValueError as error:
            remedy = str(error) or f"Allowed: {KEYS[key]}."
            raise SourcesError(
                f"{lines.place(number, key)}: {key} = {value!r} is not allowed.", remedy=remedy
            ) from None
    return Source(**values)


def _value(key: str, value: Any, folder: Path) -> Any:
    """The checked value of a key. Raises ValueError with the remedy where it is not the general one."""
    if key == "enabled":
        if not isinstance(value, bool):
            raise ValueError
        return value
    if key in ("credentials", "mirror", "options"):
        return _table(key, value, folder)
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    value = value.strip()
    if key == "id" and not ID.fullmatch(value):
        raise ValueError
    if key == "kind" and value not in KINDS:
        raise ValueError(_remedy(value, list(KINDS)))
    if key == "address":
        return _address(value, folder)
    if key == "every":
        return durations.parse(value)
    if key == "country":
        if not re.fullmatch("[A-Za-z]{2}", value):
            raise ValueError
        return value.upper()
    if key == "language":
        if not re.fullmatch("[A-Za-z]{2,3}([-_].*)?", value):
            raise ValueError
        return re.split("[-_]", value.lower())[0]
    return value


def _address(value: str, folder: Path) -> str:
    if is_path(value):
        return str(folder / Path(value).expanduser())
    parts = urlsplit(value)
    if parts.scheme.lower() not in SCHEMES or not (parts.netloc or parts.path):
        raise ValueError
    if parts.password:
        raise ValueError("Name the variable that holds the password under 'credentials'; write none into the file.")
    return value


def _table(key: str, value: Any, folder: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError
    if key == "options":
        return value
    if not all(isinstance(entry, str) and entry for entry in value.values()):
        raise ValueError
    if key == "mirror":
        return {prefix: str(folder / Path(place).expanduser()) for prefix, place in value.items()}
    if not all(VARIABLE.fullmatch(entry) for entry in value.values()):
        raise ValueError("Credentials name environment variables; the secret itself does not stand in the file.")
    return value


def _remedy(word: str, allowed: list[str]) -> str:
    close = get_close_matches(word, allowed, n=1)
    return f"{f'Did you mean {close[0]!r}? ' if close else ''}There are: {', '.join(allowed)}."
