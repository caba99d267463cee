"""Two versions of a text side by side: which sentences stayed, which changed, and what in them.

What a reader of the press asks first comes first: names, then quotes, figures and dates, then the wording.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from dateline.records import Article
from dateline.records.sentences import sentence_bounds

KINDS = ("name", "quote", "figure", "date", "wording")  # in the order in which they are told
_ANOTHER = 45  # of 100: sentences less alike than this are two sentences and no change of one

_TOKEN = re.compile(r"\d[\d.,:–-]*\d|[^\W_]+(?:[.'’-][^\W_]+)*|[^\w\s]")
_QUOTE = re.compile(r"[“\"«„]([^“”\"«»„]{3,})[”\"»]")
_DATE = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May)|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|today|yesterday|tomorrow|(?:19|20)\d\d",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"[^\W\d_]{4,}")  # people, dollars, votes; not "of"
_FIGURE = re.compile(
    r".*\d.*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|twice|no",
    re.IGNORECASE,
)

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: `before` and `after` as they stand, None where it came or went."""

    kind: str  # one of KINDS
    before: str | None
    after: str | None
    old: Bounds | None  # the sentence it stands in, in either text
    new: Bounds | None

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.kind} added: {self.after}"
        if self.after is None:
            return f"{self.kind} gone: {self.before}"
        return f"{self.kind}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from an old version to a new one."""

    headline: tuple[str | None, str | None] | None  # before and after, where it changed
    changes: tuple[Change, ...]  # names first, wording last
    kept: tuple[tuple[Bounds, Bounds], ...]  # sentences that are the same, in the old and the new text
    come: tuple[Bounds, ...]  # sentences of the new text that are new or changed
    gone: tuple[Bounds, ...]  # sentences of the old text that are changed or gone

    @property
    def empty(self) -> bool:
        """Whether the two say the same, letter for letter but for blanks."""
        return self.headline is None and not self.come and not self.gone


def difference(old: Article, new: Article) -> Difference:
    """How a new version of an article differs from an old one."""
    before, after = sentence_bounds(old.text), sentence_bounds(new.text)
    kept: list[tuple[Bounds, Bounds]] = []
    pairs: list[tuple[Bounds | None, Bounds | None]] = []
    left = [_plain(old.text, bounds) for bounds in before]
    right = [_plain(new.text, bounds) for bounds in after]
    for step, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if step == "equal":
            kept += zip(before[a:b], after[c:d], strict=True)
        else:
            pairs += _paired(old.text, before[a:b], new.text, after[c:d])
    changes = [change for pair in pairs for change in _changes(old.text, new.text, *pair)]
    headline = (old.headline, new.headline) if (old.headline or "") != (new.headline or "") else None
    return Difference(
        headline=headline,
        changes=tuple(sorted(changes, key=lambda change: KINDS.index(change.kind))),
        kept=tuple(kept),
        come=tuple(bounds for _, bounds in pairs if bounds),
        gone=tuple(bounds for bounds, _ in pairs if bounds),
    )


def _plain(text: str, bounds: Bounds) -> str:
    return " ".join(text[bounds[0] : bounds[1]].split())


def _paired(
    old: str, before: Sequence[Bounds], new: str, after: Sequence[Bounds]
) -> Iterator[tuple[Bounds | None, Bounds | None]]:
    """Each new sentence with the old one that it was made from, most alike first; the rest alone."""
    alike = sorted(
        ((fuzz.ratio(_plain(old, b), _plain(new, a)), i, j) for i, b in enumerate(before) for j, a in enumerate(after)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    of: dict[int, int] = {}
    for ratio, i, j in alike:
        if ratio >= _ANOTHER and j not in of and i not in of.values():
            of[j] = i
    for j, bounds in enumerate(after):
        yield (before[of[j]] if j in of else None), bounds
    yield from ((bounds, None) for i, bounds in enumerate(before) if i not in of.values())


def _changes(old: str, new: str, was: Bounds | None, now: Bounds | None) -> Iterator[Change]:
    if was is None or now is None:
        sentence = _plain(new, now) if now else _plain(old, was or (0, 0))
        kind = "quote" if _QUOTE.search(sentence) else "wording"
        yield Change(kind, None if was is None else sentence, None if now is None else sentence, was, now)
        return
    before, after = _plain(old, was), _plain(new, now)
    gone = [quote for quote in _QUOTE.findall(before) if quote not in after]
    come = [quote for quote in _QUOTE.findall(after) if quote not in before]
    quoted = bool(gone or come)
    if quoted:
        yield Change("quote", " … ".join(gone) or None, " … ".join(come) or None, was, now)
    for stretch in _replaced(_Words(before), _Words(after)):
        about = _kind([*stretch.gone, *stretch.come])
        if about is not None and not (quoted and about == "wording"):
            yield Change(about, *stretch.told(about), was, now)


class _Words:
    """The words and marks of a sentence, with where they stand."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.places = [found.span() for found in _TOKEN.finditer(sentence)]
        self.words = [sentence[start:end] for start, end in self.places]

    def said(self, first: int, last: int) -> str | None:
        """Words first to last (exclusive) as they stand."""
        said = self.sentence[self.places[first][0] : self.places[last - 1][1]] if first < last else ""
        return said.strip(" ,;:") or None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of the one sentence that stand in the place of words of the other; what surrounds them is the same."""

    left: _Words
    right: _Words
    a: Bounds
    b: Bounds

    @property
    def gone(self) -> list[str]:
        return self.left.words[slice(*self.a)]

    @property
    def come(self) -> list[str]:
        return self.right.words[slice(*self.b)]

    def told(self, kind: str) -> tuple[str | None, str | None]:
        """Both as they stand, with what belongs to them: the whole name, the whole date, what is counted."""
        front, back = 0, 0
        while kind in _WHOLE and self._same(-front - 1) and _WHOLE[kind](self._word(-front - 1)):
            front += 1
        while kind in _WHOLE and self._same(back) and _WHOLE[kind](self._word(back)):
            back += 1
        if (
            kind == "figure"
            and self._same(0)
            and self._word(0).isalpha()
            and self._word(0).islower()
            and len(self._word(0)) > 3
        ):
            back = 1
        return self.left.said(self.a[0] - front, self.a[1] + back), self.right.said(self.b[0] - front, self.b[1] + back)

    def _same(self, step: int) -> bool:
        """Whether both have the same word so many steps before (-1, -2, ...) or behind (0, 1, ...) the stretch."""
        one, other = (self.a[0], self.b[0]) if step < 0 else (self.a[1], self.b[1])
        if not (0 <= one + step < len(self.left.words) and 0 <= other + step < len(self.right.words)):
            return False
        return self.left.words[one + step] == self.right.words[other + step]

    def _word(self, step: int) -> str:
        return self.left.words[(self.a[0] if step < 0 else self.a[1]) + step]


_WHOLE: dict[str, Callable[[str], bool]] = {
    "name": lambda word: word[0].isupper() and not _DATE.fullmatch(word),
    "date": lambda word: _DATE.fullmatch(word) is not None or (word.isdigit() and len(word) <= 2),
}


def _replaced(left: _Words, right: _Words) -> Iterator[_Stretch]:
    a = b = 0
    for block in Indel.opcodes(left.words, right.words).as_matching_blocks():
        if block.a > a or block.b > b:
            yield _Stretch(left, right, (a, block.a), (b, block.b))
        a, b = block.a + block.size, block.b + block.size


def _kind(tokens: list[str]) -> str | None:
    """What a replaced stretch is about; None for marks alone."""
    words = [token for token in tokens if token[0].isalnum()]
    if not words:
        return None
    if any(_DATE.fullmatch(word) for word in words):
        return "date"
    if any(word[0].isupper() for word in words):
        return "name"
    if any(_FIGURE.fullmatch(word) for word in words):
        return "figure"
    return "wording"
