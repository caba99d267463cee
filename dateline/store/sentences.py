"""Where sentences begin and end, for evidence and for questions of two names in one sentence.

A text is cut at paragraph ends and after . ! ? (with closing quotes) before a space and a capital,
digit or opening quote; never inside one of the spans that were found, never after an initial or a
usual abbreviation.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W\d_a-zß-öø-ÿ]|\s+[\"'“‘«(\[]*\d|\s*$)|\n\s*\n|[。！？]")
_VISIBLE = re.compile(r"\S")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘«])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|Hon|Rev|Pres|"
    r"Messrs|Mt|Ft|Rt|vs|No|Nos|Inc|Ltd|Co|Corp|approx|al|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|"
    r"(?:[^\W\d_]\.)+[^\W\d_])\.$"
)


def sentence_starts(text: str, spans: Iterable[tuple[int, int]] = ()) -> list[int]:
    """The offset of each sentence's first character, rising; the first is that of the text's first word."""
    inside = sorted(spans)
    begins = [start for start, _ in inside]
    first = _VISIBLE.search(text)
    starts = [first.start() if first else 0]
    for match in _END.finditer(text):
        following = _VISIBLE.search(text, match.end())
        if following is None:
            break
        if not match.group().startswith("\n"):  # a new paragraph is always a new sentence
            if _ABBREVIATION.search(text, max(0, match.start() - 24), match.start() + 1):
                continue
            at = bisect_right(begins, match.start()) - 1
            if at >= 0 and inside[at][1] > match.end():
                continue
        if following.start() > starts[-1]:
            starts.append(following.start())
    return starts


def sentence_of(starts: list[int], text: str, offset: int) -> tuple[int, int]:
    """The sentence (start, end) in which an offset lies, without the white space behind it."""
    at = max(0, bisect_right(starts, offset) - 1)
    start = starts[at]
    end = starts[at + 1] if at + 1 < len(starts) else len(text)
    return start, max(start, start + len(text[start:end].rstrip()))
