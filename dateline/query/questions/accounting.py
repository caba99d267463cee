"""How did the items of one run end, and for which reasons?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from dateline.errors import QueryError
from dateline.query.scope import held_back
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How many items of a run ended in one way, for one reason; one of them as an example."""

    kind: str
    reason: str
    count: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """A run with its accounting: `items` is the sum of the endings."""

    id: str
    flow: str
    started: datetime
    ended: datetime | None
    state: int | None
    code: str
    note: str | None
    items: int
    endings: tuple[Ending, ...]
    sources: Mapping[str, Mapping[str, int]]  # source -> kind -> count


def run_report(store: Store, run: str) -> RunReport:
    """The accounting of a run. Raises QueryError where there is none of that id."""
    with store.reading() as connection:
        row = connection.execute(select(t.runs).where(t.runs.c.id == run)).first()
        if row is None:
            raise QueryError(f"There is no run {run!r}.", remedy="`dateline runs` shows which there are.")
        endings = _endings(connection, row.number)
        return RunReport(
            id=row.id,
            flow=row.flow,
            started=row.started,
            ended=row.ended,
            state=row.state,
            code=row.code,
            note=row.note,
            items=sum(ending.count for ending in endings),
            endings=endings,
            sources=_sources(connection, row.number),
        )


_ORDER: Sequence[str] = ("kept", "copy", "new version", "unchanged", "refused", "quarantined", "failed")


def _endings(connection: Connection, run: int) -> tuple[Ending, ...]:
    o = t.outcomes.c
    headline = case((o.article.in_(held_back()), None), else_=o.headline)
    what = func.max(func.coalesce(func.nullif(o.detail, ""), headline, o.address, ""))
    rows = connection.execute(
        select(o.kind, o.reason, func.count(), what).where(o.run == run).group_by(o.kind, o.reason)
    )
    found = [Ending(kind=kind, reason=reason, count=count, example=example) for kind, reason, count, example in rows]
    return tuple(sorted(found, key=lambda e: (_ORDER.index(e.kind) if e.kind in _ORDER else 99, -e.count, e.reason)))


def _sources(connection: Connection, run: int) -> dict[str, dict[str, int]]:
    o = t.outcomes.c
    found: dict[str, dict[str, int]] = {}
    rows = connection.execute(
        select(func.coalesce(o.source, ""), o.kind, func.count()).where(o.run == run).group_by(o.source, o.kind)
    )
    for source, kind, count in rows:
        found.setdefault(source, {})[kind] = count
    return dict(sorted(found.items()))
