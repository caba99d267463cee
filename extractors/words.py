"""Words of a text, with what an uncased encoder cannot see: how each is written, and what stands before it.

A word is a run of letters and digits, or one other character that is no blank. Every span that the
recogniser finds begins and ends at a border of words, so `extractors.tokens` cuts the Doc at the same places.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

# Soft hyphens, joiners and combining accents belong to the word they stand in.
_INNER = "\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f"
WORD = re.compile(rf"[^\W_{_INNER}][^\W_]*(?:[{_INNER}]+[^\W_]*)*|[^\s\w]|_|[{_INNER}]+")
LONGEST = 10_000  # characters; a longer run of letters (a blob, a text without blanks) is cut into words of this length

SHAPES = ("none", "lower", "Capital", "C", "CAPITALS", "mIxed", "digits", "alnum1", "punctuation", "caseless")
_LONG = 32  # characters: such words come back too seldom to be remembered
GAPS = ("none", "joined", "blank", "line", "paragraph")

_BREAK = re.compile(r"\n[^\S\n]*\n|\r\n[^\S\n]*\r\n|\u2029")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one text: starts and ends in characters (int32), shapes and gaps (int8), one each a word."""

    text: str
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    shapes: NDArray[np.int8]
    gaps: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.starts)

    def strings(self, first: int, last: int) -> list[str]:
        """Words first..last as they stand in the text."""
        text = self.text
        return [
            text[a:b] for a, b in zip(self.starts[first:last].tolist(), self.ends[first:last].tolist(), strict=True)
        ]


def split(text: str) -> Words:
    """The words of a text; any characters whatever, none for an empty text."""
    starts: list[int] = []
    ends: list[int] = []
    shapes: list[int] = []
    gaps: list[int] = []
    before = 0
    for found in WORD.finditer(text):
        start, end = found.span()
        gap = 1 if start == before else _gap(text, before, start)
        if start == 0 or not starts:
            gap = 4
        before = end
        while end - start > LONGEST:
            starts.append(start)
            ends.append(start + LONGEST)
            shapes.append(shape(text[start : start + LONGEST]))
            gaps.append(gap)
            start, gap = start + LONGEST, 1
        starts.append(start)
        ends.append(end)
        shapes.append(shape(text[start:end]))
        gaps.append(gap)
    return Words(
        text,
        np.asarray(starts, np.int32),
        np.asarray(ends, np.int32),
        np.asarray(shapes, np.int8),
        np.asarray(gaps, np.int8),
    )


def _gap(text: str, start: int, end: int) -> int:
    if end - start == 1:
        return 3 if text[start] == "\n" else 4 if text[start] == "\u2029" else 2
    between = text[start:end]
    if _BREAK.search(between):
        return 4
    return 3 if "\n" in between or "\r" in between or "\u2028" in between else 2


def shape(word: str) -> int:
    """The number of a word's way of writing in SHAPES."""
    return _known_shape(word) if len(word) <= _LONG else _shape(word)


def _shape(word: str) -> int:
    if word.islower():
        return 1 if word.isalpha() or not any(c.isdigit() for c in word) else 7
    if word.isdigit():
        return 6
    if not word[0].isalnum():
        return 8
    if any(c.isdigit() for c in word):
        return 7
    if word.isupper():
        return 3 if len(word) == 1 else 4
    if word[0].isupper() and word[1:].islower():
        return 2
    return 5 if any(c.isupper() for c in word) else 9


_known_shape = lru_cache(maxsize=50_000)(_shape)
