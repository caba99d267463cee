"""What is told of a story in the store, and what it is about, made anew from its articles."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Select, func, select

from dateline.records import Story
from dateline.store import schema as t
from dateline.store.linking import put_stories
from dateline.stories.marks import marks_of
from dateline.stories.placing import believed
from dateline.stories.profile import Profile
from dateline.stories.stored_shelf import StoreShelf
from dateline.stories.telling import READ, Carried, told
from dateline.stories.terms import counted, weighted

UNDATED = date(1, 1, 1)
_WEIGHED = 200  # articles of which a profile is made anew, at most: the first and the newest


def retell(connection: Connection, shelf: StoreShelf, stories: Iterable[str], state: int) -> None:
    """Headline, summary and beginning of stories (ids), from their articles as they are linked now."""
    for story in sorted(stories):
        carried = _carried(connection, shelf.key(story))
        # The articles are linked already; only what is told of them changes here. Of none there is nothing to tell.
        tale = replace(told(story, carried), articles=()) if carried else Story(id=story, headline="")
        put_stories(connection, [tale], state)


def reshelve(connection: Connection, shelf: StoreShelf, stories: Iterable[str], today: date) -> None:
    """Let stories (ids) be found by the articles that they have now; one without articles is found no longer."""
    for story in sorted(stories):
        shelf.drop(story)
        rows = _rows(connection, shelf.key(story), _WEIGHED)
        if not rows:
            continue
        marks = marks_of(connection, {row.version: row.day for row in rows})
        profile = Profile({}, 0)
        for row in rows:
            counts = {} if row.copy else counted(row.headline, row.text, marks.get(row.version, ()))
            vector = weighted(counts, *shelf.seen(counts)) if counts else {}
            profile = profile.with_article(vector, believed(None if row.day == UNDATED else row.day, today))
        shelf.put(story, replace(profile, articles=_size(connection, shelf.key(story))))


def _carried(connection: Connection, story: int) -> list[Carried]:
    """The first and the newest articles of a story."""
    return [
        Carried(
            id=row.id,
            text=row.text,
            headline=row.headline,
            day=None if row.day == UNDATED else row.day,
            moment=row.published_at,
            outlet=row.outlet,
            copy=bool(row.copy),
        )
        for row in _rows(connection, story, READ)
    ]


def _rows(connection: Connection, story: int, limit: int) -> list[Any]:
    v, x, a, sa, c = t.versions.c, t.texts.c, t.articles.c, t.story_articles.c, t.copies.c
    copied = c.article.is_not(None).label("copy")
    statement = (
        select(a.id, v.key.label("version"), v.day, v.published_at, v.outlet, x.headline, x.text, copied)
        .join(t.story_articles, (sa.article == a.key) & sa.valid_to.is_(None))
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .outerjoin(t.copies, (c.article == a.key) & c.valid_to.is_(None) & (c.kind != "form"))
        .where(sa.story == story, v.key.not_in(hidden()))
    )
    rows: dict[str, Any] = {}
    for order in (sa.article, sa.article.desc()):
        rows |= {row.id: row for row in connection.execute(statement.order_by(order).limit(limit // 2))}
    return list(rows.values())


def _size(connection: Connection, story: int) -> int:
    sa = t.story_articles.c
    of = (sa.story == story) & sa.valid_to.is_(None)
    return int(connection.execute(select(func.count()).where(of)).scalar_one())


def hidden() -> Select[tuple[int]]:
    """Versions that must not be shown now: canceled, withheld, or under an embargo that lasts."""
    held = t.held_back.c
    return select(held.version).where(held.until.is_(None) | (held.until > datetime.now(UTC)))
