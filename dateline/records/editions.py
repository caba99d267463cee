"""An event's name in its parts: the words that stay from edition to edition, the year and the ordinal of this one."""

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?:.*\D)?((?:1[5-9]|20)\d\d)(?:[-/–]\d\d(?:\d\d)?)?$")
_SHORT_YEAR = re.compile(r"(?:(\w+)-|['’])?(\d\d)$")
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th)$")
_COUNTING = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth
"""
_ORDINALS = {name: number for number, name in enumerate(_COUNTING.split(), start=1)}
_ROMAN = {name: number for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), 1)}


def edition_of(words: Sequence[str]) -> tuple[list[str], int | None, int | None]:
    """The words that stay, the year, the ordinal; `words` of the name in lower case: 2nd expo-2025, games '24."""
    base: list[str] = []
    year, ordinal = None, None
    for place, word in enumerate(words):
        last = place == len(words) - 1 and place > 0
        if found := _YEAR.match(word):
            year = int(found.group(1))
            if before := word[: found.start(1)].strip("-"):
                base.append(before)
        elif counted := _NUMBER.match(word):
            ordinal = int(counted.group(1))
        elif place == 0 and word in _ORDINALS and len(words) > 1:
            ordinal = _ORDINALS[word]
        elif word in _ROMAN and len(word) > 1 and len(words) > 1 and (place == 0 or last):
            ordinal = _ROMAN[word]
        elif last and (short := _SHORT_YEAR.match(word)):
            year = 2000 + int(short.group(2))
            if short.group(1):
                base.append(short.group(1))
        else:
            base.append(word)
    return base, year, ordinal
