"""From what a person types to the tree of what is meant; an error points at the place."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken, VisitError

from dateline.errors import QueryError, shown
from dateline.query.ast import All, And, Days, Named, Near, NoCopy, Node, Not, Or, Quoted, Where, Words, depth
from dateline.query.periods import period

LONGEST = 4_000
DEEPEST = 50  # brackets and negations open at one place
NESTED = 24  # AND, OR, NOT one within the other: SQLite's parser takes some thirty

LABELS = {"person": ("PERSON",), "org": ("ORG",), "place": ("PLACE",), "event": ("EVENT",), "name": ()}
KINDS = ("original", "copy", "verbatim", "cut", "rewritten", "form", "release", "agency", "outlet")
KNOWN_LABELS = ("PERSON", "ORG", "PLACE", "DATE", "EVENT", "DURATION", "SET")
FIELDS = (*LABELS, "outlet", "agency", "source", "lang", "kind", "label", "published", "when")
FIELDS += ("near", "quote", "speaker", "office", "story", "in")
MEANT = {  # names of fields that other systems have, or that come to mind
    "organisation": "org", "organization": "org", "company": "org", "people": "person", "who": "person",
    "city": "place", "country": "place", "location": "place", "where": "place", "entity": "name",
    "publisher": "outlet", "newspaper": "outlet", "media": "outlet", "feed": "source", "site": "source",
    "wire": "agency", "date": "published", "day": "published", "year": "published", "since": "published",
    "until": "published", "after": "published", "before": "published", "from": "published", "to": "published",
    "title": "office", "role": "office", "position": "office", "said": "quote", "language": "lang",
    "type": "kind", "stories": "story", "watchlist": "in", "list": "in",
}  # fmt: skip

_TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "−": "-"})
_TOKEN = re.compile(r"[^\W_]+")


def parse(query: str, *, today: date | None = None) -> Node:
    """The meaning of a query; relative periods count from `today` (UTC). Raises QueryError with its position."""
    if len(query) > LONGEST:
        raise QueryError(f"The query has {len(query)} characters; the longest allowed has {LONGEST}.", position=LONGEST)
    text = query.translate(_TYPOGRAPHIC)
    if text.count('"') % 2:
        _fail(query, text.rindex('"'), "this quotation mark is never closed", 'Put a " at the end of the phrase.')
    _check_depth(query, text)
    try:
        meant = _Meaning(query, today or datetime.now(UTC).date()).transform(_grammar().parse(text))
    except UnexpectedInput as error:
        _explain(query, text, error)
    except VisitError as error:
        if isinstance(error.orig_exc, QueryError):
            raise error.orig_exc from None
        raise
    require_shallow(depth(meant))
    return meant


def require_shallow(deep: int, *, position: int | None = None) -> None:
    """Raises QueryError where more parts stand one within the other than can be asked."""
    if deep > NESTED:
        raise QueryError(
            f"{deep} AND, OR and NOT stand one within the other; at most {NESTED} can be asked.",
            remedy="Take some of the brackets away.",
            position=position,
        )


def watchlists_in(query: str) -> tuple[tuple[str, int, int], ...]:
    """The watchlists that a query asks for (`in:`), each with where it stands there. Raises QueryError."""
    parse(query)
    found: list[Token] = []
    for field in _grammar().parse(query.translate(_TYPOGRAPHIC)).find_data("field"):
        name, *_ = tokens = list(field.scan_values(lambda part: isinstance(part, Token)))
        if str(name).lower() == "in:":
            found += tokens[1:]
    return tuple(sorted(((_plain(t), _at(t), _at(t) + len(t)) for t in found), key=lambda asked: asked[1]))


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as both engines cut them: letters and digits, without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return tuple(_TOKEN.findall(plain))


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    grammar = (Path(__file__).parent / "grammar.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)


def _check_depth(query: str, text: str) -> None:
    """Brackets and negations that are open at one place: more than anyone means, and than can be worked through."""
    masked = re.sub(r'"[^"]*"', lambda m: '"' * len(m.group()), text)
    waiting = [0]  # negations before what comes next, for each open bracket
    for part in re.finditer(r'NOT(?=[\s("]|$)|-(?=[^\s)])|[()]|[^\s()]+', masked):
        match part.group():
            case "NOT" | "-":
                waiting[-1] += 1
            case "(":
                waiting.append(0)
            case ")" if len(waiting) > 1:
                waiting.pop()
                waiting[-1] = 0
            case _:
                waiting[-1] = 0
        if sum(waiting) + len(waiting) - 1 > DEEPEST:
            what = f"more than {DEEPEST} brackets or negations within one another"
            _fail(query, part.start(), what, "Take some of them away.")


def _fail(query: str, position: int, what: str, remedy: str) -> NoReturn:
    start = max(0, position - 60)
    shown = query[start : position + 40].replace("\n", " ").replace("\t", " ")
    raise QueryError(
        f"The query cannot be understood at character {position + 1}: {what}.\n"
        f"  {shown}\n  {' ' * (position - start)}^",
        remedy=remedy,
        position=position,
    )


def _explain(query: str, text: str, error: UnexpectedInput) -> NoReturn:
    place: int = error.pos_in_stream if error.pos_in_stream is not None else -1
    position = len(text) if place < 0 or _at_end(error) else place
    rest = text[position:]
    expected: set[str] = set()
    if isinstance(error, UnexpectedToken):
        expected = set(error.accepts or error.expected)
    elif isinstance(error, UnexpectedCharacters):
        expected = set(error.allowed or ())
    before = text[:position].rstrip()
    if "near:" in text.lower() and not {"WORD", "FIELD"} & expected and ({"COMMA", "NAME", "RPAR"} & expected or rest):
        _fail(query, position, "near: needs two names", 'Write near:("Sergei Cheremin", "New Delhi").')
    if rest.startswith(")"):
        if before.endswith("("):
            _fail(query, position, "there is nothing between the brackets", "Put a word or a field between them.")
        if before.endswith(("AND", "OR", "NOT")):
            _fail(query, position, "something must stand before this bracket", "Put a word or a field there.")
        _fail(query, position, "this bracket was never opened", "Take it away, or put a ( before.")
    if not rest and text.count("(") > text.count(")"):
        _fail(query, position, "a bracket is still open", "Put a ) at the end.")
    if rest.startswith(("OR", "AND")):
        _fail(query, position, "AND and OR stand between two parts", 'To search for the word itself, write "or".')
    if not rest:
        _fail(query, position, "something must follow here", 'Put a word, a "phrase" or a field such as person:NAME.')
    field = re.search(r"([A-Za-z_]+):$", before)
    if field:
        _fail(query, position, f"{field[1]}: needs a value", f'Write {field[1]}:VALUE or {field[1]}:"TWO WORDS".')
    _fail(query, position, f"{rest[:1]!r} cannot stand here", 'Put what you search for between "quotation marks".')


def _at_end(error: UnexpectedInput) -> bool:
    return isinstance(error, UnexpectedEOF) or (isinstance(error, UnexpectedToken) and error.token.type == "$END")


class _Meaning(Transformer[Token, Node]):
    """Lark's tree into ours, from the leaves up."""

    def __init__(self, query: str, today: date) -> None:
        super().__init__()
        self.query = query
        self.today = today

    def start(self, parts: list[Node]) -> Node:
        return parts[0] if parts else All()

    def either(self, parts: list[Node]) -> Node:
        return Or(tuple(parts))

    def both(self, parts: list[Node]) -> Node:
        # quote: and speaker: beside one another speak of the same quotation.
        quoted = [p for p in parts if isinstance(p, Quoted)]
        if len(quoted) > 1 and len([q for q in quoted if q.words]) <= 1 and len([q for q in quoted if q.speakers]) <= 1:
            words = tuple(w for q in quoted for w in q.words)
            speakers = tuple(s for q in quoted for s in q.speakers)
            one = Quoted(words, speakers, quoted[0].position)
            parts = [one if p is quoted[0] else p for p in parts if p is quoted[0] or p not in quoted]
        return And(tuple(parts)) if len(parts) > 1 else parts[0]

    def negated(self, parts: list[Node]) -> Node:
        part = parts[0]
        return part.part if isinstance(part, Not) else Not(part)

    def no_copy(self, _: list[Any]) -> Node:
        return NoCopy()

    def near(self, parts: list[Any]) -> Node:
        first, second = parts
        return Near(first[0], second[0], first[1])

    def near_value(self, tokens: list[Token]) -> tuple[str, int]:
        value = str(tokens[0]).strip('"').strip()
        if not value:
            self._fail(tokens[0], "near: needs two names", 'Write near:("Sergei Cheremin", "New Delhi").')
        return value, _at(tokens[0])

    def phrase(self, tokens: list[Token]) -> Node:
        return self._words(tokens[0], str(tokens[0])[1:-1])

    def word(self, tokens: list[Token]) -> Node:
        word = str(tokens[0])
        if word in ("AND", "OR", "NOT"):
            self._fail(
                tokens[0], "AND and OR stand between two parts", f'To search for the word itself, write "{word}".'
            )
        if word.endswith(":") and word[:-1].lower() in FIELDS:
            self._fail(tokens[0], f"{word} needs a value right behind it", f'Write {word}VALUE or {word}"TWO WORDS".')
        return self._words(tokens[0], word)

    def value(self, tokens: list[Token]) -> Token:
        return tokens[0]

    def values(self, tokens: list[Token]) -> list[Token]:
        return tokens

    def field(self, parts: list[Any]) -> Node:
        token: Token = parts[0]
        tokens: list[Token] = parts[1]
        name = str(token)[:-1].lower()
        values = tuple(_plain(t) for t in tokens)
        for value, value_token in zip(values, tokens, strict=True):
            if not value:
                self._fail(value_token, f"{name}: needs a value", f'Write {name}:VALUE or {name}:"TWO WORDS".')
        if name in LABELS:
            return Named(LABELS[name], values, _at(token))
        make: Callable[[Token, str, tuple[str, ...], list[Token]], Node] = {
            "published": self._days,
            "when": self._days,
            "quote": self._quote,
            "speaker": self._speaker,
            "kind": self._kind,
            "label": self._label,
        }.get(name, self._where)
        return make(token, name, values, tokens)

    def _where(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        if name not in FIELDS:
            near = _near(name)
            hint = f"Did you mean {near}:? " if near else ""
            self._fail(
                token, f"there is no field {shown(name)}", f"{hint}There are: {', '.join(f + ':' for f in FIELDS)}."
            )
        return Where(name, values, _at(token))

    def _days(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        days: list[Node] = []
        for value, value_token in zip(values, tokens, strict=True):
            try:
                first, last = period(value, self.today)
            except ValueError as error:
                what, _, remedy = str(error).partition("; ")
                self._fail(value_token, what, f"{remedy[:1].upper()}{remedy[1:]}.")
            days.append(Days(name, first, last, _at(token)))
        return days[0] if len(days) == 1 else Or(tuple(days))

    def _quote(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        words = tuple(self._words(t, v) for t, v in zip(tokens, values, strict=True))
        return Quoted(words, (), _at(token))

    def _speaker(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        return Quoted((), values, _at(token))

    def _kind(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        return self._one_of(token, name, tuple(v.lower() for v in values), KINDS)

    def _label(self, token: Token, name: str, values: tuple[str, ...], tokens: list[Token]) -> Node:
        return self._one_of(token, name, tuple(v.upper() for v in values), KNOWN_LABELS)

    def _one_of(self, token: Token, name: str, values: tuple[str, ...], allowed: tuple[str, ...]) -> Node:
        for value in values:
            if value not in allowed:
                self._fail(token, f"{shown(value)} is no {name}", f"Allowed: {', '.join(allowed)}.")
        return Where(name, values, _at(token))

    def _words(self, token: Token, text: str) -> Words:
        words = words_of(text)
        if not words:
            self._fail(token, f"{shown(text)} holds no letter or digit", "Put a word there.")
        return Words(words, text.endswith("*"), _at(token))

    def _fail(self, token: Token, what: str, remedy: str) -> NoReturn:
        _fail(self.query, _at(token), what, remedy)


def _plain(token: Token) -> str:
    return str(token).strip('"').strip()


def _near(name: str) -> str | None:
    """The field that someone may have meant: by what it is about, else by how it is spelt."""
    from rapidfuzz import fuzz, process

    meant = process.extractOne(name, [*FIELDS, *MEANT], scorer=fuzz.ratio, score_cutoff=70)
    if meant is None:
        return next(
            (field for field in FIELDS if len(name) > 2 and (field.startswith(name) or name.startswith(field))), None
        )
    return MEANT.get(meant[0], meant[0])


def _at(token: Token) -> int:
    return token.start_pos or 0
