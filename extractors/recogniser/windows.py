"""Long texts as windows of word pieces, and the windows' scores as one row a word.

Windows hold whole paragraphs, so that each word is judged with what stands before and after it. In a paragraph
that is longer than a window, windows overlap, and a word's scores are those of the window in which it lies more
centrally.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.recogniser.pieces import CLS, SEP
from extractors.words import Words

LENGTH = 160  # pieces of a window, its two end marks among them: two or three paragraphs
OVERLAP = 32  # pieces that neighbouring windows within one paragraph share


@dataclass(frozen=True)
class Encoded:
    """A text as the encoder reads it: its pieces, the place of each word's first piece (one more at the end)."""

    words: Words
    pieces: NDArray[np.int32]
    firsts: NDArray[np.int32]

    @cached_property
    def of_pieces(self) -> NDArray[np.int64]:
        """Pieces with the shapes and the gaps of their words (3 x pieces)."""
        lengths = np.diff(self.firsts)
        return np.stack(
            [self.pieces, np.repeat(self.words.shapes, lengths), np.repeat(self.words.gaps, lengths)]
        ).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces start..end of text number `text`; the words first..last take their scores from here."""

    text: int
    start: int
    end: int
    first: int
    last: int


def windows(
    text: int, encoded: Encoded, paragraphs: Sequence[tuple[int, int]], *, length: int = LENGTH, overlap: int = OVERLAP
) -> list[Window]:
    """Windows over a text, as few and as even as can be; every word takes its scores from exactly one of them.

    A window ends where a paragraph does (first and last-plus-one word of each), and shares nothing with the next one.
    Where a paragraph is too long for that, it is cut, and the two windows share pieces.
    """
    firsts, total, room = encoded.firsts, len(encoded.pieces), length - 2
    ends = [int(firsts[last]) for _, last in paragraphs]
    found: list[Window] = []
    start = first = 0  # the piece with which a window begins, and the first word that it scores
    while first < len(encoded.words):
        ideal = start + (total - start) / -(-(total - start) // room)
        near = ends[bisect_right(ends, firsts[first]) : bisect_right(ends, start + room)]
        end = min(near, key=lambda e: abs(e - ideal), default=0)
        if 2 * (end - start) >= ideal - start:
            last = int(np.searchsorted(firsts, end))
            following = end
        else:
            end = min(start + room, int(ideal) + overlap)
            last = int(np.searchsorted(firsts[:-1], end - overlap // 2))
            following = int(firsts[np.searchsorted(firsts[:-1], firsts[last] - overlap // 2)])
        found.append(Window(text, start, end, first, last))
        start, first = following, last
    return found


def inputs(window: Window, text: Encoded) -> dict[str, NDArray[np.int64]]:
    """What the network reads of a window: pieces, shapes, gaps (1 x pieces) and the places of words' first pieces."""
    low, high = _words(window, text)
    length = window.end - window.start
    read = np.zeros((3, 1, length + 2), np.int64)
    read[:, 0, 1:-1] = text.of_pieces[:, window.start : window.end]
    read[0, 0, 0], read[0, 0, -1] = CLS, SEP
    firsts = np.zeros(high - low + 2, np.int64)
    firsts[1:-1] = text.firsts[low:high] - (window.start - 1)
    firsts[-1] = length + 1
    return {"pieces": read[0], "shapes": read[1], "gaps": read[2], "firsts": firsts}


def own_rows(window: Window, text: Encoded, scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores of the words that a window scores, of all that it has seen (1 x words and two end marks x tags)."""
    low, _ = _words(window, text)
    return scores[0, 1 + window.first - low : 1 + window.last - low]


def _words(window: Window, text: Encoded) -> tuple[int, int]:
    """The words whose first pieces a window holds, the last one excluded."""
    low, high = np.searchsorted(text.firsts, (window.start, window.end)).tolist()
    return low, high
