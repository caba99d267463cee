"""Into which story an article goes, and when two stories turn out to be one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b

from dateline.stories.profile import Profile, needed
from dateline.stories.shelf import ASKED, MemoryShelf, Shelf
from dateline.stories.terms import Vector, counted, heaviest, weighted

ONE = 0.4  # likeness of two stories that makes them one, when an article belongs to both
EPOCH = date(1970, 1, 1)  # what a clock without a battery says


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article as placing needs it."""

    id: str
    text: str
    headline: str | None = None
    day: date | None = None
    moment: datetime | None = None
    marks: tuple[str, ...] = ()  # entities, events and days that findings know of it
    original: str | None = None  # the article whose text it carries


@dataclass(slots=True)
class Placed:
    """The outcome for one article: its story, and a story that went into it on this occasion."""

    story: str
    new: bool = False
    gone: str | None = None  # an id that forwards to `story` from now on


@dataclass(slots=True)
class Placer:
    """Puts articles into stories on a shelf, in the order in which they arrive."""

    shelf: Shelf
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    apart: frozenset[frozenset[str]] = frozenset()  # pairs of stories that people said are two
    named: frozenset[str] = frozenset()  # stories that people's decisions name: these keep their ids

    def place(self, piece: Piece, story: str | None = None) -> Placed:
        """The article's story; `story`: that of the text which it carries, where that is known."""
        day = believed(piece.day, self.today)
        if story is not None:
            # A copy adds days to its story, and nothing to what the story is about.
            self.shelf.put(story, self.shelf.profile(story).with_article({}, day))
            return Placed(story)
        counts = counted(piece.headline, piece.text, piece.marks)
        vector = weighted(counts, *self.shelf.seen(counts))
        story, second = self._likeliest(vector, day)
        if story is None:
            new = story_id(piece.id)
            self.shelf.put(new, Profile({}, 0).with_article(vector, day))
            return Placed(new, new=True)
        profile = self.shelf.profile(story).with_article(vector, day)
        gone = None
        if second and self._may_join(story, second) and self._one(profile, other := self.shelf.profile(second)):
            story, gone = sorted((story, second), key=lambda id: (id not in self.named, self.shelf.age(id)))
            profile = profile.joined(other)
            self.shelf.drop(gone)
        self.shelf.put(story, profile)
        return Placed(story, gone=gone)

    def _likeliest(self, vector: Vector, day: date | None) -> tuple[str | None, str | None]:
        """The story that the article is part of, and another of which it could be part too."""
        least = needed(vector)
        found: list[tuple[float, str]] = []
        for story in self.shelf.candidates(heaviest(vector, ASKED), day):
            likeness = self.shelf.profile(story).likeness(vector, day)
            if likeness >= least:
                found.append((-likeness, story))
        found.sort()
        return (found[0][1] if found else None), (found[1][1] if len(found) > 1 else None)

    def _may_join(self, one: str, other: str) -> bool:
        return frozenset((one, other)) not in self.apart and not {one, other} <= self.named

    def _one(self, profile: Profile, other: Profile) -> bool:
        length = sum(weight * weight for weight in other.terms.values()) ** 0.5
        unit = {term: weight / length for term, weight in other.terms.items()} if length else {}
        return max(profile.likeness(unit, other.first), profile.likeness(unit, other.last)) >= ONE


def believed(day: date | None, today: date) -> date | None:
    """The day, unless it is that of a clock which stands: 1970, or a day that is yet to come."""
    return None if day is None or day == EPOCH or day > today + timedelta(days=2) else day


def story_id(article: str) -> str:
    """The id of the story that an article begins: the same whenever it is placed anew."""
    return "story-" + blake2b(article.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def cluster(pieces: Sequence[Piece]) -> dict[str, str]:
    """Article id -> story id, for the texts of one file: placed in the order of their days.

    How rare a term is, is counted over all of them first.
    """
    words: Counter[str] = Counter()
    for piece in pieces:
        words.update(counted(piece.headline, piece.text, piece.marks).keys())
    placer = Placer(MemoryShelf(words, len(pieces)))
    stories: dict[str, str] = {}
    joined: dict[str, str] = {}
    for piece in in_order(pieces):
        of_original = stories.get(piece.original) if piece.original else None
        placed = placer.place(piece, _final(of_original, joined) if of_original else None)
        stories[piece.id] = placed.story
        if placed.gone:
            joined[placed.gone] = placed.story
    return {id: _final(story, joined) for id, story in stories.items()}


def in_order(pieces: Iterable[Piece]) -> list[Piece]:
    """By time, those without one last; within one moment originals before their copies."""
    return sorted(pieces, key=lambda p: (p.day or date.max, _hour(p.moment), p.original is not None, p.id))


def _hour(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else "9"


def _final(story: str, joined: dict[str, str]) -> str:
    while story in joined:
        story = joined[story]
    return story
