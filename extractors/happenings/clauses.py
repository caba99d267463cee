"""Subject, target and mode of a verb in a skeleton: what a parser would tell, for the plain cases."""

from collections.abc import Sequence

from extractors.events.reach import is_mark
from extractors.lexicon import words

ACTORS = "OHP"
BE = words("was were is are be been being")
_AUXILIARIES = words(
    "has have had also then later already jointly formally reportedly allegedly again both immediately"
)
_FUTURE = words("will would shall")
_PLANS = words("plans plan planned intends intend expected scheduled due set vowed pledged promised agreed decided")
_MAYBE = words("may might could should can must if whether unless would")
_NOT = words("not never n't cannot neither nor")
_ALLEGED = words("allegedly reportedly alleged claims claimed suspected supposedly purportedly accused said_to")
PREPOSITIONS = words(
    "in at of from near by with to for on against between about than like under after before over into"
)
_SKIPPED = words("the a an its his her their former acting new president minister prime foreign chief mr ms mrs dr")
ENDS = words(
    ". ; : ? ! ( ) who which that where when while but because after before if as although though said and , or"
)
MARKS = {'"': '"', "“": "”", "«": "»", "‘": "’"}
_FORCES = words("members forces troops officials fighters police soldiers workers delegation representatives lawyers")
_NO_APPOSITION = words('. ; : - – — -- ( ) " “ ”')
_NEAR = 6  # words between a verb and its target
OBJECT = 7  # words in which "agreement" follows "signed"


def chain(tokens: Sequence[str], at: int) -> int:
    """Where the verb's chain of auxiliaries begins: "has also", "is expected to", "will not"."""
    n = at
    while n and (
        tokens[n - 1] in _AUXILIARIES | _FUTURE | _NOT | _PLANS | {"to", "did", "does", "do"}
        or (tokens[n - 1] in BE and tokens[n] in _PLANS | _NOT | {"to"})
        or (tokens[n - 1].endswith("ly") and len(tokens[n - 1]) > 3)
        or (is_mark(tokens[n - 1], "D") and n > 1)
        or (tokens[n - 1] == "on" and is_mark(tokens[n], "D"))
    ):
        n -= 1
    return n


def subject_of(tokens: Sequence[str], verb: int) -> list[str]:
    """The names that are the subject of the verb chain that begins at `verb`."""
    n = verb - 1
    if n >= 0 and tokens[n] == ",":
        n = _over_apposition(tokens, n)
    names: list[str] = []
    while n >= 0:
        if is_mark(tokens[n], ACTORS):
            names.append(tokens[n])
        elif names and tokens[n] not in ("and", "the", ","):
            joint = next((k for k in range(n - 1, max(0, n - 4), -1) if tokens[k] == "and"), None)
            if joint is None or not is_mark(tokens[joint - 1], ACTORS):  # "O0 and the German utility O1"
                break
            n = joint
        elif not names:
            break
        n -= 1
    if not names:
        return []
    while n >= 0 and tokens[n] in _SKIPPED:
        n -= 1
    before = tokens[n] if n >= 0 else ""
    if before in PREPOSITIONS:
        head = tokens[n - 1] if n else ""
        if not (before in ("of", "from") and head in _FORCES and is_mark(names[-1], "O")):
            return []
    if before == "'s" or is_mark(before or ".", "HOPE"):
        # "P0's O0": the name itself; "O0 H0" is a person with an office, who acts.
        names = names if before == "'s" or is_mark(names[-1], "H") else []
    return names[::-1]


def _over_apposition(tokens: Sequence[str], n: int) -> int:
    """ "H0 , the head of O0 , accused": back to the name that the apposition explains; "its head , H0 , said": H0."""
    if is_mark(tokens[n - 1], "H") and "," in tokens[max(0, n - 4) : n - 1]:
        return n - 1
    for start in range(n - 1, max(0, n - 25), -1):
        if tokens[start] in _NO_APPOSITION:
            return -1
        if tokens[start] == "," and is_mark(tokens[start - 1], ACTORS):
            return start - 1 if tokens[start + 1] != "and" else -1
    return -1


def target_of(tokens: Sequence[str], at: int, lead: str, letters: str = ACTORS) -> str | None:
    """The first name behind a verb, or behind the preposition that leads to its target."""
    start = at + 1
    if lead:
        wanted = lead.split()
        reach = range(at + 1, min(len(tokens) - len(wanted), at + 2 + OBJECT))
        found = next((n for n in reach if list(tokens[n : n + len(wanted)]) == wanted), None)
        if found is None or any(t in (".", ";", "said", "who", "which") for t in tokens[at + 1 : found]):
            return None
        start = found + len(wanted)
    for n in range(start, min(len(tokens), start + _NEAR)):
        token = tokens[n]
        if letters == "E":
            if is_mark(token, "E"):
                return token
        elif is_mark(token, ACTORS):
            # "P0's O0" is the O0, "O0 director H0" the person.
            if tokens[n + 1 : n + 2] == ["'s"]:
                return token if not any(is_mark(t, ACTORS) for t in tokens[n + 2 : n + 5]) else _next(tokens, n + 2)
            person = next((t for t in tokens[n + 1 : n + 4] if is_mark(t, "H") or t in ENDS or t in PREPOSITIONS), None)
            return person if person and is_mark(person, "H") and not is_mark(token, "H") else token
        if token in ENDS or token in PREPOSITIONS or token in MARKS:
            return None
    return None


def _next(tokens: Sequence[str], start: int) -> str | None:
    return next((t for t in tokens[start : start + 3] if is_mark(t, ACTORS)), None)


def mode_of(tokens: Sequence[str], at: int, verb: int) -> str | None:
    """actual, planned, alleged or negated; None where it is only possible or a condition."""
    chain = set(tokens[verb:at])
    clause = _clause(tokens, verb)
    if clause & (_MAYBE - {"would"}) or chain & _MAYBE:
        return None
    if chain & _NOT:
        return "negated"
    if chain & _ALLEGED or clause & _ALLEGED or tokens[at + 1 : at + 2] == ["allegedly"]:
        return "alleged"
    if chain & _FUTURE or chain & _PLANS or (chain and tokens[at - 1] == "to"):
        return "planned"
    return "actual"


def _clause(tokens: Sequence[str], verb: int) -> set[str]:
    """The words before a verb in its clause."""
    start = next((n for n in range(verb - 1, -1, -1) if tokens[n] in (".", ";", ":")), -1)
    return set(tokens[max(start + 1, verb - 14) : verb])
