"""What is written with digits: dates, times of day, quarters, fiscal years, decades, ordinals, numbers."""

import re

from extractors.dates.shapes import Clock, Numeric, Token


def figure(text: str, match: re.Match[str]) -> Token:
    """The token of something written with digits."""
    found, start, end = match.group(), match.start(), match.end()
    if match.group("iso"):
        return Token("D", start, end, _iso(found))
    if match.group("numeric"):
        first, second, year = (int(part) for part in re.split(r"[./-]", found))
        two_digits = len(re.split(r"[./-]", found)[2]) == 2
        return Token("D", start, end, Numeric(first, second, year + 2000 if two_digits else year))
    if match.group("clock"):
        return _clock(match)
    if match.group("label"):
        return _label(found, start, end)
    if match.group("decade"):
        digits = re.sub(r"\D", "", found)
        century = "" if len(digits) == 4 else "20" if digits[0] in "01" else "19"
        return Token("X", start, end, int((century + digits)[:3]))
    if match.group("ordinal"):
        return Token("o", start, end, int(found[:-2]))
    if match.group("short"):
        year = int(found[1:])
        return Token("y", start, end, 2000 + year if year < 60 else 1900 + year)
    return _number(text, found, start, end)


def _number(text: str, found: str, start: int, end: int) -> Token:
    """1 or 2 digits, a year, or any other number; what is glued to letters is a name's part."""
    glued = (start and (text[start - 1].isalnum() or text[start - 1] in "$€£#_+.")) or text[end : end + 1].isalpha()
    if not found.isdigit():
        return Token("x" if glued else "#", start, end, found)
    if glued and not text[end : end + 1].isalpha():
        return Token("x", start, end, None)
    if len(found) <= 2:
        return Token("x" if glued else "n", start, end, int(found))
    if len(found) == 4 and 1000 <= int(found) < 2200 and not glued:
        return Token("Y", start, end, int(found))
    return Token("x" if glued else "#", start, end, found)


def _iso(found: str) -> Numeric | tuple[Numeric, Clock]:
    year, month, day = int(found[:4]), int(found[5:7]), int(found[8:10])
    date = Numeric(month, day, year, iso=True)
    return (date, Clock(int(found[11:13]), int(found[14:16]), "24")) if len(found) > 10 else date


def _clock(match: re.Match[str]) -> Token:
    """A time of day; hours over 24 or 10.75 are numbers."""
    found, zone = match.group("clock"), match.group("zone")
    time = found[: -len(zone)].rstrip() if zone else found
    if re.search(r"(?i)noon|mid", time):
        return Token("C", match.start(), match.end(), Clock(0 if "night" in time.lower() else 12, 0, "24", zone))
    half = re.search(r"([ap])\.?\s?m", time.lower())
    digits = [int(part) for part in re.findall(r"\d+", time)]
    bare = re.fullmatch(r"[012]\d[0-5]\d", time)
    hour, minute = divmod(digits[0], 100) if bare else (digits[0], digits[1] if len(digits) > 1 else 0)
    if minute > 59 or hour > (12 if half else 24):
        return Token("#", match.start(), match.end(), time)
    loose = not half and not zone and ("." in time or bool(bare))
    named = None if zone is None or re.match(r"[Hh]", zone) else zone.strip("()")
    clock = Clock(hour, minute, f"{half.group(1)}m" if half else None, named, loose)
    return Token("C", match.start(), match.end(), clock)


def _label(found: str, start: int, end: int) -> Token:
    """FY25, Q3, H1, 3Q25, 9M25."""
    if found[:2] in ("FY", "fy"):
        years = [int(part) for part in re.findall(r"\d+", found)]
        first = years[0] + 2000 if years[0] < 100 else years[0]
        return Token("F", start, end, (first, first + 1 if len(years) > 1 else None))
    kind = "Q" if "Q" in found else "H" if "H" in found else "M"
    figures = re.findall(r"\d+", found)
    number = int(figures[0][:1] if found[0].isdigit() else figures[0])
    year = int(figures[1]) if len(figures) > 1 else None
    if number > (2 if kind == "H" else 9 if kind == "M" else 4) or (kind == "M" and year is None):
        return Token("x", start, end, None)
    return Token("Q", start, end, (kind, number, year + 2000 if year is not None and year < 100 else year))
