"""Rows for a driver's own bulk loading, past SQLAlchemy's compiler, which costs as much as SQLite itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table


def converted(
    connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Any, ...]]:
    """The rows as tuples of what the driver takes, in the order of `names` (two at least)."""
    dialect = connection.dialect
    processors = [table.c[name].type.dialect_impl(dialect).bind_processor(dialect) for name in names]
    changing = [(place, process) for place, process in enumerate(processors) if process]
    plain: Iterator[tuple[Any, ...]] = map(itemgetter(*names), rows)
    return (_changed(row, changing) for row in plain) if changing else plain


def _changed(row: tuple[Any, ...], changing: Sequence[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, process in changing:
        values[place] = process(values[place])
    return tuple(values)


def quoted(connection: Connection, names: Sequence[str]) -> str:
    """Names of columns, separated by commas, as the engine quotes them."""
    return ", ".join(map(connection.dialect.identifier_preparer.quote, names))
