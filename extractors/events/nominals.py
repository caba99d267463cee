"""What "the expo", "the three-day summit", "its ninth edition" stand for.

Names and their descriptions become one placeholder ("the panel E0", "E0, a three-day fair"); descriptions that
stand alone become the placeholder of their event, or X where they mean an event without a name ("the previous
edition"), so that its days and places go to nobody else.
"""

import re
from dataclasses import dataclass, field

from extractors.events.heads import GENERIC, SESSIONS, TYPE_OF_HEAD, type_of
from extractors.events.naming import CARDINALS, Named, ordinal
from extractors.events.skeleton import Sentence
from extractors.lexicon import words

OTHER = "X"

# Words that name events in names but mean other things too often when they stand alone.
_ONLY_IN_NAMES = words("""
    open v vs day days week month year case market test tests series season classic medal eve programme program
    initiative award affair appeal talk address reading crisis defense briefing debate dialogue talks final course
    movement protest protests incident crash collapse blast handicap stakes salon screening proceedings hearing serie
    holiday cop conversation phase speech discussion night meet
""")
_ALONE = "|".join(sorted((TYPE_OF_HEAD.keys() | GENERIC.keys()) - _ONLY_IN_NAMES, key=lambda h: (-len(h), h)))
_ANY = "|".join(sorted(TYPE_OF_HEAD.keys() | GENERIC.keys() | SESSIONS | {"phase", "leg"}, key=lambda h: (-len(h), h)))
_MODIFIER = (
    r"(?:(?!E\d|X\b|(?:the|a|an|of|at|in|on|for|from|with|by|to|and|or|that|which|is|was|will|said|during)\b)"
    r"[\w'’.-]+ )"
)

_BEFORE = re.compile(
    rf"(?<!\S)(?:(?P<lead>in )?(?:the|a|an|this|its|their|'s) (?P<words>{_MODIFIER}{{0,4}}?)|(?P<word>{_MODIFIER}?))"
    rf"(?P<head>{_ANY}) (?:by (?:[\w.'’-]+ ){{0,4}}?(?P<by>H\d+) )?(?:, )?"
    r"(?:(?:titled|entitled|named|called|dubbed|christened|known as|themed|"
    r"under the (?:title|name|theme)) )?(?:: )?(?:the )?(?P<event>E\d+)"
)
_BEHIND = re.compile(
    rf"(?<!\S)(?P<words>\w+[- ](?:day|hour|week) )?(?P<event>E\d+) (?P<head>{_ALONE}|holiday|holidays)\b(?! E)"
)
_LASTING = re.compile(r"(?<!\S)(?P<words>\w+-(?:day|hour|week) )(?P<event>E\d+)")
_APPOSED = re.compile(
    rf"(?P<event>E\d+) , (?:a|an|the|one of the|\w+ 's|\w\d+ 's) "
    r"(?P<words>(?:(?!E\d|X\b|which|that|who)[\w'’.-]+ ){0,7}?)"
    rf"(?<![-\w])(?P<head>{_ALONE})\b"
    r"(?: (?:of|for|on|in|dedicated to|devoted to) (?:(?!E\d|D\d)[\w'’-]+ ){0,4}?(?=[,.;]|that|which))?"
)
_FREE = re.compile(
    rf"(?<!\S)(?P<article>the|this|its|whose|this year 's|\w+ 's) "
    rf"(?P<words>{_MODIFIER}{{0,3}}?)(?P<head>{_ALONE})(?!\S)"
    r"(?! (?:committee|organi[sz]ers?|director|venue|hall|centre|center|ground|grounds|president|minister|council|"
    r"commission|board|results?|day|week|office|officials?|hosts?|champions?|winners?))"
)
_LONG_ONE = re.compile(
    rf"(?<!\S)(?P<article>the|this|its) "
    rf"(?P<words>(?:{_MODIFIER})?\w+-(?:day|hour|week) {_MODIFIER}{{0,2}}?)(?P<head>{_ANY})(?!\S)"
)
_EDITION = re.compile(
    r"\b(?:the|its|this|a|D\d+ 's) (?P<words>(?:[\w'’-]+ ){0,3}?)(?:edition|instalment|installment)"
    r"(?: of (?:the )?(?P<event>E\d+))?"
)
_GLUED = re.compile(r"(E\d+|X)(?=[,.;])")
_ORDINAL_BEFORE = re.compile(r"(?:the|its|a) (?P<word>[\w-]+)(?: annual)? (?:[\"“'‘] )?(?P<event>E\d+)")
_LONG = re.compile(r"\b(?P<number>\d{1,2}|[a-z]+)[- ](?P<unit>day|hour|week)s?\b")
_IT = re.compile(r"^(?:[\"“‘'] )?(?:it|its|this)\b(?! (?:year|week|month|time|morning|is (?:the|a|not)))")
_OTHER_TIME = re.compile(r"\b(?:previous|last|earlier|next|past|former|inaugural|first|upcoming|other|similar|same)\b")
_PAST = words("war wars battle revolution uprising siege massacre genocide rebellion revolt intifada coup blitz")
_NO_REFERENCE = re.compile(r"\b(?:such|\w+est|only|same|whole|entire|every|each|another)\b")


@dataclass(slots=True)
class Discourse:
    """What the text has spoken of so far."""

    seen: dict[int, int] = field(default_factory=dict)  # id of an event -> how often it was spoken of
    last: list[Named] = field(default_factory=list)  # events of the sentence before, in order
    order: list[Named] = field(default_factory=list)  # events in order of first mention
    editions: dict[int, int] = field(default_factory=dict)  # id of an event -> ordinal said beside it

    def close(self, sentence: Sentence) -> None:
        """Take note of a sentence that is done."""
        now: list[Named] = []
        for key in re.findall(r"E\d+", sentence.text):
            named = sentence.events[key]
            if named not in self.order:
                self.order.append(named)
            if named not in now:
                now.append(named)
            self.seen[id(named)] = self.seen.get(id(named), 0) + 1
        self.last = now


def resolve(sentence: Sentence, discourse: Discourse, *, opens_paragraph: bool) -> None:
    """Rewrite the skeleton so that every description of an event is a placeholder."""
    text = sentence.text
    if "E" in text:
        text = _BEFORE.sub(lambda found: _learn(found, sentence), text)
        text = _LASTING.sub(lambda found: _learn(found, sentence), text)
        text = _BEHIND.sub(lambda found: _learn(found, sentence), text)
        text = _APPOSED.sub(lambda found: _learn(found, sentence), text)
    if discourse.order:
        if not opens_paragraph and len(discourse.last) == 1 and _IT.match(text):
            text = _IT.sub(
                lambda found: sentence.add_event(discourse.last[0]) + (" 's" if "its" in found[0] else ""), text
            )
        text = _LONG_ONE.sub(lambda found: _stand_in(found, sentence, discourse), text)
        text = _FREE.sub(lambda found: _stand_in(found, sentence, discourse), text)
    if "edition" in text or "instal" in text:
        text = _EDITION.sub(lambda found: _edition(found, sentence, discourse), text)
    for found in _ORDINAL_BEFORE.finditer(text):
        if (number := ordinal(found["word"])) is not None:
            discourse.editions.setdefault(id(sentence.events[found["event"]]), number)
    sentence.text = " ".join(_GLUED.sub(r"\1 ", text).split())


def _learn(found: re.Match[str], sentence: Sentence) -> str:
    """A name with its description: the name remains, and what the description says is kept."""
    said = found.groupdict()
    named = sentence.events[found["event"]]
    named.days_long = named.days_long or days_in(said["words"] or said.get("word") or "")
    if head := said.get("head"):
        named.heads.add(head)
        if type_of(head) != "other":
            named.kind = type_of(head)  # a description says more than a word in a name: "the exercise Aral Shield"
        if head in SESSIONS and found.re is _BEFORE:
            named.session = True
    if said.get("by"):
        return f"{said['by']} presents {found['event']}"
    return (said.get("lead") or "") + found["event"]


def _stand_in(found: re.Match[str], sentence: Sentence, discourse: Discourse) -> str:
    words, head = found["words"], found["head"]
    named = _meant(head, discourse)
    owner = found["article"] if found["article"].endswith("'s") and "year" not in found["article"] else ""
    if named is None:
        return found[0]
    if (owner and not re.match(r"[DP]\d", owner)) or _NO_REFERENCE.search(words):
        return found[0]
    number = next((n for word in words.split() if (n := ordinal(word)) is not None), None)
    if _OTHER_TIME.search(words) and (number is None or number != named.number):
        return OTHER
    if number is not None and named.number is not None and number != named.number:
        return OTHER
    if "-" not in words and len(words.split()) > 2:
        return found[0]  # "the national food security conference" is some other thing
    named.days_long = named.days_long or days_in(words)
    return f"{owner} {sentence.add_event(named)}".strip()


def _meant(head: str, discourse: Discourse) -> Named | None:
    """The event that a head word alone means: one of that word in the sentence before, else the main one."""
    candidates = [named for named in discourse.order if head in named.heads]
    if not candidates and head in GENERIC:
        candidates = [named for named in discourse.order if named.kind in GENERIC[head] and not named.session]
    before = [named for named in candidates if named in discourse.last]
    if len(before) == 1:
        return before[0]
    return max(candidates, key=lambda named: discourse.seen[id(named)], default=None)


def _edition(found: re.Match[str], sentence: Sentence, discourse: Discourse) -> str:
    named = sentence.events[found["event"]] if found["event"] else main_event(discourse)
    if named is None:
        return found[0]
    words = found["words"]
    number = next((n for word in words.split() if (n := ordinal(word)) is not None), None)
    if number is not None:
        if named.number is not None and number != named.number:
            return OTHER
        if number == 1 and named.number is None and "first" in words:
            return OTHER
        discourse.editions.setdefault(id(named), number)
    elif _OTHER_TIME.search(words) or re.search(r"D\d+ 's", found[0]):
        return OTHER
    named.days_long = named.days_long or days_in(words)
    return found["event"] or sentence.add_event(named)


def main_event(discourse: Discourse) -> Named | None:
    """The event that the text is about: the first that is no session, holiday, or war or battle of the past."""
    own = [named for named in discourse.order if not named.session and named.kind != "holiday"]
    return next((named for named in own if not named.heads & _PAST), own[0] if own else None)


def days_in(words: str) -> int | None:
    """How many days "three-day", "48-hour", "week-long" stand for; hours count the days that they reach into."""
    found = _LONG.search(words)
    if found is None:
        return 7 if "weeklong" in words or "week-long" in words else None
    number = int(found["number"]) if found["number"].isdigit() else CARDINALS.get(found["number"])
    if number is None:
        return None
    if found["unit"] == "hour":
        return number // 24 + 1 if number >= 24 else 1
    return number * (7 if found["unit"] == "week" else 1)
