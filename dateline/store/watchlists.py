"""Watchlists as rows: queries that are saved under a name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from dateline.store.schema import watchlists


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchlist:
    """A saved query. `seen` is the state of the store at the last look; None: nobody has looked yet."""

    name: str
    query: str
    note: str
    created: datetime
    changed: datetime  # when its name, query or note last changed
    seen: int | None = None
    looked: datetime | None = None


def all_watchlists(connection: Connection) -> list[Watchlist]:
    """All of them, by name."""
    rows = connection.execute(select(watchlists)).mappings()
    return sorted((Watchlist(**row) for row in rows), key=lambda one: one.name)  # engines collate differently


def add_watchlist(connection: Connection, made: Watchlist) -> None:
    """Write a new one down."""
    connection.execute(insert(watchlists).values(**_row(made)))


def put_watchlist(connection: Connection, name: str, changed: Watchlist) -> None:
    """The one of this name is now so; its name may be another."""
    connection.execute(update(watchlists).where(watchlists.c.name == name).values(**_row(changed)))


def drop_watchlist(connection: Connection, name: str) -> None:
    """Take one away."""
    connection.execute(delete(watchlists).where(watchlists.c.name == name))


def _row(one: Watchlist) -> dict[str, object]:
    return {column.name: getattr(one, column.name) for column in watchlists.columns}
