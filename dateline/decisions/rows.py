"""Rows of facts as plain JSON, closed and opened again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Date, Table, delete, insert, select, update

from dateline.store import schema as t

Row = dict[str, Any]
_STAMP = ("valid_from", "valid_to")


def plain(row: Mapping[str, Any]) -> Row:
    """A row as JSON takes it: days as ISO 8601, without the states in which it holds."""
    return {
        name: value.isoformat() if isinstance(value, (date, datetime)) else value
        for name, value in row.items()
        if name not in _STAMP
    }


def replace_row(connection: Connection, table: Table, gone: Row | None, new: Row | None, state: int) -> None:
    """From this state on the one row holds no longer, and the other does. Former answers stay.

    Nothing is done where the row is not there any more: other findings have taken its place.
    """
    key = None
    if gone is not None:
        of = _of(table, gone)
        where = [*of, table.c.valid_to.is_(None)]
        current = connection.execute(select(table).where(*where)).mappings().first()
        if current is None:
            return
        key = current.get("key")
        if table is t.events:
            roles = connection.execute(select(t.event_roles).where(t.event_roles.c.event == key)).mappings().all()
        if current["valid_from"] == state:
            if table is t.events:
                connection.execute(delete(t.event_roles).where(t.event_roles.c.event == key))
            connection.execute(delete(table).where(*where))
        else:
            connection.execute(update(table).where(*where).values(valid_to=state))
    elif new is not None and not _still(connection, new):
        return
    if new is None:
        return
    values = {name: _day(table, name, value) for name, value in new.items() if name != "key"}
    made = connection.execute(insert(table).values(**values, valid_from=state, valid_to=None))
    if table is t.events and gone is not None and roles:
        event = made.inserted_primary_key[0]  # type: ignore[index]
        connection.execute(insert(t.event_roles), [dict(role) | {"event": event} for role in roles])


def _still(connection: Connection, row: Row) -> bool:
    """Whether the findings from which a row was taken away are still those of its version."""
    v = t.versions.c
    of = (v.key == row["version"]) & (v.model == row["model"]) & v.valid_to.is_(None)
    return connection.execute(select(v.key).where(of)).first() is not None


def _of(table: Table, row: Row) -> list[Any]:
    """The condition that finds a row by what it says; keys change when it is written again."""
    skipped = ("key", "evidence")
    return [
        table.c[name].is_(None) if value is None else table.c[name] == _day(table, name, value)
        for name, value in row.items()
        if name not in skipped
    ]


def _day(table: Table, name: str, value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(table.c[name].type, Date) and isinstance(value, str) else value
