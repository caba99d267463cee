"""What the findings add to an article's words: canonical entities, events and days, as terms of their own.

Two articles that spell a name differently share its entity; two on one conference share the event and
its days, whatever else they tell.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import Connection, select

from dateline.store import schema as t
from dateline.store.text import folded
from dateline.stories.terms import EVENT

NEAR = timedelta(days=1)  # days around publication that any article of the day names


def marks_of(connection: Connection, versions: Mapping[int, date]) -> dict[int, tuple[str, ...]]:
    """Version -> its marks; `versions`: version -> day of publication."""
    marks: dict[int, set[str]] = defaultdict(set)
    n, e, d = t.names.c, t.events.c, t.dates.c
    keys = sorted(versions)
    named = select(n.version, n.entity).where(n.version.in_(keys), n.entity.is_not(None), n.valid_to.is_(None))
    for version, entity in connection.execute(named):
        marks[version].add(f"entity:{entity}")
    for version, name in connection.execute(select(e.version, e.name).where(e.version.in_(keys), e.valid_to.is_(None))):
        marks[version].add(f"{EVENT}{folded(name)}")
    days = select(d.version, d.first, d.last).where(d.version.in_(keys), d.valid_to.is_(None), d.precision == "day")
    for version, first, last in connection.execute(days):
        if first == last and abs(first - versions[version]) > NEAR:
            marks[version].add(f"day:{first.isoformat()}")
    return {version: tuple(sorted(found)) for version, found in marks.items()}
