"""What of a text is to be read, where a version of it was read before by the same model.

A passage (a paragraph) that stands in the version before, to the letter, keeps its spans. Whoever reads a changed
one reads its whole window, as for a new text, and every passage in it anew: only what lies in windows without any
change is carried. A window thus sees the same words as in a full reading, and gives the same spans.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.records import ReadBefore, Recognised
from extractors.recogniser.passages import passages
from extractors.recogniser.windows import Encoded, Window, windows
from extractors.words import Words, split

Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asking:
    """Windows to score, passages to decode from them, and spans that need neither."""

    windows: list[Window]
    passages: list[Bounds]  # first and last-plus-one word
    carried: list[Recognised]


def asking(number: int, encoded: Encoded, before: ReadBefore | None) -> Asking:
    """What to read of text number `number`: all of it, where there is no version before."""
    all_passages = passages(encoded.words)
    all_windows = windows(number, encoded, all_passages)
    if before is None:
        return Asking(all_windows, all_passages, [])
    known = _known(before)
    texts = [_text(encoded.words, bounds) for bounds in all_passages]
    new = [bounds for bounds, text in zip(all_passages, texts, strict=True) if text not in known]
    wanted = [window for window in all_windows if any(_meet(window, bounds) for bounds in new)]
    left = [window for window in all_windows if window not in wanted]
    carried: list[Recognised] = []
    again: list[Bounds] = []
    met: Counter[str] = Counter()
    for bounds, text in zip(all_passages, texts, strict=True):
        met[text] += 1
        if any(_meet(window, bounds) for window in left):
            at = int(encoded.words.starts[bounds[0]])
            spans = known[text][min(met[text], len(known[text])) - 1]
            carried += [(at + start, at + end, label, score) for start, end, label, score in spans]
        else:
            again.append(bounds)
    return Asking(wanted, again, carried)


def _known(before: ReadBefore) -> Mapping[str, list[list[Recognised]]]:
    """The passages of the version before with their spans, counted from where the passage begins, each time it came."""
    words = split(before.text)
    known: dict[str, list[list[Recognised]]] = {}
    spans = sorted(before.recognised)
    for bounds in passages(words):
        low, high = int(words.starts[bounds[0]]), int(words.ends[bounds[1] - 1])
        inside = [(start - low, end - low, *rest) for start, end, *rest in spans if low <= start and end <= high]
        known.setdefault(_text(words, bounds), []).append(inside)  # type: ignore[arg-type]
    return known


def _text(words: Words, bounds: Bounds) -> str:
    return words.text[int(words.starts[bounds[0]]) : int(words.ends[bounds[1] - 1])]


def _meet(window: Window, bounds: Bounds) -> bool:
    return window.first < bounds[1] and bounds[0] < window.last
