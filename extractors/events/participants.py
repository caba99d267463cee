"""Who takes part in an event, and in which part: speaker, exhibitor, winner, chair.

People and organisations only. The verb, the agent or the word for the part stands beside the event, or beside
a ceremony or delegation of the main event.
"""

import re
from collections.abc import Iterable, Iterator

from extractors.events import lists
from extractors.events.by_role import read_by_role, read_of_main
from extractors.events.by_verb import read_by_verb
from extractors.events.naming import Named
from extractors.events.parts import Part, parts
from extractors.events.reach import FUNCTION, ROLE_OF, is_mark
from extractors.events.skeleton import Sentence
from extractors.mentions import Mention

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
_WITH = re.compile(r"(?P<event>E\d+) (?:, )?(?:with|alongside|together with|along with|featuring|with speakers) ")
_AT_WHICH = re.compile(r"(?P<event>E\d+) , (?:at|in|during|for) which (?=(?:the )?H\d)")
_AT_HEAD = re.compile(r"^(?:at|during|on the sidelines of) (?:the )?(?P<event>E\d+) , (?:the )?(?P<name>H\d+)")
_CEREMONY_OF = re.compile(
    r"(?:at|in|during) the (?:opening|closing|inaugural|awards?) (?:ceremony|session|day|night) of "
    r"(?:the )?(?P<event>E\d+)"
)


def read_participants(sentence: Sentence, main: Named | None, person_before: Mention | None) -> Iterable[Part]:
    """Events of a sentence with those who take part; `person_before`: whom "he" or "she" may mean."""
    text = _CEREMONY_OF.sub(r"at \g<event>", sentence.text)
    tokens = text.split()
    keys = [token for token in tokens if is_mark(token, "E")]
    if main is not None:
        yield from read_of_main(sentence, tokens, main)
    if keys:
        yield from read_by_verb(sentence, tokens, person_before)
        yield from _beside(sentence)
        yield from _by_agent(sentence)
    if keys or main is not None:
        yield from read_by_role(sentence, keys, main)


def _beside(sentence: Sentence) -> Iterator[Part]:
    """ "E0 with H0", "At the E0, H0 of O0 asked", "E0, at which H0 will speak"."""
    text = sentence.text
    for found in _WITH.finditer(text):
        names = lists.after(text[found.end() :].split(), 0, "HO")
        yield from parts(sentence, sentence.events[found["event"]], [n for n in names if n[0] == "H"], "participant")
    for found in _AT_WHICH.finditer(text):
        names = lists.after(text[found.end() :].split(), 0, "HO")
        yield from parts(sentence, sentence.events[found["event"]], names[:1], "speaker")
    for found in _AT_HEAD.finditer(text):
        yield sentence.events[found["event"]], sentence.marks[found["name"]], "speaker"


def _by_agent(sentence: Sentence) -> Iterator[Part]:
    """ "E0 will be moderated by H0"."""
    for found in _AGENT.finditer(sentence.text):
        spoken = list(re.finditer(r"\b(?:E\d+|X)\b", sentence.text[: found.start()]))
        if spoken and spoken[-1][0] != "X" and _near(sentence.text[spoken[-1].end() : found.start()]):
            names = lists.after(sentence.text[found.end() :].split(), 0, "HO")
            people = [name for name in names if name[0] == "H"]
            yield from parts(
                sentence, sentence.events[spoken[-1][0]], people, _AGENT_PART.get(found["verb"], "speaker")
            )


def _near(between: str) -> bool:
    """Whether nothing but verbs of taking place, days and places stand between an event and a participle."""
    return sum(t not in FUNCTION and t not in ROLE_OF and not is_mark(t, "DP") for t in between.split()) <= 1
