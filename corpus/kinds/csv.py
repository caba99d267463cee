"""Tables of articles: CSV with a head line; columns are named as in JSON Lines, only text is needed.

Options of a source: columns = { text = "Body", headline = "Title" } says which column is what.
"""

import csv as csv_module
import io
from collections.abc import Iterator, Sequence

from corpus.reading.charset import decode
from corpus.rows import NAMES, article_of_row
from dateline.errors import ReadError
from dateline.records import Article, Capture, Outcome, Source

_FIELD_LIMIT = 50_000_000  # characters: a whole text stands in one field


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Whether it is named or typed as a table."""
    return name.endswith((".csv", ".tsv")) or media_type in ("text/csv", "text/tab-separated-values")


def parse(capture: Capture, source: Source) -> Iterator[Article | Outcome]:
    """The articles of the rows. Raises ReadError where no column holds the text."""
    text = decode(capture.content, capture.charset).text
    if not text.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    csv_module.field_size_limit(_FIELD_LIMIT)
    rows = csv_module.DictReader(io.StringIO(text, newline=""), dialect=_dialect(text))
    try:
        names = _columns(rows.fieldnames or [], capture, source)
        for number, row in enumerate(rows, start=2):
            given = {ours: row.get(theirs) for ours, theirs in names.items()}
            yield article_of_row(given, f"row {number}", capture, source)
    except csv_module.Error as error:
        raise ReadError(f"{capture.address} is no table that can be read: {error}.", reason="unreadable") from None


def _dialect(text: str) -> type[csv_module.Dialect]:
    try:
        return csv_module.Sniffer().sniff(text.split("\n", 1)[0], delimiters=",;\t|")
    except csv_module.Error:
        return csv_module.excel


def _columns(given: Sequence[str], capture: Capture, source: Source) -> dict[str, str]:
    """Our name -> the table's: as the source's options say, else by the same name in any case."""
    folded = {name.strip().casefold(): name for name in given if name}
    found = {ours: folded[name] for ours, names in NAMES.items() for name in names if name in folded}
    declared = source.options.get("columns")
    if isinstance(declared, dict):
        found |= {ours: folded[t.casefold()] for ours, t in declared.items() if str(t).casefold() in folded}
    if "text" not in found:
        raise ReadError(
            f"{capture.address} has no column with the text.",
            reason="no text column",
            remedy=f'It has: {", ".join(folded)}. Say in sources.toml: options.columns = {{ text = "..." }}.',
        )
    return found
