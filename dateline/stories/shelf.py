"""Where stories are looked up, at a cost that does not grow with their number.

A story stands under its heaviest terms; a new article asks for the stories of the last days that
stand under its own.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from dateline.stories.profile import Profile
from dateline.stories.terms import heaviest

ASKED = 20  # terms of an article that are asked for
SHELVED = 24  # terms of a story under which it stands
WINDOW = timedelta(days=14)  # without a new article, after which a story is closed
CANDIDATES = 12  # stories whose profiles are compared with an article, at most
CROWD = 400  # stories under one term that are looked at, the newest first


class Shelf(Protocol):
    """Stories by their terms; a story is known by its id."""

    def seen(self, terms: Iterable[str]) -> tuple[Mapping[str, int], int]:
        """In how many articles each of the terms stands, and how many articles there are."""
        ...

    def candidates(self, terms: Sequence[str], day: date | None) -> list[str]:
        """Stories open on a day that stand under the terms, the likeliest first."""
        ...

    def profile(self, story: str) -> Profile:
        """What a story is about."""
        ...

    def put(self, story: str, profile: Profile) -> None:
        """Keep a story, new or changed."""
        ...

    def drop(self, story: str) -> None:
        """Take a story off: it went into another."""
        ...

    def age(self, story: str) -> int:
        """Stories that came earlier have smaller numbers."""
        ...


def ranked(stories: Iterable[str]) -> list[str]:
    """Stories named once for each term that they share, those that share most first."""
    shared = Counter(stories)
    return sorted(shared, key=lambda story: (-shared[story], story))[:CANDIDATES]


class MemoryShelf:
    """The shelf in memory; `words`: in how many of `articles` texts each term stands."""

    def __init__(self, words: Mapping[str, int] | None = None, articles: int = 0) -> None:
        self._words = words or {}
        self._articles = articles
        self._under: dict[str, dict[str, None]] = {}
        self._profiles: dict[str, Profile] = {}
        self._ages: dict[str, int] = {}

    def seen(self, terms: Iterable[str]) -> tuple[Mapping[str, int], int]:
        """See Shelf."""
        return self._words, self._articles

    def candidates(self, terms: Sequence[str], day: date | None) -> list[str]:
        """See Shelf."""
        near = (story for term in terms for story in list(self._under.get(term, ()))[-CROWD:])
        return ranked(story for story in near if self._profiles[story].gap(day) <= WINDOW.days)

    def profile(self, story: str) -> Profile:
        """See Shelf."""
        return self._profiles[story]

    def put(self, story: str, profile: Profile) -> None:
        """See Shelf."""
        self._lift(story)
        self._profiles[story] = profile
        self._ages.setdefault(story, len(self._ages))
        for term in heaviest(profile.terms, SHELVED):
            self._under.setdefault(term, {})[story] = None

    def drop(self, story: str) -> None:
        """See Shelf."""
        self._lift(story)
        self._profiles.pop(story, None)

    def age(self, story: str) -> int:
        """See Shelf."""
        return self._ages[story]

    def _lift(self, story: str) -> None:
        if story in self._profiles:
            for term in heaviest(self._profiles[story].terms, SHELVED):
                self._under.get(term, {}).pop(story, None)
