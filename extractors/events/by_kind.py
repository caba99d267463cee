"""Who takes part by what is done: goals in a cup, votes in an election, stands at a fair, names on a bill.

For sentences that name no other event than the main one; which parts are read depends on its kind.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.events import lists
from extractors.events.days import whole_days
from extractors.events.naming import Named
from extractors.events.parts import Part
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words

_MATCH = words("""
    beat beats beating defeated defeat defeats edged edge downed drew draw thrashed overcame overcome outclassed saw
    lost hammered stunned eliminated upset trounced routed tied crushed dispatched ousted face faces faced hosts
    demolition
""")
_SCORING = words("""
    scored scores score netted headed header equalised equalized goal goals added struck brace hat-trick try tries runs
    wickets wicket points converted penalty century unbeaten sets set medal gold silver bronze finished clocked podium
    bowled sent crown
""")
_SCORE = re.compile(r"(?<![\d-])\d{1,3} ?[-–:] ?\d{1,3}(?![\d-])")
_VOTES = words("""
    polled votes vote winner won candidate candidates nominee ballot percent % conceded runner-up elected seat seats
    defeated rival
""")
_EXHIBITING = words("""
    exhibit exhibits exhibited exhibiting showcase showcases showcased showcasing unveil unveils unveiled unveiling
    demonstrate demonstrates demonstrated demonstrating display displays displayed displaying debuted
""")
_TAKING_PART = re.compile(
    r"\b(?:take|takes|took|taking|taken|participate|participates|participated|participating|compete|competed|competing)\b"
    r"(?: part)?"
)
_SPEAKING = words("said told says added according")
_LINE = re.compile(
    r"^(?:[*•–-] ?)*(?:(?P<day>D\d+) ?[:–|—-]|\d{1,2} ?[.)]|(?P<label>(?:[\w&'’,-]+ ){0,5}[\w&'’,-]+) :) "
    r"(?=(?:[\w'’,&-]+ ){0,5}[HO]\d)"
)
_BILLED = re.compile(
    r"\b(?:best|winners?|gold|silver|bronze|of the year|runners?-up|judges?|jury|jurors?|speakers?|moderators?|chair|"
    r"line-up|"
    r"performers?|finalists?|first|second|third|1st|2nd|3rd|music|dance|drama|panel|discussants?|business|sport)\b"
)


def read_by_kind(sentence: Sentence, main: Named | None) -> Iterable[Part]:
    """People and organisations that what a sentence tells makes part of the main event."""
    if main is None:
        return
    tokens = sentence.text.split()
    if any(sentence.events[token] is not main for token in tokens if is_mark(token, "E")) or "X" in tokens:
        return
    said = frozenset(tokens)
    if main.kind == "sports":
        yield from _sport(sentence, tokens, said, main)
    elif main.kind == "election" and said & _VOTES:
        yield from _election(sentence, tokens, main)
    elif main.kind == "exhibition" and said & _EXHIBITING:
        for at, token in enumerate(tokens):
            if token in _EXHIBITING:
                names = [name for name in lists.ending(tokens, at, "O") if name[0] == "O"]
                yield from ((main, sentence.marks[name], "exhibitor") for name in names)
    if main.kind not in ("disaster", "holiday") and (found := _TAKING_PART.search(sentence.text)):
        yield from _takes_part(sentence, tokens, len(sentence.text[: found.start()].split()), main)
    if main.kind in ("exhibition", "ceremony", "sports", "other") and (found := _LINE.match(sentence.text)):
        days = whole_days(sentence.values.get(found["day"] or ""))
        if _BILLED.search(found["label"]) if found["label"] else not found["day"] or days:
            yield from _line(sentence, tokens, main)


def _sport(sentence: Sentence, tokens: list[str], said: frozenset[str], main: Named) -> Iterator[Part]:
    played = bool(said & _MATCH) or _SCORE.search(sentence.text) is not None
    for key, mention in sentence.marks.items():
        if key[0] == "O" and played and _plays(tokens, key):
            yield main, mention, "team"
        elif key[0] == "H" and (played or said & _SCORING) and _plays(tokens, key):
            yield main, mention, "player"


def _plays(tokens: list[str], key: str) -> bool:
    """Whether a name stands where teams and players stand, not those who speak of them."""
    if key not in tokens:
        return False
    at = tokens.index(key)
    if is_mark(key, "O") and at == len(tokens) - 1 and at == 0:
        return False
    lead = tokens[max(0, at - 3) : at]
    return (
        not set(tokens[at + 1 : at + 2]) & _SPEAKING
        and "said" not in lead
        and "told" not in lead
        and "to" not in lead[-1:]
    )


def _election(sentence: Sentence, tokens: list[str], main: Named) -> Iterator[Part]:
    for key, mention in sentence.marks.items():
        at = tokens.index(key) if key in tokens else 0
        window = tokens[max(0, at - 5) : at]
        if key[0] == "H" and not set(tokens[at + 1 : at + 3]) & _SPEAKING and "replacing" not in window:
            yield main, mention, "candidate"
        elif key[0] == "O" and "of" in window and any(is_mark(t, "H") for t in window):
            yield main, mention, "party"


def _takes_part(sentence: Sentence, tokens: Sequence[str], at: int, main: Named) -> Iterator[Part]:
    """ "O0, O1 and O2 take part on the Russian side"."""
    if any(is_mark(token, "EX") for token in tokens[at : at + 8]):
        return  # the clause names its event: read there
    for name in lists.ending(tokens, at, "HO"):
        yield main, sentence.marks[name], "participant"


def _line(sentence: Sentence, tokens: list[str], main: Named) -> Iterator[Part]:
    """A line of a bill or of results: "D0 : the O0 ; bassist H0", "1. H0 – 412", "best actor : H0"."""
    if set(tokens) & _SPEAKING or len(tokens) > 60:
        return
    for n, token in enumerate(tokens):
        if is_mark(token, "H") or (is_mark(token, "O") and not any(is_mark(t, "H") for t in tokens[max(0, n - 4) : n])):
            yield main, sentence.marks[token], "performer" if main.kind == "exhibition" else "competitor"
