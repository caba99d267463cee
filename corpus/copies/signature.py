"""The signature by which copies of a text are looked up: a MinHash whose every value is a band of its own.

Wire copies share only some 10 to 20 % of their runs of letters (abridged, rewritten, misread), so
bands of several values would miss them. With one value a band the look-up finds nearly all, at the
cost of a few strangers, which the check of the texts sends away again.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from datasketch import MinHash  # type: ignore[import-untyped]  # it ships no types

from corpus.copies.letters import letters, runs_of

BANDS = 64
RUN = 12  # letters of what is hashed; shorter runs are words that any text has
_VALUE_BITS = np.uint64(57)
_ONE = np.uint64(1)
_SEED = 20_030_814  # any number, but the same one in every process and for ever


@dataclass(frozen=True, slots=True)
class Signature:
    """`bands`: up to 64 numbers of 63 bits, each for one band with its value; none for a text without words."""

    bands: tuple[int, ...]
    letters: int  # how many letters the text has


@cache
def _empty() -> MinHash:
    # hashfunc: the runs come hashed already. The scheme is named, for bands are kept in stores; 64 bits
    # wide, for least values of 32 bits begin to meet by chance at some ten thousand texts.
    return MinHash(num_perm=BANDS, seed=_SEED, hashfunc=int, scheme="affine64")


def signature(text: str) -> Signature:
    """The signature of a text; equal letters give equal signatures."""
    codes = letters(text).codes
    runs = runs_of(codes, min(RUN, len(codes))) if len(codes) else np.empty(0, dtype=np.uint64)
    if not len(runs):
        return Signature((), 0)
    minima = _empty().copy()
    minima.update_batch(np.unique(runs).tolist())
    bands = (np.arange(BANDS, dtype=np.uint64) << _VALUE_BITS) | (minima.hashvalues & ((_ONE << _VALUE_BITS) - _ONE))
    return Signature(tuple(int(band) for band in bands), len(codes))
