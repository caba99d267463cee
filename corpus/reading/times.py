"""Times as machines and editors write them, as aware datetimes in the writer's own zone."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import partial

from dateutil import parser as dateutil_parser

# Hours from UTC of the names that press systems print; those of North America as RFC 822 has them.
ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "IST": 5.5, "CET": 1, "MEZ": 1, "CEST": 2,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "ET": -5, "CST": -6,
    "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8, "AKST": -9, "AKDT": -8,
    "HST": -10, "NST": -3.5, "NDT": -2.5, "GST": 4, "PKT": 5, "WIB": 7, "ICT": 7, "SGT": 8, "HKT": 8, "MYT": 8,
    "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "SAST": 2, "EAT": 3,
    "WAT": 1, "CAT": 2,
}  # fmt: skip
_ZONES = {name: round(hours * 3600) for name, hours in ZONES.items()}
FIRST = datetime(1980, 1, 2, tzinfo=UTC)  # earlier is an empty clock (1970-01-01, 1900-01-01, 0001-01-01)
AHEAD = timedelta(days=2)  # what a clock and a zone may be wrong by
ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:?\d{2}(:?\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?", re.I)
MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez|ene|abr|ago|dic|gen|mag|giu|lug|set|ott|fév|fev|avr"
    r"|aoû|aou|déc|janv|juin|juil|mär|maa|mei)",
    re.I,
)


def parse_time(text: str | None, *, month_first: bool = False) -> datetime | None:
    """The aware time that a text says, or None. Without a zone it counts as UTC; without an hour as midnight.

    `month_first` says how "3/4/2025" is meant.
    """
    text = re.sub(r"\s+", " ", text or "").strip()
    if not 6 <= len(text) <= 80 or not re.search(r"\d", text):
        return None
    for reader in (_iso, _mail, _stamp, partial(_written, month_first=month_first)):
        try:
            found = reader(text)
        except (ValueError, OverflowError, TypeError, IndexError, AttributeError):
            continue
        if found is not None:
            return _aware(found)
    return None


def has_hour(text: str | None) -> bool:
    """Whether a text says an hour, and not just a day."""
    return bool(re.search(r"\d{1,2}[:.]\d{2}|T\d{4}|\d\s*[ap]\.?m\b|^\d{10}(\d{3})?$", text or "", re.I))


def plausible(moment: datetime | None, now: datetime) -> datetime | None:
    """A time that press can have, seen from `now`: no empty clock, no future."""
    return moment if moment is not None and FIRST <= moment <= now + AHEAD else None


def _zone(name: str | None, offset: int | None) -> int:
    """Seconds from UTC of a zone as it is written; letters that are no zone count as UTC."""
    return _ZONES.get((name or "").upper(), 0) if offset is None else offset


def _aware(moment: datetime) -> datetime | None:
    offset = moment.utcoffset() or timedelta(0)
    if abs(offset) > timedelta(hours=15):
        return None
    # A plain offset in place of the parsers' own kinds of zones: it compares, pickles and prints.
    moment = moment.replace(tzinfo=timezone(offset) if offset else UTC)
    try:
        moment.astimezone(UTC)  # the ends of the calendar have no UTC
    except OverflowError:
        return None
    return moment


def _iso(text: str) -> datetime | None:
    found = ISO.match(text)
    if not found or (len(text) > found.end() and text[found.end()] not in " [(Zz"):
        return None
    day, _, rest = found[0].upper().replace(",", ".").replace("T", " ", 1).partition(" ")
    return datetime.fromisoformat(f"{day}T{rest.replace(' ', '')}" if rest else day)


def _mail(text: str) -> datetime | None:
    # The library reads unknown zone names as UTC, ours are known first.
    named = re.search(r"\b([A-Z]{2,4})$", text)
    if named and named[1] not in _ZONES:
        return None
    if named and named[1] not in ("GMT", "UT", "UTC"):
        return None
    return parsedate_to_datetime(text) if re.match(r"(\w{3,9}\.?,? )?\d{1,2} \w{3,9}\.? \d{2,4}", text) else None


def _stamp(text: str) -> datetime | None:
    if re.fullmatch(r"\d{10}", text):
        return datetime.fromtimestamp(int(text), UTC)
    if re.fullmatch(r"\d{13}", text):
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    if re.fullmatch(r"\d{8}", text):
        return datetime.strptime(text, "%Y%m%d")
    if re.fullmatch(r"\d{8}T?\d{6}(Z|[+-]\d{4})?", text):
        return dateutil_parser.parse(text, tzinfos=_zone)
    return None


def _written(text: str, *, month_first: bool) -> datetime | None:
    """A date in words: 'Monday, March 17, 2025 4:05 p.m. EDT', 'Updated: 17 March 2025, 16:05 IST'."""
    plain = re.sub(r"\b([ap])\.\s?m\.?", r"\1m", text, flags=re.I)
    plain = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", plain, flags=re.I)
    plain = re.sub(r"\b(noon)\b", "12:00", plain, flags=re.I)
    plain = re.sub(r"\b(\d{1,2})[.h](\d{2})\s?([ap]m|uhr|\b(?=\s*[A-Z]{3}\b))", r"\1:\2 \3", plain, flags=re.I)
    if not re.search(r"\b(19|20)\d{2}\b", plain):
        return None
    if not MONTH.search(plain) and not re.search(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", plain):
        return None
    year_first = re.match(r"\D*\d{4}[./-]", plain) is not None
    day_first = not month_first and not year_first
    read = partial(dateutil_parser.parse, plain, fuzzy=True, dayfirst=day_first, yearfirst=year_first, tzinfos=_zone)
    # Read twice on different ground: what changes with it was not in the text.
    found, other = read(default=datetime(1, 1, 1)), read(default=datetime(4, 12, 2))
    return found if found.date() == other.date() else None
