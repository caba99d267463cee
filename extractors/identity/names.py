"""The parts of a name that tell things apart: folded words without honorifics, legal forms and accents."""

import re
from functools import lru_cache

from anyascii import anyascii
from rigour.names import remove_org_types

from extractors.lexicon import words

HONORIFICS = words("""
    mr mrs ms mx miss dr prof professor sir dame lord lady madam mme mlle herr frau senor senora don dona shri smt sri
    kumari h.e hon rev fr sr sheikh shaikh haji hajj hajiya alhaji datuk dato dato' datin seri puan tengku tunku encik
    cik drs ir nai khun daw thakin tuan pak ibu bapak tan tun ustaz imam eng engr barr chief-elect messrs capt col gen
    lt maj sgt brig adm ratu adi malam mallam ato nana oba otunba pastor bishop ayatollah ing lic mag dipl
""")
GENDERED = {
    **dict.fromkeys(words("mr sir lord herr senor don shri alhaji haji sheikh datuk malam ato king prince"), "m"),
    **dict.fromkeys(
        words("mrs ms miss dame lady madam mme mlle frau senora dona smt kumari hajiya queen princess"), "f"
    ),
}
_LEGAL = words("""
    asa ab oy oyj as a/s aps nv bv sa spa s.p.a ag se kg kgaa plc llc llp lp inc ltd limited corp corporation co company
    pvt private pte gmbh sarl srl sl pty bhd sdn tbk pt pjsc jsc ojsc pao ao ooo kk kft zrt doo ad eood holdings holding
""")
_SPELLINGS = {
    "organisation": "organization", "centre": "center", "defence": "defense", "labour": "labor", "programme": "program",
    "harbour": "harbor", "theatre": "theater", "&": "and", "st": "saint", "mt": "mount", "int'l": "international",
    "intl": "international", "dept": "department", "govt": "government", "univ": "university", "assn": "association",
    "natl": "national", "fertiliser": "fertilizer", "fertilisers": "fertilizers", "y": "and", "et": "and", "und": "and",
}  # fmt: skip
_WORD = re.compile(r"[^\s,;:()\[\]\"“”«»/]+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
SMALL = words("of the and for in on at de des du la le los las el di da do dos das von van der den al to a an und y et")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in plain ASCII small letters: "Wrońska" and "Wronska" are one."""
    return (word if word.isascii() else anyascii(word)).casefold().replace("’", "'").strip(".'`\"")


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name, in order, with one spelling for each."""
    found = []
    for match in _WORD.finditer(_POSSESSIVE.sub("", name)):
        word = fold(match.group())
        if word := _SPELLINGS.get(word, word):
            found.append(word)
    if len(found) > 1 and found[0] == "the":
        del found[0]
    return tuple(found)


@lru_cache(maxsize=65536)
def person_words(name: str) -> tuple[str, ...]:
    """The words of a person's name without honorifics and with the Arabic article taken off."""
    found = [fold(match.group()) for match in _WORD.finditer(_POSSESSIVE.sub("", name))]
    found = [word for word in found if word and word not in ("jr", "sr", "ii", "iii", "iv")]
    while len(found) > 1 and found[0] in HONORIFICS:
        del found[0]
    return tuple(re.sub(r"^(?:al|el|as|ad|ar|at|an)-(?=\w{3})", "", word) for word in found)


@lru_cache(maxsize=65536)
def organisation_words(name: str) -> tuple[str, ...]:
    """The words of an organisation's name without its legal form."""
    whole = name_words(name)
    found = list(name_words(remove_org_types(name)))
    while len(found) > 1 and found[-1] in _LEGAL:
        del found[-1]
    while len(found) > 1 and found[-1] in ("and", "of"):
        del found[-1]
    return tuple(found) or whole or (name.casefold(),)


@lru_cache(maxsize=16384)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a full name can have, folded: with and without its small words."""
    found = [fold(part) for match in _WORD.finditer(name) for part in match.group().split("-") if fold(part)]
    found = [word for word in found if not word.isdigit()]
    content = [word for word in found if word not in SMALL and word != "&"]
    return frozenset(
        "".join(word[0] for word in some)
        for some in (found, content, [w for w in found if w != "the"])
        if len(some) > 1
    )


def is_acronym(name: str) -> bool:
    """Whether a mention looks like an acronym: "WHO", "WRAC 2026", "DoE", "ICFMT"."""
    first = name.split()[0] if name.split() else ""
    letters = [c for c in first if c.isalpha()]
    return 2 <= len(letters) <= 10 and sum(c.isupper() for c in letters) >= max(2, len(letters) - 2)


def contains(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the words of the shorter name stand in the longer one, in their order."""
    rest = iter(longer)
    return all(word in rest for word in shorter)


def run_at(longer: tuple[str, ...], shorter: tuple[str, ...]) -> int:
    """Where the shorter name stands in the longer one without a gap; -1 where it does not."""
    size = len(shorter)
    for at in range(len(longer) - size + 1):
        if longer[at : at + size] == shorter:
            return at
    return -1
