"""How many there are, of everything found: counted over the very rows that the list pages through."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, and_, case, func, literal_column, null, select, tuple_

from dateline.errors import QueryError, shown
from dateline.query import naming
from dateline.query.answers import Facet
from dateline.query.compiling import Compiled
from dateline.query.scope import Scope
from dateline.store import schema as t
from dateline.store.facet_sets import COLUMNS, counts_as_copy

NAMES = {"person": "PERSON", "org": "ORG", "place": "PLACE", "event": "EVENT"}
DAYS = ("day", "month")
FACETS = (*COLUMNS, *DAYS, "kind", *NAMES)
USUAL = ("outlet", "agency", "language", "month", "kind")
MOST = 20  # values of a facet that are shown


def check(facets: Sequence[str]) -> None:
    """Raises QueryError for a facet that there is not."""
    for facet in facets:
        if facet not in FACETS:
            raise QueryError(f"There is no facet {shown(facet)}.", remedy=f"There are: {', '.join(FACETS)}.")


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


@dataclass(frozen=True, slots=True)
class _Counted:
    """How many rows bear these values, and how many of them are no copies."""

    values: Mapping[str, Any]  # by facet; `day` for days and months
    pieces: int
    independent: int


def count_facets(
    scope: Scope, compiled: Compiled, facets: Sequence[str]
) -> tuple[int, int, Mapping[str, tuple[Facet, ...]]]:
    """The totals, and each facet's values, the most frequent first (days and months in their order).

    All come from one walk over the rows found, so that they agree with one another and with the list.
    """
    check(facets)
    # What a set holds beside the counts by entity is of the present.
    in_sets = compiled.driver.table is t.article_entity and scope.state is None
    by_set, by_day = (_by_set if in_sets else _by_version)(scope, compiled, facets)
    counted = {}
    for facet in facets:
        if facet in NAMES:
            counted[facet] = _facet(facet, *_names(scope, compiled, NAMES[facet]))
            continue
        pieces: Counter[str] = Counter()
        independent: Counter[str] = Counter()
        for row in by_day if facet in DAYS else by_set:
            value = _value(facet, row.values["day" if facet in DAYS else facet])
            if value is not None:
                pieces[value] += row.pieces
                independent[value] += row.independent
        counted[facet] = _facet(facet, pieces, independent)
    return sum(row.pieces for row in by_set), sum(row.independent for row in by_set), counted


def _by_version(scope: Scope, compiled: Compiled, facets: Sequence[str]) -> tuple[list[_Counted], list[_Counted]]:
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
    days = [_day_text(scope, hits.c.day, facets)] if {*DAYS} & {*facets} else []
    inner = select(*columns, *days, kind).select_from(hits.join(t.versions, v.key == hits.c.version)).subquery()
    named = [column.name for column in inner.c]
    rows = []
    for *values, pieces in scope.connection.execute(select(*inner.c, func.count()).group_by(*inner.c)):
        rows.append(
            _Counted(dict(zip(named, values, strict=True)), pieces, 0 if counts_as_copy(values[-1]) else pieces)
        )
    return rows, rows


def _by_set(scope: Scope, compiled: Compiled, facets: Sequence[str]) -> tuple[list[_Counted], list[_Counted]]:
    """The same without looking at the versions: each row that a name is walked by bears the key of its set."""
    ae, f = t.article_entity.c, t.facet_sets.c
    hits = compiled.hits(ae.copy, ae.facets).cte("hits")
    count = func.count().label("n")
    if not {*DAYS} & {*facets}:
        grouped = select(hits.c.facets, null().label("day"), null().label("copy"), count).group_by(hits.c.facets)
    elif scope.on_postgresql:
        # Each row counts twice, by its set and by its day: both are few, the pairs of them are not.
        sides = func.grouping_sets(tuple_(hits.c.facets), tuple_(hits.c.day, hits.c.copy))
        grouped = select(hits.c.facets, hits.c.day, hits.c.copy, count).group_by(sides)
    else:
        of = (hits.c.facets, _day_text(scope, hits.c.day, facets), hits.c.copy)
        grouped = select(*of, count).group_by(*of)
    g = grouped.subquery()
    columns = [f[name] for name in COLUMNS if name in facets]
    statement = select(g, f.kind, *columns).select_from(g.outerjoin(t.facet_sets, f.key == g.c.facets))
    by_set, by_day = [], []
    for key, day, copy, n, *values in scope.connection.execute(statement):
        if key is not None:
            named = dict(zip(("kind", *(column.name for column in columns)), values, strict=True))
            by_set.append(_Counted(named, n, 0 if counts_as_copy(named["kind"]) else n))
        if day is not None:
            by_day.append(_Counted({"day": day}, n, 0 if copy else n))
    return by_set, by_day


def _day_text(scope: Scope, day: Any, facets: Sequence[str]) -> Any:
    if "day" in facets:
        return day.label("day")
    month: Any = func.to_char(day, "YYYY-MM") if scope.on_postgresql else func.substr(day, 1, 7)
    return month.label("day")


def _value(facet: str, value: Any) -> str | None:
    if facet in DAYS:
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
    ordered = sorted(pieces) if facet in DAYS else sorted(pieces, key=lambda v: (-pieces[v], v))[:MOST]
    return tuple(Facet(value=value, pieces=pieces[value], independent=independent[value]) for value in ordered)
