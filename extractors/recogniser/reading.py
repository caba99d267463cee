"""Texts to spans: split, encode, score, merge, decode, calibrate."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.records import Model, ReadBefore
from extractors.recogniser import tags
from extractors.recogniser.again import asking
from extractors.recogniser.calibration import PLAIN, Line
from extractors.recogniser.decoding import Decoder
from extractors.recogniser.meaning import meaning
from extractors.recogniser.network import Network
from extractors.recogniser.pieces import Pieces
from extractors.recogniser.shipped import open_model
from extractors.recogniser.windows import Encoded, inputs, own_rows
from extractors.words import Words, split


@dataclass(frozen=True, slots=True)
class Named:
    """A span in characters of its text, end exclusive, with its calibrated score from 0 to 1."""

    start: int
    end: int
    label: str
    score: float


class Scorer(Protocol):
    """What scores a window: the network in ONNX Runtime, or a made one in a test."""

    def __call__(self, inputs: dict[str, NDArray[np.int64]]) -> NDArray[np.float32]:
        """Scores of tags (1 x words and two end marks x tags)."""
        ...


class Reader:
    """Finds people, organisations, places, dates and events in texts."""

    def __init__(self, model: Model, pieces: Pieces, network: Scorer, decoder: Decoder, line: Line = PLAIN) -> None:
        self.model = model
        self._pieces = pieces
        self._network = network
        self._decoder = decoder
        self._line = line

    def __call__(self, texts: Sequence[str | Words], before: Sequence[ReadBefore | None] = ()) -> list[list[Named]]:
        """The spans of each text, in order and apart. `before`: of each text the version before it, where there is one.

        Windows in which nothing is new are not read again; the spans of their passages are carried.
        """
        encoded = [
            Encoded(words, *self._pieces(words))
            for words in (split(text) if isinstance(text, str) else text for text in texts)
        ]
        rows = [np.zeros((len(e.words), len(tags.TAGS)), np.float32) for e in encoded]
        asked = [asking(i, e, old) for i, (e, old) in enumerate(zip_longest(encoded, before[: len(texts)]))]
        # One window a call. The range of the network's 8-bit numbers is taken over all that is in a call: with more,
        # what is found in a text would depend on which others came with it. More do not pay on a CPU anyway.
        for window in (window for one in asked for window in one.windows):
            text = encoded[window.text]
            rows[window.text][window.first : window.last] = own_rows(window, text, self._network(inputs(window, text)))
        places = [(i, first, last) for i, one in enumerate(asked) for first, last in one.passages]
        decoded = self._decoder([rows[i][first:last] for i, first, last in places])
        found = [[Named(*span) for span in one.carried] for one in asked]
        meant = [meaning(e.words.text) for e in encoded]
        for (i, first, _), spans in zip(places, decoded, strict=True):
            words = encoded[i].words
            for span in spans:
                start, end = int(words.starts[first + span.first]), int(words.ends[first + span.last])
                if meant[i][span.label].search(words.text, start, end):
                    found[i].append(Named(start, end, span.label, self._line(span.probability)))
        return [sorted(named, key=lambda name: name.start) for named in found]


def open_reader(folder: Path | None = None, *, threads: int = 1) -> Reader:
    """The reader of a model's folder (None: the shipped one). Raises ExtractError for missing or foreign files."""
    shipped = open_model(folder)
    network = Network(shipped.network, threads=threads)
    return Reader(shipped.model, Pieces(shipped.tokenizer), network, Decoder(shipped.transitions), shipped.line)
