"""People's names: without honorifics; given names and surname in either order, initials, patronymics, particles."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from anyascii import anyascii
from rigour.names import remove_person_prefixes

from dateline.entities.folding import Words, alike, fold, skeleton, sound, word_list

HONORIFICS = word_list("""
    mr mrs ms mx miss dr prof professor sir dame lord lady madam mme mlle herr frau senor senora don dona shri smt sri
    kumari he hh hon rev fr sheikh shaikh haji hajj hajiya alhaji datuk dato datin seri puan tengku tunku encik cik drs
    ir nai khun daw thakin tuan pak ibu bapak tan tun ustaz imam eng engr barr messrs capt captain col colonel gen
    general lt lieutenant maj major sgt sergeant brig admiral ratu malam mallam ato nana oba otunba pastor bishop
    archbishop cardinal ayatollah ing lic mag dipl prince princess king queen president chancellor premier senator
    rabbi judge justice ambassador pope saint
""")
PARTICLES = word_list("""
    al el as ad ar at an bin ibn bint ben abu de da do dos das del della di du la le van von der den ter ten zu
""")
_SUFFIX = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_WORD = re.compile(r"[^\s,;:()\[\]\"“”«»/]+")
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|at|an|ash)-(?=\w{3})")
_SHORT = {
    "bill": "william", "bob": "robert", "rob": "robert", "joe": "joseph", "jim": "james", "jimmy": "james",
    "tom": "thomas", "mike": "michael", "dave": "david", "dan": "daniel", "ed": "edward", "ted": "edward",
    "tony": "anthony", "chris": "christopher", "matt": "matthew", "steve": "stephen", "steven": "stephen",
    "ben": "benjamin", "sam": "samuel", "alex": "alexander", "liz": "elizabeth", "kate": "katherine",
    "jeff": "jeffrey", "greg": "gregory", "nick": "nicholas", "andy": "andrew", "ken": "kenneth", "ron": "ronald",
    "don": "donald", "pat": "patrick", "jon": "jonathan", "vlad": "vladimir", "volodya": "vladimir",
    "sasha": "aleksandr", "pepe": "jose", "paco": "francisco", "max": "maximilian", "fred": "frederick",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's words, folded, without honorifics and particles; `suffix`: jr, sr, ii, ..."""

    words: Words
    suffix: str | None = None

    @property
    def initialled(self) -> bool:
        """Whether a given name is only an initial."""
        return any(_is_initial(word) for word in self.words) and len(self.words) > 1

    @property
    def normal(self) -> str:
        """The form of which the entity's id is made."""
        return " ".join([*(sound(w) for w in self.words), *([self.suffix] if self.suffix else [])])


def _is_initial(word: str) -> bool:
    return len(word) == 1


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName:
    """The parts of a name as it is written."""
    plain = remove_person_prefixes(name) or name
    plain = plain if plain.isascii() else anyascii(plain)
    if "," in plain:  # "Smith, John"
        last, _, first = plain.partition(",")
        plain = f"{first} {last}" if first.strip() and fold(first.strip()) not in _SUFFIX else plain
    words, suffix = [], None
    for match in _WORD.finditer(re.sub(r"['’]s?$", "", plain)):
        for part in _pieces(match.group()):
            word = _ARTICLE.sub("", part)
            if word in _SUFFIX:
                suffix = _SUFFIX[word]
            elif word:
                words.append(word)
    while len(words) > 1 and words[0] in HONORIFICS:
        del words[0]
    kept = [w for w in words if w not in PARTICLES] or words or [name.strip().casefold() or "?"]
    return PersonName(tuple(kept), suffix)


def _pieces(written: str) -> list[str]:
    """ "J.K." are two initials, "JK" too where it stands in capitals; "Jean-Luc" stays one word."""
    if re.fullmatch(r"(?:[A-Z]\.){2,}|(?:[A-Z]\.)+[A-Z]\.?", written) or re.fullmatch(
        r"[B-DF-HJ-NP-TV-Z]{2,3}", written
    ):
        return [c.casefold() for c in written if c.isalpha()]
    return [fold(written)]


def relation(one: PersonName, other: PersonName) -> float | None:
    """How well two names are one person's before anything else is known; None: they are not.

    2: the same. 1.5 and less: a turned order, another spelling, a middle name left out, initials.
    """
    a, b = one.words, other.words
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return None
    missing = 0.75 if one.suffix != other.suffix else 0.0
    if len(a) == 1 or len(b) == 1:
        return _single(a, b)
    if tuple(map(sound, a)) == tuple(map(sound, b)):
        return 2.0 - missing
    if sorted(map(sound, a)) == sorted(map(sound, b)):
        return 1.5 - missing
    shorter, longer = sorted((a, b), key=len)
    if one.initialled or other.initialled:
        return 0.0 if _initials_fit(shorter, longer) else None
    if len(a) == len(b):
        if all(alike(x, y) for x, y in zip(a, b, strict=True)):
            return 1.25 - missing
        if sound(a[-1]) == sound(b[-1]) and _SHORT.get(a[0], a[0]) == _SHORT.get(b[0], b[0]):
            return 1.0 - missing
    if len(longer) > len(shorter) and _stands_in(shorter, longer):
        return (0.75 if alike(shorter[-1], longer[-1]) or alike(shorter[0], longer[-1]) else 0.25) - missing
    surnames = set(a[-1].split("-")), set(b[-1].split("-"))
    if len(a) == len(b) and alike(a[0], b[0]) and (surnames[0] < surnames[1] or surnames[1] < surnames[0]):
        return 0.75 - missing  # "Hansen" and "Hansen-Lie"
    if _joined(a) == _joined(b):  # "Shih-kai Tu" is "Shihkai Tu"
        return 1.5 - missing
    return None


def _single(a: Words, b: Words) -> float | None:
    if len(a) == len(b):
        return 0.25 if alike(a[0], b[0]) else None
    (single,), full = sorted((a, b), key=len)
    if alike(single, full[-1]) or (len(single) > 3 and any(alike(single, part) for part in full[-1].split("-"))):
        return -0.5
    return -1.0 if alike(single, full[0]) else None


def _stands_in(shorter: Words, longer: Words) -> bool:
    """Whether the words stand in the longer name, in order: first and another of it."""
    rest = iter(longer)
    return alike(shorter[0], longer[0]) and all(any(alike(word, other) for other in rest) for word in shorter)


def _initials_fit(shorter: Words, longer: Words) -> bool:
    """ "J. Mwangi" and "John Kamau Mwangi": one surname, given names that begin alike."""
    if not alike(shorter[-1], longer[-1]):
        return False
    given = zip(shorter[:-1], longer[:-1], strict=False)
    return all(x[0] == y[0] if _is_initial(x) or _is_initial(y) else alike(x, y) for x, y in given)


def _joined(words: Words) -> str:
    return "".join(sorted(sound("".join(words).replace("-", ""))))


def blocks(name: PersonName) -> set[str]:
    """What a person of this name is found by: each two of the names; an initial with the surname."""
    words = [part for word in name.words if not _is_initial(word) for part in _looked_for(word)][:6]
    found = {f"p:{'+'.join(sorted((skeleton(a), skeleton(b))))}" for a, b in combinations(words, 2)}
    if len(name.words) > 1:
        # Those with initials only stand apart: a full name looks for them without meeting all others of its surname.
        found |= _initialled(name, "pj" if name.initialled else "pi")
    elif words:
        found.add(f"p1:{skeleton(words[0])}")
    return found


def _initialled(name: PersonName, block: str) -> set[str]:
    """The first letter of one end of a name with the other end: "J. Mwangi" for John Mwangi."""
    first, last = name.words[0], name.words[-1]
    ends = [(first, last)] if _is_initial(first) else [(first, last), (last, first)]
    return {f"{block}:{initial[0]}+{skeleton(whole)}" for initial, whole in ends if not _is_initial(whole)}


def _looked_for(word: str) -> list[str]:
    """A name, and what it is short for; of a double name each."""
    parts = [word, *word.split("-")] if "-" in word else [word]
    return [_SHORT.get(part, part) for part in dict.fromkeys(parts)]


def looked_up(name: PersonName) -> set[str]:
    """What is looked up for a name: one with initials finds full names, a full one those with initials."""
    if len(name.words) == 1:
        return blocks(name)
    found = {block for block in blocks(name) if not block.startswith("pi:")} | _initialled(name, "pj")
    return found | _initialled(name, "pi") if name.initialled else found


def surname_blocks(name: PersonName, contexts: list[str], *, single: bool = False) -> set[str]:
    """A surname beside an organisation or country: by these a single name finds the one who bears it there.

    `single`: the blocks of those of whom no more than a single name is known.
    """
    ends = {name.words[-1], name.words[0]} if len(name.words) < 4 else {name.words[-1]}
    return {
        f"{'pm' if single else 'ps'}:{skeleton(end)}+{context}"
        for end in ends
        if not _is_initial(end)
        for context in contexts
    }
