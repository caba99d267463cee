"""The sentence that is shown as evidence: cut as everywhere, but never inside one of the spans that were found."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from dateline.records.sentences import sentence_bounds


def sentence_starts(text: str, spans: Iterable[tuple[int, int]] = ()) -> list[int]:
    """The offset of each sentence's first character, rising; the first is that of the text's first word."""
    inside = sorted(spans)
    begins = [start for start, _ in inside]
    first, *others = [start for start, _ in sentence_bounds(text)] or [0]
    starts = [first]
    for start in others:
        at = bisect_left(begins, start) - 1  # the last span that begins before
        if at < 0 or inside[at][1] <= start:
            starts.append(start)
    return starts


def sentence_of(starts: list[int], text: str, offset: int) -> tuple[int, int]:
    """The sentence (start, end) in which an offset lies, without the white space behind it."""
    at = max(0, bisect_right(starts, offset) - 1)
    start = starts[at]
    end = starts[at + 1] if at + 1 < len(starts) else len(text)
    return start, max(start, start + len(text[start:end].rstrip()))
