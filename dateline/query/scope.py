"""In which state of the store a question is asked, and what may be shown there."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, or_, select

from dateline.errors import QueryError, shown
from dateline.store import schema as t
from dateline.store.states import closed_state

_A_NUMBER = re.compile(r"[0-9]{1,9}")  # a run's id is longer and has letters


@dataclass(frozen=True, slots=True)
class Scope:
    """The present (`state` None) or a closed state; `now` decides which embargoes are over."""

    connection: Connection
    state: int | None
    now: datetime

    def holds(self, table: FromClause) -> ColumnElement[bool]:
        """The rows of a table that hold in this state."""
        if self.state is None:
            return table.c.valid_to.is_(None)
        later = or_(table.c.valid_to.is_(None), table.c.valid_to > self.state)
        return and_(table.c.valid_from <= self.state, later)

    def shown(self, version: Any) -> ColumnElement[bool]:
        """Versions that may be shown: neither canceled nor withheld (whenever that was), nor under embargo."""
        held = t.held_back.c
        hidden = select(held.version).where(or_(held.until.is_(None), held.until > self.now))
        unseen: ColumnElement[bool] = version.not_in(hidden)
        return unseen

    @property
    def on_postgresql(self) -> bool:
        """Whether the engine is PostgreSQL."""
        return self.connection.dialect.name == "postgresql"


def scope_at(connection: Connection, at: int | str | None) -> Scope:
    """The scope of a pinned question: None for the present, the number of a state (as text, too), or the id of a run
    that has ended.

    Raises QueryError for a state that there is not (yet).
    """
    if at is None or at == "":
        return Scope(connection, None, datetime.now(UTC))
    newest = closed_state(connection)
    state = int(at) if isinstance(at, int) or _A_NUMBER.fullmatch(at) else _state_of_run(connection, at)
    closed = connection.execute(select(t.states.c.closed).where(t.states.c.number == state)).scalar()
    if closed is None:
        raise QueryError(
            f"The store has no closed state {state}.",
            remedy=f"There are 1 to {newest}; each run that ends closes one." if newest else "No run has ended yet.",
        )
    return Scope(connection, state, closed)


def _state_of_run(connection: Connection, run: str) -> int:
    row = connection.execute(select(t.runs.c.id, t.runs.c.state).where(t.runs.c.id == run)).first()
    if row is None:
        raise QueryError(f"There is no run {shown(run)}.", remedy="`dateline runs` shows which there are.")
    if row.state is None:
        raise QueryError(f"The run {run!r} has not ended, so that its state is not fixed.", remedy="Ask when it has.")
    return int(row.state)


def held_back() -> Select[tuple[str]]:
    """Ids of the articles that must not be shown now: what tells how they ended must not tell what they say."""
    a, v, h = t.articles.c, t.versions.c, t.held_back.c
    return (
        select(a.id)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.held_back, h.version == v.key)
        .where(or_(h.until.is_(None), h.until > datetime.now(UTC)))
    )
