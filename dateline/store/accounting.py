"""Runs, and the one counted outcome in which each item ends."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import Connection, Integer, delete, func, insert, select, update

from dateline import __version__
from dateline.errors import StoreError
from dateline.records import Outcome, OutcomeKind, Run
from dateline.store import schema as t
from dateline.store.states import close_state, closed_state

if TYPE_CHECKING:
    from dateline.store.opening import Store


def start_run(store: "Store", flow: str, *, code: str = __version__, model: str = "", id: str | None = None) -> Run:
    """Begin a run. One that is killed stays without an end; what it kept is closed with the next run's state."""
    run = Run(
        id=id or f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}",
        flow=flow,
        started=datetime.now(UTC),
        code=code,
        model=model,
    )
    with store.writing() as connection:
        connection.execute(insert(t.runs).values(id=run.id, flow=flow, code=code, model=model, started=run.started))
    return run


def end_run(store: "Store", run: str, *, note: str = "", model: str = "") -> int:
    """End a run and close the state of the store: answers the state's number, to which questions can be pinned.

    `model`: what recognised the spans, where that was not known when the run began.
    """
    with store.writing(closing=True) as connection:
        number = run_number(connection, run)
        state = close_state(connection, run)
        connection.execute(
            update(t.runs)
            .where(t.runs.c.number == number)
            .values(ended=datetime.now(UTC), state=state, note=note or None, **({"model": model} if model else {}))
        )
    return state


def close_now(store: "Store") -> int:
    """Fix the present, so that it can be cited: the number of its state. Nothing changes where nothing has."""
    with store.writing(closing=True) as connection:
        state = closed_state(connection)
        return state if state and not changed_since(connection, state) else close_state(connection)


def changed_since(connection: Connection, state: int) -> bool:
    """Whether anything that questions answer has changed after a state."""
    for table in t.metadata.sorted_tables:
        for name in ("valid_from", "valid_to", "changed"):
            column = table.c.get(name)
            if column is not None and isinstance(column.type, Integer):
                newest = connection.execute(select(func.max(column))).scalar()
                if newest is not None and newest > state:
                    return True
    return False


def run_number(connection: Connection, run: str) -> int:
    """The number of a run. Raises StoreError where there is none of that id."""
    number = connection.execute(select(t.runs.c.number).where(t.runs.c.id == run)).scalar()
    if number is None:
        raise StoreError(f"There is no run {run!r} in the store.", remedy="`dateline runs` shows which there are.")
    return int(number)


def record_outcomes(store: "Store", run: str, outcomes: Sequence[Outcome], *, items: Sequence[str | None] = ()) -> None:
    """Count outcomes of items that do not reach `keep`; `items`: by what their source knows them, in the same order."""
    if outcomes:
        now = datetime.now(UTC)
        with store.writing() as connection:
            record(connection, run_number(connection, run), outcomes, now)
            note_items(connection, [(item, o) for item, o in zip(items, outcomes, strict=False) if item], now)


def record(connection: Connection, run: int, outcomes: Sequence[Outcome], at: datetime) -> None:
    """The same within a transaction."""
    if outcomes:
        connection.execute(
            insert(t.outcomes),
            [
                {
                    "run": run,
                    "kind": str(o.kind),
                    "stage": o.stage,
                    "reason": o.reason,
                    "detail": o.detail,
                    "source": o.source,
                    "address": o.address,
                    "headline": o.headline,
                    "article": o.article,
                    "capture": o.capture,
                    "at": at,
                }
                for o in outcomes
            ],
        )


def note_items(connection: Connection, items: Iterable[tuple[str, Outcome]], at: datetime) -> None:
    """Remember by what a source knows an item (guid, address), and how it ended."""
    rows = [
        {"item": item, "source": o.source, "article": o.article, "outcome": str(o.kind), "seen": at}
        for item, o in sorted(dict(items).items())
    ]
    if rows:
        connection.execute(delete(t.items).where(t.items.c.item.in_([row["item"] for row in rows])))
        connection.execute(insert(t.items), rows)


def known_items(connection: Connection, items: Iterable[str]) -> set[str]:
    """Which of these items were dealt with: all that ended otherwise than in `failed`."""
    i = t.items.c
    statement = select(i.item).where(i.item.in_(sorted(set(items))), i.outcome != OutcomeKind.FAILED.value)
    return set(connection.execute(statement).scalars())


def counts(connection: Connection, run: int) -> dict[str, int]:
    """How many items ended how in a run."""
    o = t.outcomes.c
    return dict(connection.execute(select(o.kind, func.count()).where(o.run == run).group_by(o.kind)).tuples().all())
