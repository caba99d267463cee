"""Exchange of names: the same name becomes the same other name all through a text."""

import random
import re
from calendar import day_name, month_name
from collections.abc import Sequence

from extractors.training.names import Pool

Piece = tuple[str, str | None]
_PARTICLES = {"Al", "El", "De", "Van", "Von", "Bin", "Abu", "Mac", "St", "Della", "Di", "Jr", "Sr", "II", "III", "IV"}
_FACILITY = re.compile(
    r"\b(Centre|Center|Hall|Stadium|Arena|Airport|Port|River|Lake|Sea|Ocean|Bay|Gulf|Square|Street|Road|Avenue|Bridge|"
    r"Park|Palace|House|Hotel|Museum|Church|Mosque|Temple|Cathedral|Island|Islands|Mount|Mountain|Mountains|Valley|"
    r"District|Province|County|Region|State|Ground|Grounds|Station|Terminal|Tower|Gate|Canal|Dam|Forest|Desert)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAYS = tuple(day_name)
_MONTHS = tuple(month_name)[1:]


def exchange(pieces: Sequence[Piece], pool: Pool, chance: random.Random) -> list[Piece]:
    """Pieces with people, most places, some organisations and events, and days under other names."""
    people = _people(pieces, pool, chance)
    places = _places(pieces, pool, chance)
    whole = _whole(pieces, pool, chance)
    days = dict(zip(_WEEKDAYS, chance.sample(_WEEKDAYS, 7), strict=True))
    days |= {month: chance.choice(_MONTHS) for month in _MONTHS if month != "May"}
    found: list[Piece] = []
    for string, label in pieces:
        if label == "PERSON":
            string = re.sub(r"[^\W\d_]+", lambda m: people.get(m.group(), m.group()), string)
        elif label == "DATE":
            string = re.sub(r"[A-Z][a-z]+", lambda m: days.get(m.group(), m.group()), string)
            string = _YEAR.sub(lambda m: _other_year(m.group(), chance), string)
        elif label in ("ORG", "EVENT"):
            if string in whole:
                string = whole[string]
            else:
                for old in places:
                    string = re.sub(rf"\b{re.escape(old)}\b", lambda m: places[m.group()], string)
                string = re.sub(r"[^\W\d_]{4,}", lambda m: people.get(m.group(), m.group()), string)
        elif label == "PLACE":
            string = places.get(string, string)
        found.append((string, label))
    return found


def _other_year(year: str, chance: random.Random) -> str:
    return year[:2] + f"{int(year) * 7 % 100:02}" if chance.random() < 0.3 else year


def _people(pieces: Sequence[Piece], pool: Pool, chance: random.Random) -> dict[str, str]:
    """Words of people's names and the words that stand for them."""
    names = [string for string, label in pieces if label == "PERSON"]
    known: dict[str, str] = {}
    surnames = {re.split(r"[\s-]+", name)[-1] for name in names if " " in name}
    donors = [n.split() for n in chance.sample(list(pool.people), min(40, len(pool.people)))]
    for name in names:
        for word in re.findall(r"[^\W\d_]+", name):
            if word in known or len(word) < 3 or not word[0].isupper() or word in _PARTICLES:
                continue
            if chance.random() < 0.4 and donors:
                donor = chance.choice(donors)
                new = donor[-1] if word in surnames else donor[0]
                new = re.sub(r"[^\w’'-]", "", new)
            else:
                new = chance.choice(pool.last if word in surnames else pool.first)
            if len(new) < 3 or not new[0].isupper():
                new = chance.choice(pool.last)
            known[word] = new.upper() if word.isupper() else new
    return known


def _places(pieces: Sequence[Piece], pool: Pool, chance: random.Random) -> dict[str, str]:
    """Whole names of places and others of their kind; some stay."""
    known: dict[str, str] = {}
    for string, label in pieces:
        if label != "PLACE" or string in known or chance.random() < 0.35:
            continue
        head = _FACILITY.search(string)
        for _ in range(20):
            new = chance.choice(pool.places if head or chance.random() < 0.4 else pool.cities)
            other = _FACILITY.search(new)
            if (head and other and head.group() == other.group()) or (not head and not other):
                known[string] = new.upper() if string.isupper() and len(string) > 4 else new
                break
    return known


def _whole(pieces: Sequence[Piece], pool: Pool, chance: random.Random) -> dict[str, str]:
    """Some names of organisations and events that give way to another, with their acronyms."""
    known: dict[str, str] = {}
    all_names = {string for string, label in pieces if label in ("ORG", "EVENT")}
    for string, label in pieces:
        if label not in ("ORG", "EVENT") or string in known or " " not in string or chance.random() < 0.65:
            continue
        for _ in range(20):
            new = chance.choice(pool.organisations if label == "ORG" else pool.events)
            if " " in new and new[0].isupper():
                known[string] = new
                old_letters, new_letters = _initials(string), _initials(new)
                if len(new_letters) > 1:
                    known.update({name: new_letters for name in all_names if name == old_letters})
                break
    return known


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper())
