"""Where an event takes place: the venue before the city, the city before the country."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.events.naming import Named
from extractors.events.reach import ROLE_OF, before, is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

_AT = words("at inside aboard")
_IN = words("in on off near outside across around over throughout along")
_TO = words(
    "return returns returned come comes came move moves moved go goes going travel travels shift shifts heads back"
)
_BETWEEN = words("""
    the a nearby central southern northern eastern western southwest southeast northwest northeast south north east west
    coastal downtown historic city capital city's town 's own host village island country state neighbouring neighboring
    of dry bed banks bank shores shore sands outskirts edge foot heart slopes site grounds campus premises packed
""")

_ASIDE = words("said told after when while before hit")  # behind these the place is that of something else

_PLACE_FIRST = (
    # "P0 will host E0", "matches of E0"
    re.compile(
        r"(?P<place>P\d+) (?:(?:,|and|also|again|will|to|is|was|are|set|due|has|been|P\d+|be|chosen|selected|it) ){0,6}"
        r"(?:hosts?|hosted|hosting|stages?|staged) "
        r"(?:(?:the|its|a|an|first|second|third|matches|games|final|finals|of|opening|annual|next) ){0,5}"
        r"(?P<event>E\d+)"
    ),
    re.compile(
        r"(?P<place>P\d+) , which (?:(?![EPX]\d?)\w+ |D\d+ ){0,10}(?:hosts?|hosted|hosting|stages?|staged) "
        r"(?:(?:the|its|first|second|third|matches|games|final|finals|of|opening|annual|next) ){0,5}(?P<event>E\d+)"
    ),
    # "in the P0 is E0"
    re.compile(
        r"(?:^|, )(?:in|at) (?:the )?(?P<place>P\d+) (?:, )?(?:is|are|was|hangs|stands|opens|runs) "
        r"(?:the )?(?P<event>E\d+)"
    ),
)
_EVENT_FIRST = (
    re.compile(r"(?P<event>E\d+) (?:[\w,]+ ){0,4}?(?:hosted|staged|held) by (?:the )?(?P<place>P\d+)"),
    re.compile(
        r"(?P<event>E\d+) (?:, )?(?:which |that |had |has |have )*(?:struck|hit|hits|battered|lashed|devastated|"
        r"ravaged|"
        r"tore through|swept|slammed(?: into)?|pounded|flattened|tore across|swept through|swept across|crossed) "
        r"(?:(?:the|parts of|coasts? of|coastal|southern|northern|eastern|western|central|most of|all of) )*"
        r"(?P<place>P\d+)"
    ),
    re.compile(
        r"(?P<event>E\d+) (?:, )?(?:which |that |of D\d+ |had |has )*(?:killed|left|displaced|destroyed) "
        r"(?:[\w,.-]+ ){0,8}?"
        r"(?:in|across) (?:the )?(?P<place>P\d+)"
    ),
    re.compile(
        r"(?P<event>E\d+) (?:, )?(?:which |that )?(?:brought|drew|attracted|took) (?:[\w,.-]+ ){1,5}?"
        r"to (?:the )?(?P<place>P\d+)"
    ),
    # "E0, at the O0, P0"
    re.compile(r"(?P<event>E\d+) (?:, )?(?:[\w,]+ ){0,4}?(?:at|in) (?:the )?O\d+ (?:, |in )(?P<place>P\d+)"),
)


@dataclass(frozen=True, slots=True)
class Site:
    """One place said of an event."""

    place: Mention
    strength: int
    sentence: int


def read_places(sentence: Sentence, number: int) -> Iterable[tuple[Named, Site]]:
    """What a sentence says of the places of its events."""
    if "P" not in sentence.text or "E" not in sentence.text:
        return
    tokens = sentence.text.split()
    for at, token in enumerate(tokens):
        if is_mark(token, "P"):
            yield from _prepared(sentence, tokens, at, number)
    for patterns in (_PLACE_FIRST, _EVENT_FIRST):
        for pattern in patterns:
            for found in pattern.finditer(sentence.text):
                yield sentence.events[found["event"]], Site(sentence.marks[found["place"]], 12, number)
    yield from _named_after(sentence, number)


def _prepared(sentence: Sentence, tokens: Sequence[str], at: int, number: int) -> Iterator[tuple[Named, Site]]:
    """A place behind its preposition: "at the P0", "in southwest P0's P1"."""
    if tokens[at + 1 : at + 2] in (["'s"], ["-based"]):
        return
    back = at - 1
    while back >= 0 and at - back < 6 and (tokens[back] in _BETWEEN or is_mark(tokens[back], "P")):
        if is_mark(tokens[back], "P") and tokens[back + 1] != "'s":
            break
        back -= 1
    lead = tokens[back] if back > 0 else ""
    if lead not in _AT and lead not in _IN and not (lead == "to" and tokens[back - 1] in _TO):
        return
    link = before(tokens, back)
    if link is not None and "formed" not in tokens[max(0, back - 3) : back]:
        between = list(tokens[tokens.index(link.event) : back])
        if "and" in between and link.strength < 3:
            return
        if lead == "in" and "by" in between and not any(t in ROLE_OF for t in between[between.index("by") :]):
            return  # "organised by the O0 of P0 in P1": the places are those of the names
        if is_mark(tokens[back - 1], "OH"):
            link = replace(link, strength=1)
        strength = 4 * link.strength + (2 if lead in _AT else 0) + (1 if link.event in sentence.named else 0)
        yield sentence.events[link.event], Site(sentence.marks[tokens[at]], strength, number)
    elif lead == "at" and (key := _match(sentence, tokens[:at])):
        yield sentence.events[key], Site(sentence.marks[tokens[at]], 3, number)


def _match(sentence: Sentence, tokens: Sequence[str]) -> str | None:
    """The one sports event of a sentence: where its play is told is where it is played."""
    keys = [t for t in tokens if is_mark(t, "E")]
    if len(keys) != 1 or sentence.events[keys[0]].kind != "sports" or _ASIDE & set(tokens):
        return None
    return keys[0]


def _named_after(sentence: Sentence, number: int) -> Iterator[tuple[Named, Site]]:
    """An election is held where its name says: "Turnout in P0" of the "P0 State Election"."""
    for named in sentence.events.values():
        if named.kind != "election":
            continue
        said = f" {named.name.casefold()} "
        for key, mention in sentence.marks.items():
            if key[0] == "P" and f" {mention.text.casefold()} " in said:
                yield named, Site(mention, 2, number)


def settle_place(sites: list[Site]) -> str | None:
    """The name of the place that is said best and first."""
    best = min(sites, key=lambda site: (-site.strength, site.sentence), default=None)
    return best.place.name if best else None
