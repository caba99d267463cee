"""How many there are, of everything found: counted over the very rows that the list pages through."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, and_, case, func, literal_column, select

from dateline.errors import QueryError
from dateline.query import naming
from dateline.query.answers import Facet
from dateline.query.compiling import Compiled
from dateline.query.scope import Scope
from dateline.store import schema as t

COLUMNS = ("outlet", "agency", "language", "source", "country", "section")
NAMES = {"person": "PERSON", "org": "ORG", "place": "PLACE", "event": "EVENT"}
FACETS = (*COLUMNS, "day", "month", "kind", *NAMES)
USUAL = ("outlet", "agency", "language", "month", "kind")
MOST = 20  # values of a facet that are shown


def check(facets: Sequence[str]) -> None:
    """Raises QueryError for a facet that there is not."""
    for facet in facets:
        if facet not in FACETS:
            raise QueryError(f"There is no facet {facet!r}.", remedy=f"There are: {', '.join(FACETS)}.")


def totals(scope: Scope, compiled: Compiled) -> tuple[int, int]:
    """How many pieces a query finds, and how many of them are no copies."""
    copies = func.coalesce(func.sum(case((copied(scope, compiled), 1), else_=0)), 0)
    total, copied_count = scope.connection.execute(select(func.count(), copies).where(compiled.condition)).one()
    return total, total - int(copied_count)


def copied(scope: Scope, compiled: Compiled | None = None) -> Any:
    """Whether the article of a row (of versions, or of what a query walks) is a copy."""
    if compiled is not None and compiled.driver.table is t.article_entity:
        return t.article_entity.c.copy
    c = t.copies
    this: Select[Any] = select(literal_column("1")).where(
        c.c.article == t.versions.c.article, c.c.kind != "form", scope.holds(c)
    )
    return this.correlate(t.versions).exists()


def count_facets(
    scope: Scope, compiled: Compiled, facets: Sequence[str]
) -> tuple[int, int, Mapping[str, tuple[Facet, ...]]]:
    """The totals, and each facet's values, the most frequent first (days and months in their order).

    All come from one walk over the rows found, so that they agree with one another and with the list.
    """
    check(facets)
    hits = compiled.hits().cte("hits")
    v, c = t.versions.c, t.copies
    kind = (
        select(func.min(c.c.kind))
        .where(c.c.article == v.article, scope.holds(c))
        .correlate(t.versions)
        .scalar_subquery()
        .label("kind")
    )
    columns = [v[name] for name in COLUMNS if name in facets]
    days = [_day_text(scope, hits.c.day, facets)] if {"day", "month"} & {*facets} else []
    inner = select(*columns, *days, kind).select_from(hits.join(t.versions, v.key == hits.c.version)).subquery()
    rows = scope.connection.execute(select(*inner.c, func.count()).group_by(*inner.c)).all()
    total = sum(row[-1] for row in rows)
    own = [row[-1] if row[-2] in (None, "form") else 0 for row in rows]  # of each row, the independent pieces
    named = [column.name for column in inner.c]
    counted = {}
    for facet in facets:
        if facet in NAMES:
            counted[facet] = _facet(facet, *_names(scope, compiled, NAMES[facet]))
            continue
        place = named.index("day" if facet == "month" else facet)
        pieces: Counter[str] = Counter()
        independent: Counter[str] = Counter()
        for row, count in zip(rows, own, strict=True):
            value = _value(facet, row[place])
            if value is not None:
                pieces[value] += row[-1]
                independent[value] += count
        counted[facet] = _facet(facet, pieces, independent)
    return total, sum(own), counted


def _day_text(scope: Scope, day: Any, facets: Sequence[str]) -> Any:
    if "day" in facets:
        return day.label("day")
    month: Any = func.to_char(day, "YYYY-MM") if scope.on_postgresql else func.substr(day, 1, 7)
    return month.label("day")


def _value(facet: str, value: Any) -> str | None:
    if facet in ("day", "month"):
        day = str(value)[: 10 if facet == "day" else 7]
        return None if day.startswith("0001") else day
    if facet == "kind":
        return value or "original"
    return value  # type: ignore[no-any-return]  # a text column


def _names(scope: Scope, compiled: Compiled, label: str) -> tuple[Counter[str], Counter[str]]:
    hits = compiled.hits().cte("named_hits")
    ae, e = t.article_entity.alias("facet_entity"), t.entities.c
    copies = func.cast(func.sum(case((ae.c.copy, 1), else_=0)), Integer)
    grouped = (
        select(ae.c.entity, func.count().label("n"), copies.label("copies"))
        .select_from(hits.join(ae, ae.c.version == hits.c.version))
        .where(scope.holds(ae))
        .group_by(ae.c.entity)
        .subquery()
    )
    statement = (
        select(grouped.c.entity, grouped.c.n, grouped.c.n - grouped.c.copies)
        .join(t.entities, and_(e.key == grouped.c.entity, e.label == label))
        .order_by(grouped.c.n.desc(), e.key)
        .limit(MOST)
    )
    rows = scope.connection.execute(statement).all()
    named = naming.names_of(scope, [key for key, _, _ in rows])
    pieces: Counter[str] = Counter()
    independent: Counter[str] = Counter()
    for key, count, own in rows:
        id, _, name = named[key]
        name = name if name not in pieces else f"{name} (#{id})"  # two of one name stay two
        pieces[name], independent[name] = count, own
    return pieces, independent


def _facet(facet: str, pieces: Counter[str], independent: Counter[str]) -> tuple[Facet, ...]:
    ordered = sorted(pieces) if facet in ("day", "month") else sorted(pieces, key=lambda v: (-pieces[v], v))[:MOST]
    return tuple(Facet(value=value, pieces=pieces[value], independent=independent[value]) for value in ordered)
