"""What looks like a date and is none: May the minister, 2,000 people, Vision 2030, the second half of a match."""

import re
from functools import lru_cache

from extractors.dates.shapes import Token

# A bare month or year is one of time after these.
_LEAD = re.compile(
    r"(?:^|[\s(\[“\"‘'—–-])(?:in|since|by|from|until|till|to|through|during|of|before|after|for|between|and|or|last|next|this"
    r"|early|late|mid|around|about|than|versus|vs\.?|against|over|on|at|circa|c\.|as|ending|ended|starting|beginning"
    r"|throughout|into|towards?|past|beyond|the|year|spring|summer|autumn|fall|winter|copyright|©)[\s-]+$",
    re.IGNORECASE,
)
_STRICT_LEAD = re.compile(
    r"\b(?:in|since|by|from|until|till|to|of|between|and|around|circa|during|before|after|to)\s+$", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons|dollars|euros|pounds|rupees|yuan|crowns|workers|employees|jobs|tonnes|tons|metres"
    r"|meters|kilomet(?:re|er)s|km|kg|miles|feet|homes|houses|seats|students|children|women|men|soldiers|troops|police"
    r"|residents|visitors|delegates|participants|exhibitors|companies|units|copies|votes|points|hectares|acres|barrels"
    r"|megawatts|MW|times|others|cases|deaths|patients|beds|families|households|villages|schools|items|operations|runners"
    r"|athletes|fans|spectators|passengers|vehicles|cars|percent|per cent|million|billion|thousand|calories)\b"
)
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"‘'])(?:[A-ZÀ-Þ][\w'’&.]*|[A-Z]{2,})[ -]$")
_CREDIT = re.compile(r"(?:Copyright|©)[^.\n]*$", re.IGNORECASE)
_MONEY = ("$", "€", "£", "₹", "¥", "#", "No. ", "Rs ", "Rs. ", "@", "Bill ", "Act ", "Act of ")
_MATCH = re.compile(
    r"\b(?:goals?|scored?|scorer|header|penalty|equali[sz]er|half-?time|kick-?off|striker|keeper|conversion|dunk|coach|shot"
    r"|quarterback|touchdown|rebounds?|referee|free kick|points lead|benched|knee|tries|innings|wicket|playoffs?)\b",
    re.IGNORECASE,
)
_BOOKS = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings|income|loss|output|exports?|imports?|growth|grew|GDP|results?|per ?cent"
    r"|margin|orders?|forecast|guidance|shipments|expects?|economy|trade|inflation|investments?|budget|dollar)\b|%"
)
_PAPERS = re.compile(
    r"\s+(?:Times|Mirror|Telegraph|Mail|Express|Post|Star|Tribune|Herald|School|Night Live|Night Football)\b"
)
_FEASTS = re.compile(
    r"\b(?:Black|Good|Red|Cyber|Giving|Super|Easter|Palm|Whit|Boxing|Ash|Holy|Maundy|Shrove|Bloody|Fat|Casual)\s$"
)
_PERSON_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Miss|President|Minister|Captain|Theresa|Brian|Karl|Casey)\.?\s$"
)
_SAID_AFTER = re.compile(r",?\s+(?:said|says|told|added|scored)\b|['’]s\s+(?:team|son|wife|husband)\b")
_CLOCK_LEAD = re.compile(
    r"\b(?:at|by|from|until|till|to|after|before|since|around|about|between|past|beyond)\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)
# What goes on at that hour again and again, or as a mere part of a programme, is on no calendar.
_ROUTINE_BEFORE = re.compile(
    r"\b(?:opens?|starts?|begins?|closes?|open|daily|weekdays|doors|gates|stops?|comes?|runs?)\b[^.;\n]{0,25}$",
    re.IGNORECASE,
)
_ROUTINE_AFTER = re.compile(r"\s*(?:\(|on\s)?(?:on\s)?(?:weekdays|weekends|daily|each|every|both|all|\w+days\b)")
_OPEN_HOURS = re.compile(r"\b(?:open(?!-)|available|hours|operates?|weekly|staffed)\b[^.;\n]{0,25}$", re.IGNORECASE)
_RISKY_MONTHS = frozenset({"may", "march", "mar", "april", "june", "august", "jan", "dec", "sep", "sept"})


@lru_cache(maxsize=8)
def _of_sport(text: str) -> bool:
    """Whether a text tells of a match, in which halves and quarters are minutes long."""
    return len(_MATCH.findall(text)) >= 3


def stands(text: str, token: Token) -> bool:
    """Whether a phrase that is no more than this token's is an expression of time."""
    before, after = text[max(0, token.start - 40) : token.start], text[token.end : token.end + 40]
    words = text[token.start : token.end]
    match token.code:
        case "Y":
            return _year(words, before, after)
        case "M":
            return _month(words, before, after)
        case "W":
            return _weekday(words, before, after)
        case "c":
            return _clock(words, before, after)
        case "1":
            return _bare_day(before, after)
        case "2":
            return bool(re.search(r"\bfor\s$", before, re.IGNORECASE) and re.match(r"\s*[.,:;\n]|$", after))
        case "B":
            return _period(text, token, words.lower(), before, after)
        case "N":
            return not re.search(r"\b(?:right|will|[A-Z]\w+\sNow)\s$", f"{before[-12:]}")
        case "=":
            return not (
                _OPEN_HOURS.search(before) and re.fullmatch(r"\w+day\W+\w+\W+\w+day|\w+day\s?[–-]\s?\w+day", words)
            )
        case "D":
            return not before.endswith("Long ")  # the Long March 7 rocket
    return False


def _year(words: str, before: str, after: str) -> bool:
    if not words.isdigit():
        return not words.startswith(("'", "’")) or bool(
            re.search(r"\b(?:in|since|of|summer|winter|spring|class)\s$", before, re.IGNORECASE)
        )
    if (
        _COUNTED.match(after)
        or before.endswith(_MONEY)
        or re.match(r"\s?(?:%|°|BS\b|AH\b)|\s(?:GMT|UTC|hrs|hours)\b", after)
    ):
        return False
    if re.match(r"-[A-Za-z]", after) and not re.match(r"-(?:based|born|era)", after):
        return False
    if _NAME_BEFORE.search(before) and not _LEAD.search(before) and not _CREDIT.search(before):
        return False
    if 1900 <= int(words) <= 2099 or _STRICT_LEAD.search(before):
        return True
    return 1700 <= int(words) < 1900 and bool(re.search(r"\bthe\s$", before) and re.match(r"\s[\w-]+[^s\W]\b", after))


def _month(word: str, before: str, after: str) -> bool:
    low = word.rstrip(".").lower()
    if _PERSON_BEFORE.search(before):
        return False
    if _STRICT_LEAD.search(before):
        return not (len(low) < 5 and low != "may" and low != "june" and low != "july" and before.endswith("of "))
    if _SAID_AFTER.match(after):
        return False
    lead = _LEAD.search(before)
    if not lead and (low in _RISKY_MONTHS or _NAME_BEFORE.search(before)):
        return False
    return not (low in ("march", "may") and re.search(r"\b(?:a|the)\s$", before) and not re.match(r"\s[a-z\d]", after))


def _weekday(word: str, before: str, after: str) -> bool:
    """Sunday, and Sun. where more of a date is beside it: Sun is also a surname, Sat a verb."""
    if not word.rstrip(".").lower().endswith("day"):
        return bool(re.match(r"\s*(?:[,:;)\d–|-]|\n|$)", after)) and not _NAME_BEFORE.search(before)
    return not _PAPERS.match(after) and not _FEASTS.search(before)


def _clock(words: str, before: str, after: str) -> bool:
    if _ROUTINE_BEFORE.search(before) or _ROUTINE_AFTER.match(after) or not _CLOCK_LEAD.search(before):
        return bool(re.search(r"[A-Z]{3}", words) and re.search(r"\b(?:at|by)\s$", before))
    if words.lower() in ("midnight", "noon", "midday"):
        return not re.search(r"\b(?:after|before|to|from|about)\s$", before)
    return not re.fullmatch(r"\d:\d\d", words)


def _bare_day(before: str, after: str) -> bool:
    """The 12th, where it is not the 12th of something; Monday 24."""
    return bool(
        re.search(r"\b(?:on|by|before|until|till|to|from|after|since|of)\s$", before, re.IGNORECASE)
        and re.match(r"\s*(?:[.,;:)!?\n]|$|and\b|at\b|in\b)", after)
    )


def _period(text: str, token: Token, words: str, before: str, after: str) -> bool:
    if re.fullmatch(r"(?:the )?(?:first|second|third|fourth)[ -](?:half|quarter)", words):
        around = text[max(0, token.start - 160) : token.end + 160]
        return bool(_BOOKS.search(around)) or not (_of_sport(text) or _MATCH.search(around))
    if re.fullmatch(r"(?:the )?(?:spring|summer|autumn|fall|winter)", words):
        if re.match(r"\s+(?:of|in|into|from)\b|\s+[A-Z]", after):
            return False
        return words.startswith("the ") or bool(
            re.search(r"\b(?:in|by|since|until|during|before|of|through)\s$", before)
        )
    if re.fullmatch(r"(?:q[1-4]|h[12])", words):
        return not re.match(r"[\w\]-]|\.\w", after)
    if re.fullmatch(r"['’]?\d0s", words):
        return not re.search(r"\b(?:his|her|their|my|our|your)\s(?:early\s|mid-?\s?|late\s)?$", before)
    return True
