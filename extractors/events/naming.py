"""Which mentions name the same event: acronyms, short forms, forms without year or ordinal.

"8th Upper Yangtze Fair" and "7th Upper Yangtze Fair" are two events, "the Yangtze Fair" is the first
one named, "Young BSF" is not "BSF".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.events.heads import head_of, type_of
from extractors.lexicon import words
from extractors.mentions import Mention

_YEAR = re.compile(r"^(?:(?:19|20)\d\d|['’]\d\d)(?:[-–/](?:\d\d)?\d\d)?$")
_ORDINAL = re.compile(r"^(\d{1,3})(?:st|nd|rd|th)$", re.IGNORECASE)
_ROMAN = re.compile(r"^(?=[IVXLC]+$)(X?C|L?X{0,3}|XL|XC)(IX|IV|V?I{0,3})$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_GLUED_YEAR = re.compile(r"(\D{2,})((?:19|20)\d\d)")  # URC2025
_TOKEN = re.compile(r"(?i:(?:twen|thir|for|fif|six|seven|eigh|nine)ty-[a-z]+)|['’]\d\d\b|[^\W_]+(?:['’.&][^\W_]+)*")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
_WORDS = {word: n for n, word in enumerate(_ORDINALS.split(), 1)}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS.split(), 2)} | {"inaugural": 1}
_CARDINALS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
_CARDINAL_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
CARDINALS = {word: n for n, word in enumerate(_CARDINALS.split(), 1)}
_TENS_OF = {word: 10 * n for n, word in enumerate(_CARDINAL_TENS.split(), 2)}

# A form with one of these beside a form without is another event.
_CONTRAST = words("""
    women's women men's men girls boys junior juniors youth young u17 u19 u20 u21 u23 under wheelchair paralympic senior
    masters mini pre qualifier qualifiers qualifying indoor winter summer emerging reserve
""")
_SMALL = words("the a an of for and in on at de del la le les des du di e y et & to with by")


def ordinal(word: str) -> int | None:
    """The number of an ordinal in digits or words ("8th", "twenty-first")."""
    found = _ORDINAL.match(word)
    if found:
        return int(found[1])
    word = word.casefold()
    tens, _, unit = word.partition("-")
    if tens in _TENS_OF and unit in _WORDS:
        return _TENS_OF[tens] + _WORDS[unit]
    return _WORDS.get(word)


def _roman(word: str) -> int | None:
    if not word or not _ROMAN.match(word):
        return None
    values = [_ROMAN_VALUES[c] for c in word]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart: its words without edition, year and ordinal."""

    core: tuple[str, ...]
    year: str | None
    number: int | None
    head: str | None


@lru_cache(maxsize=4096)
def form_of(name: str) -> Form:
    """The parts of a name."""
    parts = _TOKEN.findall(name)
    core: list[str] = []
    year: str | None = None
    number: int | None = None
    for n, part in enumerate(parts):
        if _YEAR.match(part):
            year = _full_year(part)
        elif (value := _edition_number(parts, n)) is not None:
            number = value
        else:
            core.append(part.casefold().replace("’", "'"))
    glued = _GLUED_YEAR.fullmatch(core[0]) if len(core) == 1 else None
    if glued:
        core, year = [glued[1]], glued[2]
    return Form(tuple(w for w in core if w not in _SMALL) or tuple(core), year, number, head_of(name))


def _edition_number(parts: list[str], n: int) -> int | None:
    """An ordinal in digits anywhere, in words in front, in Roman numerals at an end ("VI Forum", "World War II")."""
    if _ORDINAL.match(parts[n]) or n == 0:
        found = ordinal(parts[n])
        if found is not None:
            return found
    at_edge = n in (0, len(parts) - 1)
    return _roman(parts[n]) if len(parts) > 1 and (at_edge or len(parts[n]) > 1) else None


def _full_year(word: str) -> str:
    return f"20{word[1:3]}" if word[0] in "'’" else word[:4]


@dataclass(eq=False, slots=True)
class Named:
    """One event of a text, with every mention of it."""

    mentions: list[Mention]
    year: str | None = None
    number: int | None = None
    heads: set[str] = field(default_factory=set)  # head words that the text uses for it
    kind: str = "other"
    name: str = ""
    session: bool = False  # a part of an event, with a title of its own
    days_long: int | None = None  # "the three-day summit"
    forms: dict[str, Form] = field(default_factory=dict)  # each way in which it is written


def group(mentions: Iterable[Mention], text: str) -> list[Named]:
    """The events that mentions name, in the order in which they first appear."""
    by_text: dict[str, list[Mention]] = {}
    bracketed: set[tuple[str, str]] = set()
    before: Mention | None = None
    for mention in mentions:
        by_text.setdefault(mention.text, []).append(mention)
        if before is not None and _opens_bracket(text[before.end : mention.start]):
            bracketed.add((before.text, mention.text))
        before = mention
    groups: list[Named] = []
    # Full names first, so that a short form finds them wherever it stands.
    for name, spans in sorted(by_text.items(), key=lambda item: (-len(form_of(item[0]).core), item[1][0].start)):
        form = form_of(name)
        home = next((g for g in sorted(groups, key=_first) if _same(g, name, bracketed)), None)
        if home is None:
            home = Named([])
            groups.append(home)
        home.mentions += spans
        home.forms[name] = form
        home.year = home.year or form.year
        home.number = home.number or form.number
    for named in groups:
        named.mentions.sort(key=lambda span: span.start)
        named.name = _best_name(named.mentions)
        named.heads = {form.head for form in named.forms.values() if form.head}
        named.kind = type_of(form_of(named.name).head or next(iter(sorted(named.heads)), None))
    return sorted(groups, key=_first)


def _first(named: Named) -> int:
    return min(span.start for span in named.mentions)


def _opens_bracket(between: str) -> bool:
    """Whether a name stands in brackets after another: "... Film Festival (FIFF 2025)"."""
    return len(between) <= 8 and between.replace("the ", "").strip(" \"'“‘") == "("


def _same(named: Named, name: str, bracketed: set[tuple[str, str]]) -> bool:
    form = form_of(name)
    if form.year and named.year and form.year != named.year:
        return False
    if form.number and named.number and form.number != named.number:
        return False
    return any(_same_core(other, form) or (text, name) in bracketed for text, other in named.forms.items())


def _same_core(long: Form, short: Form) -> bool:
    if len(long.core) < len(short.core):
        long, short = short, long
    if long.core == short.core:
        return True
    if len(short.core) == 1 and _is_acronym(short.core[0], long.core):
        return True
    size = len(short.core)
    at = next((n for n in range(len(long.core) - size + 1) if long.core[n : n + size] == short.core), None)
    if at is None:
        return False
    rest = long.core[:at] + long.core[at + size :]
    if any(word in _CONTRAST for word in rest):
        return False
    if size == 1 and short.core[0] == short.head:
        return False  # "Cup" alone says nothing
    return short.head is None or long.head is None or short.head == long.head


def _is_acronym(word: str, core: tuple[str, ...]) -> bool:
    letters = word.replace("-", "").replace(".", "")
    initials = "".join(part[0] for part in core)
    return 2 < len(letters) <= len(initials) + 1 and letters.isalpha() and initials.startswith(letters)


def _best_name(mentions: list[Mention]) -> str:
    """The fullest name: with most words, and with its edition; the first of equals."""
    return max(mentions, key=lambda span: (len(_TOKEN.findall(span.text)), -span.start)).text


def edition_of(named: Named, said: int | None = None) -> str | None:
    """Ordinal and year of an event: "9th", "2025", "9th, 2025"."""
    number = named.number or said
    shown = [f"{number}{_suffix(number)}"] if number else []
    return ", ".join(shown + ([named.year] if named.year else [])) or None


def _suffix(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
