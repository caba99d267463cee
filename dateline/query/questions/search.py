"""Which articles match a query?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from dateline.errors import QueryError
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.compiling import Compiled, compile_query
from dateline.query.excerpts import excerpts
from dateline.query.facets import check, count_facets, totals
from dateline.query.paging import ORDERS, Keys, page_of
from dateline.query.parsing import parse
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that was found; `excerpt` is text[start:end] of its text, the sentence that shows why."""

    id: str
    headline: str | None
    published: date | None
    published_at: datetime | None
    outlet: str | None
    agency: str | None
    language: str | None
    source: str | None
    url: str | None
    version: int  # 1, 2, ...
    story: str | None
    copy_of: str | None
    copy_kind: str | None
    excerpt: str
    start: int
    end: int


def search(
    store: Store,
    query: str,
    *,
    at: int | str | None = None,
    limit: int = 20,
    after: str | None = None,
    order: str = "newest",
    facets: Sequence[str] = (),
) -> Answer[Hit]:
    """The articles that match, with how many there are in all and how many of those are no copies.

    Raises QueryError, pointing at the place in the query.
    """
    page_size(limit)
    check(facets)
    if order not in ORDERS:
        raise QueryError(f"There is no order {order!r}.", remedy=f"Allowed: {', '.join(ORDERS)}.")
    node = parse(query)
    asked = fingerprint("search", query, at, order)
    place = place_of(asked, after)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        compiled = compile_query(scope, node)
        if order == "relevance" and not compiled.words:
            order = "newest"  # nothing to rank by
        if facets:
            total, independent, counted = count_facets(scope, compiled, facets)
        else:
            (total, independent), counted = totals(scope, compiled), {}
        keys = page_of(scope, compiled, order, place, limit + 1, total)
        shown = keys[:limit]
        hits = hits_of(scope, [key for key, _ in shown], compiled)
    more = len(keys) > limit
    return Answer(
        items=tuple(hits),
        total=total,
        independent=independent,
        next=_next(asked, order, shown, place, limit) if more else None,
        state=scope.state,
        question={"question": "search", "query": query, "order": order, "at": at},
        facets=counted,
        notes=tuple(dict.fromkeys(compiled.notes)),
    )


def _next(asked: str, order: str, shown: Keys, place: Sequence[Any] | None, limit: int) -> str:
    if order == "relevance":
        return cursor(asked, (int(place[0]) if place else 0) + limit)
    key, day = shown[-1]
    return cursor(asked, day, key)


def hits_of(scope: Scope, versions: Sequence[int], compiled: Compiled) -> list[Hit]:
    """The records of some versions, in their order."""
    if not versions:
        return []
    v, a, x, s, o = t.versions.c, t.articles.c, t.texts.c, t.stories.c, t.articles.alias("original")
    sa, c = t.story_articles, t.copies
    shown = ("key", "published", "published_at", "outlet", "agency", "language", "source", "url", "number")
    statement = (
        select(
            *(v[name] for name in shown),
            a.id,
            x.headline,
            x.text,
            s.id.label("story"),
            o.c.id.label("copy_of"),
            c.c.kind.label("copy"),
        )
        .join(t.articles, a.key == v.article)
        .join(t.texts, x.version == v.key)
        .outerjoin(sa, (sa.c.article == v.article) & scope.holds(sa))
        .outerjoin(t.stories, s.key == sa.c.story)
        .outerjoin(c, (c.c.article == v.article) & scope.holds(c))
        .outerjoin(o, o.c.key == c.c.original)
        .where(v.key.in_(versions))
    )
    rows = {row.key: row for row in scope.connection.execute(statement)}
    places = excerpts(scope, compiled, {key: row.text for key, row in rows.items()})
    hits = []
    for key in versions:
        row, (start, end) = rows[key], places[key]
        hits.append(
            Hit(
                id=row.id,
                headline=row.headline,
                published=row.published,
                published_at=row.published_at,
                outlet=row.outlet,
                agency=row.agency,
                language=row.language,
                source=row.source,
                url=row.url,
                version=row.number,
                story=row.story,
                copy_of=row.copy_of,
                copy_kind=row.copy,
                excerpt=row.text[start:end],
                start=start,
                end=end,
            )
        )
    return hits
