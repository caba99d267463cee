"""Who takes part in an event, and in which part: speaker, exhibitor, winner, chair.

People and organisations only. The verb, the agent or the word for the part stands beside the event, or beside
a ceremony or delegation of the main event.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.events import lists
from extractors.events.naming import Named
from extractors.events.reach import governor, is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

Part = tuple[Named, Mention, str]

# Verbs whose subject takes part in the event that they reach, and in which part.
_DOING = {
    "participant": words("""
        take takes took taken taking participate participates participated participating attend attends attended
        attending join joins joined joining lead leads led visit visited
    """),
    "speaker": words("""
        speak speaks spoke speaking address addressed addresses addressing deliver delivers delivered delivering present
        presents presented presenting moderate moderates moderated tell told keynote lecture lectured opened inaugurated
        open inaugurate said
    """),
    "exhibitor": words("""
        exhibit exhibits exhibited exhibiting showcase showcases showcased showcasing unveil unveils unveiled unveiling
        display displays displayed displaying demonstrate demonstrates demonstrated show shows showed showing debut
        debuted
    """),
    "winner": words("""
        win wins won winning claim claimed clinch clinched lift lifted retained retain share shares shared receive
        receives received bagged scooped awarded named
    """),
    "competitor": words("""
        compete competes competed competing play plays played playing face faces faced beat beats defeated enter enters
        entered ride rides rode represent represents represented qualify qualified reached reach defend defends
    """),
    "performer": words("perform performs performed performing conduct conducted conducts sing sang headline headlined"),
    "chair": words("chair chairs chaired chairing preside presided presides"),
    "juror": words("judge judges judged judging adjudicate adjudicated"),
    "candidate": words("contest contested contests lost lose loses"),
}
_VERB_PART = {verb: part for part, verbs in _DOING.items() for verb in verbs}
_SAID = words("said told")

_AGENT = re.compile(
    r"\b(?P<verb>chaired|co-chaired|moderated|led|headed|opened|inaugurated|directed|addressed|attended|presented|"
    r"co-moderated|presided over|hosted|facilitated|delivered|given|won|introduced|conducted|commanded|anchored|heard|"
    r"address|speech|lecture|keynote|remarks|talk|concert|performance|sermon) (?:\w+ly )?(?:by|from) "
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
_ROLE_WORD = (
    r"(?P<role>speakers?|panell?ists?|participants?|exhibitors?|jurors?|judges|attendees|discussants?|moderators?|"
    r"lecturers?|contestants?|finalists|competitors|performers?|headliners?|guests|laureates|winners)"
)
_ROLES = re.compile(
    rf"\b(?:keynote |main |guest |other |chief )?{_ROLE_WORD}(?: (?:at|in|of|on|for|from) (?:the )?(?P<event>E\d+)| will| would)?"
    r" (?:is|are|were|was|be|include|includes|included|including|:)(?= )"
)
_AMONG_SPEAKERS = re.compile(
    rf"\b(?:is|are|were|was|be) (?:the |among the |among )?(?:main |keynote |guest |chief |featured )?{_ROLE_WORD}\b"
)
_LINEUP = re.compile(
    r"\b(?:drawn from|delegations? (?:is|was|were|will be) (?:headed|led) by|among those present were|also includes?) "
)
_WITH = re.compile(r"(?P<event>E\d+) (?:, )?(?:with|alongside|together with|along with|featuring|with speakers) ")
_AT_WHICH = re.compile(r"(?P<event>E\d+) , (?:at|in|during|for) which (?=(?:the )?H\d)")
_AT_HEAD = re.compile(r"^(?:at|during|on the sidelines of) (?:the )?(?P<event>E\d+) , (?:the )?(?P<name>H\d+)")
_HEADS_DELEGATION = re.compile(
    r"\b(?:lead|leads|led|leading|head|heads|headed|heading) (?:the|a|its|his|her) (?:\w+ ){0,3}?(?:delegation|team|contingent)\b"
)
_CEREMONY = re.compile(r"\b(?:opening |closing |inaugural |award |awards )?ceremony\b")
_CEREMONY_OF = re.compile(
    r"(?:at|in|during) the (?:opening|closing|inaugural|awards?) (?:ceremony|session|day|night) of (?:the )?(?P<event>E\d+)"
)
_JURY = re.compile(r"\bjury (?:president|chair|chairman|chairwoman|chairperson|head|member) (?P<name>H\d+)")
_PRIZE = re.compile(
    r"\b(?:prize|award|trophy|medal|title|half|crown|gold|silver|bronze)\b(?: (?:[\w'’-]+)){0,6}? (?:went|goes|was given|was awarded|go) to (?P<to>.*)"
)


def read_participants(sentence: Sentence, main: Named | None, person_before: Mention | None) -> Iterable[Part]:
    """Events of a sentence with those who take part; `person_before`: whom "he" or "she" may mean."""
    text = _CEREMONY_OF.sub(r"at \g<event>", sentence.text)
    tokens = text.split()
    keys = [token for token in tokens if is_mark(token, "E")]
    if main is not None:
        yield from _of_main(sentence, tokens, main)
    if keys:
        yield from _by_verb(sentence, tokens, person_before)
        yield from _beside(sentence)
        yield from _by_agent(sentence)
    if keys or main is not None:
        yield from _by_role(sentence, keys, main)


def _marks(sentence: Sentence, named: Named, names: Iterable[str], part: str) -> Iterator[Part]:
    for name in names:
        yield named, sentence.marks[name], part


def _by_verb(sentence: Sentence, tokens: list[str], person_before: Mention | None) -> Iterator[Part]:
    """ "H0 will speak at E0", "a delegation from the O0 will take part in E0"."""
    for at, token in enumerate(tokens):
        part = _VERB_PART.get(token)
        key = _reached(tokens, at) if part else None
        if part is None or key is None:
            continue
        named = sentence.events[key]
        names = lists.ending(tokens, at, "HO") or _joined(tokens, at) or _inverted(tokens, at)
        yield from _marks(sentence, named, names, part)
        if not names and person_before is not None and _he(tokens, at):
            yield named, person_before, part
        yield from _marks(sentence, named, _companions(tokens, tokens.index(key)), part)


def _reached(tokens: Sequence[str], at: int) -> str | None:
    """The event that a verb reaches: "take part in the second E0", "show the machine at E0"."""
    verb = tokens[at]
    for n in range(at + 1, min(len(tokens), at + 16)):
        token = tokens[n]
        if is_mark(token, "E"):
            lead = governor(tokens, n)
            distance = n - at
            if lead in ("at", "in", "during", "as"):
                return token if verb not in _SAID or distance < 8 else None
            if verb in _SAID and verb != "told":
                return None
            close = lead == verb or distance <= 3 or (lead in ("of", "on") and distance <= 6)
            return token if close and lead not in ("before", "after", "for", "to", "from", "ahead", "until") else None
        if token in (".", ";", "which", "who", "after", "before", "ahead", '"', "“", "that", "X"):
            return None
    return None


def _joined(tokens: Sequence[str], at: int) -> list[str]:
    """The subject at the head of the sentence where verbs are joined: "H0 will meet ... and present ... at E0"."""
    if at and tokens[at - 1] in ("and", "also", "to", "will"):
        head = next((k for k, t in enumerate(tokens[: at - 1]) if is_mark(t, "HO")), None)
        if head is not None and head <= 3:
            return [tokens[head]]
    return []


def _inverted(tokens: Sequence[str], at: int) -> list[str]:
    """The speaker behind the verb: "said H0 ... at E0"."""
    if tokens[at] == "said" and at + 1 < len(tokens) and is_mark(tokens[at + 1], "H"):
        return [tokens[at + 1]]
    return []


def _he(tokens: Sequence[str], at: int) -> bool:
    n = at - 1
    skipped = (
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
    )
    while n >= 0 and tokens[n] in skipped:
        n -= 1
    return n >= 0 and tokens[n] in ("he", "she")


def _companions(tokens: Sequence[str], start: int) -> list[str]:
    """ "will join the panel E0 with H0 and H1", "speak at E0 ... along with H0"."""
    for n in range(start + 1, len(tokens)):
        if tokens[n] in (".", ";"):
            break
        together = n == start + 1 or tokens[n - 1] in ("along", "together", ",")
        if tokens[n] == "alongside" or (tokens[n] == "with" and together):
            return [name for name in lists.after(tokens, n + 1, "HO") if name[0] == "H"]
    return []


def _beside(sentence: Sentence) -> Iterator[Part]:
    """ "E0 with H0", "At the E0, H0 of O0 asked", "E0, at which H0 will speak"."""
    text = sentence.text
    for found in _WITH.finditer(text):
        names = lists.after(text[found.end() :].split(), 0, "HO")
        yield from _marks(sentence, sentence.events[found["event"]], [n for n in names if n[0] == "H"], "participant")
    for found in _AT_WHICH.finditer(text):
        names = lists.after(text[found.end() :].split(), 0, "HO")
        yield from _marks(sentence, sentence.events[found["event"]], names[:1], "speaker")
    if found := _AT_HEAD.match(text):
        yield sentence.events[found["event"]], sentence.marks[found["name"]], "speaker"


def _by_agent(sentence: Sentence) -> Iterator[Part]:
    """ "E0 will be moderated by H0"."""
    for found in _AGENT.finditer(sentence.text):
        before = re.findall(r"\b(?:E\d+|X)\b", sentence.text[: found.start()])
        if before and before[-1] != "X":
            names = lists.after(sentence.text[found.end() :].split(), 0, "HO")
            people = [name for name in names if name[0] == "H"]
            yield from _marks(sentence, sentence.events[before[-1]], people, _AGENT_PART.get(found["verb"], "speaker"))


def _by_role(sentence: Sentence, keys: list[str], main: Named | None) -> Iterator[Part]:
    """ "Speakers at E0 include H0 and H1", "its speakers are", "H0 and H1 are the main speakers"."""
    text = sentence.text

    def before(at: int) -> Named | None:
        spoken = re.findall(r"E\d+", text[:at])
        return sentence.events[spoken[-1]] if spoken else main

    last = sentence.events[keys[-1]] if keys else main
    for pattern in (_ROLES, _LINEUP):
        for found in pattern.finditer(text):
            said = found.groupdict()
            named = sentence.events[said["event"]] if said.get("event") else before(found.start())
            if named is not None:
                names = lists.after(text[found.end() :].split(), 0, "HO")
                yield from _marks(sentence, named, names, _part_of(said.get("role")))
    for found in _AMONG_SPEAKERS.finditer(text):
        if last is not None:
            names = lists.ending(text[: found.end()].split(), len(text[: found.start()].split()), "H")
            yield from _marks(sentence, last, names or _people_before(text[: found.start()]), _part_of(found["role"]))


def _people_before(text: str) -> list[str]:
    """All people of a subject with appositions: "H0, of P0, and H1, a former bishop of P1, are"."""
    clause = re.split(r"[.;\"“”]", text)[-1].split()
    return [t for t in clause if is_mark(t, "H")]


def _part_of(role: str | None) -> str:
    role = (role or "participant").removesuffix("s")
    return {"panelist": "speaker", "panellist": "speaker", "judge": "juror", "guest": "participant"}.get(role, role)


def _of_main(sentence: Sentence, tokens: list[str], main: Named) -> Iterator[Part]:
    """Parts in the main event that name it by a ceremony, a delegation, a jury or a prize."""
    text = sentence.text
    if (found := _CEREMONY.search(text)) and "E" not in text:
        at = len(text[: found.start()].split())
        for n in range(max(0, at - 12), at):
            if tokens[n] in ("addressed", "attended", "opened", "spoke", "said", "inaugurated", "told"):
                names = lists.ending(tokens, n, "H") or _inverted(tokens, n) or _people_before(" ".join(tokens[:n]))
                yield from _marks(sentence, main, names, "speaker")
                break
    if found := _HEADS_DELEGATION.search(text):
        at = len(text[: found.start()].split())
        yield from _marks(sentence, main, lists.ending(tokens, at, "H"), "head of delegation")
    for found in _JURY.finditer(text):
        yield main, sentence.marks[found["name"]], "juror"
    if main.kind in ("exhibition", "ceremony") and (found := _PRIZE.search(text)):
        names = [name for name in lists.after(found["to"].split(), 0, "HO") if name[0] == "H"]
        yield from _marks(sentence, main, names, "winner")
