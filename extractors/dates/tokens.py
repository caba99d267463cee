"""A text as tokens of calendar time: one code letter a token (see lexicon), with offsets in characters."""

import re

from extractors.dates.figures import figure
from extractors.dates.lexicon import CAPITAL, WORDS
from extractors.dates.shapes import Token

_HALF = r"(?:\s?[apAP]\.\s?[mM]\.?|\s?(?:[ap]m|[AP]M)\b)"
_ZONES = (
    r"(?:GMT|UTC|[ICMEPABWTKJ]ST|[CEMPAB]DT|CES?T|EES?T|WES?T|MSK|[CEW]AT|SAST|A[EC][SD]T|AWST|NZ[SD]T|HKT|SGT|PKT|WIB|WITA"
    r"|WIT|PHS?T|ICT|GST|ADT|N[SDP]T|BRT|ART|CLT|COT|PET|TRT|[EPCM]T)\b"
)
_ZONE = (
    rf"(?:{_ZONES}(?:[+-]\d{{1,2}})?|(?:[A-Z]\w+\s)?(?:[Ll]ocal\s[Tt]ime|[A-Z]\w+\s[Tt]ime\b)|[Hh](?:ou)?rs\b"
    r"|\([A-Z]\w+\stime\)|(?:Eastern|Central|Pacific|Mountain|Atlantic)\b(?!\s[A-Z]))"
)
_TOKEN = re.compile(
    rf"""
  (?P<plain>[^\W\d_FfHMmNnQ][^\W\d_]*(?:[’'][a-z]+)?)  # no clock and no label begins like it: most words of any text
| (?P<iso>(?<![\d-])[12]\d\d\d-\d\d-\d\d(?:[T\s]\d\d:\d\d(?::\d\d)?Z?)?(?![\d-]))
| (?P<numeric>(?<![\d./])(?<!\d\d\d-)\d\d?(?P<sep>[./-])\d\d?(?P=sep)(?:\d{{4}}|\d\d)(?!\d|[./-]\d|%))
| (?P<clock>(?<![\d.:,$€£])(?:\d\d?(?:[:.h]\d\d(?::\d\d)?)?{_HALF}
    |\d\d?:\d\d(?::\d\d)?(?![\d:.]\d|:)|\d\d?h\d\d\b|\d\dh\b
    |[012]\d[0-5]\d(?=(?:[-–][012]\d[0-5]\d)?\s(?:hrs|hours|local\stime|{_ZONES}))|0\d[0-5]\d(?!\d)
    |\d\d?\.[0-5]\d(?![\d%]|\.\d)
    |(?:\b12\s)?\b(?:[Nn]oon|[Mm]idday|[Mm]idnight|NOON|MIDNIGHT)\b)
    (?:\s(?P<zone>{_ZONE}))?)
| (?P<label>\b(?:(?:FY|fy)\s?'?(?:\d{{4}}|\d\d)(?:\s?[-/–]\s?(?:\d{{4}}|\d\d))?
    |[QH][1-4]|[1-4][QH](?:\s?'?\d\d(?:\d\d)?)?|9M(?:\d\d)?)\b)
| (?P<decade>(?<![\w$€£])(?:[12]\d\d0|['’]?\d0)s\b)
| (?P<ordinal>(?<![\w.,])\d\d?(?:st|nd|rd|th|ST|ND|RD|TH)\b)
| (?P<short>(?<!\w)['’]\d\d\b(?!['’]))
| (?P<number>[$€£₹¥₦]\s?\d[\d.,]*\d|[$€£₹¥₦]\s?\d|\d+(?:[.,]\d+)*%?)
| (?P<word>[^\W\d_]+(?:[’'][a-z]+)?)
| (?P<mark>[,()/|–—-])
| (?P<stop>\n+|[.;:!?"“”•·*])
""",
    re.VERBOSE,
)
_POSSESSIVE = ("'s", "’s", "'S", "’S")
_ABBREVIATION = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thurs?|thu|fri|sat|sun)$")


def tokens(text: str) -> list[Token]:
    """The tokens of a text in their order; words that say nothing of time have the code x."""
    found: list[Token] = []
    end_of_last = 0
    for match in _TOKEN.finditer(text):
        kind, (start, end) = match.lastgroup, match.span()
        if start < end_of_last:
            continue
        if kind in ("plain", "word"):
            token = _word(text, match.group(), start, end)
        elif kind == "mark":
            mark = match.group()
            token = Token("-" if mark in "–—-" else "/" if mark == "|" else mark, start, end, None)
        elif kind == "stop":
            token = Token("|", start, end, None)
        else:
            token = figure(text, match)
        end_of_last = token.end
        found.append(token)
    return found


def _word(text: str, word: str, start: int, end: int) -> Token:
    """The token of a word; a short form takes its full stop along, a possessive 's stays outside."""
    bare = word[:-2] if word[-2:] in _POSSESSIVE else word
    low = bare.lower()
    known = WORDS.get(low)
    if known is None:
        return Token("x", start, end, None)
    code, datum = known
    if code in "MW":
        if low in CAPITAL and not bare[0].isupper():
            return Token("x", start, end, None)
        if len(bare) != len(word):
            end = start + len(bare)
        elif _ABBREVIATION.match(low) and text[end : end + 1] == ".":
            end += 1
    elif len(bare) != len(word):
        end = start + len(bare)
    return Token(code, start, end, datum)
