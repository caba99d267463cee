"""More texts from annotated ones: other names, quotation marks, letter case and layouts; the marks stay true.

A text is taken apart into pieces, each a string with its label or none; every change maps pieces to pieces.
"""

import random
import re
from calendar import month_name
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.training.exchange import exchange
from extractors.training.names import AGENCIES, Pool
from extractors.training.texts import Annotated
from extractors.words import WORD

Piece = tuple[str, str | None]
MONTHS = tuple(month_name)[1:]
_QUOTES = (('"', "“", "”"), ('"', "«", "»"), ('"', "``", "''"), ('"', "„", "“"))


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each change is made."""

    names: float = 0.6
    quotes: float = 0.3
    layout: float = 0.25
    tokens: float = 0.08
    lower: float = 0.04
    capitals: float = 0.08
    dateline: float = 0.2
    boilerplate: float = 0.15


AS_PRESS = Chances()


def apart(text: Annotated) -> list[Piece]:
    """The pieces of a text."""
    pieces: list[Piece] = []
    at = 0
    for start, end, label in text.spans:
        if start > at:
            pieces.append((text.text[at:start], None))
        pieces.append((text.text[start:end], label))
        at = end
    if at < len(text.text):
        pieces.append((text.text[at:], None))
    return pieces


def together(text: Annotated, pieces: Sequence[Piece]) -> Annotated:
    """A text of pieces, under the id and labels of another."""
    spans, made, at = [], [], 0
    for string, label in pieces:
        if label is not None and string:
            spans.append((at, at + len(string), label))
        made.append(string)
        at += len(string)
    return Annotated(text.id, "".join(made), tuple(spans), text.labels, text.kind)


def vary(text: Annotated, pool: Pool, chance: random.Random, chances: Chances = AS_PRESS) -> Annotated:
    """A variant of a text; often the text as it is."""
    pieces = apart(text)
    full = len(text.labels) == 5
    if full and chance.random() < chances.dateline:
        pieces = _dateline(pieces, pool, chance)
    if full and chance.random() < chances.names:
        pieces = exchange(pieces, pool, chance)
    if full and chance.random() < chances.boilerplate:
        pieces = pieces + _boilerplate(pool, chance)
    if chance.random() < chances.quotes:
        pieces = _requoted(pieces, chance)
    case = chance.random()
    if case < chances.lower:
        pieces = [(s.lower(), label) for s, label in pieces]
    elif case < chances.lower + chances.capitals:
        pieces = _capitals(pieces, chance)
    if chance.random() < chances.layout:
        pieces = _layout(pieces, chance)
    if chance.random() < chances.tokens:
        pieces = _tokens(pieces)
    return together(text, pieces)


def _mapped(pieces: Sequence[Piece], change: Callable[[str], str]) -> list[Piece]:
    return [(change(string), label) for string, label in pieces]


def _requoted(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    kind = chance.randrange(4)
    if kind == 3:
        plain = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
        return _mapped(pieces, lambda s: s.translate(plain))
    quote, left, right = _QUOTES[chance.choice((0, 0, 0, 1, 2, 3))]
    inside = False

    def change(string: str) -> str:
        nonlocal inside
        made = []
        for c in string:
            if c == quote:
                made.append(right if inside else left)
                inside = not inside
            else:
                made.append("’" if c == "'" and left == "“" else c)
        return "".join(made)

    return _mapped(pieces, change)


def _capitals(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """The first paragraph, or its beginning, in capitals; now and then everything."""
    whole = chance.random() < 0.1
    left = chance.choice((30, 80, 10_000))
    made: list[Piece] = []
    done = False
    for string, label in pieces:
        cut = string.find("\n\n")
        if done and not whole:
            made.append((string, label))
        elif whole or (cut < 0 and left > 0):
            made.append((string.upper() if len(string.upper()) == len(string) else string, label))
            left -= len(string)
        else:
            made.append((string, label))
            done = True
    return made


def _layout(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    kind = chance.random()
    if kind < 0.4:
        return _mapped(pieces, lambda s: s.replace("\n\n", "\n"))
    if kind < 0.6:
        return _mapped(pieces, lambda s: s.replace("\n\n", " "))
    if kind < 0.7:
        return _mapped(pieces, lambda s: s.replace("\n\n", "\r\n\r\n    "))
    return _wrapped(pieces, chance.randint(55, 80))


def _wrapped(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Lines of a width, as agencies' machines and mails have them; spans may go over the end of a line."""
    column = 0
    made: list[Piece] = []
    for string, label in pieces:
        out = []
        for part in re.split(r"(\s+)", string):
            if "\n" in part:
                column = 0
            elif part.isspace() and column >= width:
                part, column = "\n", 0
            column += len(part)
            out.append(part)
        made.append(("".join(out), label))
    return made


def _tokens(pieces: Sequence[Piece]) -> list[Piece]:
    """Words set apart by blanks, as corpora of tokens are put together again."""
    made: list[Piece] = []
    for string, label in pieces:
        if label is None:
            inner = re.sub(r"[^\S\n]*([^\w\s'’.-])[^\S\n]*", r" \1 ", string)
            inner = re.sub(r"\s*(['’]s)\b", r" \1", inner)
            inner = re.sub(r"(?<=\w)\.(?=\s|$)", " .", inner)
            made.append((re.sub(r" {2,}", " ", inner), None))
        else:
            made.append((" ".join(m.group() for m in WORD.finditer(string)) if "," in string else string, label))
    return made


def _dateline(pieces: Sequence[Piece], pool: Pool, chance: random.Random) -> list[Piece]:
    """Another head of the story: the one that is there gives way, a text without gets one."""
    left = list(pieces)
    head: list[Piece] = []
    while left and (left[0][1] in ("PLACE", "DATE", "ORG") or not re.search(r"[a-z]", left[0][0])) and len(head) < 7:
        head.append(left.pop(0))
    if head and left and left[0][1] is None:
        found = re.match(r"[^\w\"'“‘]*(?:[-–—:]+|\))\s*", left[0][0])
        if not found or not any(label == "PLACE" for _, label in head):
            return list(pieces)
        left[0] = (left[0][0][found.end() :], None)
    elif head:
        return list(pieces)
    place = next((s for s, label in head if label == "PLACE"), None) or chance.choice(pool.cities)
    if chance.random() < 0.5:
        place = place.upper()
    agency = chance.choice(AGENCIES)
    month, day = chance.choice(MONTHS), str(chance.randint(1, 31))
    short = month if len(month) < 5 else chance.choice((month, month[:3], month[:3] + "."))
    date = chance.choice((f"{short} {day}", f"{day} {short}", f"{short} {day}, {chance.randint(1999, 2027)}"))
    dash = chance.choice((" - ", " -- ", " — ", " – ", ": ", "—"))
    p, a, d = (place, "PLACE"), (agency, "ORG"), (date, "DATE")
    forms: tuple[list[Piece], ...] = (
        [p, (" (", None), a, (")" + dash, None)],
        [p, (", ", None), d, (" (", None), a, (")" + dash, None)],
        [p, (", ", None), d, (" (", None), a, (") ", None)],
        [p, (dash, None)],
        [p, (", ", None), d, (dash, None)],
        [("(", None), a, (") ", None), p, (dash, None)],
        [a, (dash, None)],
        [d, (" (", None), a, (")" + dash, None)],
        [p, (", ", None), (chance.choice(pool.cities), "PLACE"), (dash, None)],
        [
            ("By ", None),
            (f"{chance.choice(pool.first)} {chance.choice(pool.last)}", "PERSON"),
            ("\n\n", None),
            p,
            (dash, None),
        ],
    )
    return [*chance.choice(forms), *left]


def _boilerplate(pool: Pool, chance: random.Random) -> list[Piece]:
    """What agencies and pages put below a text."""
    agency: Piece = (chance.choice((chance.choice(AGENCIES), chance.choice(pool.organisations))), "ORG")
    name = f"{chance.choice(pool.first)} {chance.choice(pool.last)}"
    other = f"{chance.choice(pool.first)} {chance.choice(pool.last)}"
    person: Piece = (name, "PERSON")
    year: Piece = (str(chance.randint(1999, 2027)), "DATE")
    forms: tuple[list[Piece], ...] = (
        [("--", None), agency],
        [("© ", None), year, (" ", None), agency, (". All rights reserved.", None)],
        [("Copyright (c) ", None), agency, (" ", None), year, (chance.choice((".", "")), None)],
        [("(", None), agency, (")", None)],
        [("Photo: ", None), person, ("/", None), agency],
        [("(Reporting by ", None), person, ("; Editing by ", None), (other, "PERSON"), (")", None)],
        [
            ("Additional reporting by ", None),
            person,
            (" in ", None),
            (chance.choice(pool.cities), "PLACE"),
            (".", None),
        ],
        [(chance.choice(("Source: ", "SOURCE: ", "Via: ")), None), agency],
        [("Follow us on Facebook, X and Instagram. Subscribe to our newsletter. Read More", None)],
        [
            ("Contact: ", None),
            person,
            (", +44 20 7946 0", None),
            (str(chance.randint(100, 999)), None),
            (", press@example.org", None),
        ],
        [(f"{''.join(w[0] for w in name.split()).lower()}/{''.join(w[0] for w in other.split()).lower()}", None)],
    )
    return [("\n\n", None), *chance.choice(forms)]
