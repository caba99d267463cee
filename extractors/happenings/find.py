"""Who did what to whom, when and where: acts with both sides named in one clause.

Modest on purpose: an act is told only where its doer stands as subject of its verb, and nothing is taken from
inside quotation marks, from conditions and from questions.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from dateline.records import Happening
from extractors.events.heads import head_of, is_sport, type_of
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence, name_bodies, skeleton
from extractors.happenings.acts import BASE, FINITE, PARTICIPLE, Act
from extractors.lexicon import words
from extractors.mentions import Mention, mentions_of, sentences_of

_ACTORS = "OHP"
_BE = words("was were is are be been being")
_AUXILIARIES = words(
    "has have had also then later already jointly formally reportedly allegedly again both immediately"
)
_FUTURE = words("will would shall")
_PLANS = words("plans plan planned intends intend expected scheduled due set vowed pledged promised agreed decided")
_MAYBE = words("may might could should can must if whether unless would")
_NOT = words("not never n't cannot neither nor")
_ALLEGED = words("allegedly reportedly alleged claims claimed suspected supposedly purportedly accused said_to")
_PREPOSITIONS = words(
    "in at of from near by with to for on against between about than like under after before over into"
)
_SKIPPED = words("the a an its his her their former acting new president minister prime foreign chief mr ms mrs dr")
_ENDS = words(
    ". ; : ? ! ( ) who which that where when while but because after before if as although though said and , or"
)
_MARKS = {'"': '"', "“": "”", "«": "»", "‘": "’"}
_FORCES = words("members forces troops officials fighters police soldiers workers delegation representatives lawyers")

_NO_APPOSITION = words('. ; : - – — -- ( ) " “ ”')
_QUESTIONS = words("whether if how why what when where who him her them nobody none no")

_OTHER_CLAUSE = words("who which that whose whom when after before since , ; : ' \" “ ” 's to if because as")
_NEAR = 6  # words between a verb and its target
_OBJECT = 7  # words in which "agreement" follows "signed"


def find_happenings(doc: Doc) -> list[Happening]:
    """The happenings that a Doc tells, in the order of the text."""
    bounds = sentences_of(doc)
    by_sentence: dict[int, list[tuple[Mention, str | None]]] = {}
    for mention, ent in zip(mentions_of(doc, bounds), doc.ents, strict=True):
        by_sentence.setdefault(mention.sentence, []).append((mention, ent._.value))
    sport = is_sport(doc.text)
    found: list[Happening] = []
    bodies: list[Mention] = []
    for number, mentions in by_sentence.items():
        if any(mention.label in ("ORG", "PERSON", "PLACE") for mention, _ in mentions):
            sentence = skeleton(doc.text, bounds[number], mentions)
            name_bodies(sentence, bodies)
            bodies += [mention for key, mention in sentence.marks.items() if key[0] == "O"]
            found += _of_sentence(sentence, sport=sport)
    return list(dict.fromkeys(found))


def _of_sentence(sentence: Sentence, *, sport: bool) -> Iterator[Happening]:
    tokens = sentence.text.split()
    if not tokens or tokens[-1] == "?":
        return
    quoted = _quoted(tokens)
    for at, token in enumerate(tokens):
        if quoted[at]:
            continue
        if token in PARTICIPLE and _is_passive(tokens, at):
            for act in PARTICIPLE[token]:
                if act.passive:
                    yield from _passive(sentence, tokens, at, act)
        elif acts := (FINITE.get(token) or _after_will(tokens, at)):
            for act in acts:
                if not (sport and act.contest):
                    yield from _active(sentence, tokens, at, act)


def _quoted(tokens: Sequence[str]) -> list[bool]:
    """Which tokens stand inside quotation marks."""
    closing = None
    inside = []
    for token in tokens:
        if closing is None and token in _MARKS:
            closing = _MARKS[token]
            inside.append(True)
        else:
            inside.append(closing is not None)
            if token == closing:
                closing = None
    return inside


def _after_will(tokens: Sequence[str], at: int) -> list[Act]:
    """The acts of a verb's plain form, where "will", "to" or "not" stands before it."""
    return (
        BASE.get(tokens[at], [])
        if at and tokens[at - 1] in ("will", "to", "not", "also", "shall", "did", "never")
        else []
    )


def _is_passive(tokens: Sequence[str], at: int) -> bool:
    return any(token in _BE for token in tokens[max(0, at - 3) : at]) and "by" in tokens[at + 1 : at + 8]


def _passive(sentence: Sentence, tokens: list[str], at: int, act: Act) -> Iterator[Happening]:
    """ "H0 was arrested on D0 by the O0"."""
    be = max(n for n in range(max(0, at - 3), at) if tokens[n] in _BE)
    subject = _subject(tokens, be)
    by = tokens.index("by", at)
    actors = _target(tokens, by, "")
    if act.event:
        return
    if subject and actors and (mode := _mode(tokens, at, be)):
        yield _happening(sentence, tokens, at, act, actors, subject[0], mode)


def _active(sentence: Sentence, tokens: list[str], at: int, act: Act) -> Iterator[Happening]:
    """ "the O0 accused H0", "O0 and O1 signed an agreement"."""
    if tokens[at - 1 : at] and tokens[at - 1] in _BE and tokens[at] not in act.finite - {act.participle}:
        return
    if tokens[at + 1 : at + 2] == ["by"]:
        return
    verb, chain = _chain(tokens, at)
    subject = _subject(tokens, verb)
    mode = _mode(tokens, at, verb)
    if not subject or mode is None:
        return
    reach = 1 if act.close else _OBJECT
    if act.objects and not act.objects & set(tokens[at + 1 : at + 1 + reach]):
        return
    if tokens[at + 1 : at + 2] and tokens[at + 1] in _QUESTIONS or "comment" in tokens[at + 1 : at + 4]:
        return
    letters = "E" if act.event else _ACTORS
    target = next((found for lead in act.target if (found := _target(tokens, at, lead, letters))), None)
    if act.event and (target is None or type_of(head_of(sentence.marks[target].text)) not in act.event):
        return
    if target is None and act.peers and len(subject) > 1 and (act.objects or not _has_object(tokens, at, act)):
        target = subject[1]
    if target is None and not (act.alone and _has_object(tokens, at, act)):
        return
    yield _happening(sentence, tokens, at, act, subject[0], target, mode)


def _chain(tokens: Sequence[str], at: int) -> tuple[int, list[str]]:
    """Where the verb's chain of auxiliaries begins: "has also", "is expected to", "will not"."""
    n = at
    while n and (
        tokens[n - 1] in _AUXILIARIES | _FUTURE | _NOT | _PLANS | {"to", "did", "does", "do"}
        or (tokens[n - 1] in _BE and tokens[n] in _PLANS | _NOT | {"to"})
        or (tokens[n - 1].endswith("ly") and len(tokens[n - 1]) > 3)
        or (is_mark(tokens[n - 1], "D") and n > 1)
        or (tokens[n - 1] == "on" and is_mark(tokens[n], "D"))
    ):
        n -= 1
    return n, list(tokens[n:at])


def _subject(tokens: Sequence[str], verb: int) -> list[str]:
    """The names that are the subject of the verb chain that begins at `verb`."""
    n = verb - 1
    if n >= 0 and tokens[n] == ",":
        n = _over_apposition(tokens, n)
    names: list[str] = []
    while n >= 0:
        if is_mark(tokens[n], _ACTORS):
            names.append(tokens[n])
        elif names and tokens[n] not in ("and", "the", ","):
            joint = next((k for k in range(n - 1, max(0, n - 4), -1) if tokens[k] == "and"), None)
            if joint is None or not is_mark(tokens[joint - 1], _ACTORS):  # "O0 and the German utility O1"
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
    if before in _PREPOSITIONS:
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
        if tokens[start] == "," and is_mark(tokens[start - 1], _ACTORS):
            return start - 1 if tokens[start + 1] != "and" else -1
    return -1


def _target(tokens: Sequence[str], at: int, lead: str, letters: str = _ACTORS) -> str | None:
    """The first name behind a verb, or behind the preposition that leads to its target."""
    start = at + 1
    if lead:
        wanted = lead.split()
        reach = range(at + 1, min(len(tokens) - len(wanted), at + 2 + _OBJECT))
        found = next((n for n in reach if list(tokens[n : n + len(wanted)]) == wanted), None)
        if found is None or any(t in (".", ";", "said", "who", "which") for t in tokens[at + 1 : found]):
            return None
        start = found + len(wanted)
    for n in range(start, min(len(tokens), start + _NEAR)):
        token = tokens[n]
        if letters == "E":
            if is_mark(token, "E"):
                return token
        elif is_mark(token, _ACTORS):
            # "P0's O0" is the O0, "O0 director H0" the person.
            if tokens[n + 1 : n + 2] == ["'s"]:
                return token if not any(is_mark(t, _ACTORS) for t in tokens[n + 2 : n + 5]) else _next(tokens, n + 2)
            person = next(
                (t for t in tokens[n + 1 : n + 4] if is_mark(t, "H") or t in _ENDS or t in _PREPOSITIONS), None
            )
            return person if person and is_mark(person, "H") and not is_mark(token, "H") else token
        if token in _ENDS or token in _PREPOSITIONS or token in _MARKS:
            return None
    return None


def _next(tokens: Sequence[str], start: int) -> str | None:
    return next((t for t in tokens[start : start + 3] if is_mark(t, _ACTORS)), None)


def _has_object(tokens: Sequence[str], at: int, act: Act) -> bool:
    """Whether the verb has an object or ends its clause, and is no noun or participle by mistake."""
    following = tokens[at + 1] if at + 1 < len(tokens) else "."
    if act.objects:
        return True
    if "" in act.target:
        return following not in _PREPOSITIONS and following not in _ENDS and following not in _BE
    return following not in ("by", "of")


def _mode(tokens: Sequence[str], at: int, verb: int) -> str | None:
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


def _happening(
    sentence: Sentence, tokens: Sequence[str], at: int, act: Act, actor: str, target: str | None, mode: str
) -> Happening:
    return Happening(
        type=act.type,
        verb=act.base,
        actor=sentence.marks[actor].name,
        target=sentence.marks[target].name if target else None,
        when=_when(sentence, tokens, at),
        place=_where(sentence, tokens, at, {actor, target or ""}),
        mode=mode,
        evidence=(sentence.start, sentence.end),
    )


def _when(sentence: Sentence, tokens: Sequence[str], at: int) -> str | None:
    """The value of the date nearest to the verb, within its clause."""
    near: Iterable[int] = (
        n
        for n, t in enumerate(tokens)
        if is_mark(t, "D")
        and abs(n - at) <= 14
        and (n <= 1 or not _OTHER_CLAUSE & set(tokens[at + 1 : n] or tokens[n + 1 : at]))
    )
    best = min(near, key=lambda n: abs(n - at), default=None)
    if best is None or tokens[best + 1 : best + 2] == ["'s"]:
        return None
    return sentence.values.get(tokens[best])


def _where(sentence: Sentence, tokens: Sequence[str], at: int, taken: set[str]) -> str | None:
    """The place behind "in" or "at" after the verb."""
    for n in range(at + 1, min(len(tokens) - 1, at + 12)):
        if tokens[n] in _ENDS or tokens[n] in ("to", "that", "over", "for") or tokens[n].endswith("ing"):
            return None
        if tokens[n] in ("in", "at", "near", "outside"):
            k = n + 2 if tokens[n + 1] == "the" else n + 1
            if k < len(tokens) and is_mark(tokens[k], "P") and tokens[k] not in taken:
                return sentence.marks[tokens[k]].name
    return None
