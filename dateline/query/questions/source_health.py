"""How are the sources doing?"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, select

from dateline.query.answers import Answer
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """A source with how it stands: `well`, `failing`, `quiet` (nothing new for long), `new`, `off`."""

    id: str
    kind: str
    address: str
    outlet: str | None
    agency: str | None
    health: str
    checked: datetime | None
    succeeded: datetime | None
    found_new: datetime | None
    due: datetime | None
    failing_since: datetime | None
    failures: int  # in a row
    reason: str | None
    detail: str | None
    articles: int  # versions kept from it, ever


QUIET_DAYS = 14


def source_health(store: Store) -> Answer[SourceHealth]:
    """Every source, those in trouble first. It is always the present that is asked for."""
    s, v = t.sources, t.versions
    with store.reading() as connection:
        kept = dict(
            connection.execute(select(v.c.source, func.count()).group_by(v.c.source)).tuples().all(),
        )
        rows = list(connection.execute(select(s).order_by(s.c.id)))
    now = datetime.now(UTC)
    items = [
        SourceHealth(
            id=row.id,
            kind=row.kind,
            address=row.address,
            outlet=row.outlet,
            agency=row.agency,
            health=_health(row, now),
            checked=row.checked,
            succeeded=row.succeeded,
            found_new=row.found_new,
            due=row.due,
            failing_since=row.failing_since,
            failures=row.failures,
            reason=row.reason,
            detail=row.detail,
            articles=kept.get(row.id, 0),
        )
        for row in rows
    ]
    order = ("failing", "quiet", "new", "well", "off")
    items.sort(key=lambda item: (order.index(item.health), item.id))
    return Answer(items=tuple(items), total=len(items), question={"question": "source_health"})


def _health(row: object, now: datetime) -> str:
    source = row
    if not source.enabled:  # type: ignore[attr-defined]  # a row of sources
        return "off"
    if source.failing_since or source.reason:  # type: ignore[attr-defined]
        return "failing"
    if source.checked is None:  # type: ignore[attr-defined]
        return "new"
    newest = source.found_new  # type: ignore[attr-defined]
    return "quiet" if newest and (now - newest).days > QUIET_DAYS else "well"
