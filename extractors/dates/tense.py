"""The tense of the clause that an expression stands in: whether its day has been or is to come."""

import re
from dataclasses import dataclass

from extractors.dates.anchor import Tense
from extractors.dates.sentences import quotation_marks, quoted
from extractors.dates.verbs import CUES, NOUN_AHEAD, PASTS

_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([\w,]+)\s$")
# Costs, in characters, of a verb across a clause's border, on the other side of a quotation mark, behind the
# expression, in a weak form; and how far verbs are looked for.
_ACROSS, _SIDE, _BEHIND, _WEAK, _REACH = 45, 90, 22, 12, 260
_PLURAL_SUBJECTS = frozenset(
    {"they", "we", "you", "both", "who", "that", "which", "people", "also", "not", "all", "and"}
)
_PLURAL = re.compile(r"[^sui]s$")
_FIXTURE = re.compile(
    r"['’]s\s(?:[\w-]+\s){0,2}(?:game|match|final|clash|derby|trip|visit|meeting|talks|summit|vote|election|race|deadline)\b"
)
# How far an auxiliary reaches: in "will be held" the participle is of the future.
_AUXILIARY = 26
# What a form says of a date, and of a weekday: a present tense with a weekday means one to come, a participle
# ("approved by both boards on Sunday") one that has been; with other dates the nearest one is meant.
_SAYS = {
    "future": (Tense.FUTURE, Tense.FUTURE),
    "outlook": (Tense.FUTURE, Tense.FUTURE),
    "purpose": (Tense.FUTURE, Tense.FUTURE),
    "timetable": (Tense.FUTURE, Tense.FUTURE),
    "past": (Tense.PAST, Tense.PAST),
    "present": (Tense.OPEN, Tense.FUTURE),
    "open": (Tense.OPEN, Tense.FUTURE),
    "reduced": (Tense.OPEN, Tense.PAST),
}


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb form: where it stands in its passage, what it says, how much weaker than others it is."""

    begin: int
    end: int
    tense: Tense
    weak: int = 0


def tense_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
    """The tense at an expression; `sentence` are the offsets of the sentence that holds it."""
    before = text[max(sentence[0], start - _REACH) : start]
    after = text[end : min(sentence[1], end + _REACH)]
    weekday = _WEEKDAY.search(text, start, end) is not None
    lead = before.rstrip().rpartition(" ")[2].lower()
    if lead == "since":
        return Tense.PAST
    for_it = lead == "for" and (not after.startswith(("'s", "’s")) or _FIXTURE.match(after))
    if weekday and (lead in ("until", "till") or for_it):
        return Tense.FUTURE  # summoned for Thursday
    marks = quotation_marks(text)
    costs = _costs(before, start - len(before), marks, weekday, ahead=False)
    costs += _costs(after, end, marks, weekday, ahead=True)
    if not costs:
        return Tense.FUTURE if weekday or lead in ("until", "till") else Tense.OPEN
    tense = min(costs, key=lambda entry: entry[0])[1]
    if lead in ("until", "till"):
        return Tense.OPEN if tense is Tense.PAST else Tense.FUTURE
    return tense


def _costs(passage: str, offset: int, marks: tuple[int, ...], weekday: bool, *, ahead: bool) -> list[tuple[int, Tense]]:
    """The verbs of the passage before or (`ahead`) behind an expression, each with the cost of reaching it.

    `offset` is where the passage stands in the text, `marks` where the text's quotations begin and end.
    """
    verbs, walls = _verbs(passage, weekday, ahead=ahead)
    side = quoted(marks, offset if ahead else offset + len(passage))
    costs = []
    for verb in verbs:
        crossed = sum(wall < verb.begin if ahead else wall >= verb.end for wall in walls)
        cost = (verb.begin + _BEHIND if ahead else len(passage) - verb.end) + verb.weak + crossed * _ACROSS
        costs.append((cost + _SIDE * (quoted(marks, offset + verb.begin) is not side), verb.tense))
    return costs


def _verbs(passage: str, weekday: bool, *, ahead: bool) -> tuple[list[_Verb], list[int]]:
    """The verb forms of a passage, and where its clauses have their borders."""
    walls = [0] if ahead and passage.startswith(",") else []
    verbs: list[_Verb] = []
    reach = -1  # how far the last auxiliary governs what follows it
    for match in CUES.finditer(passage.lower() if passage.isupper() else passage):
        kind, begin, end = str(match.lastgroup), match.start(), match.end()
        if kind == "wall":
            walls.append(begin)
            reach = -1
        elif kind == "name" or (kind == "purpose" and ahead):
            continue
        elif kind not in ("past", "timetable"):
            verbs.append(_Verb(begin, end, _SAYS[kind][weekday]))
            reach = end + _AUXILIARY if kind == "future" else reach
        elif match.group() in PASTS or not _is_noun(passage, match):
            governed = begin < reach
            tense = Tense.FUTURE if governed else _SAYS[kind][weekday]
            verbs.append(_Verb(begin, end, tense, _WEAK if kind == "timetable" and not governed else 0))
            reach = -1
    return verbs, walls


def _is_noun(passage: str, match: re.Match[str]) -> bool:
    """Whether the word before makes a form a noun or an adjective: the wounded, 312,455 votes, a serious turn."""
    before = _WORD_BEFORE.search(passage, max(0, match.start() - 20), match.start())
    if before is None:
        return False
    word = before.group(1)
    if match.lastgroup == "timetable" and not match.group().endswith("s") and not _PLURAL.search(word):
        return word not in _PLURAL_SUBJECTS  # of verbs without an s the subject is plural: classes resume
    year = len(word) == 4 and word[:2] in ("19", "20")  # "Forum 2025 ended"
    return word.lower() in NOUN_AHEAD or (word[0].isdigit() and not year)
