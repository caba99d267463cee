"""A sentence with its mentions as placeholders, so that one pattern fits every name.

"The fair is organised by the Idel Bank and Tatflot in Kazan." becomes
"E0 is organised by the O0 and O1 in P0 ." with E0 the event that "the fair" stands for.
Words are in lower case, placeholders in capitals: E event, D date, P place, O organisation, H person.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from extractors.events.naming import Named
from extractors.mentions import Mention

LETTERS = {"EVENT": "E", "DATE": "D", "PLACE": "P", "ORG": "O", "PERSON": "H"}
LONGEST = 250  # words and placeholders; what is longer is a list or no prose, and no clause pattern fits it

_LONGEST_CHARACTERS = 8_000

_SPACED = re.compile(
    r"""\s*([;()\[\]"“”„«»!?]|:(?!\d)|,(?!\d{3})|--|[–—]|\.(?=\s|$)|(?<!\w)['‘’](?!s )"""
    r"""|['’](?!\w))\s*"""
)
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_ASIDE = re.compile(r"\( (?:(?!E\d|D\d|\)|\()\S+ ){0,15}\) ?")
_IN_BRACKETS = re.compile(r"([EDPOH])(\d+) \( (?:the |or |also |hereinafter )*[\"“'‘]? ?\1\d+ ?[\"”'’]? \)")
_THE_BODY = re.compile(
    r"\bthe (ministry|agency|council|federation|union|association|commission|club|committee|university|bank|chamber|"
    r"foundation|institute|authority|society|museum|academy|confederation|league|trust)\b(?! of\b| 's\b| [HO]\d)"
)
_QUOTED_EVENT = re.compile(r"""["“”„«'‘’] (?:the |an? )?(E\d+) (?:[,.?!] )?["“”«»'’]""")
_TITLE_DOT = re.compile(
    r"\b(dr|prof|mr|mrs|ms|gen|col|rev|st|sgt|lt|capt|hon|sen|rep|gov|eng|brig|maj|adm|h\.e|no) \.(?= )"
)
_HERE = re.compile(r"\bhere\b(?! is| are)")


@dataclass(slots=True)
class Sentence:
    """One sentence: its characters in the text, its skeleton, and what each placeholder stands for."""

    start: int
    end: int
    text: str = ""
    marks: dict[str, Mention] = field(
        default_factory=dict
    )  # placeholder -> mention; of E only where events are not resolved
    values: dict[str, str | None] = field(default_factory=dict)  # D placeholder -> ISO 8601 value
    events: dict[str, Named] = field(default_factory=dict)  # E placeholder -> event
    named: frozenset[str] = frozenset()  # E placeholders that stand for the name itself

    def add_event(self, named: Named) -> str:
        """A new placeholder for an event."""
        key = f"E{len(self.events)}"
        self.events[key] = named
        return key

    def reduce(self, pattern: re.Pattern[str], replacement: str) -> None:
        """Rewrite the skeleton."""
        self.text = pattern.sub(replacement, self.text)


def skeleton(
    text: str,
    bounds: tuple[int, int],
    mentions: list[Mention],
    event_of: dict[int, Named] | None = None,
    here: Mention | None = None,
) -> Sentence:
    """The skeleton of one sentence.

    `event_of`: start of a mention -> its event, where events are resolved; `here`: the place of the dateline.
    """
    sentence = Sentence(*bounds)
    if len(mentions) > LONGEST or bounds[1] - bounds[0] > _LONGEST_CHARACTERS:
        for mention in mentions[:LONGEST]:
            if event_of is not None and mention.start in event_of:
                sentence.add_event(event_of[mention.start])
        return sentence
    pieces: list[str] = []
    at = bounds[0]
    counts = dict.fromkeys(LETTERS.values(), 0)
    for mention in mentions:
        letter = LETTERS.get(mention.label)
        if letter is None or mention.start < at:
            continue
        if letter == "E" and event_of is not None and mention.start not in event_of:
            letter = "O"  # an organisation after all
        pieces.append(text[at : mention.start].lower())
        if letter == "E" and event_of is not None:
            key = sentence.add_event(event_of[mention.start])
        else:
            key = f"{letter}{counts[letter]}"
            counts[letter] += 1
            sentence.marks[key] = mention
            if letter == "D":
                sentence.values[key] = mention.value
        pieces.append(f" {key} ")
        at = mention.end
    pieces.append(text[at : bounds[1]].lower())
    shown = _POSSESSIVE.sub(" 's ", "".join(pieces))
    sentence.text = " ".join(_SPACED.sub(r" \1 ", shown).split())
    if sentence.text.count(" ") > LONGEST:
        sentence.text = ""
    sentence.named = frozenset(sentence.events)
    if "(" in sentence.text:
        sentence.reduce(_IN_BRACKETS, r"\1\2")
        sentence.reduce(_ASIDE, "")
    if " ." in sentence.text:
        sentence.reduce(_TITLE_DOT, r"\1")
    if sentence.events:
        sentence.reduce(_QUOTED_EVENT, r"\1")
    if here is not None and _HERE.search(sentence.text):
        key = f"P{counts['P']}"
        sentence.marks[key] = here
        sentence.text = _HERE.sub(f"in {key}", sentence.text)
    return sentence


def name_bodies(sentence: Sentence, organisations: list[Mention]) -> None:
    """ "the ministry" becomes the placeholder of the ministry that was named most."""

    def named(found: re.Match[str]) -> str:
        fitting = [m for m in organisations if found[1] in m.name.casefold()]
        if not fitting:
            return found[0]
        often = Counter(m.name for m in fitting)
        known = max(fitting, key=lambda m: often[m.name])  # the first of those named most often
        key = f"O{sum(k[0] == 'O' for k in sentence.marks)}"
        sentence.marks[key] = known
        return f"the {key}"

    if organisations and "the " in sentence.text:
        sentence.text = _THE_BODY.sub(named, sentence.text)
