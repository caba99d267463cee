"""Word pieces of words: what the encoder reads."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from extractors.words import Words

NO_WORD = 64  # characters; a longer run is no word of any language: encoded data, or a script without blanks
MOST = 12  # pieces of one word; the rest of a longer one tells nothing new and costs time
CLS, SEP, UNKNOWN = 101, 102, 100
_BATCH = 4096  # words handed to the tokenizer at once

_SURROGATES = dict.fromkeys(range(55296, 57344), "�")


class Pieces:
    """Turns words into numbers of the encoder's vocabulary; keeps what it has seen, since words come back."""

    def __init__(self, path: Path, *, remember: int = 200_000) -> None:
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self._seen: dict[str, tuple[int, ...]] = {}
        self._remember = remember

    def __call__(self, words: Words) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Pieces of all words, and for each word the place of its first piece (with one more at the end)."""
        strings = words.strings(0, len(words))
        seen = self._seen
        new = [s for s in dict.fromkeys(strings) if s not in seen]
        if new:
            if len(seen) + len(new) > self._remember:
                seen.clear()
                new = list(dict.fromkeys(strings))
            for at in range(0, len(new), _BATCH):
                part = new[at : at + _BATCH]
                clean = [s.translate(_SURROGATES) if len(s) <= NO_WORD else "" for s in part]
                for word, encoding in zip(
                    part, self.tokenizer.encode_batch(clean, add_special_tokens=False), strict=True
                ):
                    seen[word] = tuple(encoding.ids[:MOST]) or (UNKNOWN,)
        of_words = [seen[s] for s in strings]
        first = np.zeros(len(strings) + 1, np.int32)
        np.cumsum([len(p) for p in of_words], out=first[1:])
        return np.fromiter((i for p in of_words for i in p), np.int32, int(first[-1])), first
