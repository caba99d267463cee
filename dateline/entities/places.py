"""Which place a name means: of the gazetteer where one fits, by the countries of which the text speaks."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.entities.folding import SMALL, Words, alike, name_words, word_list
from dateline.entities.gazetteer import Known, cities, countries, people_of, shortened

_DISTRICTS = word_list("""
    province state region district municipality county prefecture oblast governorate republic territory canton
    department division commune township borough krai voivodeship emirate
""")
_HEADS = ("republic", "kingdom", "state", "city", "sultanate", "province", "district", "town", "region", "island")
# Names of which many places have one: without the country they tell nothing.
_EVERYWHERE = word_list("""
    national stadium city hall central park international airport main square university campus old town new market
    grand hotel convention center exhibition conference expo central station railway bridge street road avenue port
    harbor arena olympic memorial library museum theater palace house tower mall plaza garden gardens north south east
    west northern southern eastern western upper lower independence freedom liberty republic presidential state of the
""")
# Names that one thing has, wherever it is written of.
_NATURE = word_list("""
    lake river sea ocean gulf bay mount mountain mountains strait desert island islands cape volcano
""")
NATURE = 3.0  # points of one name of a lake or mountain
_CERTAIN = 0.5  # by how much the best of several must be likelier
_TITLED = re.compile(r"^(?:the|greater|downtown|central)\s+", re.IGNORECASE)


@lru_cache(maxsize=65536)
def place_words(name: str) -> Words:
    """The words by which a place is known: "Kogi State" and "Republic of Kenya" without their kind."""
    found = list(name_words(name))
    if len(found) > 2 and found[0] in _HEADS and found[1] == "of":
        found = found[2:]
    while len(found) > 1 and found[-1] in _DISTRICTS:
        found.pop()
    return tuple(found)


@lru_cache(maxsize=65536)
def country_named(words: str) -> str | None:
    """The country or region that words of a name mean: "kenyan" is ke, "tatarstan" ru-ta; cities do not count."""
    if people := people_of(words.replace(" ", "")):
        return people.lower()
    known = countries(words)
    certain = [k for k in known if k.region is None] or list(known)
    return certain[0].id if len(certain) == 1 else None


def likely_country(name: str) -> str | None:
    """The country of a place's name where there is little doubt."""
    found = best(name, {})
    return found.country if found else None


def best(name: str, speaks_of: Mapping[str, float], regions: frozenset[str] = frozenset()) -> Known | None:
    """The place of the gazetteer that a name means; None where there is none, or no telling.

    `speaks_of`: country -> how much the text speaks of it, 0 to 1. `regions`: codes of regions that it names.
    """
    plain = _TITLED.sub("", name.strip())
    found: dict[str, tuple[float, Known]] = {}
    for known in (*countries(plain), *countries(" ".join(place_words(plain))), *cities(plain)):
        score = known.weight + 2.0 * speaks_of.get(known.country, 0.0)
        if known.region and f"{known.country}-{known.region}" in regions:
            score += 2.0
        found[known.id] = (score, known)
    for known in shortened(plain):
        if speaks_of.get(known.country, 0.0) >= 0.5:
            found.setdefault(known.id, (known.weight + 2.5 * speaks_of[known.country], known))
    if not found:
        return None
    ranked = sorted(found.values(), key=lambda pair: (-pair[0], pair[1].id))
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _CERTAIN and not _one_place(ranked[0][1], ranked[1][1]):
        return None
    return ranked[0][1]


def _one_place(one: Known, other: Known) -> bool:
    """A city and the region around it, or two parts of one town: the likelier will do."""
    return one.country == other.country and (one.region == other.region or "geonames" not in one.id + other.id)


@dataclass(frozen=True, slots=True)
class Located:
    """The places of a text, each as it is likeliest before the others are known; they decide about one another."""

    places: Mapping[str, tuple[Known, int]]  # name -> place, weight

    @classmethod
    def of(cls, names: Mapping[str, int], dateline: str | None) -> "Located":
        """From the names of a text with how often each stands there; the dateline's counts most."""
        found = {name: (known, min(times, 3)) for name, times in names.items() if (known := best(name, {}))}
        if dateline and (known := best(dateline, {})):
            found[dateline] = (known, found[dateline][1] + 2 if dateline in found else 2)
        return cls(found)

    def countries(self, but: str | None = None) -> dict[str, float]:
        """country -> how much the text speaks of it, 0 to 1; but for what one of the names says."""
        counts: Counter[str] = Counter()
        for name, (known, weight) in self.places.items():
            if but is None or place_words(name) != place_words(but):
                counts[known.country] += weight
        most = max(counts.values(), default=0)
        return {country: count / most for country, count in counts.items()}

    def best(self, name: str) -> Known | None:
        """The place that a name means, by the others that the text names."""
        others = [known for other, (known, _) in self.places.items() if place_words(other) != place_words(name)]
        regions = frozenset(f"{known.country}-{known.region}" for known in others if known.region)
        return best(name, self.countries(but=name), regions)


def relation(one: Words, other: Words) -> float | None:
    """How well two names, which the gazetteer has not, are one place's before anything else is known."""
    if one == other or "".join(one) == "".join(other):
        return NATURE if natural(one) else 0.75 if everywhere(one) else 2.5
    if len(one) == len(other) and all(alike(a, b) for a, b in zip(one, other, strict=True)):
        return 1.5
    short, long = sorted((one, other), key=len)
    if len(short) > 1 and long[-len(short) :] == short and any(w not in _EVERYWHERE for w in short):
        return 0.25  # "Expo Center" for "Chongqing International Expo Center"
    return None


def everywhere(words: Words) -> bool:
    """Whether a name tells nothing without its country."""
    return all(word in _EVERYWHERE or word in SMALL for word in words)


def natural(words: Words) -> bool:
    """Whether a name is of a lake, a mountain: it lies in several countries and is one."""
    return bool(_NATURE.intersection(words))


def blocks(words: Words) -> set[str]:
    """What a place that the gazetteer has not is found by."""
    return {f"l:{''.join(words)[:40]}"}
