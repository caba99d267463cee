"""What ties articles together: copies, stories, and which entity a name means."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from dateline.records import Copy, Story
from dateline.store import schema as t
from dateline.store.facet_sets import copy_kind
from dateline.store.meaning import recount


def article_keys(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The key of each article id that is in the store."""
    a = t.articles.c
    return dict(connection.execute(select(a.id, a.key).where(a.id.in_(sorted(set(ids))))).tuples().all())


def link_copies(connection: Connection, copies: Sequence[Copy], state: int, *, anew: Sequence[str] = ()) -> None:
    """Say of articles whose text they carry; an article's earlier link is closed.

    `anew`: articles (ids) that were compared anew; those of them without a copy are copies no longer.
    Copies of and by unknown articles are passed over.
    """
    if not copies and not anew:
        return
    keys = article_keys(connection, [*anew, *(id for copy in copies for id in (copy.article, copy.original))])
    latest = {copy.article: copy for copy in copies if copy.article in keys and copy.original in keys}
    wanted = {keys[id]: _copy_row(copy, keys) for id, copy in latest.items()}
    c = t.copies.c
    compared = sorted({*wanted, *(keys[id] for id in anew if id in keys)})
    current = connection.execute(select(t.copies).where(c.article.in_(compared), c.valid_to.is_(None))).mappings()
    before = {r["article"]: {name: r[name] for name in _COPY_COLUMNS} for r in current}
    changed = [key for key in compared if before.get(key) != wanted.get(key)]
    unlink(connection, t.copies, "article", changed, state)
    rows = [wanted[key] | {"valid_from": state, "valid_to": None} for key in changed if key in wanted]
    if rows:
        connection.execute(insert(t.copies), rows)
    passed_over = [keys[copy.article] for copy in copies if copy.article in keys and copy.original not in keys]
    _mark(connection, [*changed, *passed_over], state)


def _mark(connection: Connection, articles: Sequence[int], state: int) -> None:
    """Let the counts by entity know which of these articles are copies now, and of which kind."""
    ae, v, f = t.article_entity.c, t.versions.c, t.facet_sets.c
    statement = (
        select(ae.version)
        .distinct()
        .join(t.versions, v.key == ae.version)
        .join(t.facet_sets, f.key == ae.facets)
        .where(v.article.in_(articles), v.valid_to.is_(None), ae.valid_to.is_(None))
        .where(f.kind.is_distinct_from(copy_kind(v.article)))
    )
    if articles and (wrong := connection.execute(statement).scalars().all()):
        recount(connection, wrong, state)


_COPY_COLUMNS = ("article", "original", "kind", "share", "dropped", "added", "origin", "reason")


def _copy_row(copy: Copy, keys: Mapping[str, int]) -> dict[str, Any]:
    return {
        "article": keys[copy.article],
        "original": keys[copy.original],
        "kind": copy.kind,
        "share": copy.share,
        "dropped": list(copy.dropped),
        "added": list(copy.added),
        "origin": copy.origin,
        "reason": copy.reason,
    }


def unlink(connection: Connection, table: Any, column: str, keys: Sequence[int], state: int) -> None:
    """Close the rows of these keys; rows of the open state itself are taken out."""
    if keys:
        of = table.c[column].in_(keys)
        connection.execute(delete(table).where(of, table.c.valid_from == state))
        connection.execute(update(table).where(of, table.c.valid_to.is_(None)).values(valid_to=state))


def put_stories(connection: Connection, stories: Sequence[Story], state: int) -> None:
    """Add stories or bring them up to date, with their articles."""
    s = t.stories.c
    latest = {story.id: story for story in stories}
    there = {row.id: row for row in connection.execute(select(t.stories).where(s.id.in_(sorted(latest))))}
    for id in sorted(latest):
        story, row = latest[id], there.get(id)
        wanted = {"headline": story.headline, "summary": story.summary, "began": story.began}
        if row is None:
            connection.execute(insert(t.stories).values(id=id, **wanted, valid_from=state, changed=state))
        elif any(getattr(row, name) != value for name, value in wanted.items()):
            remember_story(connection, row, state)
            connection.execute(update(t.stories).where(s.key == row.key).values(**wanted, changed=state))
    link_stories(connection, {article: story.id for story in latest.values() for article in story.articles}, state)


def remember_story(connection: Connection, row: Any, state: int) -> None:
    """Write what a story (a row of stories) was until this state into its history."""
    if row.changed < state:
        history = {name: getattr(row, name) for name in ("headline", "summary", "began", "merged_into")}
        connection.execute(
            insert(t.story_history).values(story=row.key, **history, valid_from=row.changed, valid_to=state)
        )


def link_stories(connection: Connection, stories: Mapping[str, str], state: int) -> None:
    """Put articles (ids) into stories (ids); an article is in one story at a time."""
    if not stories:
        return
    articles = article_keys(connection, stories)
    s, sa = t.stories.c, t.story_articles.c
    keys = dict(connection.execute(select(s.id, s.key).where(s.id.in_(sorted(set(stories.values()))))).tuples().all())
    wanted = {articles[a]: keys[story] for a, story in stories.items() if a in articles and story in keys}
    current = connection.execute(
        select(sa.article, sa.story).where(sa.article.in_(sorted(wanted)), sa.valid_to.is_(None))
    )
    same = {article for article, story in current if wanted[article] == story}
    changed = [article for article in sorted(wanted) if article not in same]
    unlink(connection, t.story_articles, "article", changed, state)
    if changed:
        rows = [{"article": a, "story": wanted[a], "valid_from": state, "valid_to": None} for a in changed]
        connection.execute(insert(t.story_articles), rows)
