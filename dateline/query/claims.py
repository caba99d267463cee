"""What a text claims in figures: dead and injured, sums, and counted things, each with its sentence.

A claim is about something (`dead`, `sum in crown`, `passenger`), so that the claims of two articles can be
set side by side. Figures that count no thing (ages, hours, days, scores) are no claims.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dateline.records.sentences import sentence_bounds


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONES = {
    word: number
    for number, word in enumerate(
        _words("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen")
        + _words("seventeen eighteen nineteen")
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(_words("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
_TIMES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "lakh": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
}
_SPELLED = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_MANY = "(?:dozen|hundred|thousand|lakh|million|mn|m|crore|billion|bn|trillion)"
_FIGURE = (
    rf"(?:\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_SPELLED})(?:-(?:{_SPELLED}))?"
    r"|an?(?=\s+(?:dozen|hundred|thousand|million)))"
)
_QUALIFIER = (
    r"(?:(?:at least|more than|over|about|around|some|nearly|almost|up to|fewer than|less than|an estimated|"
    r"as many as)\s+)?"
)
_SIGN = r"(?:US\$|A\$|C\$|HK\$|S\$|\$|€|£|¥|₹|Rs\.?|INR|USD|EUR|GBP|AED|CHF|SEK|NOK|DKK)"
_CURRENCY = (
    r"(?:dollar|euro|pound|rupee|yen|yuan|crown|krona|kronor|krone|kroner|franc|ruble|rouble|peso|real|reai|rand|naira|"
    r"shilling|dirham|riyal|taka|won|lari|forint|zloty|lira|dong|baht|ringgit)s?"
)
_NUMBER = rf"(?P<figure>{_FIGURE})(?:[\s-]+(?P<times>{_MANY}(?:\s+{_MANY})?)\b)?"
_SUMS = (
    re.compile(rf"{_QUALIFIER}(?P<unit>{_SIGN})\s?{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_QUALIFIER}{_NUMBER}\s+(?:[A-Z]\w+ )?(?P<unit>{_CURRENCY})\b", re.IGNORECASE),
)
# Neither a score (4-2) nor a part of a figure.
_COUNT = re.compile(rf"{_QUALIFIER}(?<![\w$€£.,–-]){_NUMBER}(?![\w%]|\.\d|\s?[-–:]\s?\d)", re.IGNORECASE)
_AGE = re.compile(r"\b(?:aged|(?:man|woman|boy|girl|student|pensioner|widow|driver) of)\s+$", re.IGNORECASE)
# "1,200 of 8,000 jobs": what is told of is the part.
_PART = re.compile(rf"^\s+(?:out )?of (?:the |its |their |some )?(?=(?:{_FIGURE})\b)", re.IGNORECASE)
_WHOLE = re.compile(rf"(?<![\w.,])(?:{_FIGURE})\s+(?:out )?of (?:the |its |their |some )?$", re.IGNORECASE)
_ROSE = re.compile(
    r"\btoll\b[^.;]{0,60}\b(?:rose|risen|rises|climbed|stands|stood|passed|put)\s+(?:to|at|from)?\s*$", re.IGNORECASE
)
_FATES = {
    "dead": r"(?:killed|killing|kills|dead|died|dies|deaths?|drowned|bodies|lost their lives|perished|fatalities|toll)",
    "injured": r"(?:injured|injuring|injures|wounded|wounding|hurt|injuries|treated|taken to (?:\w+ ){0,3}hospitals?)",
    "missing": r"(?:missing|unaccounted for)",
    "arrested": r"(?:arrested|arresting|detained|detaining|in custody)",
    "moved": r"(?:evacuated|displaced|homeless|fled|moved|relocated)",
}
_PERSONS = frozenset(
    _words("people persons men women children villagers soldiers passengers workers others victims civilians bodies")
    + _words("campers tourists students residents pupils sailors migrants miners")
)
_ONE_PERSON = frozenset(_words("person man woman child boy girl body"))
_NO_THING = frozenset(
    _words(
        "years months weeks days hours minutes seconds times degrees points goals kilometres kilometers miles metres"
    )
    + _words("meters nautical percent always perhaps towards sometimes this was has its his as us is")
)
_NONE = re.compile(r"\b(?:none|neither|any) of (?:the |its |their )?$", re.IGNORECASE)
_LINK = r"(?:\s+(?:of|to|at|by|rises?|rose|is|was|from|now|stands?|stood|the|number|least|including))*\s*$"


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure for something; `start` and `end` are its sentence, in characters of the text."""

    about: str  # dead, injured, ..., "sum in ...", or the counted thing in the singular
    kind: str  # number, sum
    value: Decimal
    shown: str  # as it stands, with its qualifier
    start: int
    end: int
    words: frozenset[str]  # of its sentence, by which like claims are found


def claims(text: str) -> Iterator[Claim]:
    """The claims of a text, in its order, sums before counts within a sentence."""
    for start, end in sentence_bounds(text):
        sentence = text[start:end]
        words = frozenset(_singular(word) for word in re.findall(r"[^\W\d_]{4,}", sentence.lower()))
        taken: list[tuple[int, int]] = []
        for form in _SUMS:
            for match in form.finditer(sentence):
                taken.append(match.span())
                unit = _singular(match["unit"].lower().strip("."))
                value = _value(match["figure"], match["times"])
                yield Claim(f"sum in {unit}", "sum", value, match.group().strip(), start, end, words)
        for match in _COUNT.finditer(sentence):
            measured = "." in match["figure"] and not match["times"]  # 6.1: of a scale, and no number of things
            if (
                measured
                or _AGE.search(sentence[: match.start()])
                or _WHOLE.search(sentence[: match.start()])
                or _NONE.search(sentence[: match.start()])
                or any(a < match.end() and match.start() < b for a, b in taken)
            ):
                continue
            after = sentence[match.end() :]
            if part := _PART.match(after):
                after = re.sub(rf"^{_NUMBER}", "", after[part.end() :], flags=re.IGNORECASE)
            if about := _about(sentence[: match.start()], after):
                value = _value(match["figure"], match["times"])
                yield Claim(about, "number", value, match.group().strip(), start, end, words)


def _about(before: str, after: str) -> str | None:
    """What a figure counts: a fate that its clause tells of people, else the thing that stands after it."""
    clause = re.split(r"[,;:(]|\s[-–—]+\s| and | while | but ", after[:80])[0]
    near = re.findall(r"[^\W\d_]+", clause)[:4]
    thing = next((word for word in near[:3] if _counted(word)), None)
    if _ROSE.search(before):
        return "dead"
    for fate, words in _FATES.items():
        reach = 55 if thing in _PERSONS or (near[:1] and near[0] in _ONE_PERSON) else 14
        if re.search(rf"\b{words}\b", clause[:reach], re.IGNORECASE):
            return fate
        if re.search(rf"\b{words}\b{_LINK}", before[-40:], re.IGNORECASE):
            return fate
    return _singular(thing) if thing else None


def _counted(word: str) -> bool:
    plural = word in _PERSONS or (word.endswith("s") and not word.endswith("ss"))
    return plural and word.islower() and len(word) > 3 and word not in _NO_THING


def _value(figure: str, times: str | None) -> Decimal:
    word = figure.lower()
    if word in ("a", "an"):
        number = Decimal(1)
    elif word[0].isdigit():
        number = Decimal(word.replace(",", ""))
    else:
        number = Decimal(sum(_ONES.get(part, _TENS.get(part, 0)) for part in word.split("-")))
    for part in (times or "").lower().split():
        number *= _TIMES[part]
    return number


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 4 and not word.endswith("ss") else word
