"""What a span must hold to mean anything: in rubbish and in other scripts, marks and letters look like names."""

import re
from collections.abc import Mapping

from extractors.recogniser import tags

# A name has a letter or a digit, a date a digit or a word.
_ANY = {**dict.fromkeys(tags.LABELS, re.compile(r"[^\W\d_]|\d")), "DATE": re.compile(r"\d|[^\W\d_]{3}")}

# In a text of another script, of which the network has learnt nothing, only what is written in Latin letters counts.
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_IN_LATIN = {**dict.fromkeys(tags.LABELS, re.compile(f"[{_LATIN}]")), "DATE": re.compile(rf"\d|[{_LATIN}]{{3}}")}

_LATIN_LETTER, _LETTER = re.compile(f"[{_LATIN}]"), re.compile(r"[^\W\d_]")
_START = 2000  # characters that tell the script of a text


def meaning(text: str) -> Mapping[str, re.Pattern[str]]:
    """Label -> a pattern that must be found in each span of it, for the spans of a text."""
    start = text[:_START]
    if start.isascii() or 2 * len(_LATIN_LETTER.findall(start)) >= len(_LETTER.findall(start)):
        return _ANY
    return _IN_LATIN
