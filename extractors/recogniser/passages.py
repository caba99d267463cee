"""Passages: stretches of words that no name goes beyond, so that many can be decoded side by side."""

from itertools import pairwise

import numpy as np

from extractors.words import Words

PARAGRAPH = 4  # the gap before a word that begins a paragraph
LONGEST = 400  # words; a longer paragraph is cut, after a full stop where there is one


def passages(words: Words, *, longest: int = LONGEST) -> list[tuple[int, int]]:
    """First and last-plus-one word of each paragraph, long ones cut."""
    borders = [*np.flatnonzero(words.gaps == PARAGRAPH).tolist(), len(words)]
    if borders[0] != 0:
        borders.insert(0, 0)
    found = []
    for start, end in pairwise(borders):
        at = start
        while end - at > longest:
            cut = _stop(words, at + longest // 2, at + longest)
            found.append((at, cut))
            at = cut
        if at < end:
            found.append((at, end))
    return found


def _stop(words: Words, low: int, high: int) -> int:
    """The word after the last sentence's end between two words, or the latter."""
    text, ends, starts = words.text, words.ends, words.starts
    for word in range(high - 1, low, -1):
        before = int(ends[word - 1])
        if text[before - 1] in ".!?" and int(starts[word]) > before:
            return word
    return high
