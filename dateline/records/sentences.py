"""Where the sentences of a text stand, by a plain rule that every room may use.

A blank line always ends a sentence; a stop does not after a title, an initial or a usual abbreviation,
nor before a small letter.
"""

import re
from itertools import pairwise

_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_STOP = re.compile(r"(?:[.!?…؟।]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]*|\n(?=[ \t]*[-•*–—▪●][ \t]))")
_NO_END = re.compile(
    r"(?:^|[\s(\"“‘'«—–-])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Gov|Sens?|Reps?|Rev|Hon|Adm|Maj|Brig|Supt|Insp|St|Mt|"
    r"Ft|Smt|Shri|Jr|Sr|vs|No|Nos|Rs|cf|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_])\.$"
)


def sentence_bounds(text: str) -> list[tuple[int, int]]:
    """The sentences as (start, end) in characters, ends exclusive, without the blanks between them."""
    bounds: list[tuple[int, int]] = []
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        bounds += _of_paragraph(text, start, gap.start() if gap else len(text))
        start = gap.end() if gap else start
    return bounds


def _of_paragraph(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for stop in _STOP.finditer(text, start, end):
        after = text[stop.end() : stop.end() + 8].lstrip().lstrip("\"'“‘«([")
        if stop.group().startswith(".") and (
            after[:1].islower() or _NO_END.search(text[max(cuts[-1], stop.start() - 16) : stop.start() + 1])
        ):
            continue
        cuts.append(stop.end())
    cuts.append(end)
    pieces = ((left, right, text[left:right]) for left, right in pairwise(cuts))
    return [
        (left + len(piece) - len(piece.lstrip()), right - len(piece) + len(piece.rstrip()))
        for left, right, piece in pieces
        if piece.strip()
    ]
