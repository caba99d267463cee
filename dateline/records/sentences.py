"""Where the sentences of a text stand, by the one rule of the house.

A paragraph break always ends a sentence; a full stop does not after "Mr", "Nov", "U.S." or an initial,
unless the next word is one that sentences open with.
"""

import re
from functools import lru_cache
from itertools import pairwise


def _words(block: str) -> frozenset[str]:
    return frozenset(block.split())


# Never the last word of a sentence.
_TITLES = _words("""
    mr mrs ms mx dr prof gen col lt sgt capt cpt gov sen rep rev st hon eng adm maj brig cmdr cdr cpl messrs mme mlle
    m/s pres supt insp atty amb fr vs v viz cf fig figs vol art sec pp ed eds e.g i.e approx ca al smt shri km h.e mt
    ft univ dept
""")
# Followed by a figure they are no end: "No. 5", "Nov. 12", "Rs. 200".
_COUNTED = _words("""
    no nos jan feb mar apr jun jul aug sep sept oct nov dec rs p tel ext par para ch chap st art us$ c
""")
# May end a sentence, and then an opener follows: "Acme Inc. The company".
_TRAILING = _words("""
    inc ltd co corp llc plc bros jr sr esq etc a.m p.m ph.d m.d b.a m.a jan feb mar apr jun jul aug sep sept oct nov
    dec pvt pte cia gmbh s.a s.p.a n.v b.v a.g no
""")
_OPENERS = _words("""
    the a an he she it they we i you this that these those there but and or in on at for from with after before when
    while if as its his her their our my what who how why where most many some all both last since until under during
    according among analysts officials police no not only several other another two three four asked earlier later
    meanwhile however still then so yet also now today
""")
_AFTER_HOUR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|"
    r"(?:sept|nov|dec)ember|october|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b|(?-i:[A-Z]{2,5}\b)|\(|eastern|pacific",
    re.IGNORECASE,
)
_CLOSERS = "\"'”’»)\\]›」』"
_OPENING = "\"'“‘«„([‹「『/–—- "
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*|[\u2028\u2029]+")
# A stop with what closes after it, before a blank; ideographic stops need none; a line that opens an item of a list.
_STOP = re.compile(
    rf"(?P<stop>[.!?…؟।]+)(?P<close>[{_CLOSERS}]*)(?P<gap>\s+)(?=\S)"
    rf"|[。！？]+[{_CLOSERS}]*"
    r"|\n[ \t]*(?=[-•*–—▪●][ \t])"
)
_LAST_WORD = re.compile(r"[^\s(\[\"“‘'«„]*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]$")
_WORD = re.compile(r"[^\W\d_]+")


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end) in characters, end exclusive, without the blanks between them."""
    return list(_bounds(text))


@lru_cache(maxsize=4)  # every rule asks for those of the text at hand
def _bounds(text: str) -> tuple[tuple[int, int], ...]:
    bounds: list[tuple[int, int]] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        bounds += _of_paragraph(text, start, end)
        start = gap.end() if gap else end
    return tuple(bounds)


def _of_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for stop in _STOP.finditer(text, start, end):
        if stop.group("stop") is None or _ends(text, cuts[-1], stop):
            cuts.append(stop.end())
    cuts.append(end)
    found = []
    for left, right in pairwise(cuts):
        piece = text[left:right]
        if stripped := piece.strip():
            at = left + len(piece) - len(piece.lstrip())
            found.append((at, at + len(stripped)))
    return found


def _ends(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the stop ends the sentence that began at start."""
    after = text[stop.end() : stop.end() + 40].lstrip(_OPENING)
    if after[:1].islower():
        return False
    if stop["stop"] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, stop.start() - 24), stop.start())
    word = before.group() if before else ""
    key = word.casefold()
    if stop["close"].strip("'’") and len(word) > 1 and key not in _TITLES:
        return True
    if key in _TITLES:
        return False
    if key in _COUNTED and after[:1].isdigit():
        return False
    if word.isdigit() and stop.start() - len(word) == start:  # the number of an item
        return False
    next_word = _WORD.match(after)
    opener = bool(next_word) and next_word.group().casefold() in _OPENERS if next_word else False
    if key in ("a.m", "p.m"):
        return next_word is not None and not _AFTER_HOUR.match(after)
    if key in _TRAILING or _INITIALS.search(word) or (len(word) == 1 and word.isalpha() and word.isupper()):
        return opener or text[stop.end()] in '"“„«'
    return True
