"""Who takes part by a word for the part: "speakers include", "the jury president H0", "the prize went to H0"."""

import re
from collections.abc import Iterator

from extractors.events import lists
from extractors.events.by_verb import inverted
from extractors.events.naming import Named
from extractors.events.parts import Part, parts
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence
from extractors.mentions import Mention

_ROLE_WORD = (
    r"(?P<role>speakers?|panell?ists?|participants?|exhibitors?|jurors?|judges|attendees|discussants?|moderators?|"
    r"lecturers?|contestants?|finalists|competitors|performers?|headliners?|guests|laureates|winners)"
)
_ROLES = re.compile(
    rf"\b(?:keynote |main |guest |other |chief )?{_ROLE_WORD}"
    r"(?: (?:at|in|of|on|for|from) (?:the )?(?P<event>E\d+)| will| would)?"
    r" (?:is|are|were|was|be|include|includes|included|including|:)(?= )"
)
_LIST_BELOW = re.compile(rf"\b{_ROLE_WORD}\b[^:]*:$")
_ITEM = re.compile(r"^(?:[•*·▪–-]|\d{1,2} ?[.)]) ?(?:[\w'’.-]+ ){0,3}?(H\d+)")
_AMONG_SPEAKERS = re.compile(
    rf"\b(?:is|are|were|was|be) (?:the |among the |among )?(?:main |keynote |guest |chief |featured )?{_ROLE_WORD}\b"
)
_LINEUP = re.compile(
    r"\b(?:drawn from|delegations? (?:is|was|were|will be) (?:headed|led) by|among those present were|also includes?) "
)
_HEADS_DELEGATION = re.compile(
    r"\b(?:lead|leads|led|leading|head|heads|headed|heading) (?:the|a|its|his|her) (?:\w+ ){0,3}?"
    r"(?:delegation|team|contingent)\b"
)
_CEREMONY = re.compile(r"\b(?:opening |closing |inaugural |award |awards )?ceremony\b")
_JURY = re.compile(r"\bjury (?:president|chair|chairman|chairwoman|chairperson|head|member) (?P<name>H\d+)")
_PRIZE = re.compile(
    r"\b(?:prize|award|trophy|medal|title|half|crown|gold|silver|bronze)\b(?: (?:[\w'’-]+)){0,6}? "
    r"(?:went|goes|was given|was awarded|go) to (?P<to>.*)"
)


def read_by_role(sentence: Sentence, keys: list[str], main: Named | None) -> Iterator[Part]:
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
                yield from parts(sentence, named, names, _part_of(said.get("role")))
    for found in _AMONG_SPEAKERS.finditer(text):
        if last is not None:
            names = lists.ending(text[: found.end()].split(), len(text[: found.start()].split()), "H")
            yield from parts(sentence, last, names or _people_before(text[: found.start()]), _part_of(found["role"]))


def opens_list(sentence: Sentence, main: Named | None) -> tuple[Named, str] | None:
    """ "Speakers at E0 include:" with the names in the lines below: the event and the part."""
    found = _LIST_BELOW.search(sentence.text)
    if found is None:
        return None
    keys = re.findall(r"E\d+", sentence.text)
    named = sentence.events[keys[-1]] if keys else main
    return (named, _part_of(found["role"])) if named is not None else None


def list_item(sentence: Sentence) -> Mention | None:
    """The person of a line of such a list."""
    found = _ITEM.match(sentence.text)
    return sentence.marks[found[1]] if found else None


def _people_before(text: str) -> list[str]:
    """All people of a subject with appositions: "H0, of P0, and H1, a former bishop of P1, are"."""
    clause = re.split(r"[.;\"“”]", text)[-1].split()
    return [t for t in clause if is_mark(t, "H")]


def _part_of(role: str | None) -> str:
    role = (role or "participant").removesuffix("s")
    return {"panelist": "speaker", "panellist": "speaker", "judge": "juror", "guest": "participant"}.get(role, role)


def read_of_main(sentence: Sentence, tokens: list[str], main: Named) -> Iterator[Part]:
    """Parts in the main event that name it by a ceremony, a delegation, a jury or a prize."""
    text = sentence.text
    if (found := _CEREMONY.search(text)) and "E" not in text:
        at = len(text[: found.start()].split())
        for n in range(max(0, at - 12), at):
            if tokens[n] in ("addressed", "attended", "opened", "spoke", "said", "inaugurated", "told"):
                names = lists.ending(tokens, n, "H") or inverted(tokens, n) or _people_before(" ".join(tokens[:n]))
                yield from parts(sentence, main, names, "speaker")
                break
    if found := _HEADS_DELEGATION.search(text):
        at = len(text[: found.start()].split())
        yield from parts(sentence, main, lists.ending(tokens, at, "H"), "head of delegation")
    for found in _JURY.finditer(text):
        yield main, sentence.marks[found["name"]], "juror"
    if main.kind in ("exhibition", "ceremony") and (found := _PRIZE.search(text)):
        names = [name for name in lists.after(found["to"].split(), 0, "HO") if name[0] == "H"]
        yield from parts(sentence, main, names, "winner")
