"""Organisations' names: without legal forms, with their country apart, by their acronyms."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler
from rigour.names import extract_org_types, remove_org_types

from dateline.entities.folding import SMALL, Words, alike, fold, name_words, skeleton, word_list
from dateline.entities.places import country_named

# Kinds of organisation and words of all names: alone they tell nothing apart.
GENERIC = word_list("""
    ministry minister department council committee commission board agency authority office bureau institute university
    college school academy bank reserve fund trust foundation association federation confederation union league club
    party court parliament assembly senate congress house government cabinet police army navy air force forces hospital
    company group corporation holdings international national state federal central regional local general royal
    republic supreme high constitutional appeal appeals city municipal district provincial public civil prosecutor
    attorney election electoral statistics statistical customs tax revenue health education finance defense interior
    foreign affairs external internal justice agriculture food energy transport trade industry commerce economy economic
    development labor social culture sports tourism environment science technology information communications home
    security intelligence coast guard border service services administration inspectorate ombudsman chamber exchange
    stock center team news media daily football cricket basketball athletics olympic meteorological weather red
    cross crescent railways railway airport port post broadcasting television radio and of for s
""")
# Words that make of a shorter name the name of something else: "Reuters" is not the "Reuters Institute".
_OTHER_BODY = word_list("""
    institute university foundation union council association hospital press award awards academy museum trust court
    federation board embassy commission committee party ministry department youth women orchestra center fund
    authority studios tv radio club fc school college bank
""")
_LEGAL = word_list("""
    asa ab oy oyj as a/s aps nv bv sa spa ag se kg kgaa plc llc llp lp inc incorporated ltd limited corp corporation co
    company pvt private pte gmbh sarl srl sl pty bhd sdn tbk pt pjsc jsc ojsc cjsc pao ao ooo zao kk kft zrt doo ad eood
    holding holdings
""")
_CLUB = word_list("fc cf afc fk")
_ARTICLE = re.compile(r"^(?:al|el)-(?=\w{3})")
_WORLDWIDE = word_list("""
    world international global european african asian american arab nations pan-african eurasian nordic baltic pacific
    atlantic commonwealth
""")
_FORMS = {
    "limited": "ltd", "pvtltd": "ltd", "pteltd": "ltd", "coltd": "ltd", "ptyltd": "ltd", "incorporated": "inc",
    "corporation": "corp", "company": "co",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """The telling words of a name; the country that it names, where the rest is generic; its legal form."""

    words: Words
    country: str | None
    form: str | None
    generic: bool  # the words tell nothing without the country
    acronym: bool

    @property
    def normal(self) -> str:
        """The form of which the entity's id is made."""
        return " ".join((*self.words, *([f"@{self.country}"] if self.country and self.generic else [])))


@lru_cache(maxsize=65536)
def organisation_name(name: str) -> OrganisationName:
    """The parts of a name as it is written."""
    whole = name_words(name)
    words = [_ARTICLE.sub("", word) for word in name_words(remove_org_types(name))]
    if len(words) > 1 and words[0] in _CLUB:
        del words[0]
    while len(words) > 1 and words[-1] in _CLUB:
        words.pop()
    while len(words) > 1 and words[-1] in _LEGAL:
        words.pop()
    while len(words) > 1 and words[-1] in ("and", "of"):
        words.pop()
    kept = tuple(words) or whole or (name.casefold(),)
    country, rest = _country(kept)
    core = tuple(w for w in rest if w not in SMALL)
    generic = bool(core) and all(word in GENERIC for word in core) and not is_acronym(name)
    generic = generic and not _WORLDWIDE.intersection(core)
    forms = [form for _, form in extract_org_types(name)]
    legal = next((_FORMS.get(f.replace(" ", ""), f) for f in forms if f.replace(" ", "") in _LEGAL | set(_FORMS)), None)
    return OrganisationName(
        words=tuple(sorted(core)) if generic else tuple(w for w in kept if w not in SMALL) or kept,
        country=country,
        form=legal,
        generic=generic,
        acronym=is_acronym(name) and len(name.split()) == 1,
    )


def _country(words: Words) -> tuple[str | None, Words]:
    """The country (or region) that the words name, and the words without it: "kenyan ministry of health"."""
    for size in (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            part = words[at : at + size]
            if len(part) < len(words) and part[0] not in SMALL and (found := country_named(" ".join(part))):
                rest = words[:at] + words[at + size :]
                while rest and rest[-1] in (*SMALL, "republic", "kingdom", "federation"):
                    rest = rest[:-1]
                return found, rest
    return None, words


def is_acronym(name: str) -> bool:
    """Whether a mention looks like an acronym: "WHO", "DoE", "U.N."."""
    first = name.split()[0] if name.split() else ""
    letters = [c for c in first if c.isalpha()]
    return 2 <= len(letters) <= 10 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 2)


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a full name can have, folded: with and without its small words."""
    found = [fold(part) for whole in name.split() for part in whole.split("-")]
    found = [word for word in found if word and not word.isdigit() and word[0].isalpha() and word != "the"]
    content = [word for word in found if word not in SMALL]
    return frozenset("".join(w[0] for w in some) for some in (found, content) if len(some) > 1)


def worldwide(name: OrganisationName) -> bool:
    """Whether texts of any country may name it."""
    return bool(_WORLDWIDE.intersection(name.words))


def relation(one: OrganisationName, other: OrganisationName) -> float | None:
    """How well two names are one organisation's before anything else is known; None: they are not."""
    if one.generic or other.generic:
        if one.words != other.words or one.generic != other.generic:
            return None
        if one.country and other.country:
            return 3.0 if one.country == other.country else None
        return 0.5
    if one.country and other.country and one.country != other.country:
        return None
    if one.acronym != other.acronym:
        return None
    prior = 3.0 if one.words == other.words else _spelled(one.words, other.words)
    if prior and one.form and other.form and one.form != other.form:
        prior -= 1.5  # "Phoenix plc" and "Phoenix GmbH"
    return prior


def _spelled(a: Words, b: Words) -> float | None:
    """Another spelling, or a shortened name: "Luming" for "Luming Robotics"."""
    if len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True)):
        return 2.0
    joined, other = "".join(a).replace("-", ""), "".join(b).replace("-", "")
    if joined == other:  # "AgroVista", "Agro Vista"
        return 2.5
    if min(len(joined), len(other)) > 7 and JaroWinkler.normalized_similarity(joined, other) >= 0.97:
        return 1.5
    short, long = sorted((a, b), key=len)
    if len(short) < len(long) and long[: len(short)] == short and any(w not in GENERIC for w in short):
        return None if long[len(short)] in _OTHER_BODY else 0.0
    return None


def blocks(name: OrganisationName, written: str) -> set[str]:
    """What an organisation of this name is found by: its words, their sound, its beginnings, its acronyms."""
    if name.acronym:
        return {f"oa:{''.join(name.words)}"}
    found = _whole(name) | {f"oi:{acronym}" for acronym in initials(written) if len(acronym) > 2}
    return found if name.generic else found | {f"ob:{_joined(some)}" for some in _beginnings(name)}


def looked_up(name: OrganisationName, written: str) -> set[str]:
    """What is looked up for a name: an acronym finds full names and they it, a short name the longer and they it."""
    if name.acronym:
        letters = "".join(name.words)
        return {f"oa:{letters}", f"oi:{letters}"}
    found = _whole(name) | {f"oa:{acronym}" for acronym in initials(written) if len(acronym) > 2}
    if name.generic:
        return found
    return found | {f"ob:{_joined(name.words)}"} | {f"o:{_joined(some)}" for some in _beginnings(name)}


def _whole(name: OrganisationName) -> set[str]:
    return {f"o:{_joined(name.words)}", f"ok:{'+'.join(map(skeleton, name.words))[:60]}"}


def _beginnings(name: OrganisationName) -> list[Words]:
    """The first words of a name, as which it may be shortened."""
    found = [name.words[:size] for size in range(1, min(len(name.words), 4))]
    return [some for some in found if any(word not in GENERIC for word in some)]


def _joined(words: Words) -> str:
    return "".join(words).replace("-", "")[:40]
