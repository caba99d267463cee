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
_BY_PEOPLE = words(
    "organised organized co-organised co-organized convened co-convened initiated"
)  # people may do these
_ACTIVE = words("""
    organise organises organised organising organize organizes organized organizing co-organise co-organises
    co-organised co-organising co-organize co-organized host hosts hosted hosting co-host co-hosts co-hosted co-hosting
    convene convenes convened convening conduct conducts conducted conducting stage stages staged staging hold holds
    held holding launch launches launched launching run runs arrange arranges present presents coordinate coordinates
    coordinated
""")
_RELATIVE = _ACTIVE | words(
    "call called calls open opens opened"
)  # in "E0, which O0 will open", not in "O0 called E0 fair"
_BETWEEN_VERB_AND_EVENT = words(
    "the a an its their annual first second third upcoming next this year's own also inaugural , year 's"
)
_WILL = words("will would is has had also to jointly plans was be set are have been")
_OWNED = re.compile(
    r"(?P<name>O\d+) 's (?:(?:own|annual|first|second|third|inaugural|biennial|next|upcoming|flagship|"
    r"\d+(?:st|nd|rd|th)) ){0,3}"
    r"(?P<event>E\d+)"
)
_INVITES = re.compile(r"\binvites? (?:[\w'-]+ ){0,6}?(?:for|to) (?:the )?(?P<event>E\d+)")
_ANNOUNCED = re.compile(r"(?P<event>E\d+) (?:, )?(?:the )?(?P<name>O\d+) announced")
_OF_BODY = re.compile(r"(?P<event>E\d+) of the (?:newspaper |daily |magazine |association |company )?(?P<name>O\d+)")
_ORGANISER = re.compile(
    r"\b(?P<word>organi[sz]ers?|co-organi[sz]ers?|hosts?|convenors?|conveners?)(?: of (?:the )?(?P<event>E\d+))? "
    r"(?:is|are|were|was|include|,|:) (?=(?:the )?O\d)"
)
_IS_ORGANISER = re.compile(r"(?P<name>O\d+) (?:is|are|was|were) (?:a|an|the|also) (?:\w+ )?(?:co-)?organi[sz]ers?\b")


def read_organisers(sentence: Sentence, main: Named | None) -> Iterable[tuple[Named, Mention]]:
    """Events of a sentence with those who organise them."""
    text = sentence.text
    tokens = text.split()
    if "E" in text:
        for at, token in enumerate(tokens):
            if token in _PASSIVE and (by := _by(tokens, at)):
                yield from _passive(sentence, tokens, at, by)
            if token in _RELATIVE:
                yield from _active(sentence, tokens, at)
        for found in _OWNED.finditer(text):
            yield sentence.events[found["event"]], sentence.marks[found["name"]]
        for found in _INVITES.finditer(text):
            for name in lists.ending(text[: found.end()].split(), len(text[: found.start()].split()), "O"):
                yield sentence.events[found["event"]], sentence.marks[name]
        for pattern in (_ANNOUNCED, _OF_BODY):
            for found in pattern.finditer(text):
                if sentence.events[found["event"]].kind == "ceremony":  # a prize is the awarding body's
                    yield sentence.events[found["event"]], sentence.marks[found["name"]]
    if "rgani" in text or "host" in text or "conven" in text:
        yield from _by_role(sentence, main)


def _by_role(sentence: Sentence, main: Named | None) -> Iterator[tuple[Named, Mention]]:
    """ "the organisers, O0 and O1", "O0 is a co-organiser"."""
    keys = re.findall(r"E\d+", sentence.text)
    alone = sentence.events[keys[0]] if len({id(sentence.events[key]) for key in keys}) == 1 else main
    for found in _ORGANISER.finditer(sentence.text):
        if found["word"].startswith("host") and not found["event"] and ":" not in found[0]:
            continue  # "hosts O0" are a home team
        named = sentence.events[found["event"]] if found["event"] else alone
        if named is not None:
            for name in lists.after(found.string[found.end() :].split(), 0, "O"):
                yield named, sentence.marks[name]
    for found in _IS_ORGANISER.finditer(sentence.text):
        if alone is not None:
            yield alone, sentence.marks[found["name"]]


def _by(tokens: list[str], at: int) -> int | None:
    """Where the agent of a passive begins: "organised jointly by"."""
    for n in range(at + 1, min(len(tokens), at + 9)):
        if tokens[n] == "by":
            return n + 1
        if is_mark(tokens[n], "HOE") or tokens[n] in (".", ";", "which", "that", "to", "X"):
            return None
    return None


def _passive(sentence: Sentence, tokens: list[str], at: int, by: int) -> Iterator[tuple[Named, Mention]]:
    key = _subject(sentence, tokens, at)
    if key is None:
        return
    names = lists.after(tokens, by, "HO")
    organisations = [name for name in names if name[0] == "O"]
    # An organisation behind a person is that person's, unless the list began with organisations.
    if names and names[0][0] == "H":
        organisations = names if tokens[at] in _BY_PEOPLE else []
    for name in organisations:
        yield sentence.events[key], sentence.marks[name]


def _subject(sentence: Sentence, tokens: list[str], at: int) -> str | None:
    """The event that a passive or participle is about: the nearest before, across dates, places and appositions."""
    holiday = None
    for n in range(at - 1, max(-1, at - 24), -1):
        token = tokens[n]
        if is_mark(token, "E"):
            if sentence.events[token].kind != "holiday":
                return token
            holiday = holiday or token  # perhaps only the day on which it began
        elif token in ("X", ".", ";", "said", "told", "?", "while", "but", "reported", "announced"):
            break
    return holiday


def _active(sentence: Sentence, tokens: list[str], at: int) -> Iterator[tuple[Named, Mention]]:
    key = _object(tokens, at) if tokens[at] in _ACTIVE else None
    key = key or _head_of_clause(tokens, at)
    if key is None:
        return
    for name in lists.ending(tokens, at, "O") or _pronoun(tokens, at):
        if is_mark(name, "O"):
            yield sentence.events[key], sentence.marks[name]


def _object(tokens: list[str], at: int) -> str | None:
    """The event right behind the verb: "will host the E0"."""
    for token in tokens[at + 1 : at + 7]:
        if is_mark(token, "E"):
            return token
        if token not in _BETWEEN_VERB_AND_EVENT:
            return None
    return None


def _head_of_clause(tokens: list[str], at: int) -> str | None:
    """The event whose clause this is: "E0, which the O0 and O1 are hosting"."""
    for n in range(at - 1, max(0, at - 20), -1):
        if tokens[n] in ("which", "that"):
            back = n - 2 if tokens[n - 1] == "," else n - 1
            own_subject = any(is_mark(t, "O") or t in ("it", "they") for t in tokens[n:at])
            return tokens[back] if back >= 0 and is_mark(tokens[back], "E") and own_subject else None
        if is_mark(tokens[n], "E") or tokens[n] in (".", ";", "X"):
            return None
    return None


def _pronoun(tokens: list[str], at: int) -> list[str]:
    """ "The O0 announces that it will conduct E0": the organisation that the sentence began with."""
    n = at - 1
    while n >= 0 and tokens[n] in _WILL:
        n -= 1
    if n >= 0 and tokens[n] in ("it", "they"):
        return [t for t in tokens[:n] if is_mark(t, "O")][:1]
    return lists.ending(tokens, n + 1, "O") if 0 <= n < at - 1 else []
