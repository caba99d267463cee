"""Stretches of a text, asked whether something meets one of them; fast for many of them."""

from bisect import bisect_right
from collections.abc import Iterable


class Covered:
    """Offsets of stretches in characters, ends exclusive; they may touch and overlap."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def meets(self, start: int, end: int) -> bool:
        """Whether any stretch shares a character with start..end."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end
