"""CSV as Excel opens it right: UTF-8 with a mark, days and moments in ISO 8601, no cell that becomes a formula."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateline.exports.selection import Selection
from dateline.exports.tables import TABLES

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(chosen: Selection, path: Path, *, table: str) -> int:
    """The rows of one table. CSV has no place for where they come from: it stands in the first row's last cell."""
    spec, count = TABLES[table], 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*(column.name for column in spec.columns), "export"])
        for known in chosen:
            for row in spec.rows(known):
                origin = "; ".join(f"{name}: {value}" for name, value in chosen.provenance.lines()) if not count else ""
                rows.writerow([*(cell(value) for value in row), origin])
                count += 1
    return count


def cell(value: Any) -> Any:
    """A value as a cell: a text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        value = value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value
