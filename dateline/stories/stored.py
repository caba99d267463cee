"""Stories in the store: the shelf that a new article is looked up on, and putting kept articles into stories.

`place` runs after articles are kept, in one transaction of its own. An article that a killed process
left without a story is found by `unplaced` and placed by the next run; one that has a story stays there.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Connection, select, update

from dateline.store import Store
from dateline.store import schema as t
from dateline.store.linking import link_stories, remember_story
from dateline.store.states import open_state
from dateline.store.verdicts import other_of
from dateline.stories.decided import Wishes, settle
from dateline.stories.marks import marks_of
from dateline.stories.placing import Piece, Placed, Placer, in_order
from dateline.stories.retelling import UNDATED, hidden, retell
from dateline.stories.stored_shelf import StoreShelf
from dateline.stories.terms import counted

_EACH_TIME = 5  # articles up to which a story is told anew with each


@dataclass(frozen=True, slots=True)
class _Kept:
    """An article without a story, as the store has it."""

    key: int
    version: int
    piece: Piece


def place(store: Store, articles: Iterable[str], *, today: date | None = None) -> dict[str, str]:
    """Put kept articles (ids) into their stories: article id -> story id.

    Articles that are in a story, are not kept, or must not be shown yet are passed over. Raises StoreError;
    then nothing changed.
    """
    with store.writing() as connection:
        kept = _without_story(connection, articles)
        if not kept:
            return {}
        shelf = StoreShelf(connection)
        own = [one.piece for one in kept if one.piece.original is None]
        shelf.count(
            Counter(term for piece in own for term in counted(piece.headline, piece.text, piece.marks)), len(own)
        )
        wishes = Wishes.standing_in(connection)
        day = today or datetime.now(UTC).date()
        placer = Placer(shelf, day, wishes.apart, frozenset(wishes.stories))
        placing = _Placing(connection, shelf, placer)
        stories = placing.place(kept)
        if wishes.there:
            wishes = Wishes.standing_in(connection)  # the new articles may tell which stories are meant
            settle(connection, wishes, _concerned(wishes, stories), placing.state, day)
            stories = placing.stories_of(stories)
        return stories


def unplaced(store: Store, limit: int = 1000) -> list[str]:
    """Ids of kept articles that may be shown and are in no story yet."""
    a, v, sa = t.articles.c, t.versions.c, t.story_articles
    statement = (
        select(a.id)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .outerjoin(sa, (sa.c.article == a.key) & sa.c.valid_to.is_(None))
        .where(sa.c.article.is_(None), v.key.not_in(hidden()))
        .order_by(a.key)
        .limit(limit)
    )
    with store.reading() as connection:
        return list(connection.execute(statement).scalars())


class _Placing:
    """One transaction of placing: articles one by one, then what is told of the stories that changed."""

    def __init__(self, connection: Connection, shelf: StoreShelf, placer: Placer) -> None:
        self.connection = connection
        self.shelf = shelf
        self.placer = placer
        self.state = open_state(connection)
        self.changed: set[str] = set()

    def place(self, kept: Sequence[_Kept]) -> dict[str, str]:
        originals = self.stories_of(one.piece.original for one in kept if one.piece.original)
        stories: dict[str, str] = {}
        for piece in in_order(one.piece for one in kept):
            original = piece.original or ""
            of_original = stories.get(original) or originals.get(original)
            placed = self.placer.place(piece, self.shelf.final(of_original) if of_original else None)
            stories[piece.id] = placed.story
            self.changed.add(placed.story)
            if placed.gone:
                self._forward(placed)
                stories = {id: placed.story if story == placed.gone else story for id, story in stories.items()}
        link_stories(self.connection, stories, self.state)
        worth = {story for story in self.changed if _worth_telling(self.shelf.profile(story).articles)}
        retell(self.connection, self.shelf, worth, self.state)
        return stories

    def stories_of(self, articles: Iterable[str]) -> dict[str, str]:
        """Article id -> id of the story in which it is now."""
        a, s, sa = t.articles.c, t.stories.c, t.story_articles.c
        statement = (
            select(a.id, s.id)
            .join(t.story_articles, (sa.article == a.key) & sa.valid_to.is_(None))
            .join(t.stories, s.key == sa.story)
            .where(a.id.in_(sorted(set(articles))))
        )
        return dict(self.connection.execute(statement).tuples().all())

    def _forward(self, placed: Placed) -> None:
        """Move the articles of a story that went into another, and let its id forward there."""
        a, s, sa = t.articles.c, t.stories.c, t.story_articles.c
        rows = {
            row.id: row
            for row in self.connection.execute(select(t.stories).where(s.id.in_((placed.story, placed.gone))))
        }
        gone, kept = rows[placed.gone], rows[placed.story]
        moved = self.connection.execute(
            select(a.id).join(t.story_articles, sa.article == a.key).where(sa.story == gone.key, sa.valid_to.is_(None))
        ).scalars()
        link_stories(self.connection, dict.fromkeys(moved, placed.story), self.state)
        remember_story(self.connection, gone, self.state)
        self.connection.execute(
            update(t.stories).where(s.key == gone.key).values(merged_into=kept.key, changed=self.state)
        )
        u = t.undecided_stories.c
        self.connection.execute(update(t.undecided_stories).where(u.story == gone.key).values(story=kept.key))
        self.changed.discard(str(placed.gone))


def _concerned(wishes: Wishes, placed: Mapping[str, str]) -> set[str]:
    """The stories of a batch that decisions are about, with those into which they may be found to belong."""
    about = set(placed.values()) & wishes.stories
    for one in wishes.there:
        here = set(placed) & {*one.decision.values.get("articles", "").split()}
        if one.decision.subject in about or here:
            about |= {one.decision.subject, other_of(one.decision), *(placed[id] for id in here)}
    return about


def _without_story(connection: Connection, articles: Iterable[str]) -> list[_Kept]:
    a, v, x, sa, c, o = t.articles.c, t.versions.c, t.texts.c, t.story_articles, t.copies.c, t.articles.alias()
    rows = connection.execute(
        select(a.key, a.id, v.key.label("version"), v.day, v.published_at, x.headline, x.text, o.c.id.label("original"))
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .outerjoin(sa, (sa.c.article == a.key) & sa.c.valid_to.is_(None))
        .outerjoin(t.copies, (c.article == a.key) & c.valid_to.is_(None) & (c.kind != "form"))
        .outerjoin(o, o.c.key == c.original)
        .where(a.id.in_(sorted(set(articles))), sa.c.article.is_(None), v.key.not_in(hidden()))
    ).all()
    marks = marks_of(connection, {row.version: row.day for row in rows})
    return [
        _Kept(
            row.key,
            row.version,
            Piece(
                id=row.id,
                text=row.text,
                headline=row.headline,
                day=None if row.day == UNDATED else row.day,
                moment=row.published_at,
                marks=marks.get(row.version, ()),
                original=row.original,
            ),
        )
        for row in {row.key: row for row in rows}.values()
    ]


def _worth_telling(articles: int) -> bool:
    """Whether a story with so many articles is told anew: each time while it is small, then ever more rarely."""
    return articles <= _EACH_TIME or articles % (1 << (articles.bit_length() - 3)) == 0
