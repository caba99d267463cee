"""The formats by name, and the way from a query to a file."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline.errors import ExportError, InputError
from dateline.exports.selection import Provenance, select_articles
from dateline.exports.tables import TABLES
from dateline.store import Store


@dataclass(frozen=True, slots=True)
class Format:
    """One row of the table: the module that writes it, the endings by which it is known, what opens it."""

    module: str
    endings: tuple[str, ...]
    help: str
    tables: bool = False  # whether `table` chooses what the rows are


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl", (".jsonl", ".ndjson"), "JSON Lines: the full record of each article"),
    "csv": Format("csv_table", (".csv",), "a table for spreadsheets and statistics", tables=True),
    "xlsx": Format("xlsx", (".xlsx",), "an Excel workbook with a sheet for each table"),
    "parquet": Format("parquet", (".parquet",), "a table for pandas, Polars, DuckDB, Spark", tables=True),
    "jsonld": Format("jsonld", (".jsonld",), "schema.org NewsArticle, Person, Organization, Event"),
    "nquads": Format("nquads", (".nq", ".nquads"), "the same as RDF quads, for triple stores"),
    "ftm": Format("ftm", (".ftm.json", ".ftm"), "FollowTheMoney entities, for OpenAleph"),
    "graphml": Format("graphml", (".graphml",), "who is named with whom, for Gephi"),
    "ical": Format("ical", (".ics",), "the events as a calendar"),
    "rss": Format("feeds", (".rss",), "the newest articles as an RSS feed"),
    "atom": Format("feeds", (".atom",), "the newest articles as an Atom feed"),
    "ninjs": Format("ninjs", (".ninjs.json",), "IPTC ninjs 2.1 items enriched with what was found"),
    "docbin": Format("docbin", (".spacy",), "spaCy Docs with entities, for training"),
}


def export(
    store: Store,
    query: str,
    path: Path,
    *,
    format: str | None = None,
    table: str = "articles",
    at: int | str | None = None,
) -> tuple[int, Provenance]:
    """Write what a query finds into a file, whole or not at all; how many things, and from where.

    `format`: one of FORMATS, else known by the file's ending; `table`: for formats of one table.
    Raises InputError, QueryError and ExportError.
    """
    name = format or format_of(path)
    if name not in FORMATS:
        raise InputError(f"There is no format {name!r}.", remedy=f"There are: {', '.join(FORMATS)}.")
    if table not in TABLES:
        raise InputError(f"There is no table {table!r}.", remedy=f"There are: {', '.join(TABLES)}.")
    chosen = select_articles(store, query, at=at)
    part = path.with_name(f".{path.name}.part")
    write: Callable[..., int] = import_module(f"dateline.exports.{FORMATS[name].module}").write
    more: dict[str, Any] = {"table": table} if FORMATS[name].tables else {}
    if name in ("rss", "atom"):
        more["kind"] = name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        count = write(chosen, part, **more)
        part.replace(path)
    except OSError as error:
        what = f"{path} cannot be written: {error.strerror or error}."
        raise ExportError(what, remedy="Name another file with --to.") from None
    finally:
        part.unlink(missing_ok=True)
    return count, chosen.provenance


def format_of(path: Path) -> str:
    """The format that a file's ending means. Raises InputError where it means none."""
    name = path.name.lower()
    longest = sorted(((e, f) for f, row in FORMATS.items() for e in row.endings), key=lambda pair: -len(pair[0]))
    for ending, format in longest:
        if name.endswith(ending):
            return format
    endings = ", ".join(ending for ending, _ in sorted(longest))
    raise InputError(
        f"From the name {path.name} no format can be told.",
        remedy=f"Say --format ({', '.join(FORMATS)}), or use an ending: {endings}.",
    )
