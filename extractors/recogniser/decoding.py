"""Scores of words to spans: the best legal tagging of a passage, and how probable each of its spans is.

A linear chain: the scores of the network and a table of what tag follows what. The best tagging comes
from Viterbi's algorithm; the probability of a span from sums over all taggings (forward and backward).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.recogniser import tags

Scores = NDArray[np.float32]
_SIDE_BY_SIDE = 64  # passages decoded at once
# Whether a word with this tag is the first, or the last, of a span.
_FIRST = np.asarray([number > 0 and not tags.continues(number) for number in range(len(tags.TAGS))])
_LAST = np.asarray([number > 0 and not tags.opens(number) for number in range(len(tags.TAGS))])


@dataclass(frozen=True, slots=True)
class Found:
    """A span of words first..last (the latter included) of a passage."""

    first: int
    last: int
    label: str
    probability: float


class Decoder:
    """Decodes with one table of transitions (tags x tags, log scores)."""

    def __init__(self, transitions: Scores) -> None:
        self.transitions = (transitions + tags.legal()).astype(np.float32)
        self._weights = np.exp(self.transitions)
        self._start, self._end = tags.legal_start(), tags.legal_end()

    def __call__(self, passages: Sequence[Scores]) -> list[list[Found]]:
        """The spans of each passage (words x tags)."""
        found: list[list[Found]] = [[] for _ in passages]
        order = sorted(range(len(passages)), key=lambda i: len(passages[i]))
        for at in range(0, len(order), _SIDE_BY_SIDE):
            group = order[at : at + _SIDE_BY_SIDE]
            for i, spans in zip(group, self._group([passages[i] for i in group]), strict=True):
                found[i] = spans
        return found

    def _group(self, passages: Sequence[Scores]) -> list[list[Found]]:
        lengths = np.asarray([len(p) for p in passages])
        steps = int(lengths.max())
        scores = np.zeros((steps, len(passages), len(tags.TAGS)), np.float32)
        for row, passage in enumerate(passages):
            scores[: len(passage), row] = passage
        scores[0] += self._start
        scores[lengths - 1, np.arange(len(passages))] += self._end
        paths = self._best(scores, lengths)
        rows, firsts = np.nonzero(_FIRST[paths.T])
        _, lasts = np.nonzero(_LAST[paths.T])
        found: list[list[Found]] = [[] for _ in passages]
        if len(rows):
            kinds = paths[firsts, rows]
            probable = self._probable(scores, lengths, paths, (firsts, lasts, rows))
            for row, first, last, kind, p in zip(
                *(x.tolist() for x in (rows, firsts, lasts, kinds, probable)), strict=True
            ):
                found[row].append(Found(first, last, tags.LABELS[(kind - 1) // 4], p))
        return found

    def _probable(
        self, scores: Scores, lengths: NDArray[np.int64], paths: NDArray[np.int64], spans: tuple[NDArray[np.int64], ...]
    ) -> NDArray[np.float64]:
        """How probable spans are, given as first words, last words and passages, on the best taggings."""
        firsts, lasts, rows = spans
        before, after, total = self._sums(scores, lengths)
        every = np.arange(len(scores))[:, None], np.arange(len(lengths)), paths
        # The sum of all scores on the way up to each word, so that a span's own is a difference of two.
        along = scores[every].astype(np.float64)
        along[1:] += self.transitions[paths[:-1], paths[1:]]
        along = along.cumsum(0)
        into, onward = before[every][firsts, rows], after[every][lasts, rows]
        log = into + (along[lasts, rows] - along[firsts, rows]) + onward - total[rows]
        probable: NDArray[np.float64] = np.exp(np.minimum(log, 0.0))
        return probable

    def _best(self, scores: Scores, lengths: NDArray[np.int64]) -> NDArray[np.int64]:
        steps, rows, _ = scores.shape
        best = scores[0]
        back = np.zeros(scores.shape, np.int8)
        for step in range(1, steps):
            ways = best[:, :, None] + self.transitions
            back[step] = ways.argmax(1)
            after = ways.max(1) + scores[step]
            best = after if step < lengths.min() else np.where((step < lengths)[:, None], after, best)
        paths = np.zeros((steps, rows), np.int64)
        tag = best.argmax(1)
        every = np.arange(rows)
        for step in range(steps - 1, -1, -1):
            paths[step] = tag
            # Beyond a passage's end nothing has been decided yet.
            tag = np.where(step < lengths, back[step, every, tag], tag) if step else tag
        paths[np.arange(steps)[:, None] >= lengths] = tags.OUTSIDE
        return paths

    def _sums(self, scores: Scores, lengths: NDArray[np.int64]) -> tuple[Scores, Scores, Scores]:
        """Log sums over all ways up to each word, and from each word on, and over all ways."""
        steps, rows, _ = scores.shape
        before, after = np.zeros_like(scores), np.zeros_like(scores)
        before[0] = scores[0]
        for step in range(1, steps):
            last = before[step - 1]
            top = last.max(1, keepdims=True)
            before[step] = np.log(np.exp(last - top) @ self._weights + 1e-37) + top + scores[step]
        for step in range(steps - 2, -1, -1):
            following = after[step + 1] + scores[step + 1]
            top = following.max(1, keepdims=True)
            ways = np.log(np.exp(following - top) @ self._weights.T + 1e-37) + top
            after[step] = np.where((step + 1 < lengths)[:, None], ways, 0)
        ends = before[lengths - 1, np.arange(rows)]
        top = ends.max(1)
        return before, after, top + np.log(np.exp(ends - top[:, None]).sum(1))
