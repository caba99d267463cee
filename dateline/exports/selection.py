"""What is exported: the articles that a query finds in one state of the store, and where that comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import func, select

from dateline import __version__
from dateline.query.compiling import compile_query
from dateline.query.parsing import parse
from dateline.query.questions.articles import articles
from dateline.query.questions.search import search
from dateline.query.scope import scope_at
from dateline.query.watchlists import asked_within
from dateline.records import jsonable
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.reading import Known
from dateline.store.states import closed_state

CALIBRATED = ("PERSON", "ORG", "PLACE", "DATE", "EVENT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What makes an export reproducible: it goes into every file."""

    query: str
    watchlists: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # name -> query, where it asks
    state: int | None  # the state of the store to which the query was pinned
    run: str | None  # the run that closed that state
    models: tuple[str, ...]
    pieces: int
    independent: int
    code: str = __version__
    made: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    expected_precision: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    # label -> share of its mentions that are right, as their scores tell, which were calibrated on measured texts

    def record(self) -> dict[str, Any]:
        """As plain JSON."""
        shown: dict[str, Any] = jsonable(self)
        return shown

    def lines(self) -> list[tuple[str, str]]:
        """As pairs of name and text, for a sheet or a header."""
        return [(name, _line(value)) for name, value in self.record().items() if value not in (None, {}, [])]


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles of a query, to be walked once or several times."""

    store: Store
    query: str
    at: int | str | None
    provenance: Provenance

    def __iter__(self) -> Iterator[Known]:
        return articles(self.store, self.query, at=self.at)


def select_articles(store: Store, query: str, *, at: int | str | None = None) -> Selection:
    """The selection of a query. Without `at` it is pinned to the newest closed state.

    In a store that has none yet (it was filled, and no run has ended) the present is closed first, so that
    every export can be made again. Raises QueryError.
    """
    parse(query)
    with store.reading() as connection:
        newest = closed_state(connection)
    pinned = at if at is not None else newest or store.close_now()
    with store.reading() as connection:
        asked = asked_within(connection, query)
        models = [
            f"{name} {version}" for name, version in connection.execute(select(t.models.c.name, t.models.c.version))
        ]
        runs = dict(connection.execute(select(t.states.c.number, t.states.c.run)).tuples().all())
    counted = search(store, query, at=pinned, limit=1)
    return Selection(
        store,
        query,
        pinned,
        Provenance(
            query=query,
            watchlists=asked,
            state=counted.state,
            run=runs.get(counted.state) if counted.state is not None else None,
            models=tuple(models),
            pieces=counted.total,
            independent=counted.independent or 0,
            expected_precision=_expected(store, query, pinned),
        ),
    )


def _expected(store: Store, query: str, at: int | str) -> dict[str, float]:
    m = t.mentions.c
    with store.reading() as connection:
        scope = scope_at(connection, at)
        hits = compile_query(scope, parse(query)).hits().cte("hits")
        statement = (
            select(m.label, func.avg(m.score))
            .join(hits, hits.c.version == m.version)
            .where(scope.holds(t.mentions), m.label.in_(CALIBRATED))
            .group_by(m.label)
            .order_by(m.label)
        )
        return {label: round(float(mean), 3) for label, mean in connection.execute(statement) if mean is not None}


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} = {one}" for name, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
