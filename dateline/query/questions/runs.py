"""What was done, and how did each item end?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select

from dateline.errors import QueryError
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.scope import held_back
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFound:
    """A run with its accounting; `state` is what its end fixed: questions can be pinned to it."""

    number: int
    id: str
    flow: str
    started: datetime
    ended: datetime | None
    state: int | None
    code: str
    model: str
    note: str | None
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeFound:
    """How one item ended."""

    kind: str
    stage: str
    reason: str
    detail: str
    source: str | None
    address: str | None
    headline: str | None
    article: str | None
    capture: str | None
    at: datetime


def runs(store: Store, *, limit: int = 20, after: str | None = None) -> Answer[RunFound]:
    """The runs, the latest first."""
    page_size(limit)
    asked = fingerprint("runs")
    place = place_of(asked, after)
    r, o = t.runs.c, t.outcomes.c
    with store.reading() as connection:
        statement = select(t.runs).order_by(r.number.desc()).limit(limit + 1)
        if place:
            statement = statement.where(r.number < int(place[0]))
        rows = list(connection.execute(statement))
        total = connection.execute(select(func.count()).select_from(t.runs)).scalar_one()
        numbers = [row.number for row in rows[:limit]]
        ends: dict[int, dict[str, int]] = {number: {} for number in numbers}
        for number, kind, count in connection.execute(
            select(o.run, o.kind, func.count()).where(o.run.in_(numbers)).group_by(o.run, o.kind)
        ):
            ends[number][kind] = count
    return Answer(
        items=tuple(RunFound(**row._mapping, outcomes=ends[row.number]) for row in rows[:limit]),
        total=total,
        next=cursor(asked, rows[limit - 1].number) if len(rows) > limit else None,
        question={"question": "runs"},
    )


def outcomes(
    store: Store,
    run: str,
    *,
    kind: str | None = None,
    reason: str | None = None,
    limit: int = 50,
    after: str | None = None,
) -> Answer[OutcomeFound]:
    """How the items of a run (by id, or `last`) ended, in their order. Raises QueryError for an unknown run."""
    page_size(limit)
    asked = fingerprint("outcomes", run, kind, reason)
    place = place_of(asked, after)
    o = t.outcomes
    with store.reading() as connection:
        which = (
            t.runs.c.id == run
            if run != "last"
            else t.runs.c.number == select(func.max(t.runs.c.number)).scalar_subquery()
        )
        number = connection.execute(select(t.runs.c.number).where(which)).scalar()
        if number is None:
            raise QueryError(f"There is no run {run!r}.", remedy="`dateline runs` shows which there are.")
        conditions = [o.c.run == number]
        if kind:
            conditions.append(o.c.kind == kind)
        if reason:
            conditions.append(o.c.reason == reason)
        total = connection.execute(select(func.count()).select_from(o).where(*conditions)).scalar_one()
        if place:
            conditions.append(o.c.key > int(place[0]))
        headline = case((o.c.article.in_(held_back()), None), else_=o.c.headline).label("headline")
        columns = [column for column in o.c if column.name != "headline"]
        statement = select(*columns, headline).where(*conditions).order_by(o.c.key)
        rows = list(connection.execute(statement.limit(limit + 1)))
    names = OutcomeFound.__dataclass_fields__
    return Answer(
        items=tuple(OutcomeFound(**{name: getattr(row, name) for name in names}) for row in rows[:limit]),
        total=total,
        next=cursor(asked, rows[limit - 1].key) if len(rows) > limit else None,
        question={"question": "outcomes", "run": run, "kind": kind, "reason": reason},
    )


def reasons(store: Store, run: str) -> list[tuple[str, str, int]]:
    """(kind, reason, how many) of a run's outcomes (by id, or `last`), the most frequent first."""
    o, r = t.outcomes.c, t.runs.c
    statement = (
        select(o.kind, o.reason, func.count())
        .join(t.runs, r.number == o.run)
        .where(_which(run))
        .group_by(o.kind, o.reason)
        .order_by(func.count().desc(), o.kind, o.reason)
    )
    with store.reading() as connection:
        return [(kind, reason, count) for kind, reason, count in connection.execute(statement)]


def _which(run: str) -> ColumnElement[bool]:
    r = t.runs.c
    return r.number == select(func.max(r.number)).scalar_subquery() if run == "last" else r.id == run
