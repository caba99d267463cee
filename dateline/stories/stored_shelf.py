"""The shelf in the store: three tables, each read by its key only, within the transaction of a placing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from dateline.store import schema as t
from dateline.store.states import open_state
from dateline.stories.profile import Profile
from dateline.stories.shelf import ASKED, CROWD, SHELVED, WINDOW, ranked
from dateline.stories.terms import heaviest

_UNDATED = date(1, 1, 1)
_ALL = ""  # the term under which all articles are counted


class StoreShelf:
    """A Shelf over the open connection of a writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._keys: dict[str, int] = {}
        self._profiles: dict[str, Profile] = {}

    def count(self, terms: Mapping[str, int], articles: int) -> None:
        """Count so many articles more, with the number of them in which each term stands."""
        rows = [{"term": term, "articles": number} for term, number in sorted({**terms, _ALL: articles}.items())]
        statement = self._insert(t.story_words)
        self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=["term"],
                set_={"articles": t.story_words.c.articles + statement.excluded.articles},
            ),
            rows,
        )

    def seen(self, terms: Iterable[str]) -> tuple[Mapping[str, int], int]:
        """See Shelf."""
        w = t.story_words.c
        statement = select(w.term, w.articles).where(w.term.in_([*terms, _ALL]))
        found = dict(self._connection.execute(statement).tuples().all())
        return found, found.pop(_ALL, 0)

    def candidates(self, terms: Sequence[str], day: date | None) -> list[str]:
        """See Shelf."""
        if not terms:
            return []
        st, s = t.story_terms.c, t.stories.c
        statement = select(s.id, s.key).join(t.story_terms, st.story == s.key).where(st.term.in_(terms))
        if day is not None:
            statement = statement.where(st.day.between(day - WINDOW, day + WINDOW) | (st.day == _UNDATED))
        rows = self._connection.execute(statement.limit(ASKED * CROWD)).all()
        self._keys.update((row.id, row.key) for row in rows)
        return ranked(row.id for row in rows)

    def profile(self, story: str) -> Profile:
        """See Shelf."""
        if story not in self._profiles:
            p = t.story_profiles.c
            row = self._connection.execute(select(t.story_profiles).where(p.story == self.key(story))).one_or_none()
            self._profiles[story] = _profile(row) if row else Profile({}, 0)
        return self._profiles[story]

    def put(self, story: str, profile: Profile) -> None:
        """See Shelf. A story that is new gets its row; what is told of it comes later."""
        key = self._key_or_new(story)
        self._profiles[story] = profile
        row = {
            "story": key,
            "first": profile.first or _UNDATED,
            "last": profile.last or _UNDATED,
            "articles": profile.articles,
            "terms": profile.terms,
        }
        statement = self._insert(t.story_profiles).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["story"], set_=row))
        self._stand(key, profile.last or _UNDATED, heaviest(profile.terms, SHELVED))

    def drop(self, story: str) -> None:
        """See Shelf."""
        key = self.key(story)
        self._connection.execute(delete(t.story_terms).where(t.story_terms.c.story == key))
        self._connection.execute(delete(t.story_profiles).where(t.story_profiles.c.story == key))
        self._profiles.pop(story, None)

    def age(self, story: str) -> int:
        """See Shelf."""
        return self.key(story)

    def key(self, story: str) -> int:
        """The key of a story that is in the store."""
        if story not in self._keys:
            s = t.stories.c
            self._keys[story] = int(self._connection.execute(select(s.key).where(s.id == story)).scalar_one())
        return self._keys[story]

    def final(self, story: str) -> str:
        """The story to which an id forwards; itself where it went into no other."""
        s, other = t.stories.c, t.stories.alias()
        while True:
            statement = select(other.c.id).join(t.stories, s.merged_into == other.c.key).where(s.id == story)
            into = self._connection.execute(statement).scalar()
            if into is None:
                return story
            story = into

    def _key_or_new(self, story: str) -> int:
        s = t.stories.c
        found = self._keys.get(story) or self._connection.execute(select(s.key).where(s.id == story)).scalar()
        if found is None:
            state = open_state(self._connection)
            row = {"id": story, "headline": "", "summary": "", "valid_from": state, "changed": state}
            found = self._connection.execute(insert(t.stories).values(row).returning(s.key)).scalar_one()
        self._keys[story] = int(found)
        return int(found)

    def _stand(self, key: int, day: date, terms: Sequence[str]) -> None:
        """Let a story stand under these terms and no others; rows that are right already stay."""
        st = t.story_terms.c
        there = dict(self._connection.execute(select(st.term, st.day).where(st.story == key)).tuples().all())
        wrong = [term for term, stood in there.items() if stood != day or term not in terms]
        if wrong:
            self._connection.execute(delete(t.story_terms).where(st.story == key, st.term.in_(wrong)))
        rows = [{"term": term, "story": key, "day": day} for term in terms if there.get(term) != day]
        if rows:
            self._connection.execute(insert(t.story_terms), rows)

    def _insert(self, table: Table) -> Any:
        """An insert that knows what to do where the row is there, in the engine's dialect."""
        return (postgresql if self._connection.dialect.name == "postgresql" else sqlite).insert(table)


def _profile(row: Any) -> Profile:
    def known(day: date) -> date | None:
        return None if day == _UNDATED else day

    return Profile(dict(row.terms), row.articles, known(row.first), known(row.last))
