"""Who organises, hosts, conducts or calls an event."""

import re
from collections.abc import Iterable, Iterator

from extractors.events import lists
from extractors.events.naming import Named
from extractors.events.reach import is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words
from extractors.mentions import Mention

_PASSIVE = words("""
    organised organized co-organised co-organized hosted co-hosted convened co-convened conducted arranged staged run
    held called initiated launched presented coordinated co-ordinated mounted put
""")
_ACTIVE = words("""
    organise organises organised organising organize organizes organized organizing co-organise co-organised
    co-organising co-organize co-organized host hosts hosted hosting co-host co-hosts co-hosted co-hosting convene
    convenes convened convening conduct conducts conducted conducting stage stages staged staging hold holds held
    holding launch launches launched launching call calls called calling run runs arrange arranges present presents
    organises coordinate coordinates coordinated announced
""")
_BETWEEN_VERB_AND_EVENT = words(
    "the a an its their annual first second third upcoming next this year's own also inaugural , for of"
)
_OWNED = re.compile(
    r"(O\d+) 's (?:(?:own|annual|first|second|third|inaugural|biennial|next|upcoming|flagship|\d+(?:st|nd|rd|th)) ){0,3}(E\d+)"
)
_ORGANISER = re.compile(
    r"(?:organi[sz]ers?|co-organi[sz]ers?|hosts?|convenors?|conveners?)(?: of (?:the )?(E\d+))?(?: (?:is|are|were|was|include|,|:))(?= )"
)


def read_organisers(sentence: Sentence, main: Named | None) -> Iterable[tuple[Named, Mention]]:
    """Events of a sentence with those who organise them."""
    tokens = sentence.text.split()
    for at, token in enumerate(tokens):
        if token in _PASSIVE and (by := _by(tokens, at)):
            yield from _passive(sentence, tokens, at, by)
        if token in _ACTIVE:
            yield from _active(sentence, tokens, at)
    for found in _OWNED.finditer(sentence.text):
        yield sentence.events[found[2]], sentence.marks[found[1]]
    for found in _ORGANISER.finditer(sentence.text):
        key = found[1] or next((t for t in tokens if is_mark(t, "E")), None)
        named = sentence.events[key] if key else main
        if named is not None and (found[1] or ":" in found[0] or key is None):
            for name in lists.after(found.string[found.end() :].split(), 0, "O"):
                yield named, sentence.marks[name]


def _by(tokens: list[str], at: int) -> int | None:
    """Where the agent of a passive begins: "organised jointly by"."""
    for n in range(at + 1, min(len(tokens), at + 9)):
        if tokens[n] == "by":
            return n + 1
        if is_mark(tokens[n], "HOEX") or tokens[n] in (".", ";", "which", "that", "to"):
            return None
    return None


def _passive(sentence: Sentence, tokens: list[str], at: int, by: int) -> Iterator[tuple[Named, Mention]]:
    key = _subject_event(tokens, at)
    if key is None:
        return
    for name in lists.after(tokens, by, "OH"):
        if name[0] == "O":
            yield sentence.events[key], sentence.marks[name]


def _subject_event(tokens: list[str], at: int) -> str | None:
    """The event that a passive or participle is about: the nearest before, across dates, places and appositions."""
    for n in range(at - 1, max(-1, at - 24), -1):
        token = tokens[n]
        if is_mark(token, "E"):
            return token
        if token in ("X", ".", ";", "said", "told", "?", "while", "but", "reported", "announced"):
            return None
    return None


def _active(sentence: Sentence, tokens: list[str], at: int) -> Iterator[tuple[Named, Mention]]:
    key = _object_event(tokens, at) or _relative_event(tokens, at)
    if key is None:
        return
    names = lists.ending(tokens, at, "O") or _pronoun(tokens, at)
    for name in names:
        if is_mark(name, "O"):
            yield sentence.events[key], sentence.marks[name]


def _object_event(tokens: list[str], at: int) -> str | None:
    """The event right behind the verb: "will host the E0"."""
    for token in tokens[at + 1 : at + 7]:
        if is_mark(token, "E"):
            return token
        if token not in _BETWEEN_VERB_AND_EVENT:
            return None
    return None


def _relative_event(tokens: list[str], at: int) -> str | None:
    """The event whose clause this is: "E0, which the O0 and O1 are hosting"."""
    for n in range(at - 1, max(-1, at - 20), -1):
        if tokens[n] in ("which", "that") and n:
            back = n - 2 if tokens[n - 1] == "," else n - 1
            own_subject = any(is_mark(t, "O") or t in ("it", "they") for t in tokens[n:at])
            return tokens[back] if back >= 0 and is_mark(tokens[back], "E") and own_subject else None
        if is_mark(tokens[n], "EX") or tokens[n] in (".", ";"):
            return None
    return None


def _pronoun(tokens: list[str], at: int) -> list[str]:
    """ "The O0 announces that it will conduct E0": the organisation that the sentence began with."""
    n = at - 1
    while n >= 0 and tokens[n] in (
        "will",
        "would",
        "is",
        "has",
        "had",
        "also",
        "to",
        "jointly",
        "plans",
        "was",
        "be",
        "set",
    ):
        n -= 1
    if n >= 0 and tokens[n] in ("it", "they"):
        return [t for t in tokens[:n] if is_mark(t, "O")][:1]
    return lists.ending(tokens, n + 1, "O") if 0 <= n < at - 1 else []
