"""The dateline at the head of a text: place, day and agency, in the house styles of the agencies.

New Delhi, March 17 (IANS) ...            STOCKHOLM, Oct 23 (Reuters) - ...
KAZAN, June 5. /TASS/. ...                BIARRITZ, France, Sept 28, 2025 (AFP) - ...
(ANSA) - REGGIO CALABRIA, NOV 4 - ...     MEXICO CITY (AP) — ...
LONDON--(BUSINESS WIRE)--...              Accra, July 31, GNA - ...
Medellín, Colombia, Mar 13 (EFE).- ...    Bergen, Norway – 2 February 2026 – ...
"""

import re
from dataclasses import dataclass
from datetime import date

from corpus.agencies import agency_called
from dateline.records import Dateline

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = (
    rf"(?P<day>(?i:{_WEEKDAY}(?:{_MONTH}\s*\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s*\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s*\d{{4}})?)|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}))"
)
# A place: capitalised words, perhaps a region or country after a comma or in brackets.
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[.'’ʼ-][^\W\d_]+)*\.?"
_SMALL = r"(?:de|del|da|do|dos|la|las|le|les|los|el|al|an|am|der|den|of|the|and|sur|upon|y|di|in|ob|on)"
_WORDS = rf"{_NAME}(?:[ ](?:{_SMALL}[ ])*{_NAME}){{0,4}}"
_REGION = rf"(?:\s*[(\[][^()\[\]]{{2,40}}[)\]])*(?:,\s*{_WORDS}(?:\s*\[[^\]]+\])?){{0,2}}"
_PLACE = rf"(?P<place>{_WORDS}(?:/{_WORDS})?){_REGION}"
_SIGN = r"(?:\((?P<round>[^()]{2,40})\)|(?<![^\W\d])/(?P<slash>[^/\n]{2,40})/|\[(?P<square>[A-Z][^\[\]]{1,40})\])"
_DASH = r"\s*(?:[-–—:|]|--|\.-)+\s*"
_BREAK = r"[\s.,:|–—-]*"

_FORMS = tuple(
    re.compile(form)
    for form in (
        # (ANSA) - REGGIO CALABRIA, NOV 4 - ...
        rf"\((?P<round>[^()]{{2,40}})\){_DASH}{_PLACE}[,\s]+{_DAY}{_DASH}",
        # New Delhi, March 17 (IANS) ... ; KAZAN, June 5. /TASS/. ... ; KUALA LUMPUR, Jan 8, 2025 - (ACN Newswire) - ...
        rf"{_PLACE}[,.]?\s*(?:[-–—]\s*)?{_DAY}{_BREAK}{_SIGN}{_BREAK}",
        # Accra, July 31, GNA - ... ; ASTANA. October 14. KAZINFORM BUREAU - ...
        rf"{_PLACE}[,.]\s*{_DAY}[,.]\s*(?P<bare>[A-Z]{{2,}}(?: [A-Z]{{2,}}){{1,3}}|[A-Z][A-Za-z]{{1,11}}){_DASH}",
        # MEXICO CITY (AP) — ... ; LONDON--(BUSINESS WIRE)--...
        rf"{_PLACE}\s*(?:-{{1,2}}\s*)?{_SIGN}{_BREAK}",
        # Bergen, Norway – 2 February 2026 – ... ; Muscat, 3 December 2025: ... ; Oaxaca, Mexico (July 8, 2025) — ...
        rf"{_PLACE}(?:,\s*|\s+[-–—]\s*|\s*\(){_DAY}\)?{_DASH}",
    )
)
# CAPE TOWN - ... ; ELDORET—...: without day and agency only a place in capitals is believed.
_CAPITALS = re.compile(rf"{_PLACE}(?:\s+-{{1,2}}\s+|--|\s*[–—]\s*)(?=\S)")
_NO_AGENCY = re.compile(
    r"\d|^(?:the|a|an|from|with|left|right|pictured|photo)\b|\b(?:day|week|local time)$", re.IGNORECASE
)
# Headings of releases that look like a place in capitals.
_HEADING = re.compile(
    r"(?:for|not for|embargo\w*|under embargo|press|media|news|communiqu\w+|statement|notes?|correct\w+|update\w*|"
    r"urgent|minutes|regular|agenda|exclusive|analysis|opinion|column|factbox|breaking|live|video|watch|photos?|list|full|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_HEAD = 200  # characters: a dateline stands at the very front


@dataclass(frozen=True, slots=True)
class Found:
    """A dateline with the agency it names and the offset at which the story itself begins."""

    dateline: Dateline
    agency: str | None
    end: int


def read_dateline(paragraph: str, near: date | None = None) -> Found | None:
    """The dateline of a first paragraph; a day without year gets that which is nearest to `near`."""
    head = paragraph[:_HEAD]
    if _HEADING.match(head):
        return None
    for form in _FORMS:
        if match := form.match(head):
            groups = match.groupdict()
            agency = next((groups[k] for k in ("round", "slash", "square", "bare") if groups.get(k)), None)
            if agency and _NO_AGENCY.search(agency):
                continue
            if not groups.get("day") and not _believable(match["place"], agency):
                continue
            return Found(_dateline(match, near), agency, match.end())
    if (match := _CAPITALS.match(head)) and len(match["place"]) > 2 and match["place"].isupper():
        return Found(_dateline(match, near), None, match.end())
    return None


def _believable(place: str, agency: str | None) -> bool:
    """Without a day, `Name (XYZ)` may be any organisation with its acronym: ask for capitals or a known agency."""
    return agency is not None and (place.isupper() or agency_called(agency) is not None)


def _dateline(match: re.Match[str], near: date | None) -> Dateline:
    day = match.groupdict().get("day")
    place = match["place"].strip(" ,.")
    if place.isupper() and len(place) > 3:
        place = _cased(place)
    return Dateline(place=place, date=read_day(day, near) if day else None)


def _cased(place: str) -> str:
    """NEW DELHI as New Delhi; small words stay small."""
    return " ".join(
        word.lower() if number and word.lower() in ("de", "del", "of", "the", "la", "el", "al", "am", "upon", "sur")
        else re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
        for number, word in enumerate(place.split(" "))
    )  # fmt: skip


def read_day(words: str, near: date | None = None) -> date | None:
    """`Oct. 8`, `8 October 2025`, `2025-10-08` as a day; None where it cannot exist or lacks a year."""
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    months = [_MONTHS[m] for m in re.findall(r"[a-z]+", words.lower()) if m in _MONTHS]
    try:
        if months:
            day = next(n for n in numbers if n <= 31)
            year = next((n for n in numbers if n > 999), None)
            if year is not None:
                return date(year, months[0], day)
            return _nearest(months[0], day, near) if near else None
        if len(numbers) == 3:
            return date(*numbers) if numbers[0] > 999 else date(numbers[2], numbers[1], numbers[0])
    except (ValueError, StopIteration):
        return None
    return None


def _nearest(month: int, day: int, near: date) -> date | None:
    options = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            options.append(date(year, month, day))
        except ValueError:
            continue  # 29 February of a common year
    return min(options, key=lambda option: abs(option - near), default=None)
