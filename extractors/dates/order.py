"""How a text writes dates in digits, day or month first, and whether its fiscal years run from April."""

import re
from collections.abc import Iterable

from extractors.dates.anchor import Order
from extractors.dates.lexicon import MONTHS
from extractors.dates.shapes import Numeric

_NAMES = "|".join(name for month in MONTHS for name in (month.title(), month[:3].title())) + "|Sept"
_DAY_FIRST = re.compile(rf"\b\d\d?(?:st|nd|rd|th)?(?:\s|-|–)(?:of\s)?(?:{_NAMES})\b")
_AMERICAN = re.compile(
    r"\b(?:U\.S\.|USA|Washington|Calif\.|N\.Y\.|Texas|Fla\.|Ill\.|Mass\.|center|color|labor|program|organization|defense"
    r"|[ECMP][SD]?T\b|Sen\.|Rep\.|percent)\b|\((?:AP|UPI)\)|PRNewswire|BUSINESS WIRE|GlobeNewswire"
)
_BRITISH = re.compile(
    r"\b(?:centre|programme|organisation|labour|colour|defence|per cent|favour|metres?|tonnes"
    r"|London|lakh|crore|Rs|kmph|BST)\b"
    r"|\((?:PTI|IANS|ANI|PA|AFP|Reuters|Xinhua|TASS|BSS|NAN|AAP|EFE|Lusa|ANSA|dpa)\)|/TASS/"
)
_APRIL_YEARS = re.compile(
    r"[₹¥]|\b(?:Rs\.?|lakh|crores?|rupees|yen|Nikkei)\b"
    r"|\byear\s(?:ended|ending|to)\s(?:on\s)?(?:March\s31|31(?:st)?\sMarch)"
)


def order_of(text: str, dates: Iterable[Numeric], language: str = "en") -> Order:
    """The order by the strongest evidence there is: a date of which only one order is possible, else usage."""
    day = month = 0
    for date in dates:
        if not date.iso:
            day += date.first > 12 >= date.second
            month += date.second > 12 >= date.first
    if day != month:
        return Order.DAY_FIRST if day > month else Order.MONTH_FIRST
    region = language[3:].upper()
    if region:
        return Order.MONTH_FIRST if region in ("US", "PH") else Order.DAY_FIRST
    if _DAY_FIRST.search(text):
        return Order.DAY_FIRST
    british, american = len(_BRITISH.findall(text)), len(_AMERICAN.findall(text))
    if british == american:
        return Order.UNKNOWN
    return Order.DAY_FIRST if british > american else Order.MONTH_FIRST


def april_years(text: str) -> bool:
    """Whether FY26 is April 2025 to March 2026 in this text: India's and Japan's years, or one that says so."""
    return _APRIL_YEARS.search(text) is not None
