"""Long texts as overlapping windows of word pieces, and the windows' scores as one row a word.

The scores of a word are taken from the window in which it lies most centrally, so each word is judged
with what stands before and after it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.recogniser.pieces import CLS, PAD, SEP
from extractors.recogniser.words import Words

LENGTH = 256  # pieces of a window, its two end marks among them: what the encoder was trained on
OVERLAP = 64  # pieces that neighbouring windows share


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


def inputs(found: Sequence[Window], texts: Sequence[Encoded]) -> dict[str, NDArray[np.int64]]:
    """What the network reads for some windows: pieces, shapes, gaps, mask (windows x longest, padded)."""
    longest = max(w.end - w.start for w in found) + 2
    pieces = np.full((len(found), longest), PAD, np.int64)
    shapes, gaps, mask = (np.zeros((len(found), longest), np.int64) for _ in range(3))
    for row, window in enumerate(found):
        text = texts[window.text]
        n = window.end - window.start
        of_piece = np.searchsorted(text.firsts, np.arange(window.start, window.end), side="right") - 1
        pieces[row, 0] = CLS
        pieces[row, 1 : n + 1] = text.pieces[window.start : window.end]
        pieces[row, n + 1] = SEP
        shapes[row, 1 : n + 1] = text.words.shapes[of_piece]
        gaps[row, 1 : n + 1] = text.words.gaps[of_piece]
        mask[row, : n + 2] = 1
    return {"pieces": pieces, "shapes": shapes, "gaps": gaps, "mask": mask}


def merge(
    found: Sequence[Window], scores: NDArray[np.float32], texts: Sequence[Encoded], rows: Sequence[NDArray[np.float32]]
) -> None:
    """Put the scores of windows (windows x pieces x tags) where their words are in `rows` (one table a text)."""
    for row, window in enumerate(found):
        places = texts[window.text].firsts[window.first : window.last] - window.start + 1
        rows[window.text][window.first : window.last] = scores[row, places]
