"""Annotated texts as windows of pieces, and windows as batches of few sizes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from extractors.recogniser import tags
from extractors.recogniser.pieces import CLS, SEP, Pieces
from extractors.training.texts import Annotated
from extractors.words import Words, split

SIZES = (64, 128, 192, 256, 320)  # pieces of a window: each new size costs a new plan of the computation
PARAGRAPH = 4  # the gap before a word that begins a paragraph


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces with shapes and gaps (int64), the places of words' first pieces, what tags they may have (bool)."""

    pieces: NDArray[np.int64]
    shapes: NDArray[np.int64]
    gaps: NDArray[np.int64]
    firsts: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    borders: tuple[int, ...]  # words that begin a passage


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch: what the network reads, and the passages that the CRF judges."""

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    mask: Tensor
    firsts: Tensor  # (windows, words) the places of words' first pieces, between those of the two end marks
    there: Tensor  # (windows, words) true where there is one
    places: Tensor  # (passages, words) into windows * words
    words: Tensor  # (passages, words) true where there is one
    allowed: Tensor


def allowed_tags(text: Annotated, words: Words) -> NDArray[np.bool_]:
    """Which tags each word may have (words x tags); where labels were not looked for, O leaves them open."""
    table = np.zeros((len(words), len(tags.TAGS)), np.bool_)
    table[:, tags.OUTSIDE] = True
    for label in tags.LABELS:
        if label not in text.labels:
            table[:, tags.tag(label, 0) : tags.tag(label, 0) + 4] = True
    for start, end, label in text.spans:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left")) - 1
        if last < first:
            continue
        table[first : last + 1] = False
        if first == last:
            table[first, tags.tag(label, tags.SINGLE)] = True
            continue
        table[first, tags.tag(label, tags.BEGIN)] = True
        table[first + 1 : last, tags.tag(label, tags.INSIDE)] = True
        table[last, tags.tag(label, tags.END)] = True
    return table


def windows(text: Annotated, pieces: Pieces, chance: random.Random, *, longest: int = SIZES[-1]) -> Iterator[Window]:
    """Windows over a text, the first of a length by chance, so that borders fall elsewhere in each epoch."""
    words = split(text.text)
    if not len(words):
        return
    numbers, firsts = pieces(words)
    allowed = allowed_tags(text, words)
    room = longest - 2
    start, limit = 0, chance.randint(room // 3, room)
    while start < len(words):
        end = int(np.searchsorted(firsts, firsts[start] + limit, side="right")) - 1
        end = max(end, start + 1)
        if len(numbers) - firsts[end] < 24 and len(numbers) - firsts[start] <= room:
            end = len(words)
        part = slice(int(firsts[start]), int(firsts[end]))
        of_word = np.repeat(np.arange(start, end), np.diff(firsts[start : end + 1]))
        borders = np.flatnonzero(words.gaps[start:end] == PARAGRAPH).tolist()
        yield Window(
            np.concatenate([[CLS], numbers[part], [SEP]]).astype(np.int64)[:longest],
            np.concatenate([[0], words.shapes[of_word], [0]]).astype(np.int64)[:longest],
            np.concatenate([[0], words.gaps[of_word], [0]]).astype(np.int64)[:longest],
            (firsts[start:end] - firsts[start] + 1).astype(np.int64),
            allowed[start:end],
            tuple(sorted({0, *borders})),
        )
        start, limit = end, room


def batches(found: Sequence[Window], chance: random.Random, *, size: int = 1536) -> list[Batch]:
    """Windows of like length together, about `size` pieces a batch, in an order by chance."""
    made = []
    for low, high in zip((0, *SIZES), SIZES, strict=False):
        fitting = [w for w in found if low < len(w.pieces) <= high]
        chance.shuffle(fitting)
        step = max(1, size // high)
        made += [_batch(fitting[at : at + step], high) for at in range(0, len(fitting), step)]
    chance.shuffle(made)
    return made


def _batch(found: Sequence[Window], length: int) -> Batch:
    shape = (len(found), length)
    pieces, shapes, gaps, mask = (np.zeros(shape, np.int64) for _ in range(4))
    of_words = (len(found), _rounded(max(len(window.firsts) for window in found) + 2))
    firsts, kept = np.zeros(of_words, np.int64), np.zeros(of_words, np.int64)
    passages = []
    for row, window in enumerate(found):
        n = len(window.pieces)
        pieces[row, :n], shapes[row, :n], gaps[row, :n], mask[row, :n] = window.pieces, window.shapes, window.gaps, 1
        inside = window.firsts[window.firsts < n - 1]
        firsts[row, 1 : len(inside) + 2] = (*inside, n - 1)
        kept[row, : len(inside) + 2] = 1
        for start, end in zip(window.borders, (*window.borders[1:], len(window.firsts)), strict=True):
            if end <= len(inside):
                passages.append((np.arange(start, end) + row * of_words[1] + 1, window.allowed[start:end]))
    most = _rounded(max(len(p) for p, _ in passages))
    places = np.zeros((len(passages), most), np.int64)
    there = np.zeros((len(passages), most), np.bool_)
    allowed = np.ones((len(passages), most, len(tags.TAGS)), np.bool_)
    for row, (where, may) in enumerate(passages):
        places[row, : len(where)], there[row, : len(where)], allowed[row, : len(where)] = where, True, may
    return Batch(*(torch.from_numpy(x) for x in (pieces, shapes, gaps, mask, firsts, kept, places, there, allowed)))


def _rounded(words: int) -> int:
    return -(-words // 32) * 32
