"""What several questions have in common: the name that is asked for, the span of days, the page."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, true

from dateline.errors import QueryError, shown
from dateline.query import naming
from dateline.query.naming import Bearer
from dateline.query.periods import period
from dateline.query.scope import Scope
from dateline.store.intervals import EARLIEST, LATEST

Days = str | tuple[date | None, date | None] | None


def days_of(asked: Days) -> tuple[date, date]:
    """A span of days from a period ("2025-03", "P7D") or a pair. Raises QueryError."""
    if asked is None:
        return EARLIEST, LATEST
    if isinstance(asked, str):
        try:
            return period(asked, datetime.now(UTC).date())
        except ValueError as error:
            raise QueryError(f"{error}.") from None
    return asked[0] or EARLIEST, asked[1] or LATEST


def within(day: Any, asked: Days) -> ColumnElement[bool]:
    """The day lies in the span; without one, every day does, also an unknown one."""
    if asked is None:
        return true()
    first, last = days_of(asked)
    condition: ColumnElement[bool] = day.between(first, last)
    return condition


def meant(scope: Scope, name: str, labels: Sequence[str] = ()) -> list[Bearer]:
    """The entities that bear a name, the most written about first. Raises QueryError, with similar names, for none."""
    found = naming.bearers(scope, name, labels)
    if found:
        return found
    near = naming.similar(scope, name, labels)
    raise QueryError(
        f"Nothing in the store is called {shown(name)}.",
        remedy=f"Similar: {', '.join(near)}." if near else "`dateline search` looks for words in the texts.",
    )


def one(scope: Scope, name: str, labels: Sequence[str] = ()) -> tuple[Bearer, tuple[str, ...]]:
    """The entity most written about that bears a name, and a note on others that do."""
    first, *others = meant(scope, name, labels)
    if not others:
        return first, ()
    shown = ", ".join(f"{o.name} ({o.label}, #{o.id})" for o in others[:5])
    return first, (f"{len(others)} more bear this name: {shown}{', ...' if len(others) > 5 else ''}.",)
