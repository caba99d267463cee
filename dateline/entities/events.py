"""Events' names: editions differ by year and ordinal, the rest of the name stays from one to the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.entities.folding import SMALL, Words, alike, name_words, word_list
from dateline.entities.organisations import initials
from dateline.records.editions import edition_of

_GENERIC = word_list("""
    conference summit forum expo exhibition fair festival congress symposium meeting session award awards cup league
    championship championships games election elections war battle operation day week month international national
    world annual general grand final open tour prize ceremony campaign exercise trial women men marathon
""")
# Happenings that do not come again under their name: the year in which one writes of them tells nothing.
_ONCE = word_list("""
    war battle cyclone hurricane typhoon storm earthquake disaster operation revolution trial strike siege
""")


@dataclass(frozen=True, slots=True)
class EventName:
    """The words that stay from edition to edition, the year and ordinal of this one."""

    words: Words
    year: int | None
    ordinal: int | None
    written: str

    @property
    def once(self) -> bool:
        """Whether it does not come again."""
        return bool(_ONCE.intersection(self.words))

    @property
    def normal(self) -> str:
        """The form of which the entity's id is made."""
        edition = f"{self.ordinal}th" if self.ordinal and (self.once or not self.year) else ""
        return " ".join(
            (*self.words, *([edition] if edition else [str(self.year)] if self.year and not self.once else []))
        )


@lru_cache(maxsize=65536)
def event_name(name: str) -> EventName:
    """The parts of a name as it is written."""
    parts = name_words(name)
    found, year, ordinal = edition_of(parts)
    base = [word for word in found if word not in SMALL]
    return EventName(tuple(base) or parts or (name.strip().casefold() or "?",), year, ordinal, name)


def relation(
    one: EventName, years: frozenset[int], other: EventName, others: frozenset[int], apart: int
) -> float | None:
    """How well two names are one edition's before anything else is known; None: they are not.

    `years`: in which each takes place, as the texts say; `apart`: years between the texts themselves.
    """
    fits = one.once or other.once
    if not fits:
        if years and others:
            if not years & others:
                return None
            fits = True
        elif apart > 1:
            return None
    same = one.words == other.words or (
        len(one.words) == len(other.words) and all(alike(a, b) for a, b in zip(one.words, other.words, strict=True))
    )
    if same:
        return 2.5 if fits else 1.5 if apart == 0 else 0.5
    short, long = sorted((one, other), key=lambda name: len(name.words))
    if len(short.words) == 1 and short.words[0] in initials(" ".join(long.words)):
        return 1.0 if fits else 0.5
    telling = [word for word in short.words if word not in _GENERIC]
    run = long.words[: len(short.words)] == short.words or long.words[-len(short.words) :] == short.words
    if telling and run and len(short.words) < len(long.words):
        return 0.75 if fits else 0.0
    return None


def ordinals(names: Iterable[EventName]) -> set[int]:
    """The editions that names give."""
    return {name.ordinal for name in names if name.ordinal}


def blocks(name: EventName) -> set[str]:
    """What an event of this name is found by: its words, its first and last telling ones, its acronym."""
    telling = [word for word in name.words if word not in _GENERIC] or list(name.words)
    found = {f"e:{''.join(name.words)[:40]}", f"e1:{telling[0]}", f"e1:{telling[-1]}"}
    return found | {f"e1:{acronym}" for acronym in initials(" ".join(name.words)) if len(acronym) > 2}
