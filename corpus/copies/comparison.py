"""Two texts side by side: what they share, and whether the one is a copy of the other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from corpus.copies.alignment import Passage, passages
from corpus.copies.forms import Filling, Wording, filling
from corpus.copies.letters import Letters, letters
from corpus.copies.quotations import quoted
from dateline.records.sentences import sentence_bounds

SAME = 0.32  # of the shorter text lies in shared passages: below are phrases, background, speakers' words
SHORT = 240  # letters; a text below that says too little for so small a share
SAME_SHORT = 0.6
SAME_EDGE = 0.8  # of a text, where all that is shared are head and foot lines
HEAD = 160  # letters; a longer passage at the head of both texts is no outlet's head line
FOOT = 450  # letters; a longer one at the end is no outlet's foot lines
INNER = 0.15  # of the shorter text lies in other passages, where head and foot lines are not all
BACKGROUND = 0.5  # of a text, where neither beginning is shared: a writer's own paragraphs come again in later texts
BEGINNING, BEGUN = 0.2, 0.3  # of a text is its beginning; so much of it is shared where the one began with the other
TOUCH = 12  # letters that may stand before a head line or after a foot line
OUTSIDE_QUOTES = 0.2  # at least so much of what is no quotation is shared too
WHOLE = 0.9  # so much of a text counts as all of it
ONLY = 0.85  # so much of a copy counts as nothing added
LONGEST_SLOT = 160  # letters between two passages in both texts, where a form may be filled in
ALIKE = 0.9  # letters that agree within passages, where nothing was rewritten


class Text:
    """A text with its letters, which several comparisons share."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def letters(self) -> Letters:
        """The letters that are compared."""
        return letters(self.text)

    @cached_property
    def wording(self) -> Wording:
        """Its words, with the names and figures among them."""
        return Wording(self.text)

    @cached_property
    def plain(self) -> npt.NDArray[np.bool_]:
        """Which letters stand in no quotation, (n,)."""
        return ~quoted(self.text)[self.letters.places]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a text shares with an earlier one: `covered` and `original_covered` mark the letters in passages."""

    text: Text
    original: Text
    passages: tuple[Passage, ...]
    covered: npt.NDArray[np.bool_]
    original_covered: npt.NDArray[np.bool_]

    @property
    def share(self) -> float:
        """How much of the original is kept, 0 to 1."""
        return _share(self.original_covered)

    @property
    def borrowed(self) -> float:
        """How much of the text is the original's, 0 to 1."""
        return _share(self.covered)

    @property
    def strongest(self) -> float:
        """The greater of the two shares: 1 where either text lies wholly in the other."""
        return max(self.share, self.borrowed)

    @property
    def weight(self) -> int:
        """Letters that the two share: the measure by which one original is likelier than another."""
        return int(self.covered.sum())

    @property
    def kind(self) -> str | None:
        """verbatim, cut, rewritten or form; None where they are two texts."""
        if not self._same():
            return None
        if self._filling().is_form:
            return "form"
        if self._agreement() < ALIKE:
            return "rewritten"
        if self.share >= WHOLE and self.borrowed >= ONLY:
            return "verbatim"
        return "cut" if self.borrowed >= ONLY else "rewritten"

    def _same(self) -> bool:
        shortest = min(len(self.covered), len(self.original_covered))
        if self.strongest < (SAME_EDGE if self._only_edges(shortest) else SAME if shortest >= SHORT else SAME_SHORT):
            return False
        if self.strongest < BACKGROUND and max(map(_begun, (self.covered, self.original_covered))) < BEGUN:
            return False
        side, plain = max((self.covered, self.text.plain), (self.original_covered, self.original.plain), key=_covered)
        return not plain.any() or _share(side[plain]) >= OUTSIDE_QUOTES

    def _only_edges(self, shortest: int) -> bool:
        """Whether all that is shared stands at the same end of both texts, as an outlet's own lines do."""
        ends = len(self.covered) - TOUCH, len(self.original_covered) - TOUCH
        head = sum(p.width for p in self.passages if max(p.start, p.other) <= TOUCH)
        foot = sum(p.width for p in self.passages if p.end >= ends[0] and p.other_end >= ends[1])
        return head <= HEAD and foot <= FOOT and self.weight - head - foot < INNER * shortest

    def _filling(self) -> Filling:
        """How the frame that the two share is filled in."""
        total = Filling()
        for start, end, other, other_end in _stretches(self.passages):
            ours, theirs = self.text.letters.places, self.original.letters.places
            total += filling(
                self.text.wording,
                (int(ours[start]), int(ours[end - 1]) + 1),
                self.original.wording,
                (int(theirs[other]), int(theirs[other_end - 1]) + 1),
            )
        return total

    def _agreement(self) -> float:
        """How many letters of the passages agree, gaps inside them included."""
        ours, theirs = self.text.letters.codes, self.original.letters.codes
        edits = sum(
            Levenshtein.distance(ours[p.start : p.end].tolist(), theirs[p.other : p.other_end].tolist())
            for p in self.passages
        )
        return 1 - edits / max(1, sum(p.width for p in self.passages))

    def without(self, stock: npt.NDArray[np.bool_]) -> "Comparison":
        """The comparison without the passages that lie in letters of the text which are marked, (n,)."""
        own = (p for p in self.passages if stock[p.start : p.end].mean() < 0.5)
        return _marked(self.text, self.original, own)

    def dropped(self) -> tuple[str, ...]:
        """Sentences of the original that are gone."""
        return tuple(_uncovered(self.original, self.original_covered))

    def added(self) -> tuple[str, ...]:
        """Sentences that the original has not."""
        return tuple(_uncovered(self.text, self.covered))


def compared(text: Text, original: Text) -> Comparison:
    """Set two texts side by side."""
    return _marked(text, original, passages(text.letters, original.letters))


def _marked(text: Text, original: Text, shared: Iterable[Passage]) -> Comparison:
    kept = tuple(shared)
    covered = np.zeros(len(text.letters), dtype=np.bool_)
    original_covered = np.zeros(len(original.letters), dtype=np.bool_)
    for passage in kept:
        covered[passage.start : passage.end] = True
        original_covered[passage.other : passage.other_end] = True
    return Comparison(text, original, kept, covered, original_covered)


def _stretches(shared: tuple[Passage, ...]) -> list[tuple[int, int, int, int]]:
    """Passages that follow each other in both texts, with the slots between them, as letters of both."""
    stretches: list[tuple[int, int, int, int]] = []
    for passage in shared:
        if stretches:
            start, end, other, other_end = stretches[-1]
            if 0 <= passage.start - end <= LONGEST_SLOT and 0 <= passage.other - other_end <= LONGEST_SLOT:
                stretches[-1] = (start, passage.end, other, passage.other_end)
                continue
        stretches.append((passage.start, passage.end, passage.other, passage.other_end))
    return stretches


def _share(marks: npt.NDArray[np.bool_]) -> float:
    return float(marks.mean()) if len(marks) else 0.0


def _begun(marks: npt.NDArray[np.bool_]) -> float:
    return _share(marks[: max(SHORT, int(BEGINNING * len(marks)))])


def _covered(side: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]) -> float:
    return _share(side[0])


def _uncovered(text: Text, covered: npt.NDArray[np.bool_]) -> Iterator[str]:
    places = text.letters.places
    for start, end in sentence_bounds(text.text):
        first, last = np.searchsorted(places, (start, end))
        if last > first and covered[first:last].mean() < 0.5:
            yield " ".join(text.text[start:end].split())
