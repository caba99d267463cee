"""Which stories are there, who carried them, and in which order?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Integer, case, cast, func, literal, select, tuple_

from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.compiling import compile_query
from dateline.query.facets import copied
from dateline.query.parsing import parse
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """One piece of a story."""

    article: str
    headline: str | None
    outlet: str | None
    published: date | None
    copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFound:
    """A story with its pieces in the order in which they appeared."""

    id: str
    headline: str
    summary: str
    began: datetime | None
    first: date | None
    last: date | None
    pieces: int
    independent: int
    outlets: int
    carriers: tuple[Carrier, ...]


def stories(
    store: Store,
    query: str = "",
    *,
    at: int | str | None = None,
    order: str = "newest",
    limit: int = 20,
    after: str | None = None,
) -> Answer[StoryFound]:
    """The stories that have a piece which matches the query; the newest, or the `largest`, first. Raises QueryError.

    A story's own counts are those of all its pieces that may be shown, not only of those that match.
    """
    page_size(limit)
    node = parse(query)
    asked = fingerprint("stories", query, at, order)
    place = place_of(asked, after)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        compiled = compile_query(scope, node)
        hits = compiled.hits().cte("hits")
        v, sa = t.versions, t.story_articles
        told = (
            select(sa.c.story)
            .select_from(hits.join(v, v.c.key == hits.c.version).join(sa, sa.c.article == v.c.article))
            .where(scope.holds(sa))
        )
        counted = _counted(scope, told).cte("counted")
        total = connection.execute(select(func.count()).select_from(counted)).scalar_one()
        rank = counted.c.last if order == "newest" else counted.c.pieces
        statement = select(counted).order_by(rank.desc(), counted.c.story.desc()).limit(limit + 1)
        if place:
            value = date.fromisoformat(place[0]) if order == "newest" else int(place[0])
            statement = statement.where(tuple_(rank, counted.c.story) < tuple_(literal(value), literal(int(place[1]))))
        rows = list(connection.execute(statement))
        items = _records(scope, rows[:limit])
    following = rows[limit - 1] if len(rows) > limit else None
    return Answer(
        items=tuple(items),
        total=total,
        next=cursor(asked, following.last if order == "newest" else following.pieces, following.story)
        if following
        else None,
        state=scope.state,
        question={"question": "stories", "query": query, "order": order, "at": at},
        notes=tuple(dict.fromkeys(compiled.notes)),
    )


def _pieces(scope: Scope) -> Any:
    v, sa = t.versions, t.story_articles
    source = sa.join(v, (v.c.article == sa.c.article) & scope.holds(v))
    return source, (scope.holds(sa), scope.shown(v.c.key))


def _counted(scope: Scope, told: Any) -> Any:
    v, sa = t.versions, t.story_articles
    source, conditions = _pieces(scope)
    return (
        select(
            sa.c.story,
            func.min(v.c.day).label("first"),
            func.max(v.c.day).label("last"),
            func.count().label("pieces"),
            cast(func.sum(case((copied(scope), 1), else_=0)), Integer).label("copies"),
            func.count(v.c.outlet.distinct()).label("outlets"),
        )
        .select_from(source)
        .where(*conditions, sa.c.story.in_(told))
        .group_by(sa.c.story)
    )


def _records(scope: Scope, rows: list[Any]) -> list[StoryFound]:
    keys = [row.story for row in rows]
    s, h, v, sa, a, x = t.stories, t.story_history, t.versions, t.story_articles, t.articles, t.texts
    about = {row.key: row for row in scope.connection.execute(select(s).where(s.c.key.in_(keys)))}
    ids = {key: row.id for key, row in about.items()}
    if scope.state is not None:
        former = scope.connection.execute(select(h).where(h.c.story.in_(keys), scope.holds(h)))
        about |= {row.story: row for row in former}
    source, conditions = _pieces(scope)
    carriers: dict[int, list[Carrier]] = {}
    for row in scope.connection.execute(
        select(sa.c.story, a.c.id, x.c.headline, v.c.outlet, v.c.published, copied(scope).label("copy"))
        .select_from(source.join(a, a.c.key == v.c.article).join(x, x.c.version == v.c.key))
        .where(*conditions, sa.c.story.in_(keys))
        .order_by(v.c.day, v.c.published_at, v.c.key)
    ):
        carrier = Carrier(
            article=row.id, headline=row.headline, outlet=row.outlet, published=row.published, copy=bool(row.copy)
        )
        carriers.setdefault(row.story, []).append(carrier)
    return [
        StoryFound(
            id=ids[row.story],
            headline=about[row.story].headline,
            summary=about[row.story].summary,
            began=about[row.story].began,
            first=row.first if row.first > date.min else None,
            last=row.last if row.last > date.min else None,
            pieces=row.pieces,
            independent=row.pieces - row.copies,
            outlets=row.outlets,
            carriers=tuple(carriers[row.story]),
        )
        for row in rows
    ]
