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
from extractors.events.naming import Named, form_of
from extractors.events.reach import Link, Role, after, before, is_mark
from extractors.events.skeleton import Sentence

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[\d:]+)?")
_OCCASION = re.compile(
    r"(?:on the occasion of|to mark|marking|coinciding with|to celebrate|celebrating|in honou?r of|, on|for) (?:the )?$"
)
_FINAL = re.compile(r"\bfinal (?:[\w'-]+ ){0,4}?(?:on )?(D\d+)")
_CEREMONY = re.compile(
    r"\b(?P<which>opening|closing|inaugural) (?:ceremony|session|day|night|match|plenary)\b"
    r"(?: (?:(?!E\d|X\b|D\d)[\w'’,-]+)){0,10}? (?P<day>D\d+)"
)


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
    for at, token in enumerate(tokens):
        if not is_mark(token, "D"):
            continue
        days = whole_days(sentence.values.get(token))
        if days is None:
            continue
        links = [link for link in (before(tokens, at), after(tokens, at)) if link is not None]
        if len(links) == 2 and links[0].strength >= links[1].strength:
            links = links[:1]
        yield from ((sentence.events[link.event], _said(link, days, sentence, number)) for link in links[-1:])
    yield from _occasions(sentence, tokens, number)
    yield from _parts(sentence, number, main)


def whole_days(value: str | None) -> tuple[date | None, date | None] | None:
    """First and last day of a value that names whole days; None where it only names months, years or nothing."""
    if not value or not all(point == OPEN or _DAY.fullmatch(point) for point in value.split("/")):
        return None
    covered = bounds(value)
    if covered is None:
        return None
    return (None if covered[0] == date.min else covered[0], None if covered[1] == date.max else covered[1])


def _said(link: Link, days: tuple[date | None, date | None], sentence: Sentence, number: int) -> Said:
    first, last = days
    role = link.role
    if first != last:
        role = Role.BOTH
    strength = 2 * link.strength + (1 if link.event in sentence.named else 0)
    return Said(
        role, first if role is not Role.END else None, last if role is not Role.START else None, strength, number
    )


def _occasions(sentence: Sentence, tokens: list[str], number: int) -> Iterable[tuple[Named, Said]]:
    """A holiday falls on the day of what is done on its occasion: "on D0, the crews will parade to mark E0"."""
    for at, token in enumerate(tokens):
        if not is_mark(token, "E") or sentence.events[token].kind != "holiday":
            continue
        lead = " ".join(tokens[max(0, at - 6) : at]) + " "
        if tokens[at - 1 : at] == [","] and at > 1 and is_mark(tokens[at - 2], "D"):
            near: list[str] = [tokens[at - 2]]
        elif _OCCASION.search(lead):
            near = [t for t in tokens[:at] if is_mark(t, "D")][-1:]
        else:
            near = []
        for key in near:
            if days := whole_days(sentence.values.get(key)):
                yield sentence.events[token], Said(Role.BOTH, *days, strength=5, sentence=number)


def _parts(sentence: Sentence, number: int, main: Named | None) -> Iterable[tuple[Named, Said]]:
    """The final of a cup is on its last day, the opening ceremony on its first."""
    if main is None:
        return
    if main.kind == "sports" and (found := _FINAL.search(sentence.text)):
        if days := whole_days(sentence.values.get(found[1])):
            yield main, Said(Role.END, None, days[1], 3, number)
    for found in _CEREMONY.finditer(sentence.text):
        if days := whole_days(sentence.values.get(found["day"])):
            closes = found["which"] == "closing"
            yield (
                main,
                Said(
                    Role.END if closes else Role.START,
                    None if closes else days[0],
                    days[1] if closes else None,
                    2,
                    number,
                ),
            )


def settle(named: Named, said: list[Said]) -> tuple[str | None, str | None]:
    """Start and end of an event (ISO 8601), from all that was said of its days."""
    best = {role: _best([s for s in said if s.role is role]) for role in Role}
    both, start, end = best[Role.BOTH], best[Role.START], best[Role.END]
    edges = max((s.strength for s in (start, end) if s), default=0)
    if both and both.strength >= edges:
        first, last = both.first, both.last
        if first == last and end and end.last and first and end.last > first and end.strength >= both.strength - 2:
            last = end.last
    else:
        first = start.first if start else None
        last = end.last if end else None
        if first is None and both and both.first and last and both.first < last:
            first = both.first
        if last is None and first and both and both.last and both.last > first and both.strength >= 4:
            last = both.last
    return _complete(named, first, last)


def _best(said: list[Said]) -> Said | None:
    return min(said, key=lambda s: (-s.strength, s.sentence), default=None)


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
