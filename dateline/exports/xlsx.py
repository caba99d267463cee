"""An Excel workbook: a sheet for each table, real dates and numbers, and one that says where it all comes from."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from dateline.errors import ExportError
from dateline.exports.selection import Selection
from dateline.exports.tables import TABLES

_MOST_ROWS = 1_048_575  # of a sheet, below its head
_LONGEST = 32_767  # characters of a cell
_FIRST = date(1900, 1, 1)  # earlier days are no dates in Excel
_WIDTHS = {"text": 60, "headline": 50, "sentence": 60, "words": 60, "url": 30}


def write(chosen: Selection, path: Path) -> int:
    """All tables. Raises ExportError where a sheet would need more rows than Excel has."""
    # constant_memory: each row goes to the disk when the next one begins; so the sheets are written one after another.
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    count = 0
    for name, spec in TABLES.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(spec.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.name, 14))
            sheet.write_string(0, place, column.name, formats["head"])
        row = 0
        for known in chosen:
            for values in spec.rows(known):
                row += 1
                if row > _MOST_ROWS:
                    raise ExportError(
                        f"The table {name} has more rows than a sheet of Excel can hold ({_MOST_ROWS:,}).",
                        remedy="Ask for less, or export to Parquet or CSV.",
                    )
                for place, value in enumerate(values):
                    _cell(sheet, row, place, value, formats)
        count += row if name == "articles" else 0
        sheet.autofilter(0, 0, max(row, 1), len(spec.columns) - 1)
    _origin(book, chosen, formats)
    book.close()
    return count


def _cell(sheet: Any, row: int, place: int, value: Any, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, datetime):
        # Excel knows no zones: the moment stands in UTC.
        sheet.write_datetime(row, place, value.astimezone(UTC).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date) and value >= _FIRST:
        sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), formats["day"])
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        sheet.write_number(row, place, value)
    else:
        text = str(value).encode("utf-8", "replace").decode("utf-8")
        sheet.write_string(row, place, text[:_LONGEST])


def _origin(book: Any, chosen: Selection, formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 2, 60)
    row = 0
    for name, value in chosen.provenance.lines():
        sheet.write_string(row, 0, name, formats["head"])
        sheet.write_string(row, 1, value)
        row += 1
    row += 1
    for table, spec in TABLES.items():
        for column in spec.columns:
            sheet.write_string(row, 0, f"{table}.{column.name}")
            sheet.write_string(row, 1, column.help)
            row += 1
