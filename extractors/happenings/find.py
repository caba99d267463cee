"""Who did what to whom, when and where: acts with both sides named in one clause.

Modest on purpose: an act is told only where its doer stands as subject of its verb, and nothing is taken from
inside quotation marks, from conditions and from questions.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from dateline.records import Happening
from extractors.doc import text_of
from extractors.events.heads import head_of, is_sport, type_of
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence, name_bodies, skeleton
from extractors.happenings.acts import BASE, FINITE, PARTICIPLE, Act
from extractors.happenings.clauses import (
    ACTORS,
    BE,
    ENDS,
    MARKS,
    OBJECT,
    PREPOSITIONS,
    chain,
    mode_of,
    subject_of,
    target_of,
)
from extractors.lexicon import words
from extractors.mentions import Mention, by_sentence, mentions_of, sentences_of

_QUESTIONS = words("whether if how why what when where who him her them nobody none no")
_OTHER_CLAUSE = words("who which that whose whom when after before since , ; : ' \" “ ” 's to if because as")


def find_happenings(doc: Doc) -> list[Happening]:
    """The happenings that a Doc tells, in the order of the text."""
    text = text_of(doc)
    bounds = sentences_of(doc)
    sport = is_sport(text)
    found: list[Happening] = []
    bodies: list[Mention] = []
    for number, mentions in by_sentence(mentions_of(doc)).items():
        if any(mention.label in ("ORG", "PERSON", "PLACE") for mention in mentions):
            sentence = skeleton(text, bounds[number], mentions)
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
        if closing is None and token in MARKS:
            closing = MARKS[token]
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
    return any(token in BE for token in tokens[max(0, at - 3) : at]) and "by" in tokens[at + 1 : at + 8]


def _passive(sentence: Sentence, tokens: list[str], at: int, act: Act) -> Iterator[Happening]:
    """ "H0 was arrested on D0 by the O0"."""
    be = max(n for n in range(max(0, at - 3), at) if tokens[n] in BE)
    subject = subject_of(tokens, be)
    by = tokens.index("by", at)
    actors = target_of(tokens, by, "")
    if act.event:
        return
    if subject and actors and (mode := mode_of(tokens, at, be)):
        yield _happening(sentence, tokens, at, act, actors, subject[0], mode)


def _active(sentence: Sentence, tokens: list[str], at: int, act: Act) -> Iterator[Happening]:
    """ "the O0 accused H0", "O0 and O1 signed an agreement"."""
    if tokens[at - 1 : at] and tokens[at - 1] in BE and tokens[at] not in act.finite - {act.participle}:
        return
    if tokens[at + 1 : at + 2] == ["by"]:
        return
    verb = chain(tokens, at)
    subject = subject_of(tokens, verb)
    mode = mode_of(tokens, at, verb)
    if not subject or mode is None:
        return
    reach = 1 if act.close else OBJECT
    if act.objects and not act.objects & set(tokens[at + 1 : at + 1 + reach]):
        return
    if (tokens[at + 1 : at + 2] and tokens[at + 1] in _QUESTIONS) or "comment" in tokens[at + 1 : at + 4]:
        return
    letters = "E" if act.event else ACTORS
    target = next((found for lead in act.target if (found := target_of(tokens, at, lead, letters))), None)
    if act.event and (target is None or type_of(head_of(sentence.marks[target].text)) not in act.event):
        return
    if target is None and act.peers and len(subject) > 1 and (act.objects or not _has_object(tokens, at, act)):
        target = subject[1]
    if target is None and not (act.alone and _has_object(tokens, at, act)):
        return
    yield _happening(sentence, tokens, at, act, subject[0], target, mode)


def _has_object(tokens: Sequence[str], at: int, act: Act) -> bool:
    """Whether the verb has an object or ends its clause, and is no noun or participle by mistake."""
    following = tokens[at + 1] if at + 1 < len(tokens) else "."
    if act.objects:
        return True
    if "" in act.target:
        return following not in PREPOSITIONS and following not in ENDS and following not in BE
    return following not in ("by", "of")


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
        if tokens[n] in ENDS or tokens[n] in ("to", "that", "over", "for") or tokens[n].endswith("ing"):
            return None
        if tokens[n] in ("in", "at", "near", "outside"):
            k = n + 2 if tokens[n + 1] == "the" else n + 1
            if k < len(tokens) and is_mark(tokens[k], "P") and tokens[k] not in taken:
                return sentence.marks[tokens[k]].name
    return None
