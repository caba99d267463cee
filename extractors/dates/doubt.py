"""What looks like a date and is none: May the minister, 2,000 people, Vision 2030, the second half of a match."""

import re

from extractors.dates.tokens import Token

# A bare month or year is one of time after these.
_LEAD = re.compile(
    r"(?:^|[\s(\[“\"‘'—–-])(?:in|since|by|from|until|till|to|through|during|of|before|after|for|between|and|or|last|next|this"
    r"|early|late|mid|around|about|than|versus|vs\.?|against|over|on|at|circa|c\.|as|ending|ended|starting|beginning"
    r"|every|each|throughout|into|towards?|past|beyond|the|year|spring|summer|autumn|fall|winter)[\s-]+$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s+(?:[a-z]+\s+)?(?:people|persons|dollars|euros|pounds|rupees|yuan|crowns|workers|employees|jobs|tonnes|tons|metres|meters"
    r"|kilomet(?:re|er)s|km|kg|miles|feet|homes|houses|seats|students|children|women|men|soldiers|troops|police|residents"
    r"|visitors|delegates|participants|exhibitors|companies|units|copies|votes|points|hectares|acres|barrels|megawatts|MW"
    r"|times|others|cases|deaths|patients|beds|families|households|villages|schools|items|operations|runners|athletes|fans"
    r"|spectators|passengers|vehicles|cars|percent|per cent|million|billion|thousand|hours|days|weeks|months|calories)\b"
)
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"‘'])((?:[A-ZÀ-Þ][\w'’&.]*|[A-Z]{2,}))(?:\s|-)$")
_NAME_AFTER = re.compile(r"\s+[A-ZÀ-Þ][a-zà-ÿ]+")
_MATCH = re.compile(
    r"\b(?:goals?|scored?|scorer|header|penalty|equali[sz]er|half-?time|minute|kick-?off|striker|keeper|try|conversion|dunk"
    r"|quarterback|touchdown|rebounds?|referee|free kick|points lead)\b",
    re.IGNORECASE,
)
_BOOKS = re.compile(
    r"\b(?:profits?|revenues?|sales|earnings|income|loss|output|exports?|imports?|growth|grew|GDP|results?|percent|per cent"
    r"|margin|orders?|year|forecast|guidance|shipments|deliver\w+|expects?|economy|trade|inflation|investments?|budget)\b|%"
)
_PAPERS = re.compile(
    r"\s+(?:Times|Mirror|Telegraph|Mail|Express|Post|Star|Tribune|Herald|School|Night Live|Night Football)\b"
)
_DAYS_OF_NAME = re.compile(
    r"\b(?:Black|Good|Red|Cyber|Giving|Super|Easter|Palm|Whit|Boxing|Ash|Holy|Maundy|Shrove|Bloody|Fat|Casual|Small Business)\s$"
)
_PERSON_BEFORE = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|Lady|Lord|Miss|President|Minister|Captain|Theresa|Brian|Karl|Casey)\.?\s)$"
)
_SAID_AFTER = re.compile(
    r"(?:,?\s+(?:said|says|told|added|scored|and\s+[A-Z][a-z]+\s+(?:said|were|are))\b|['’]s\s+(?:team|son|wife|husband))"
)
_CLOCK_LEAD = re.compile(
    r"\b(?:at|by|from|until|till|to|after|before|since|around|about|between|and|past|beyond|on)\s+(?:about\s+|around\s+)?$",
    re.IGNORECASE,
)


def stands(text: str, token: Token) -> bool:
    """Whether a phrase that is no more than this token's is an expression of time."""
    before, after = text[max(0, token.start - 40) : token.start], text[token.end : token.end + 40]
    if before.endswith(("\n", "")) and not before:
        before = ""
    match token.code:
        case "Y":
            return _year(text[token.start : token.end], before, after)
        case "M":
            return _month(text[token.start : token.end], before, after)
        case "W":
            return not _PAPERS.match(after) and not _DAYS_OF_NAME.search(before)
        case "c":
            return _clock(text[token.start : token.end], before, after)
        case "1":
            return _bare_day(before, after)
        case "B":
            return _period(text, token, before, after)
        case "N":
            return not before.endswith(("right ", "Right ")) and not (
                text[token.start].isupper() and _NAME_BEFORE.search(before)
            )
        case "D" | "=":
            return True
    return False


def _year(words: str, before: str, after: str) -> bool:
    if not words.isdigit():
        return True
    if words.startswith(("'", "’")):
        return bool(re.search(r"\b(?:in|since|of|summer|winter|spring|class)\s$", before, re.IGNORECASE))
    if _COUNTED.match(after) or before.endswith(("$", "€", "£", "₹", "¥", "#", "No. ", "Rs ", "Rs. ", "@")):
        return False
    if re.match(r"\s?(?:%|°|GMT|UTC|hrs|hours)", after) or (
        re.match(r"-[A-Za-z]", after) and not re.match(r"-(?:based|born|era)", after)
    ):
        return False
    lead = bool(_LEAD.search(before))
    name = _NAME_BEFORE.search(before)
    if name and not lead:
        return False
    if 1900 <= int(words) <= 2099:
        return True
    return bool(
        re.search(
            r"\b(?:in|since|by|from|until|till|to|of|between|and|around|circa|during|before|after)\s+$",
            before,
            re.IGNORECASE,
        )
    )


def _month(word: str, before: str, after: str) -> bool:
    if _PERSON_BEFORE.search(before) or _SAID_AFTER.match(after):
        return False
    risky = word.rstrip(".").lower() in ("may", "march", "mar", "april", "june", "august", "jan", "dec", "sep", "sun")
    lead = bool(_LEAD.search(before))
    if word.isupper() and risky and not lead:
        return False
    if risky and not lead:
        return False
    name = _NAME_BEFORE.search(before)
    if name and not lead:
        return False
    if word.lower() in ("march", "may") and re.search(r"\b(?:a|the|of)\s$", before, re.IGNORECASE):
        return (
            bool(re.match(r"\s+(?:[a-z]+|\d)", after)) and not re.match(r"\s+(?:of|on|past|through)\b", after)
            if word.lower() == "march"
            else True
        )
    return True


def _clock(words: str, before: str, after: str) -> bool:
    if re.search(r"[ap]\.?\s?m|[A-Z]{2,}|time|h(?:ou)?rs|GMT", words):
        return True
    return bool(_CLOCK_LEAD.search(before)) or bool(
        re.fullmatch(r"(?:.*\n|)\W*", before[-3:]) and re.search(r":\d\d", words)
    )


def _bare_day(before: str, after: str) -> bool:
    """The 12th, where it is not the 12th of something."""
    return bool(
        re.search(r"\b(?:on|by|before|until|till|to|from|after|since|of)\s$", before, re.IGNORECASE)
        and re.match(r"\s*(?:[.,;:)!?\n]|$|and\b|at\b|in\b)", after)
    )


def _period(text: str, token: Token, before: str, after: str) -> bool:
    words = text[token.start : token.end].lower()
    if re.fullmatch(r"(?:the )?(?:first|second|third|fourth)[ -](?:half|quarter)", words):
        around = text[max(0, token.start - 160) : token.end + 160]
        return not _MATCH.search(around) or bool(_BOOKS.search(around) and not re.search(r"\bminute|goal", around))
    if re.fullmatch(r"(?:the )?(?:spring|summer|autumn|fall|winter)", words):
        return (
            not re.match(r"\s+(?:of|in|into|from)\b", after)
            and (
                words.startswith("the ")
                or bool(re.search(r"\b(?:in|by|since|until|during|this|last|next|before|of|through)\s$", before))
            )
            and not _NAME_AFTER.match(after)
        )
    if re.fullmatch(r"q[1-4]|h[12]", words):
        return not re.match(r"[\w-]", after)
    return True
