"""Whether two texts are the same form filled in differently: other names, sums and days in the same frame.

"Senator A announces $2 million for B" and "... $3 million for C" share most of their words and are two
stories. What tells them from a copy is what stands in the gaps of the shared passages: a copy that
was cut, rewritten or misread keeps the names and figures, a form changes them in place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

SLOT = 24  # words; a longer gap is another passage and no slot of a form
FORM = 0.04  # share of the frame's names and figures that are others, from which on it is a form
SLOTS = 3  # names or figures that are others, at least; one of them a name, or as many figures again
_ALIKE = 72  # of 100: a name misread by a scanner or spelled otherwise is the same name
_ALIKE_FIGURES = 90  # a digit more or less is another sum

_WORD = re.compile(r"[^\W_](?:[\w’'.,-]*[^\W_])?")
_COUNTING = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_ORDINALS = frozenset(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"))
# Each outlet writes days in its own way: "Monday", "today", "Jan. 5".
_CALENDAR = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|(?:jan|febr?)(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|(?:sept?|octo?|nov|dec)(?:ember|ber)?|today|yesterday|tomorrow)"
)


@dataclass(frozen=True, slots=True)
class Filling:
    """How a common frame is filled in: names and figures that are the same, and those that are others."""

    same: int = 0
    names: tuple[str, ...] = ()  # of the one text, in whose place the other has another
    figures: tuple[str, ...] = ()
    plain: int = 0  # other words of the frame
    misread: int = 0  # of them, those that stand there in another spelling

    def __add__(self, other: "Filling") -> "Filling":
        return Filling(
            self.same + other.same,
            self.names + other.names,
            self.figures + other.figures,
            self.plain + other.plain,
            self.misread + other.misread,
        )

    @property
    def is_form(self) -> bool:
        """Whether these are two letters of one form and not two copies of one text."""
        others = len(self.names) + len(self.figures)
        enough = others >= SLOTS if self.names else others >= 2 * SLOTS
        # Where a scanner misread plain words, it misread as many names, beyond recognition some of them.
        noise = self.misread / max(1, self.plain)
        return enough and len({*self.names, *self.figures}) > 1 and others >= (FORM + noise) * (self.same + others)


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    name: bool = False
    figure: bool = False
    small: bool = False  # written in small letters

    @property
    def specific(self) -> bool:
        """What a form leaves open."""
        return self.name or self.figure


class Wording:
    """The words of a text, for filling in."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words, self._starts = _words(text)
        self._specific = {w.folded for w in self._words if w.specific}
        self._plain = {w.folded for w in self._words if w.small}

    def between(self, start: int, end: int) -> list[_Word]:
        """The words that begin in characters [start, end)."""
        return self._words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def has(self, word: _Word) -> bool:
        """Whether the text has such a name or figure anywhere; a word in title case is one in small letters too."""
        known = word.folded in self._specific or word.folded in self._plain
        return known or any(_alike(word.folded, other) for other in self._specific)

    def names_no_one(self, word: _Word) -> bool:
        """Whether a word that is written large here is a plain one elsewhere in the text."""
        return word.name and word.folded in self._plain


def filling(one: Wording, here: tuple[int, int], other: Wording, there: tuple[int, int]) -> Filling:
    """How two stretches that share a frame, as characters of either text, are filled in."""
    total = Filling()
    for ours, theirs in _side_by_side(one.between(*here), other.between(*there)):
        if ours is theirs:
            names = sum(word.specific for word in ours)
            total += Filling(names, plain=len(ours) - names)
        elif len(ours) <= SLOT and len(theirs) <= SLOT:
            total += _slot(one, ours, other, theirs)
    return total


def _slot(one: Wording, ours: list[_Word], other: Wording, theirs: list[_Word]) -> Filling:
    """What stands in one slot, of which neither text has it elsewhere."""
    left = [w for w in ours if w.specific and not other.has(w) and not one.names_no_one(w)]
    right = [w for w in theirs if w.specific and not one.has(w) and not other.names_no_one(w)]
    plain = [w.folded for w in ours if not w.specific]
    misread = sum(any(_alike(word, w.folded) for w in theirs) for word in plain)
    pairs = min(len(left), len(right))
    if _alike("".join(w.folded for w in ours), "".join(w.folded for w in theirs)):
        return Filling(pairs, plain=len(plain), misread=misread)
    return Filling(
        names=tuple(w.folded for w in left[:pairs] if w.name),
        figures=tuple(w.folded for w in left[:pairs] if w.figure),
        plain=len(plain),
        misread=misread,
    )


def _side_by_side(left: list[_Word], right: list[_Word]) -> Iterator[tuple[list[_Word], list[_Word]]]:
    """(words, the same list) where the texts agree, (words, other words) where they do not."""
    a = b = 0
    for block in Indel.opcodes([w.folded for w in left], [w.folded for w in right]).as_matching_blocks():
        if block.a > a or block.b > b:
            yield left[a : block.a], right[b : block.b]
        if block.size:
            agreed = left[block.a : block.a + block.size]
            yield agreed, agreed
        a, b = block.a + block.size, block.b + block.size


def _alike(one: str, other: str) -> bool:
    if any(c.isdigit() for c in one + other):
        return fuzz.ratio(one, other) >= _ALIKE_FIGURES
    short, long = sorted((one, other), key=len)
    return (len(short) >= 3 and long.startswith(short)) or fuzz.ratio(one, other) >= _ALIKE


def _words(text: str) -> tuple[list[_Word], list[int]]:
    words: list[_Word] = []
    starts: list[int] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        between = text[end : match.start()]
        opens = end == 0 or any(stop in between for stop in ".!?\n") or between.strip() in ('"', "“", ":")
        folded = word.casefold().replace(".", "").replace(",", "")
        folded = _COUNTING.get(folded, folded)
        figure = folded[:1].isdigit() or folded in _ORDINALS
        name = word[0].isupper() and not opens and not figure and not _CALENDAR.fullmatch(folded)
        words.append(_Word(folded, name, figure, word[0].islower()))
        starts.append(match.start())
        end = match.end()
    return words, starts
