"""Who takes part in an event, and in which part: speaker, exhibitor, team, candidate.

People and organisations only. What a sentence says without naming an event goes to the main event of the
text, where its kind fits: goals to a cup, votes to an election, stands to a fair.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from extractors.events import lists
from extractors.events.naming import Named
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

Part = tuple[Named, Mention, str]


@dataclass(frozen=True, slots=True)
class Verbs:
    """Verbs whose subject takes part, and in which part."""

    part: str
    verbs: frozenset[str]


# Verbs that mean taking part only with the event beside them.
_DOING = {
    "participant": words("""
        take takes took taken participate participates participated participating attend attends attended attending
        join joins joined joining lead leads led visit visited
    """),
    "speaker": words("""
        speak speaks spoke speaking address addressed addresses addressing deliver delivers delivered delivering present
        presents presented presenting moderate moderates moderated tell told keynote lecture lectured opened inaugurated
        open inaugurate
    """),
    "exhibitor": words("""
        exhibit exhibits exhibited exhibiting showcase showcases showcased showcasing unveil unveils unveiled unveiling
        display displays displayed displaying demonstrate demonstrates show shows showed showing debut debuted launch
        launched
    """),
    "winner": words("win wins won winning claim claimed clinch clinched lift lifted retained retain"),
    "competitor": words("""
        compete competes competed competing play plays played playing face faces faced beat beats defeated enter enters
        entered ride rides rode represent represents represented qualify qualified reached reach defend defends
    """),
    "performer": words(
        "perform performs performed performing conduct conducted conducts sing sang headline headlined headlines"
    ),
    "chair": words("chair chairs chaired chairing preside presided presides"),
    "candidate": words("contest contested contests lost lose loses"),
}
_VERB_PART = {verb: part for part, verbs in _DOING.items() for verb in verbs}

_AGENT = re.compile(
    r"\b(?P<verb>chaired|co-chaired|moderated|led|headed|opened|inaugurated|directed|addressed|attended|presented|"
    r"co-moderated|presided over|hosted|facilitated|delivered|given|won|introduced|conducted|commanded|anchored) (?:\w+ly )?by "
)
_AGENT_PART = {
    "chaired": "chair",
    "co-chaired": "chair",
    "presided over": "chair",
    "directed": "head",
    "led": "head",
    "headed": "head",
    "commanded": "head",
    "attended": "participant",
    "won": "winner",
}
_ROLES = re.compile(
    r"\b(?:(?:keynote |main |guest |other )?(?P<role>speakers?|panelists?|panellists?|participants?|exhibitors?|jurors?|"
    r"attendees|discussants?|moderators?|lecturers?|contestants?|finalists|competitors|performers?|headliners?|guests))"
    r"(?: (?:at|in|of|on|for|from) (?:the )?(?P<event>E\d+)| will| would)?(?: (?:is|are|were|was|be|include|includes|included|including|:))(?= )"
)
_WITH = re.compile(r"(?P<event>E\d+) (?:, )?(?:with|alongside|together with|along with|featuring|with speakers) ")
_LINEUP = re.compile(
    r"\b(?:drawn from|delegations? (?:were|was) (?:headed|led) by|delegations? from|teams? from|along with|among those present were|which also includes?) "
)
_CHAMPION = re.compile(r"\bwinners? of (?:the )?(E\d+)")

_MATCH = words("""
    beat beats defeated defeat defeats beating edged edge downed drew draw thrashed overcame overcome outclassed saw off
    lost hammered stunned eliminated upset trounced routed tied crushed dispatched ousted face faces faced hosts
""")
_SCORE = words("""
    scored scores score netted headed header equalised equalized goal goals added struck brace hat-trick try tries runs
    wickets wicket points converted penalty century unbeaten sets set medal gold silver bronze finished clocked podium
""")
_VOTES = words(
    "polled votes vote winner won candidate candidates nominee ballot percent % conceded runner-up elected seat seats defeated rival"
)
_DIRECT = words("directed directs commanded deputies deputy commander commandant observers drawn")
_JURY = words("jurors juror jury best prize award")


def read_participants(sentence: Sentence, main: Named | None, person_before: Mention | None) -> Iterable[Part]:
    """Events of a sentence with those who take part; `person_before`: whom "he" or "she" at its head may mean."""
    tokens = sentence.text.split()
    keys = [token for token in tokens if is_mark(token, "E")]
    yield from _by_verb(sentence, tokens, person_before)
    yield from _by_agent(sentence, keys, main)
    yield from _by_role(sentence, keys, main)
    if main is not None and all(sentence.events[key] is main for key in keys):
        yield from _by_kind(sentence, tokens, main)


def _by_verb(sentence: Sentence, tokens: list[str], person_before: Mention | None) -> Iterator[Part]:
    """ "H0 will speak at E0", "a delegation from the O0 will take part in E0"."""
    for at, token in enumerate(tokens):
        part = _VERB_PART.get(token)
        if part is None:
            continue
        key = _object(tokens, at)
        if key is None:
            continue
        names = lists.ending(tokens, at, "HO") or _relative_or_pronoun(tokens, at)
        for name in names:
            if name in sentence.marks:
                yield sentence.events[key], sentence.marks[name], part
        if not names and person_before is not None and _he(tokens, at):
            yield sentence.events[key], person_before, part
        for name in _companions(tokens, key):
            yield sentence.events[key], sentence.marks[name], part


def _object(tokens: list[str], at: int) -> str | None:
    """The event that a verb reaches: "take part in the second E0", "show the machine at E0"."""
    crossed = 0
    for n in range(at + 1, min(len(tokens), at + 16)):
        token = tokens[n]
        if is_mark(token, "E"):
            lead = [t for t in tokens[max(at, n - 4) : n]]
            if crossed > 3 and not {"at", "in", "during", "of"} & set(lead):
                return None
            if {"before", "after", "since", "until", "ahead"} & set(lead):
                return None
            return token
        if token in (".", ";", "said", "which", "who", "after", "before", "ahead", '"', "“", "that") or token == "X":
            return None
        crossed += 1
    return None


def _relative_or_pronoun(tokens: list[str], at: int) -> list[str]:
    """The subject at the head of the sentence where verbs are joined: "H0 will meet ... and present ... at E0"."""
    n = at - 1
    if n >= 0 and tokens[n] in ("and", "also", "to", "will"):
        head = next((k for k, t in enumerate(tokens[:n]) if is_mark(t, "HO")), None)
        if head is not None and head <= 3 and not any(is_mark(t, "E") and False for t in tokens[:n]):
            return [tokens[head]]
    return []


def _he(tokens: list[str], at: int) -> bool:
    n = at - 1
    while n >= 0 and tokens[n] in (
        "will",
        "also",
        "would",
        "is",
        "scheduled",
        "to",
        "then",
        "has",
        "had",
        "expected",
        "due",
        "and",
        "later",
    ):
        n -= 1
    return n >= 0 and tokens[n] in ("he", "she")


def _companions(tokens: list[str], key: str) -> list[str]:
    """ "will join the panel E0 with H0 and H1", "speak at E0 ... along with H0"."""
    start = tokens.index(key) + 1
    for n in range(start, len(tokens)):
        if tokens[n] in (".", ";"):
            break
        if tokens[n] == "with" and (n == start or tokens[n - 1] in ("along", "together", ",", "alongside")):
            return [name for name in lists.after(tokens, n + 1, "HO") if name[0] == "H"]
        if tokens[n] == "alongside":
            return [name for name in lists.after(tokens, n + 1, "HO") if name[0] == "H"]
    return []


def _by_agent(sentence: Sentence, keys: list[str], main: Named | None) -> Iterator[Part]:
    """ "E0 will be moderated by H0"."""
    for found in _AGENT.finditer(sentence.text):
        before = [key for key in re.findall(r"E\d+|\bX\b", sentence.text[: found.start()])]
        if not before or before[-1] == "X":
            continue
        for name in lists.after(sentence.text[found.end() :].split(), 0, "HO"):
            if name[0] == "H":
                yield sentence.events[before[-1]], sentence.marks[name], _AGENT_PART.get(found["verb"], "speaker")


def _by_role(sentence: Sentence, keys: list[str], main: Named | None) -> Iterator[Part]:
    """ "Speakers at E0 include H0 and H1", "its speakers are"."""
    for pattern, default in ((_ROLES, None), (_LINEUP, "participant")):
        for found in pattern.finditer(sentence.text):
            said = found.groupdict()
            key = said.get("event") or (keys[-1] if keys else None)
            named = sentence.events[key] if key else main
            if named is None:
                continue
            part = (said.get("role") or "").rstrip("s").replace("panelist", "speaker").replace(
                "panellist", "speaker"
            ) or default
            for name in lists.after(sentence.text[found.end() :].split(), 0, "HO"):
                yield named, sentence.marks[name], part or "participant"
    for found in _WITH.finditer(sentence.text):
        for name in lists.after(sentence.text[found.end() :].split(), 0, "HO"):
            if name[0] == "H":
                yield sentence.events[found["event"]], sentence.marks[name], "participant"


def _by_kind(sentence: Sentence, tokens: list[str], main: Named) -> Iterator[Part]:
    """What is done in a cup, an election or an exercise, in sentences that name no other event."""
    said = frozenset(tokens)
    if main.kind == "sports":
        if said & _MATCH:
            yield from ((main, m, "team") for k, m in sentence.marks.items() if k[0] == "O" and _plays(tokens, k))
        if said & (_SCORE | _MATCH):
            yield from ((main, m, "player") for k, m in sentence.marks.items() if k[0] == "H" and _plays(tokens, k))
    elif main.kind == "election" and said & _VOTES:
        yield from (
            (main, m, "candidate") for k, m in sentence.marks.items() if k[0] == "H" and not _officer(tokens, k)
        )
        yield from ((main, m, "party") for k, m in sentence.marks.items() if k[0] == "O" and _of_candidate(tokens, k))
    elif main.kind == "exhibition" and said & _DOING["exhibitor"]:
        for at, token in enumerate(tokens):
            if token in _DOING["exhibitor"]:
                names = [name for name in lists.ending(tokens, at, "O") if name[0] == "O"]
                yield from ((main, sentence.marks[name], "exhibitor") for name in names)


def _plays(tokens: list[str], key: str) -> bool:
    """Whether a name stands where teams and players stand, not speakers and their federations."""
    if key not in tokens:
        return False
    at = tokens.index(key)
    following = tokens[at + 1 : at + 2]
    return following not in (["said"], ["told"]) and tokens[max(0, at - 2) : at] != ["according", "to"]


def _officer(tokens: list[str], key: str) -> bool:
    if key not in tokens:
        return True
    at = tokens.index(key)
    around = tokens[at + 1 : at + 3]
    return bool({"said", "told", "says", "added", "reported"} & set(around))


def _of_candidate(tokens: list[str], key: str) -> bool:
    """ "H0 of the governing O0"."""
    at = tokens.index(key) if key in tokens else 0
    window = tokens[max(0, at - 5) : at]
    return "of" in window and any(is_mark(t, "H") for t in window)


_: Callable[..., object] | None = None
