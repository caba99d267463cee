"""Named events: editions differ by year and ordinal, the rest of the name may be left out or shortened."""

from dataclasses import dataclass

from dateline.records.editions import edition_of
from extractors.identity.cluster import Cluster, Words
from extractors.identity.names import SMALL, initials, name_words, run_at
from extractors.lexicon import words
from extractors.mentions import Mention

# Words that many events have: alone they are no short form of one.
_GENERIC = words("""
    conference summit forum expo exhibition fair festival congress symposium meeting session award awards cup league
    championship championships games election elections war battle operation day week month international national
    world annual general grand final open tour prize ceremony campaign exercise trial women's men's women men u-19
    cyclone hurricane typhoon storm earthquake disaster operation
""")


@dataclass(frozen=True, slots=True)
class EventName:
    """An event's name in its parts: the words that stay from edition to edition, year, ordinal."""

    base: Words
    year: int | None
    ordinal: int | None

    def fits(self, other: "EventName") -> bool:
        """Whether both can be one edition."""
        return not (
            (self.year and other.year and self.year != other.year)
            or (self.ordinal and other.ordinal and self.ordinal != other.ordinal)
        )


def event_name(name: str) -> EventName:
    """The parts of an event's name."""
    parts = name_words(name)
    base, year, ordinal = edition_of(parts)
    return EventName(tuple(base) or parts, year, ordinal)


@dataclass(slots=True)
class _Edition:
    """One edition of an event, while its mentions are being gathered."""

    name: EventName
    cluster: Cluster


def group_events(mentions: list[Mention]) -> list[Cluster]:
    """The named events of a text, one for each edition."""
    numbers = [n for n, mention in enumerate(mentions) if mention.label == "EVENT"]
    names = {n: event_name(mentions[n].text) for n in numbers}
    editions: list[_Edition] = []
    known: dict[str, list[_Edition]] = {}  # word or acronym -> editions that have it
    # The fullest and most definite first, so that shorter mentions find them.
    for n in sorted(numbers, key=lambda n: (-len(names[n].base), not (names[n].year or names[n].ordinal), n)):
        name = names[n]
        near = {id(edition): edition for word in name.base for edition in known.get(word, ())}.values()
        fitting = [e for e in near if e.name.fits(name) and _one_event(e.name, name, e.cluster)]
        if fitting:
            edition = min(fitting, key=lambda edition: _preference(edition, name))
            now = edition.name
            edition.name = EventName(now.base, now.year or name.year, now.ordinal or name.ordinal)
        else:
            edition = _Edition(name, Cluster("EVENT"))
            editions.append(edition)
        edition.cluster.add(n, name.base, mentions[n].text)
        edition.cluster.members.sort()
        if not fitting:
            for word in {*name.base, *initials(" ".join(name.base))}:
                known.setdefault(word, []).append(edition)
    return [edition.cluster for edition in editions]


def _preference(edition: _Edition, name: EventName) -> tuple[bool, bool, int]:
    """The same year or ordinal first; then the edition of which the text speaks first."""
    known = edition.name
    definite = bool((name.year and known.year == name.year) or (name.ordinal and known.ordinal == name.ordinal))
    return not definite, known.base != name.base, edition.cluster.members[0]


def _one_event(known: EventName, name: EventName, cluster: Cluster) -> bool:
    if known.base == name.base:
        return True
    if len(name.base) == 1 and any(name.base[0] in initials(" ".join(form)) for form in cluster.forms):
        return True
    for form in cluster.forms:
        at = run_at(form, name.base)
        if at < 0 or (at + len(name.base) != len(form) and at != 0):
            continue
        telling = [word for word in name.base if word not in _GENERIC and word not in SMALL]
        # "Posidonia 2024" is whole: it is no short form of the "Posidonia Cup".
        if telling and (at > 0 or not (name.year or name.ordinal) or known.year == name.year):
            return True
    return False
