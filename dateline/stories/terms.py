"""What an article is about: its words and names, each with a weight.

Words count more in names and in the headline. How much a term tells is its rarity: among the articles
seen so far, and, before there are any, among press texts in general (`background.tsv`, counted over
the annotated texts from which the recogniser learns).
"""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

NAMED = 2.0  # weight of a word that is written as a name
LONGEST = 12_000  # characters; what comes later in a text tells its story no better

Vector = dict[str, float]

# A word or figure; the first group is there where a sentence or a quotation opens with it.
_WORD = re.compile(r"(^\W*|[.!?\n\"“:]\W*)?([^\W\d_][^\W_]*(?:[-'’][^\W_]+)*|\d[\d.,]*\d)")
_STOP = frozenset(  # one list to read, not a hundred strings
    """a about above after again all also although am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how i if in into is it its itself just me more most my no nor not now of off on once only or other our out
    over own per same she should since so some such than that the their them then there these they this those through
    to too under until up us very was we were what when where which while who whom whose why will with within without
    would you your said say says told mr mrs ms dr one two three monday tuesday wednesday thursday friday saturday
    sunday today yesterday tomorrow""".split()  # noqa: SIM905
)
_ENDINGS = (("ies", "y", 5), ("ing", "", 7), ("ed", "", 6), ("es", "", 6), ("s", "", 4))


EVENT = "event:"  # how the mark of a named event begins


def counted(headline: str | None, text: str, marks: Iterable[str] = ()) -> Vector:
    """Term -> how often it stands in the article, names and headline counted higher.

    `marks` are what the findings add: canonical entities, events and days, as terms of their own.
    """
    vector = dict(_words(headline or "", text[:LONGEST]))
    for mark in marks:
        vector[mark] = vector.get(mark, 0.0) + NAMED
    return vector


@lru_cache(maxsize=256)  # an article is counted, placed and told of within one batch
def _words(headline: str, text: str) -> Mapping[str, float]:
    counts: dict[str, float] = {}
    for part in (headline, text):
        for opens, word in _WORD.findall(part):
            term = stem(word.lower())
            if term:
                counts[term] = counts.get(term, 0.0) + (NAMED if word[0].isupper() and not opens else 1.0)
    return counts


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A lower-case word without its commonest English endings; nothing for a word that tells nothing."""
    if len(word) < 3 or word in _STOP:
        return ""
    word = word.removesuffix("'s").removesuffix("’s")
    for ending, put, shortest in _ENDINGS:
        if word.endswith(ending) and len(word) >= shortest and not word.endswith("ss"):
            return word[: -len(ending)] + put
    return word


@cache
def background() -> tuple[int, Mapping[str, int]]:
    """How many press texts were counted beforehand, and in how many of them each common term stands."""
    lines = files("dateline.stories").joinpath("background.tsv").read_text("utf-8").splitlines()
    first, *rest = (line.split("\t") for line in lines)
    return int(first[1]), {term: int(count) for term, count in rest}


def weighted(counts: Mapping[str, float], seen: Mapping[str, int], articles: int) -> Vector:
    """The terms weighted by how much they tell, as a vector of length 1; `seen`: in how many of `articles` each is."""
    before, common = background()
    vector = {
        term: (1 + math.log(max(count, 1.0)))
        * math.log((1 + articles + before) / (1 + seen.get(term, 0) + common.get(term, 0)))
        for term, count in counts.items()
    }
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items() if weight > 0} if length else {}


def heaviest(vector: Mapping[str, float], count: int) -> list[str]:
    """The terms that tell most, the heaviest first; equal ones by their letters."""
    return sorted(vector, key=lambda term: (-vector[term], term))[:count]
