"""Reported speech without marks: "X said that ...", "..., X said", "according to X, ..."."""

import re
from bisect import bisect_left

from dateline.records import Quote
from extractors.identity.discourse import Discourse
from extractors.lexicon import words
from extractors.quotes.speakers import Speakers
from extractors.reporting import STRONG

# Verbs that are followed by what was said; others ("spoke", "asked") are followed by something else.
_CLAUSAL = STRONG & words("""
    say says said stated explains explained announces announced declares declared warn warns warned claimed argue argues
    argued insist insists insisted stressed stresses emphasized emphasised noted observed acknowledges acknowledged
    admitted admits alleged alleges asserted asserts conceded concedes predicted predicts recalled recalls reiterated
    reiterates complained pledged vowed testified clarified lamented added adds averred opined wrote writes told tells
    boasted joked quipped confessed
""")
_SAID = re.compile(rf"\b(?:{'|'.join(sorted(_CLAUSAL, key=len, reverse=True))})\b")
_TOLD = re.compile(r"\s+(?:[\w'’.-]+\s+){1,7}?that\s+")
_THAT = re.compile(r"\s+that\s+")
_NO_SUBJECT = re.compile(r"\b(?:who|which|is|are|be|been|being|was|were)\s+$")
_ADDRESSED = words("told tells added adds said says")  # "told reporters that", "said in a statement that"
_BARE = words("say says said")  # the only ones that go without "that": "X said it would"
_WHEN = re.compile(
    r"\s+(?:on\s+)?(?:(?:late|early)\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|evening|night|afternoon))?"
    r"|\s+(?:yesterday|today|here|earlier|later|in an? \w+|at an? [\w ]{3,30}?)(?=\s)",
)
_ACCORDING = re.compile(r"\baccording to\s+", re.IGNORECASE)
_NOT_CLAUSES = re.compile(
    r"\s*(?:to|about|of|on|in|at|with|for|by|no|yes|so|nothing|little|more|[:,;]|[.)]|[\"“‘«„'(]|as|from|it all)"
)
# "GENEVA, 3 May (Reuters) - ": no part of what was said.
_DATELINE = re.compile(
    r"[^\n.]{2,60}?(?:\([A-Z][\w /]{1,20}\)|/[A-Z]{2,12}/)\.?\s*[-–—:]*\s*"
    r"|[A-Z][A-Z ,.'-]{3,30}[^\n.]{0,20}?\s[-–—]+\s"
)
_LONGEST = 10_000  # characters; beyond that it is no sentence
_FEWEST = 4  # words of a reported clause


def indirect_quotes(discourse: Discourse) -> list[Quote]:
    """The reported clauses of a text outside of its quotations, at most one for a sentence."""
    speakers = Speakers(discourse)
    found = []
    opens = [left for left, _ in discourse.quoted]
    for start, end in discourse.sentences:
        last = bisect_left(opens, end) - 1
        if end - start > _LONGEST or (last >= 0 and discourse.quoted[last][1] > start):
            continue  # its words are quoted directly, in part at least
        made = _leading(discourse, speakers, start, end) or _according(discourse, speakers, start, end)
        made = made or _trailing(discourse, speakers, start, end)
        if made is not None:
            found.append(made)
    return found


def _leading(discourse: Discourse, speakers: Speakers, start: int, end: int) -> Quote | None:
    """ "X said that the river rises"."""
    text = discourse.text
    for cue in _SAID.finditer(text, start, end):
        begin = cue.end()
        if when := _WHEN.match(text, begin, end):
            begin = when.end()
        told = _TOLD.match(text, cue.end(), end) if cue.group() in _ADDRESSED else None
        if clause := told or _THAT.match(text, begin, end):
            begin = clause.end()
        elif cue.group() not in _BARE or _NOT_CLAUSES.match(text, begin, end):
            continue
        if _NO_SUBJECT.search(text, max(start, cue.start() - 7), cue.start()):
            continue
        speaker = speakers.subject(start, cue.start())
        if speaker:
            return _quote(text, begin, end, speaker, cue.group())
    return None


def _trailing(discourse: Discourse, speakers: Speakers, start: int, end: int) -> Quote | None:
    """ "The river rises, X said"."""
    text = discourse.text
    comma = text.rfind(", ", start, end)
    while comma > start and end - comma < 160:
        found = speakers.after(comma + 1, end)
        if found and found.speaker and found.cue in _CLAUSAL:
            tail = text[found.end : end]
            if len(tail.split()) <= 9 and not re.search(r"\bthat\b", tail):
                return _quote(text, start, comma, found.speaker, found.cue)
        comma = text.rfind(", ", start, comma)
    return None


def _according(discourse: Discourse, speakers: Speakers, start: int, end: int) -> Quote | None:
    """ "According to X, the river rises", "the river rises, according to X"."""
    text = discourse.text
    phrase = _ACCORDING.search(text, start, end)
    if phrase is None:
        return None
    named = speakers.within(phrase.end(), end)
    stop = text.find(", ", phrase.end(), end)
    inside = [m for m in named if stop < 0 or m.start < stop or phrase.start() > start]
    if not inside or inside[0].start - phrase.end() > 60:
        return None
    people = [m for m in inside if m.label == "PERSON" and m.start - phrase.end() < 80]
    speaker = (people or inside)[0].name
    if phrase.start() == start and stop > 0:
        return _quote(text, stop + 2, end, speaker, "according to")
    if phrase.start() > start and end - inside[0].end < 70:
        return _quote(text, start, phrase.start(), speaker, "according to")
    return None


def _quote(text: str, start: int, end: int, speaker: str, cue: str) -> Quote | None:
    if dateline := _DATELINE.match(text, start, end):
        start = dateline.end()
    words_ = text[start:end]
    start += len(words_) - len(words_.lstrip(" ,"))
    clause = text[start:end].rstrip(" ,.\n")
    if len(clause.split()) < _FEWEST:
        return None
    return Quote(text=clause, start=start, end=start + len(clause), speaker=speaker, cue=cue, kind="indirect")
