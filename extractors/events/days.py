"""First and last day of each event, from the dates that the text ties to it.

Whole days only: where no more than a month or a year is said, both stay open. An end is worked out
from a beginning and "three-day".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.dates.values import OPEN, bounds
from extractors.events.heads import ONE_DAY
from extractors.events.naming import CARDINALS, Named, form_of, ordinal
from extractors.events.reach import Link, Role, after, before, governor, is_mark
from extractors.events.skeleton import Sentence
from extractors.lexicon import words

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:]+)?")
_OCCASION = re.compile(
    r"(?:on the occasion of|to mark|marking|coinciding with|to celebrate|celebrating|in honou?r of) (?:the )?$"
)
_FINAL = re.compile(r"\bfinal (?:[\w'-]+ ){0,4}?(?:on )?(D\d+)")
_PART = re.compile(
    r"\b(?P<which>opening|closing|inaugural|last|final) (?:ceremony|session|day|night|match|plenary|round|leg|phase|"
    r"stage)\b"
    r"(?: (?!E\d|X\b|D\d)[\w'’,-]+){0,10}? (?P<day>D\d+)"
)
_NTH_DAY = re.compile(
    r"\b(?:the )?(?:(?P<nth>\w+) day|day (?P<n>\w+)) of (?:the )?(?P<event>E\d+)"
    r"(?: (?![EDX]\d?)[\w'’,-]+){0,25}? (?P<day>D\d+)"
    r"|(?P<day2>D\d+) , (?:the )?(?P<nth2>\w+) day of (?:the )?(?P<event2>E\d+)"
)
_CLOSES_WITH = re.compile(
    r"(?P<whole>E\d+) (?:will |is to |was )?(?P<how>open|begin|start|close|end|conclude|finish)\w* with "
    r"(?:the |a |an )?"
    r"E\d+ (?:on |, on )?(?P<day>D\d+)"
)
_HEAD = 5  # sentences in which a dateline stands
_OFF = words("cancelled canceled postponed reset scrapped shelved abandoned rescheduled off washed delayed suspended")


@dataclass(frozen=True, slots=True)
class Said:
    """One day or interval said of an event."""

    role: Role
    first: date | None
    last: date | None
    strength: int
    sentence: int


def read_days(sentence: Sentence, number: int, main: Named | None) -> Iterable[tuple[Named, Said]]:
    """What a sentence says of the days of its events; `number` is its place in the text."""
    tokens = sentence.text.split()
    called_off = _called_off(tokens)
    for at in range(_dateline(tokens) if number < _HEAD else 0, len(tokens)):
        days = whole_days(sentence.values.get(tokens[at])) if is_mark(tokens[at], "D") else None
        if days is None or at < called_off:
            continue
        links = [link for link in (before(tokens, at), after(tokens, at)) if link is not None]
        best = max(links, key=lambda link: link.strength, default=None)
        if best is not None and (best.strength > 1 or _fits_loosely(sentence.events[best.event])):
            yield sentence.events[best.event], _said(best, days, sentence, number)
    yield from _occasions(sentence, tokens, number)
    yield from _parts(sentence, number, main)
    yield from _programme(sentence, tokens, number)


def _dateline(tokens: list[str]) -> int:
    """How many tokens the dateline takes: "P0, D0 (O0) -"; its date is no event's."""
    at = 0
    while at < len(tokens) and (
        is_mark(tokens[at], "PDO") or tokens[at] in (",", "and", "–", "-", "—", "--", ":", ".")
    ):
        at += 1
    return at if at and is_mark(tokens[0], "P") else 0


def _called_off(tokens: list[str]) -> int:
    """Where a sentence says that something is off: the days before that are no longer true."""
    return max((n for n, token in enumerate(tokens) if token in _OFF), default=-1)


def _fits_loosely(named: Named) -> bool:
    """Whether what someone does there on a day tells the event's day: a match, a session; no league, no fair."""
    return is_short(named) or named.kind in ("conference", "ceremony", "other")


def whole_days(value: str | None) -> tuple[date | None, date | None] | None:
    """First and last day of a value that names whole days; None where it only names months, years or nothing."""
    if not value or not all(point == OPEN or _DAY.fullmatch(point) for point in value.split("/")):
        return None
    covered = bounds(value)
    if covered is None:
        return None
    return (None if covered[0] == date.min else covered[0], None if covered[1] == date.max else covered[1])


def _said(link: Link, days: tuple[date | None, date | None], sentence: Sentence, number: int) -> Said:
    strength = 2 * link.strength + (1 if link.event in sentence.named else 0)
    return _of_role(link.role, days, strength, number)


def _of_role(role: Role, days: tuple[date | None, date | None], strength: int, number: int) -> Said:
    first, last = days
    if first != last:
        role = Role.BOTH
    return Said(role, None if role is Role.END else first, None if role is Role.START else last, strength, number)


def _occasions(sentence: Sentence, tokens: list[str], number: int) -> Iterable[tuple[Named, Said]]:
    """A holiday falls on the day of what is done on its occasion: "on D0, the crews will parade to mark E0"."""
    for at, token in enumerate(tokens):
        if not is_mark(token, "E") or sentence.events[token].kind != "holiday":
            continue
        near: list[str] = []
        if tokens[at - 1 : at] == [","] and at > 1 and is_mark(tokens[at - 2], "D"):
            near = [tokens[at - 2]]
        elif _OCCASION.search(" ".join(tokens[max(0, at - 6) : at]) + " "):
            near = [t for t in tokens[:at] if is_mark(t, "D")][-1:]
        elif tokens[at - 1 : at] == ["on"] and tokens[at + 1 : at + 2] == [","]:
            near = [t for t in tokens[at + 2 : at + 4] if is_mark(t, "D")][:1]
        for key in near:
            if days := whole_days(sentence.values.get(key)):
                yield sentence.events[token], Said(Role.BOTH, *days, strength=5, sentence=number)


def _parts(sentence: Sentence, number: int, main: Named | None) -> Iterable[tuple[Named, Said]]:
    """Days told by a part: the final of a cup is on its last day, "D0, the third day of E0" tells the first."""
    text = sentence.text

    def days(key: str) -> tuple[date | None, date | None] | None:
        return whole_days(sentence.values.get(key))

    if main is not None and main.kind == "sports" and (found := _FINAL.search(text)) and (at := days(found[1])):
        yield main, _of_role(Role.END, at, 3, number)
    for found in _PART.finditer(text):
        if main is not None and (at := days(found["day"])):
            ends = found["which"] in ("closing", "last", "final")
            # An interval is the part's own: its last day ends the whole, its first begins it.
            at = (at[1], at[1]) if ends else (at[0], at[0])
            yield main, _of_role(Role.END if ends else Role.START, at, 2, number)
    for found in _NTH_DAY.finditer(text):
        nth = found["nth"] or found["n"] or found["nth2"]
        key, event = found["day"] or found["day2"], sentence.events[found["event"] or found["event2"]]
        at = days(key)
        if at is None or at[0] is None or at[0] != at[1]:
            continue
        if nth in ("final", "last", "closing"):
            yield event, _of_role(Role.END, at, 6, number)
        elif (count := 1 if nth == "opening" else ordinal(nth) or CARDINALS.get(nth)) and (
            first := _plus(at[0], 1 - count)
        ):
            yield event, _of_role(Role.START, (first, first), 6, number)
    for found in _CLOSES_WITH.finditer(text):
        if at := days(found["day"]):
            role = Role.START if found["how"] in ("open", "begin", "start") else Role.END
            yield sentence.events[found["whole"]], _of_role(role, at, 6, number)


def _programme(sentence: Sentence, tokens: list[str], number: int) -> Iterable[tuple[Named, Said]]:
    """A line of a programme: "D0 – E0; E1"."""
    while tokens and tokens[0] in ("*", "•", "-", "–"):
        tokens = tokens[1:]
    if len(tokens) < 3 or not is_mark(tokens[0], "D") or tokens[1] not in ("–", "-", "—", ":", "|"):
        return
    days = whole_days(sentence.values.get(tokens[0]))
    if days is None or any(is_mark(token, "D") for token in tokens[1:]):
        return
    for n, token in enumerate(tokens):
        if is_mark(token, "E") and governor(tokens, n) not in ("of", "for", "remember", "in"):
            yield sentence.events[token], Said(Role.BOTH, *days, strength=5, sentence=number)


def settle(named: Named, said: list[Said]) -> tuple[str | None, str | None]:
    """Start and end of an event (ISO 8601), from all that was said of its days."""
    both, start, end = (_best([s for s in said if s.role is role]) for role in (Role.BOTH, Role.START, Role.END))
    edges = max((s.strength for s in (start, end) if s), default=0)
    if both and both.strength >= edges:
        first, last = both.first, both.last
        if first == last and end and end.last and first and end.last > first and end.strength >= both.strength - 2:
            last = end.last
    else:
        first = start.first if start else None
        last = end.last if end else None
        if first is None and both and both.first and last and both.first < last and both.strength >= 4:
            first = both.first
        if last is None and first and both and both.last and both.last > first and both.strength >= 4:
            last = both.last
    return _complete(named, first, last)


def _best(said: list[Said]) -> Said | None:
    """The best said; of equals the earliest beginning and the latest end."""
    top = max((s.strength for s in said), default=0)
    equals = [s for s in said if s.strength == top]
    if not equals:
        return None
    if equals[0].role is Role.START:
        return min(equals, key=lambda s: s.first or date.max)
    if equals[0].role is Role.END:
        return max(equals, key=lambda s: s.last or date.min)
    return min(equals, key=lambda s: s.sentence)


def _complete(named: Named, first: date | None, last: date | None) -> tuple[str | None, str | None]:
    if first and last and last < first:
        last = None
    length = named.days_long
    if length and first and (last is None or (first == last and length > 1)):
        last = _plus(first, length - 1)
    elif length and last and first is None:
        first = _plus(last, 1 - length)
    elif first and last is None and is_short(named):
        last = first
    elif last and first is None and is_short(named):
        first = last
    return (first.isoformat() if first else None, last.isoformat() if last else None)


def _plus(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def is_short(named: Named) -> bool:
    """Whether an event of this kind is over within a day unless the text says otherwise."""
    return named.session or form_of(named.name).head in ONE_DAY or bool(named.heads and named.heads <= ONE_DAY)
