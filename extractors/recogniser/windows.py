"""Long texts as windows of word pieces, and the windows' scores as one row a word.

Windows hold whole paragraphs, so that each word is judged with what stands before and after it. In a paragraph
that is longer than a window, windows overlap, and a word's scores are those of the window in which it lies more
centrally.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from extractors.recogniser.pieces import CLS, SEP
from extractors.recogniser.words import Words

LENGTH = 160  # pieces of a window, its two end marks among them: two or three paragraphs
OVERLAP = 32  # pieces that neighbouring windows within one paragraph share


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text as the encoder reads it: its pieces, the place of each word's first piece (one more at the end)."""

    words: Words
    pieces: NDArray[np.int32]
    firsts: NDArray[np.int32]


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


def alike(found: Sequence[Window], most: int) -> list[list[Window]]:
    """Windows of the same length together, at most so many: they need no padding and no mask."""
    by_length = sorted(found, key=lambda w: w.end - w.start)
    groups = (list(group) for _, group in groupby(by_length, key=lambda w: w.end - w.start))
    return [group[at : at + most] for group in groups for at in range(0, len(group), most)]


def inputs(found: Sequence[Window], texts: Sequence[Encoded]) -> dict[str, NDArray[np.int64]]:
    """What the network reads for windows of one length: pieces, shapes, gaps (windows x pieces)."""
    length = found[0].end - found[0].start
    pieces, shapes, gaps = (np.zeros((len(found), length + 2), np.int64) for _ in range(3))
    pieces[:, 0], pieces[:, -1] = CLS, SEP
    for row, window in enumerate(found):
        text = texts[window.text]
        of_piece = np.searchsorted(text.firsts, np.arange(window.start, window.end), side="right") - 1
        pieces[row, 1:-1] = text.pieces[window.start : window.end]
        shapes[row, 1:-1] = text.words.shapes[of_piece]
        gaps[row, 1:-1] = text.words.gaps[of_piece]
    return {"pieces": pieces, "shapes": shapes, "gaps": gaps}


def merge(
    found: Sequence[Window], scores: NDArray[np.float32], texts: Sequence[Encoded], rows: Sequence[NDArray[np.float32]]
) -> None:
    """Put the scores of windows (windows x pieces x tags) where their words are in `rows` (one table a text)."""
    for row, window in enumerate(found):
        places = texts[window.text].firsts[window.first : window.last] - window.start + 1
        rows[window.text][window.first : window.last] = scores[row, places]
