"""Where the sentences and the quotations of a text stand."""

import re
from bisect import bisect_right
from functools import lru_cache

from dateline.records.sentences import sentence_bounds

_QUOTE_MARK = re.compile(r"[“”\"]|\n\n")


@lru_cache(maxsize=8)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where the sentences of a text start, as offsets; the last entry is the text's length."""
    return (0, *(start for start, _ in sentence_bounds(text)[1:]), len(text))


@lru_cache(maxsize=8)
def quotation_marks(text: str) -> tuple[int, ...]:
    """Where quotations begin and end, by turns: between an even entry and the next one stands a quotation."""
    marks: list[int] = []
    for match in _QUOTE_MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n\n":
            if len(marks) % 2:
                marks.append(at)  # a quotation that goes on in the next paragraph is opened there again
        elif mark == '"' or (mark == "“") == (len(marks) % 2 == 0):
            marks.append(at)
    return tuple(marks)


def quoted(marks: tuple[int, ...], at: int) -> bool:
    """Whether an offset lies within a quotation."""
    return bisect_right(marks, at) % 2 == 1
