"""Words of names in normal forms: folded, in one spelling, and by their sound across transliterations."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

Words = tuple[str, ...]


def word_list(text: str) -> frozenset[str]:
    """The words of a kept list, written as one text."""
    return frozenset(text.split())


_WORD = re.compile(r"[^\s,;:()\[\]\"“”«»/]+")
_POSSESSIVE = re.compile(r"['’](?:s|S)?$")
_SPELLINGS = {
    "organisation": "organization", "organisations": "organizations", "centre": "center", "defence": "defense",
    "labour": "labor", "programme": "program", "harbour": "harbor", "theatre": "theater", "&": "and", "st": "saint",
    "mt": "mount", "int'l": "international", "intl": "international", "dept": "department", "govt": "government",
    "univ": "university", "assn": "association", "natl": "national", "fertiliser": "fertilizer", "y": "and",
    "et": "and", "und": "and", "aeroplane": "airplane", "colour": "color", "grey": "gray",
}  # fmt: skip
SMALL = word_list("""
    of the and for in on at de du la le los las el di da do dos das del della des von van der den al to a an under with
""")
# One letter for what transliterations write in several ways; longer ones first.
_SOUNDS = (
    ("tsch", "ch"), ("tch", "ch"), ("sch", "sh"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("ph", "f"),
    ("gh", "g"), ("ck", "k"), ("qu", "kv"), ("q", "k"), ("x", "ks"), ("tz", "ts"), ("w", "v"), ("dh", "d"),
    ("th", "t"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("yu", "iu"), ("ya", "ia"), ("yo", "io"), ("ye", "e"),
    ("je", "e"), ("j", "i"), ("y", "i"), ("c", "k"),
)  # fmt: skip
_CH = re.compile("ch")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiou]")
_ALIKE, _ALIKE_IN_SOUND = 0.96, 0.78


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in plain ASCII small letters: "Wrońska" and "Wronska" are one, "Сергей" is "sergey"."""
    return (word if word.isascii() else anyascii(word)).casefold().replace("’", "'").strip(".'`\"‘’-")


@lru_cache(maxsize=65536)
def name_words(name: str) -> Words:
    """The folded words of a name, in order, each in one spelling; without a leading article."""
    plain = name if name.isascii() else anyascii(name)
    found = []
    for match in _WORD.finditer(_POSSESSIVE.sub("", plain)):
        word = _POSSESSIVE.sub("", match.group())
        word = fold(word.replace(".", "") if _dotted(word) else word)
        if word := _SPELLINGS.get(word, word):
            found.append(word)
    if len(found) > 1 and found[0] == "the":
        del found[0]
    return tuple(found)


def _dotted(word: str) -> bool:
    """Whether the dots belong to an acronym: "U.N.", "S.p.A."."""
    return word.count(".") > 1 or (word.endswith(".") and len(word) == 2)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A folded word as transliterations agree on it: "sergei", "sergey" and "sergej" are one."""
    kept = _CH.sub("1", word.replace("'", "").replace("-", ""))
    for written, one in _SOUNDS:
        kept = kept.replace(written.replace("ch", "1"), one.replace("ch", "1"))
    kept = re.sub(r"(?<=i)e(?=[iv])", "e", kept)
    kept = re.sub(r"(?:ii|ei|ai|oi|i)$", "i", kept)
    return _TWICE.sub(r"\1", kept)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word, for blocks: whoever is spelled alike is looked up together."""
    heard = sound(word)
    head = "" if heard[:1] in "aeiou" else heard[:1]
    rest = _VOWELS.sub("", heard[1:]).replace("h", "").replace("g", "k").replace("v", "f")
    rest = rest.replace("ts", "s").replace("z", "s")
    return _TWICE.sub(r"\1", head.replace("g", "k").replace("v", "f") + rest) or heard


def alike(one: str, other: str) -> bool:
    """Whether two folded words are one, written in two ways; not a man's and a woman's surname."""
    if one == other or sound(one) == sound(other):
        return True
    if min(len(one), len(other)) < 5 or one.rstrip("aovy") == other.rstrip("aovy"):
        return False
    near = JaroWinkler.normalized_similarity(sound(one), sound(other))
    return near >= (_ALIKE_IN_SOUND if skeleton(one) == skeleton(other) else _ALIKE)


def key_of(words: Words) -> str:
    """Words as one normal form."""
    return " ".join(words)
