"""Stories whose articles have changed: what is told of them follows, and nothing is told of what was withdrawn."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from dateline.records.sentences import sentence_bounds
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.states import open_state
from dateline.stories.retelling import retell
from dateline.stories.stored_shelf import StoreShelf


def follow(store: Store, articles: Iterable[str]) -> None:
    """Tell the stories of articles (ids) anew of which a later version was just kept. Safe to call again."""
    a, v, s, sa = t.articles.c, t.versions.c, t.stories.c, t.story_articles.c
    renewed = (
        select(a.key, v.status, s.id, s.key.label("story"))
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.story_articles, (sa.article == a.key) & sa.valid_to.is_(None))
        .join(t.stories, s.key == sa.story)
        .where(a.id.in_(sorted(set(articles))), v.number > 1)
    )
    with store.writing() as connection:
        rows = connection.execute(renewed).all()
        if not rows:
            return
        retell(connection, StoreShelf(connection), {row.id for row in rows}, open_state(connection))
        for row in rows:
            if row.status != "usable":
                _unsay(connection, row.story, row.key)


def unfollowed(store: Store, limit: int = 1000) -> list[str]:
    """Articles (ids) that a killed pass may have kept a later version of and not followed up.

    Those since the last state was closed; and, however the pass ended, what was withdrawn of late.
    """
    a, v = t.articles.c, t.versions.c
    newest = select(v.article, v.number, v.status, v.valid_from).order_by(v.key.desc()).limit(limit).subquery()
    statement = select(a.id).join(newest, newest.c.article == a.key).where(newest.c.number > 1)
    with store.reading() as connection:
        state = open_state(connection)
        late = (newest.c.valid_from == state) | (newest.c.status != "usable")
        return list(connection.execute(statement.where(late)).scalars())


def _unsay(connection: Connection, story: int, article: int) -> None:
    """Answers that are pinned to former states tell nothing more of a withdrawn article's words."""
    s, h, v, x = t.stories.c, t.story_history.c, t.versions.c, t.texts.c
    said = connection.execute(
        select(x.headline, x.text).join(t.versions, v.key == x.version).where(v.article == article)
    ).all()
    now = connection.execute(select(s.headline, s.summary).where(s.key == story)).one()
    former = connection.execute(select(t.story_history).where(h.story == story)).all()
    for row in former:
        if _tells(row, said):
            of = (h.story == story) & (h.valid_from == row.valid_from)
            told = {"headline": now.headline, "summary": now.summary}
            connection.execute(update(t.story_history).where(of).values(told))


def _tells(row: Any, said: Sequence[Any]) -> bool:
    """Whether headline or summary of a story were taken from one of these texts."""
    sentences = [row.summary[start:end].strip() for start, end in sentence_bounds(row.summary)]
    words = [words for words in (row.headline, *sentences) if words]
    return any(row.headline == one.headline or any(w in one.text for w in words) for one in said)
