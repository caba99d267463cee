"""Long texts as overlapping windows of word pieces, and the windows' scores as one row a word.

The scores of a word are taken from the window in which it lies most centrally, so each word is judged
with what stands before and after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from extractors.recogniser.pieces import CLS, SEP
from extractors.recogniser.words import Words

LENGTH = 256  # pieces of a window, its two end marks among them: most press texts are one to three of these
OVERLAP = 32  # pieces that neighbouring windows share


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


def windows(text: int, encoded: Encoded, *, length: int = LENGTH, overlap: int = OVERLAP) -> list[Window]:
    """Windows over a text, as few and as even as can be; every word belongs to exactly one of them."""
    total = len(encoded.pieces)
    if not total:
        return []
    room = length - 2
    count = 1 if total <= room else -(-(total - overlap) // (room - overlap))
    size = -(-(total + (count - 1) * overlap) // count)
    starts = [min(i * (size - overlap), max(total - size, 0)) for i in range(count)]
    middles = [0, *(start + overlap // 2 for start in starts[1:]), total]
    bounds = np.searchsorted(encoded.firsts[:-1], middles)
    return [
        Window(text, start, min(start + size, total), int(bounds[i]), int(bounds[i + 1]))
        for i, start in enumerate(starts)
        if bounds[i] < bounds[i + 1]
    ]


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
