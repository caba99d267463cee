"""Stories as people decide: two are one, some articles are of another, two stay two.

The decisions are folded over the story in which placing puts an article (`dateline.store.verdicts`, the
same fold as for names); that story stays beside (`undecided_stories`), so that a decision can be
previewed, undone, and replayed whenever an article is placed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from dateline.records import Decision
from dateline.store import schema as t
from dateline.store.decisions import all_decisions
from dateline.store.linking import link_stories, remember_story
from dateline.store.standing import Standing, stand
from dateline.store.verdicts import STORY, Numbered, Verdicts, other_of
from dateline.stories.retelling import reshelve, retell
from dateline.stories.stored_shelf import StoreShelf

_PIECE = 500


def on_stories(decision: Decision) -> bool:
    """Whether a decision is about stories."""
    return decision.values.get("label") == STORY


@dataclass(frozen=True, slots=True)
class Wishes:
    """The standing decisions on stories, with the ids that their stories have in this store."""

    there: tuple[Standing, ...] = ()
    verdicts: Verdicts = field(default_factory=Verdicts)
    apart: frozenset[frozenset[str]] = frozenset()  # pairs that placing never makes one

    @classmethod
    def of(cls, connection: Connection, there: Iterable[Standing]) -> "Wishes":
        """From decisions in their order, those that were undone among them."""
        raw = [one for one in there if on_stories(one.decision)]
        abroad = _Abroad.of(connection, [one.decision for one in raw])
        home = tuple(replace(one, decision=abroad.at_home(one.decision)) for one in raw)
        numbered: list[Numbered] = []
        apart: set[frozenset[str]] = set()
        for one, written in zip(home, raw, strict=True):
            decision, other = one.decision, other_of(one.decision)
            if one.undone_by and decision.kind == "split" and not decision.object:
                # Whatever joined the story that an undone split had made is of the first one again.
                numbered.append((one.number, replace(decision, kind="merge", subject=other, object=decision.subject)))
            elif not one.undone_by:
                subjects = {decision.subject, *abroad.beside(written.decision)} - {other}
                numbered += [(one.number, replace(decision, subject=subject)) for subject in sorted(subjects)]
                if stayed := _stayed(decision):
                    numbered.append((one.number, stayed))
                if decision.kind != "merge":
                    apart.add(frozenset((decision.subject, other)))
        return cls(home, Verdicts.of(numbered), frozenset(apart))

    @classmethod
    def standing_in(cls, connection: Connection) -> "Wishes":
        """Those of a store."""
        return cls.of(connection, stand(all_decisions(connection)))

    @property
    def stories(self) -> set[str]:
        """The ids that they are about."""
        return {id for one in self.there for id in (one.decision.subject, other_of(one.decision))}


def settle(connection: Connection, wishes: Wishes, stories: Iterable[str], state: int, today: date) -> list[int]:
    """Let the articles of these stories (ids), and of those that lead to them, be where they were decided to be.

    Returns the keys of the articles that were moved.
    """
    about = {*stories, *wishes.verdicts.leading_to(stories)}
    rows = _articles(connection, sorted(_keys(connection, about).values()))
    ids = _ids(connection, {key for row in rows for key in (row.story, row.base) if key})
    bases = [ids[row.base or row.story] for row in rows]
    meant = [wishes.verdicts.meaning(base, row.id, "") or base for base, row in zip(bases, rows, strict=True)]
    _make_others(connection, wishes, set(meant), state)
    keys = _keys(connection, {*about, *map(wishes.verdicts.root, about), *bases, *meant})
    moved: dict[str, str] = {}
    changed: set[str] = set()
    articles = []
    for row, base, story in zip(rows, bases, meant, strict=True):
        wanted = story if story in keys else base  # the other may not be in the store yet
        _remember(connection, row.article, row.base, None if wanted == base else keys[base])
        if wanted != ids[row.story]:
            moved[row.id] = wanted
            changed |= {wanted, ids[row.story]}
            articles.append(row.article)
    link_stories(connection, moved, state)
    _forward(connection, wishes, about, keys, state)
    if changed:
        shelf = StoreShelf(connection)
        reshelve(connection, shelf, changed, today)
        retell(connection, shelf, changed, state)
    return articles


def is_story(connection: Connection, id: str) -> bool:
    """Whether a story of the store has this id."""
    return connection.execute(select(t.stories.c.key).where(t.stories.c.id == id)).first() is not None


def final(connection: Connection, story: str) -> str:
    """The id to which one forwards since placing made two stories one; what a decision merged is meant itself."""
    s, other, d = t.stories.c, t.stories.alias(), t.decisions.c
    while connection.execute(select(d.id).where(d.kind == "merge", d.subject == story).limit(1)).first() is None:
        into = select(other.c.id).join(t.stories, s.merged_into == other.c.key).where(s.id == story)
        if (found := connection.execute(into).scalar()) is None:
            break
        story = found
    return story


@dataclass(frozen=True, slots=True)
class _Abroad:
    """Where stories are that began otherwise in this store: in another order of arrival other articles begin them."""

    here: frozenset[str]  # ids that the store has
    bases: Mapping[str, str]  # article -> the story in which placing puts it

    @classmethod
    def of(cls, connection: Connection, decisions: Sequence[Decision]) -> "_Abroad":
        here = _keys(connection, {id for d in decisions for id in (d.subject, d.object) if id})
        asked = {article for d in decisions for article in _articles_of(d, "articles")}
        for decision in decisions:
            for which, id in (("subject", decision.subject), ("object", decision.object)):
                asked |= set() if id in here else set(_articles_of(decision, f"{which}_articles"))
        made = {other_of(d) for d in decisions if d.kind == "split" and not d.object}
        # What joined a story that a split made tells nothing of where the others are.
        return cls(frozenset(here), {a: story for a, story in _bases(connection, asked).items() if story not in made})

    def at_home(self, decision: Decision) -> Decision:
        """The decision with the ids that its stories have here: most of their articles tell which they are."""
        subject = self._most(decision.subject, _articles_of(decision, "subject_articles"))
        object = decision.object and self._most(decision.object, _articles_of(decision, "object_articles"))
        return replace(decision, subject=subject, object=object)

    def beside(self, decision: Decision) -> set[str]:
        """Other stories here of which a decision is too: those of the articles that it names."""
        articles = _articles_of(decision, "articles")
        if decision.kind == "merge":
            articles += [] if decision.subject in self.here else _articles_of(decision, "subject_articles")
            articles += [] if decision.object in self.here else _articles_of(decision, "object_articles")
        return {self.bases[article] for article in articles if article in self.bases}

    def _most(self, story: str, articles: Sequence[str]) -> str:
        told = Counter(self.bases[article] for article in articles if article in self.bases)
        return story if story in self.here else max(sorted(told), key=told.__getitem__, default=story)


def _stayed(decision: Decision) -> Decision | None:
    """What a split says of the articles that it left in the story, should they come to be placed with the others."""
    left = sorted(set(_articles_of(decision, "subject_articles")) - set(_articles_of(decision, "articles")))
    if decision.kind != "split" or not left:
        return None
    values = {"articles": " ".join(left), "label": STORY}
    return replace(decision, subject=other_of(decision), object=decision.subject, values=values)


def _articles_of(decision: Decision, name: str) -> list[str]:
    return decision.values.get(name, "").split()


def _bases(connection: Connection, articles: Iterable[str]) -> dict[str, str]:
    """Article (id) -> the story in which placing puts it."""
    s, sa, a, u, wanted = t.stories.c, t.story_articles.c, t.articles.c, t.undecided_stories.c, sorted(set(articles))
    statement = (
        select(a.id, s.id)
        .select_from(t.story_articles.join(t.articles, a.key == sa.article))
        .outerjoin(t.undecided_stories, u.article == sa.article)
        .join(t.stories, s.key == func.coalesce(u.story, sa.story))
        .where(sa.valid_to.is_(None))
    )
    found: dict[str, str] = {}
    for at in range(0, len(wanted), _PIECE):
        some = statement.where(a.id.in_(wanted[at : at + _PIECE]))
        found |= dict(connection.execute(some).tuples().all())
    return found


def _make_others(connection: Connection, wishes: Wishes, meant: set[str], state: int) -> None:
    """The stories that splits make, where they are not there yet."""
    made = {other_of(one.decision) for one in wishes.there if one.decision.kind == "split" and not one.decision.object}
    for id in sorted((made & meant) - set(_keys(connection, made & meant))):
        row = {"id": id, "headline": "", "summary": "", "valid_from": state, "changed": state}
        connection.execute(insert(t.stories).values(row))


def _forward(connection: Connection, wishes: Wishes, about: set[str], keys: dict[str, int], state: int) -> None:
    """Let merged stories forward, and those whose merging was undone no longer."""
    s = t.stories.c
    for id in sorted(wishes.stories & about & set(keys)):
        root = keys.get(wishes.verdicts.root(id), keys[id])
        into = None if root == keys[id] else root
        row = connection.execute(select(t.stories).where(s.key == keys[id])).one()
        if row.merged_into != into:
            remember_story(connection, row, state)
            connection.execute(update(t.stories).where(s.key == row.key).values(merged_into=into, changed=state))


def _articles(connection: Connection, stories: Sequence[int]) -> list[Any]:
    """The articles that are in these stories, or would be without decisions."""
    sa, a, u = t.story_articles.c, t.articles.c, t.undecided_stories.c
    statement = (
        select(sa.article, a.id, sa.story, u.story.label("base"))
        .select_from(t.story_articles.join(t.articles, a.key == sa.article))
        .outerjoin(t.undecided_stories, u.article == sa.article)
        .where(sa.valid_to.is_(None))
    )
    rows: dict[int, Any] = {}
    for at in range(0, len(stories), _PIECE):
        some = stories[at : at + _PIECE]
        for condition in (sa.story.in_(some), u.story.in_(some)):
            rows |= {row.article: row for row in connection.execute(statement.where(condition))}
    return list(rows.values())


def _keys(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    s, wanted = t.stories.c, sorted(set(ids))
    found: dict[str, int] = {}
    for at in range(0, len(wanted), _PIECE):
        some = select(s.id, s.key).where(s.id.in_(wanted[at : at + _PIECE]))
        found |= dict(connection.execute(some).tuples().all())
    return found


def _ids(connection: Connection, keys: set[int]) -> dict[int, str]:
    s, wanted = t.stories.c, sorted(keys)
    found: dict[int, str] = {}
    for at in range(0, len(wanted), _PIECE):
        some = select(s.key, s.id).where(s.key.in_(wanted[at : at + _PIECE]))
        found |= dict(connection.execute(some).tuples().all())
    return found


def _remember(connection: Connection, article: int, before: int | None, base: int | None) -> None:
    """Keep beside where placing puts an article; None: where it is."""
    if before == base:
        return
    connection.execute(delete(t.undecided_stories).where(t.undecided_stories.c.article == article))
    if base is not None:
        connection.execute(insert(t.undecided_stories).values(article=article, story=base))
