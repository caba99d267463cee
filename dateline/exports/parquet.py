"""Parquet with its data dictionary: typed columns, each with its meaning in the field's metadata."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.exports.selection import Selection
from dateline.exports.tables import TABLES, Row

_TYPES: dict[str, Any] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "day": pa.date32(),
    "moment": pa.timestamp("us", tz="UTC"),
    "flag": pa.bool_(),
}
_GROUP = 20_000  # rows in memory,
_LETTERS = 8_000_000  # or less, where they hold much text


def write(chosen: Selection, path: Path, *, table: str) -> int:
    """The rows of one table."""
    spec, count = TABLES[table], 0
    schema = pa.schema(
        [pa.field(c.name, _TYPES[c.type], metadata={"description": c.help}) for c in spec.columns],
        metadata={
            "dateline.export": json.dumps(chosen.provenance.record(), ensure_ascii=False),
            "description": spec.help,
        },
    )
    group: list[Row] = []
    letters = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as file:
        for known in chosen:
            for row in spec.rows(known):
                group.append(row)
                letters += sum(len(cell) for cell in row if isinstance(cell, str))
            if len(group) >= _GROUP or letters >= _LETTERS:
                file.write_table(_table(group, schema))
                count += len(group)
                group, letters = [], 0
        file.write_table(_table(group, schema))
    return count + len(group)


def _table(rows: list[Row], schema: Any) -> Any:
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(schema)
    return pa.table([pa.array(list(c), f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
