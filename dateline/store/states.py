"""States of the store: what a pinned question sees.

Every change is stamped with the number of the open state. A run that ends closes it: from then on
that state is fixed, and a question pinned to it gets the same answer for ever. Writers and the closing
of a state exclude each other (by the file lock on SQLite, by an advisory lock on PostgreSQL), so that
no late change can carry the number of a closed state.
"""

from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from dateline.store.schema import states


def open_state(connection: Connection) -> int:
    """The number with which changes are stamped now; call it inside the writing transaction."""
    return int(connection.execute(select(func.coalesce(func.max(states.c.number), 0))).scalar_one()) + 1


def closed_state(connection: Connection) -> int:
    """The newest fixed state; 0 where there is none yet."""
    return open_state(connection) - 1


def close_state(connection: Connection, run: str | None = None) -> int:
    """Fix the open state and answer its number; the transaction must hold `own_state`."""
    number = open_state(connection)
    connection.execute(insert(states).values(number=number, closed=datetime.now(UTC), run=run))
    return number
