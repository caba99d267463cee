"""Carrying a store from one engine to another, and proving that they hold the same."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Table, select

from dateline.errors import StoreError
from dateline.records import jsonable
from dateline.store import schema as t
from dateline.store.opening import Store

BATCH = 2_000


def move(source: Store, target: Store, said: Callable[[str, int], None] = lambda table, rows: None) -> dict[str, int]:
    """Copy everything into an empty store, in one transaction, and prove equality: answers the rows by table.

    `said` is told each table with its rows when it is through. Raises StoreError; then nothing was moved.
    """
    with source.reading() as here, target.writing(closing=True) as there:
        for table in t.metadata.sorted_tables:
            if there.execute(select(table).limit(1)).first() is not None:
                raise StoreError(
                    f"The store at {target.url.render_as_string()} is not empty (it has {table.name}).",
                    remedy="Move into a new file or an empty database.",
                )
        counts = {}
        for table in t.metadata.sorted_tables:
            counts[table.name] = _copy(here, there, table, target)
            said(table.name, counts[table.name])
        target.dialect.set_sequences(there)
        for table in t.metadata.sorted_tables:
            if digest(here, table) != digest(there, table):
                raise StoreError(f"After moving, {table.name} is not the same; nothing was moved.")
    target.settle()
    return counts


def _copy(here: Connection, there: Connection, table: Table, target: Store) -> int:
    count = 0
    for rows in _batches(here, table):
        target.dialect.insert_rows(there, table, [dict(row._mapping) for row in rows])
        count += len(rows)
    return count


def _batches(connection: Connection, table: Table) -> Iterator[Sequence[Any]]:
    # In the order of the key, so that rows that point to others of their table come after them.
    statement = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=BATCH).execute(statement)
    yield from result.partitions(BATCH)


def digest(connection: Connection, table: Table) -> str:
    """What a table holds, as one number: the same on both engines, whatever the order of the rows."""
    total = count = 0
    for rows in _batches(connection, table):
        for row in rows:
            count += 1
            plain = "\x1f".join(_plain(value) for value in row)
            total += int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")
    return f"{count}:{total % 2**128:032x}"


def _plain(value: Any) -> str:
    if value is None:
        return "\x00"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (dict, list)):
        import json

        return json.dumps(jsonable(value), sort_keys=True, ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)
