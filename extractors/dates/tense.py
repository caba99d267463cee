"""The tense of the clause that an expression stands in: whether its day has been or is to come."""

import re
from bisect import bisect_right
from functools import lru_cache

from extractors.dates.anchor import Tense
from extractors.dates.verbs import CUES, NOUN_AHEAD, PASTS

_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|No|vs))(?<!\b(?:Mrs|Gen|Col|Gov|Sen|Rep|Eng|Maj|Adm))(?<!\bProf)"
    r"[.!?][\"”’']?\s+(?=[\"“‘'(•-]?[A-Z\d])|\n+"
)
_ABBREVIATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[ap]\.m)$")
_QUOTE_MARK = re.compile(r"[“”\"]|\n\n")
_WORD_BEFORE = re.compile(r"([\w,]+)\s$")
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
# Costs, in characters, of a verb across a clause's border, on the other side of a quotation mark, behind the
# expression, in a weak form; and how far verbs are looked for.
_ACROSS, _SIDE, _BEHIND, _WEAK, _REACH = 45, 90, 22, 12, 260
# How far an auxiliary reaches: in "will be held" the participle is of the future.
_AUXILIARY = 26


@lru_cache(maxsize=8)
def sentence_starts(text: str) -> tuple[int, ...]:
    """Where the sentences of a text start, as offsets; the last entry is the text's length."""
    starts = [0]
    for match in _SENTENCE_END.finditer(text):
        head = text[max(0, match.start() - 6) : match.start()]
        if _ABBREVIATED.search(head) and text[match.end() : match.end() + 1].isdigit():
            continue
        starts.append(match.end())
    starts.append(len(text))
    return tuple(starts)


@lru_cache(maxsize=8)
def quotations(text: str) -> tuple[int, ...]:
    """Where quoted words begin and end, by turns: between an even entry and the next one stands a quotation."""
    marks: list[int] = []
    for match in _QUOTE_MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark.startswith("\n"):
            if len(marks) % 2:
                marks.append(at)  # a quotation that goes on in the next paragraph is opened there again
        elif (mark == "“") == (len(marks) % 2 == 0) or mark == '"':
            marks.append(at)
    return tuple(marks)


def _in_quotation(marks: tuple[int, ...], at: int) -> bool:
    return bisect_right(marks, at) % 2 == 1


def tense_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
    """The tense at an expression; `sentence` are the offsets of the sentence that holds it."""
    before = text[max(sentence[0], start - _REACH) : start]
    lead = before.rstrip().rpartition(" ")[2].lower()
    if lead == "since":
        return Tense.PAST
    marks = quotations(text)
    left = _nearest_verb(before, start - len(before), marks, from_end=True)
    right = _nearest_verb(text[end : min(sentence[1], end + _REACH)], end, marks, from_end=False)
    days = _WEEKDAY.search(text, start, end) is not None
    if lead in ("until", "till") and (days or left is None or left[1] is not Tense.PAST):
        return Tense.FUTURE
    if lead == "for" and days and not text.startswith(("'s", "’s"), end):
        return Tense.FUTURE  # summoned for Thursday
    best = min((found for found in (left, right) if found is not None), key=lambda found: found[0], default=None)
    if (best is None or best[1] is Tense.OPEN) and days and text[end : end + 1] == ":":
        return Tense.FUTURE  # the head of a programme
    return best[1] if best else Tense.OPEN


def _nearest_verb(passage: str, offset: int, marks: tuple[int, ...], *, from_end: bool) -> tuple[float, Tense] | None:
    """The verb that costs least to reach, with its cost; `from_end` where the passage goes before the expression.

    `offset` is where the passage stands in the text, `marks` where the text's quotations begin and end.
    """
    quoted = _in_quotation(marks, offset + len(passage) if from_end else offset)
    walls = [0] if not from_end and passage.startswith(",") else []
    verbs: list[tuple[int, int, Tense, int]] = []
    reach = -1
    for match in CUES.finditer(passage):
        kind, begin, finish = match.lastgroup, match.start(), match.end()
        if kind == "wall":
            walls.append(begin)
        elif kind == "future":
            verbs.append((begin, finish, Tense.FUTURE, 0))
            reach = finish + _AUXILIARY
        elif kind in ("present", "reduced"):
            verbs.append((begin, finish, Tense.OPEN, 0))
        elif kind == "name" or (kind == "purpose" and not from_end):
            continue
        elif kind == "purpose":
            verbs.append((begin, finish, Tense.FUTURE, 0))
        elif match.group() in PASTS or not _is_noun(passage, begin):
            ahead = begin < reach
            past = kind == "past" and not ahead
            verbs.append(
                (begin, finish, Tense.PAST if past else Tense.FUTURE, _WEAK if kind == "timetable" and not ahead else 0)
            )
            reach = -1
    best: tuple[float, Tense] | None = None
    for begin, finish, tense, weak in verbs:
        crossed = sum(wall >= finish if from_end else wall < begin for wall in walls)
        cost = (len(passage) - finish if from_end else begin + _BEHIND) + weak + crossed * _ACROSS
        cost += _SIDE if _in_quotation(marks, offset + begin) is not quoted else 0
        if best is None or cost < best[0]:
            best = cost, tense
    return best


def _is_noun(passage: str, begin: int) -> bool:
    """Whether the word before says that a noun or an adjective follows."""
    before = _WORD_BEFORE.search(passage, max(0, begin - 20), begin)
    return before is not None and (before.group(1).lower() in NOUN_AHEAD or before.group(1)[0].isdigit())
