"""Passages between quotation marks, whatever the marks: nested ones stay inside, apostrophes are none.

A quotation that runs over paragraphs opens each of them with a mark and closes only the last; each paragraph
is a passage of its own. Where a closing mark is missing, the passage ends before its "he said", or with its paragraph.
"""

import re
from dataclasses import dataclass

from extractors.reporting import STRONG_VERB

_CLOSING = {
    "“": "”\"", "„": "“”\"", "«": "»", "»": "«", "‘": "’", "'": "'", '"': '"”', "”": "”", "「": "」", "『": "』",
    "``": "''\"", "‹": "›",
}  # fmt: skip
_LONG = ("“", '"', "„", "«", "``")  # marks that may be left unclosed; single ones are too often apostrophes
_MARK = re.compile(r"``|''|[\"“”„«»‘’'「」『』‹›]")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
# Words that begin with an apostrophe.
_ELIDED = re.compile(r"['’‘](?:em|til|tis|twas|cause|n|s|t|ll|re|ve|\d\ds?)\b", re.IGNORECASE)
_LONGEST = 3_000  # characters between two marks; farther apart they are no pair
_DEEPEST = 8  # quotations within one another
_MOST_APOSTROPHES = 60  # that a passage in single marks may have
_SHORT_SINGLE = 60  # characters that a passage in straight single marks may have without a stop before its end


@dataclass(frozen=True, slots=True)
class Passage:
    """What stands between two marks: `start` and `end` of the words, `outer` with the marks; `closed` by a mark?"""

    start: int
    end: int
    outer: tuple[int, int]
    paragraph: tuple[int, int]
    closed: bool = True


def passages(text: str) -> list[Passage]:
    """The passages between outermost quotation marks, in text order."""
    found: list[Passage] = []
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    for number, (start, end) in enumerate(paragraphs):
        following = text[slice(*paragraphs[number + 1])].lstrip()[:1] if number + 1 < len(paragraphs) else ""
        found += _of_paragraph(text, start, end, following)
    return found


def _of_paragraph(text: str, start: int, end: int, following: str) -> list[Passage]:
    found = []
    position = start
    while opening := _MARK.search(text, position, end):
        mark, at = opening.group(), opening.start()
        inside = opening.end()
        position = inside
        if not _opens(text, start, end, mark, at, inside):
            continue
        close = _close(text, mark, inside, end)
        if close is not None:
            position = close[1]
            words = _trimmed(text, inside, close[0])
            if words:
                found.append(Passage(*words, (at, close[1]), (start, end)))
        elif mark in _LONG and (following[:1] == mark[:1] or at == start or _led(text, at)):
            # It goes on in the next paragraph, or the closing mark was forgotten.
            position = end if following[:1] == mark[:1] else _before_cue(text, inside, end)
            if words := _trimmed(text, inside, position):
                found.append(Passage(*words, (at, position), (start, end), closed=False))
        elif mark == "‘" and following[:1] == mark and (words := _trimmed(text, inside, end)):
            found.append(Passage(*words, (at, end), (start, end), closed=False))
            position = end
    return found


def _opens(text: str, start: int, end: int, mark: str, at: int, inside: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[inside] if inside < end else " "
    if mark not in _CLOSING or after.isspace():
        return False
    if mark in "“„«「『‹``":
        return True
    free = before.isspace() or before in '([{—–-/:…“"‘>'
    if mark in "'‘":
        return free and (after.isalnum() or after in '“"[…¿¡') and not _ELIDED.match(text, at)
    return free and after not in ",.;:!?)"


def _close(text: str, mark: str, inside: int, end: int) -> tuple[int, int] | None:
    """Where the passage ends and where its closing mark does."""
    end = min(end, inside + _LONGEST)
    if mark in "'‘":
        return _close_single(text, mark, inside, end)
    if mark == '"':
        return _close_straight(text, inside, end)
    depth = 0
    closing = _CLOSING[mark]
    for found in _MARK.finditer(text, inside, end):
        if found.group() == mark and mark in "“«「『":
            depth += 1
            if depth > _DEEPEST:
                return None
        elif found.group()[0] in closing and (mark != "``" or found.group() in ("''", '"')):
            if depth == 0:
                return found.span()
            depth -= 1
    return None


def _close_straight(text: str, inside: int, end: int) -> tuple[int, int] | None:
    at = inside
    while True:
        at = min((p for p in (text.find('"', at, end), text.find("”", at, end)) if p >= 0), default=-1)
        if at < 0:
            return None
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if before.isspace() and not after.isspace() and after not in ",.;:":
            return None  # the next passage opens: this one was never closed
        if before.isdigit() and after.isalnum():  # inches
            at += 1
            continue
        return at, at + 1


def _close_single(text: str, mark: str, inside: int, end: int) -> tuple[int, int] | None:
    """A closing single mark is no apostrophe: best after a stop, else before a blank or stop and not after an s."""
    doubtful = None
    at = inside
    for _ in range(_MOST_APOSTROPHES):
        at = min((p for p in (text.find("’", at, end), text.find("'", at, end)) if p >= 0), default=-1)
        if at < 0 or (mark == "‘" and doubtful and text.find("‘", inside, at) >= 0):
            return doubtful
        before, after = text[at - 1], text[at + 1] if at + 1 < end else " "
        if (mark == "'") == (text[at] == "'") and not before.isspace() and not after.isalnum():
            if before in ",.?!…—":
                return at, at + 1
            if before == "s" and re.match(r"\s+\w", text[at + 1 : at + 4]):  # the possessive of a plural?
                doubtful = doubtful or (at, at + 1)
            elif at - inside <= _SHORT_SINGLE or after in ",.;:!?)":
                return at, at + 1
        at += 1
    return doubtful


def _led(text: str, at: int) -> bool:
    """Whether what stands before an opening mark leads to speech."""
    return text[:at].rstrip()[-1:] in (":", ",") and bool(STRONG_VERB.search(text, max(0, at - 60), at))


def _before_cue(text: str, start: int, end: int) -> int:
    """Where an unclosed passage ends: at the comma before its cue, else at the end."""
    for found in STRONG_VERB.finditer(text, start, end):
        comma = max(text.rfind(", ", start, found.start()), text.rfind("? ", start, found.start()))
        if comma >= 0 and found.start() - comma < 60 and len(text[comma + 2 : found.start()].split()) <= 6:
            return comma + 1
    return end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    words = piece.strip()
    if not any(c.isalnum() for c in words):
        return None
    begin = start + len(piece) - len(piece.lstrip())
    return begin, begin + len(words)
