"""When was it written about: pieces a day, week, month or year."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Integer, case, cast, func, select

from dateline.errors import QueryError
from dateline.query.answers import Answer
from dateline.query.compiling import Compiled, compile_query
from dateline.query.facets import copied
from dateline.query.parsing import parse
from dateline.query.scope import scope_at
from dateline.store import Store

STEPS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """How many pieces appeared from `start` on (a day, or the first day of a week, month or year)."""

    start: date
    pieces: int
    independent: int  # that are no copies


def timeline(store: Store, query: str, *, step: str = "day", at: int | str | None = None) -> Answer[Bucket]:
    """The pieces that match a query (`person:"..."`, words, ...) by day; days without any are left out.

    Articles without a known day are counted in the total and named in a note. Raises QueryError.
    """
    if step not in STEPS:
        raise QueryError(f"There is no step {step!r}.", remedy=f"Allowed: {', '.join(STEPS)}.")
    node = parse(query)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        compiled = compile_query(scope, node)
        statement = _by_day(compiled, copied(scope, compiled))
        rows = connection.execute(statement).all()
    pieces: Counter[date] = Counter()
    copies: Counter[date] = Counter()
    for day, count, copy_count in rows:
        start = _start(day, step)
        pieces[start] += count
        copies[start] += copy_count
    total, undated = sum(pieces.values()), pieces.pop(date.min, 0)
    notes = (f"{undated} of them bear no date.",) if undated else ()
    return Answer(
        items=tuple(Bucket(start=d, pieces=pieces[d], independent=pieces[d] - copies[d]) for d in sorted(pieces)),
        total=total,
        independent=total - sum(copies.values()),
        state=scope.state,
        question={"question": "timeline", "query": query, "step": step, "at": at},
        notes=(*dict.fromkeys(compiled.notes), *notes),
    )


def _by_day(compiled: Compiled, is_copy: Any) -> Any:
    day = compiled.driver.day
    copies = cast(func.coalesce(func.sum(case((is_copy, 1), else_=0)), 0), Integer)
    return select(day, func.count(), copies).where(compiled.condition).group_by(day)


def _start(day: date, step: str) -> date:
    match step:
        case "week" if day > date.min:
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "year":
            return day.replace(month=1, day=1)
    return day
