"""An Excel workbook: a sheet for each table, real dates and numbers, and one that says where it all comes from."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from dateline.errors import InputError
from dateline.exports.selection import Selection
from dateline.exports.tables import TABLES

_MOST_ROWS = 1_048_575  # of a sheet, below its head
_LONGEST = 32_767  # characters of a cell
_FIRST = date(1900, 1, 1)  # earlier days are no dates in Excel
_WIDTHS = {"text": 60, "headline": 50, "sentence": 60, "words": 60, "url": 30}


def write(chosen: Selection, path: Path) -> int:
    """All tables, in one walk over the articles. Raises InputError where a sheet would need too many rows for Excel."""
    with TemporaryDirectory(prefix=".dateline-xlsx-", dir=path.parent) as folder:
        # constant_memory: each row goes to its sheet's own file in the folder when the next one of that sheet begins.
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": folder}
        book = xlsxwriter.Workbook(str(path), options)
        try:
            count = _fill(book, chosen)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the OSError that it wraps
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
    return count


def _fill(book: Any, chosen: Selection) -> int:
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheets = {name: _sheet(book, name, formats) for name in TABLES}
    rows = dict.fromkeys(TABLES, 0)
    for known in chosen:
        for name, spec in TABLES.items():
            for values in spec.rows(known):
                rows[name] += 1
                if rows[name] > _MOST_ROWS:
                    raise InputError(
                        f"The table {name} has more rows than a sheet of Excel can hold ({_MOST_ROWS:,}).",
                        remedy="Ask for less, or export to Parquet or CSV.",
                    )
                for place, value in enumerate(values):
                    _cell(sheets[name], rows[name], place, value, formats)
    for name, spec in TABLES.items():
        sheets[name].autofilter(0, 0, max(rows[name], 1), len(spec.columns) - 1)
    _origin(book, chosen, formats)
    return rows["articles"]


def _sheet(book: Any, name: str, formats: dict[str, Any]) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(TABLES[name].columns):
        sheet.set_column(place, place, _WIDTHS.get(column.name, 14))
        sheet.write_string(0, place, column.name, formats["head"])
    return sheet


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
