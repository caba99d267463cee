"""A text as the bare letters and digits that newspapers, scanners and layouts leave alone.

Case, accents, spaces, hyphens and punctuation go, because copies differ in them without being other
texts; each letter remembers where in the text it stood. Marks that scanners confuse (l, 1, i; o, 0)
count as one letter.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]

_FOLDED = 0x3000  # below it letters are folded to their base; above it are scripts without case
_CONFUSED = str.maketrans({"1": "i", "l": "i", "j": "i", "0": "o"})
_PRIME = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text: `codes` (n,), and `places` (n,), the characters of the text where each stands."""

    codes: Codes
    places: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.codes)


@cache
def _fold_table() -> Codes:
    table = np.zeros(_FOLDED, dtype=np.uint32)
    for code in range(_FOLDED):
        base = unicodedata.normalize("NFKD", chr(code))[0].casefold()[:1].translate(_CONFUSED)
        if base.isalnum():
            table[code] = ord(base)
    return table


def letters(text: str) -> Letters:
    """The letters of a text, folded."""
    raw = np.frombuffer(text.encode("utf-32-le", errors="replace"), dtype=np.uint32)
    low = raw < _FOLDED
    codes = np.where(low, _fold_table()[np.where(low, raw, 0)], raw)
    if not low.all():
        # Ideographic spaces, stops and symbols stand between letters there too.
        codes[~low] = [code if chr(code).isalnum() else 0 for code in raw[~low].tolist()]
    places = np.flatnonzero(codes)
    return Letters(codes[places], places)


def runs_of(codes: Codes, length: int) -> Hashes:
    """A 64-bit hash of each run of `length` letters, (n - length + 1,); empty where there are fewer."""
    count = len(codes) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    hashes = np.zeros(count, dtype=np.uint64)
    wide = codes.astype(np.uint64) + np.uint64(1)
    for offset in range(length):
        hashes = hashes * _PRIME + wide[offset : offset + count]
    # Without a last mixing the low bits would know only the last letters.
    hashes ^= hashes >> np.uint64(31)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(29)
    return hashes
