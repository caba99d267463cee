"""Where an event takes place: the venue before the city, the city before the country."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.events.naming import Named
from extractors.events.reach import before, is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

_AT = words("at inside aboard")
_IN = words("in on off near outside across around over throughout along")
_BETWEEN = words("""
    the a nearby central southern northern eastern western southwest southeast northwest northeast south north east west
    coastal downtown historic city capital city's town 's own host village island country state neighbouring neighboring
""")
_HOSTS = re.compile(
    r"(P\d+) (?:(?:,|and|also|again|will|to|is|was|are|set|due|has|been|P\d+|be|chosen|selected) ){0,6}"
    r"(?:hosts?|hosted|hosting|stages?|staged|welcomes?) "
    r"(?:(?:the|its|a|an|first|second|third|matches|games|final|finals|of|opening|annual|next) ){0,5}(E\d+)"
)
_HOSTED_BY = re.compile(r"(E\d+) (?:[\w,]+ ){0,4}?(?:hosted|staged|held) by (?:the )?(P\d+)")
_STRUCK = re.compile(
    r"(E\d+) (?:, )?(?:which |that |had |has |have )*(?:struck|hit|hits|battered|lashed|devastated|ravaged|tore through|"
    r"swept|slammed(?: into)?|pounded|flattened|tore across|swept through|swept across|crossed) "
    r"(?:the |parts of |coast of |coasts of |coastal |southern |northern |eastern |western |central |most of |all of )*(P\d+)"
)
_KILLED = re.compile(
    r"(E\d+) (?:, )?(?:which |that |of D\d+ |had |has )*(?:killed|left|displaced) (?:[\w,.-]+ ){0,8}?(?:in|across) (?:the )?(P\d+)"
)


@dataclass(frozen=True, slots=True)
class Site:
    """One place said of an event."""

    place: Mention
    strength: int
    sentence: int


def read_places(sentence: Sentence, number: int) -> Iterable[tuple[Named, Site]]:
    """What a sentence says of the places of its events."""
    tokens = sentence.text.split()
    for at, token in enumerate(tokens):
        if not is_mark(token, "P") or tokens[at + 1 : at + 2] in (["'s"], ["-based"]):
            continue
        back = at - 1
        while back >= 0 and at - back < 5 and (tokens[back] in _BETWEEN or is_mark(tokens[back], "P")):
            if is_mark(tokens[back], "P") and tokens[back + 1] != "'s":
                break
            back -= 1
        lead = tokens[back] if back >= 0 else ""
        if lead not in _AT and lead not in _IN:
            continue
        link = before(tokens, back)
        if link is not None:
            strength = 4 * link.strength + (2 if lead in _AT else 0) + (1 if link.event in sentence.named else 0)
            yield sentence.events[link.event], Site(sentence.marks[token], strength, number)
    for pattern, event, place, strength in (
        (_HOSTS, 2, 1, 11),
        (_HOSTED_BY, 1, 2, 12),
        (_STRUCK, 1, 2, 12),
        (_KILLED, 1, 2, 10),
    ):
        for found in pattern.finditer(sentence.text):
            yield sentence.events[found[event]], Site(sentence.marks[found[place]], strength, number)


def settle_place(sites: list[Site]) -> str | None:
    """The name of the place that is said best and first."""
    best = min(sites, key=lambda site: (-site.strength, site.sentence), default=None)
    return best.place.name if best else None
