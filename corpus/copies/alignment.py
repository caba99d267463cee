"""Aligned passages of two texts: the runs of letters that both have, chained across small differences.

A wire copy keeps whole passages, in any order, with words cut or misread in between; two reports
on one happening share names and phrases, which are short and stand alone. So what counts is not how
many runs are shared but how many lie in passages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.copies.letters import Letters, runs_of

SEED = 10  # letters that must be equal in a row to be noticed, about two words; scans have few longer runs
GAP = 40  # letters that may differ inside a passage
DRIFT = 12  # letters by which the two sides of such a gap may differ in length
PASSAGE = 36  # letters that make a passage, about seven words; names and stock phrases are shorter
MANY = 8  # a run that stands more often than this in one text is a refrain, and no guide


@dataclass(frozen=True, slots=True)
class Passage:
    """Letters [start, end) of the one text that answer letters [other, other_end) of the other."""

    start: int
    end: int
    other: int
    other_end: int
    equal: int  # letters inside that are the same

    @property
    def width(self) -> int:
        """Letters covered in the first text."""
        return self.end - self.start


def passages(one: Letters, other: Letters) -> list[Passage]:
    """The passages that two texts share, in the order of the first; they may overlap in neither text."""
    chains: list[Passage] = []
    for start, other_start, length in _seed_runs(one, other):
        _chain(chains, start, other_start, length)
    long_enough = [chain for chain in chains if chain.equal >= PASSAGE]
    return _disjoint(long_enough)


def _seed_runs(one: Letters, other: Letters) -> Sequence[tuple[int, int, int]]:
    """Maximal equal runs as (place in one, place in other, length), sorted by place in one."""
    here, there = runs_of(one.codes, SEED), runs_of(other.codes, SEED)
    if not len(here) or not len(there):
        return []
    order = np.argsort(there, kind="stable")
    ranked = there[order]
    low = np.searchsorted(ranked, here, side="left")
    counts = np.searchsorted(ranked, here, side="right") - low
    counts[counts > MANY] = 0
    hits = np.flatnonzero(counts)
    if not len(hits):
        return []
    repeats = counts[hits]
    i = np.repeat(hits, repeats)
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    j = order[np.repeat(low[hits], repeats) + within]
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    breaks: npt.NDArray[np.bool_] = (np.diff(i) != 1) | (np.diff(i - j) != 0)
    first = np.concatenate(([0], np.flatnonzero(breaks) + 1))
    last = np.concatenate((np.flatnonzero(breaks), [len(i) - 1]))
    runs = zip(i[first].tolist(), j[first].tolist(), (last - first + SEED).tolist(), strict=True)
    return sorted(runs)


def _chain(chains: list[Passage], start: int, other: int, length: int) -> None:
    """Lengthen the latest passage that the run continues, or begin a new one."""
    for place in range(len(chains) - 1, max(-1, len(chains) - 24), -1):
        chain = chains[place]
        gap, other_gap = start - chain.end, other - chain.other_end
        if -SEED < gap <= GAP and -SEED < other_gap <= GAP and abs(gap - other_gap) <= DRIFT:
            overlap = max(0, -gap, -other_gap)
            if length <= overlap:
                return
            chains[place] = Passage(
                chain.start, start + length, chain.other, other + length, chain.equal + length - overlap
            )
            return
    chains.append(Passage(start, start + length, other, other + length, length))


def _disjoint(chains: list[Passage]) -> list[Passage]:
    """The passages of which none repeats letters of a longer one, on either side."""
    kept: list[Passage] = []
    for chain in sorted(chains, key=lambda c: c.equal, reverse=True):
        if all(_apart(chain, other) for other in kept):
            kept.append(chain)
    return sorted(kept, key=lambda c: c.start)


def _apart(one: Passage, other: Passage) -> bool:
    def overlap(a: int, b: int, c: int, d: int) -> float:
        return (min(b, d) - max(a, c)) / max(1, min(b - a, d - c))

    return (
        overlap(one.start, one.end, other.start, other.end) < 0.5
        and overlap(one.other, one.other_end, other.other, other.other_end) < 0.5
    )
