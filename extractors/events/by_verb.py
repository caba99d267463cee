"""Who takes part by the verb that reaches the event: "H0 will speak at E0", "a delegation from O0 attended E0"."""

from collections.abc import Iterator, Sequence

from extractors.events import lists
from extractors.events.naming import Named
from extractors.events.parts import Part, parts
from extractors.events.reach import governor, is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

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


def read_by_verb(sentence: Sentence, tokens: list[str], person_before: Mention | None) -> Iterator[Part]:
    """ "H0 will speak at E0", "a delegation from the O0 will take part in E0"."""
    for at, token in enumerate(tokens):
        part = _VERB_PART.get(token)
        key = _reached(tokens, at) if part else None
        if part is None or key is None:
            continue
        named = sentence.events[key]
        part = _fitting(part, named)
        names = lists.ending(tokens, at, "HO") or _joined(tokens, at) or inverted(tokens, at)
        yield from parts(sentence, named, names, part)
        if not names and person_before is not None and _he(tokens, at):
            yield named, person_before, part
        yield from parts(sentence, named, _companions(tokens, tokens.index(key)), part)


def _fitting(part: str, named: Named) -> str:
    """The part that fits the kind of event: nobody wins a seminar, or stands for a derby."""
    if part == "candidate" and named.kind != "election":
        return "competitor"
    if part == "winner" and named.kind in ("conference", "conflict", "disaster"):
        return "participant"
    return part


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


def inverted(tokens: Sequence[str], at: int) -> list[str]:
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
