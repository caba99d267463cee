"""In whose voice a text speaks: marks of its manner, where it names no source in so many words.

A sender of releases speaks of itself, today and to everybody ("today announced", "released the following
statement", "About Halden Motors"); a reporter of an outlet signs, and is told things. One hint alone
decides nothing; two different ones do.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from corpus.agencies import AGENCY, RELEASES, agency_called, forms_pattern
from corpus.datelines import read_dateline
from corpus.origin.mark import OUTLET, Mark
from dateline.records import Article

_LEAD = 700  # characters: headline of its own, lead
_TELLING = (
    r"(?:announced?|announces|introduced|unveiled|launched|released|issued|praised|applauded|commended|welcomed|"
    r"urged|joined|sent|called|voted|reported|mourns|said|made|delivered|expressed|offered|secured|completed|"
    r"signed|opened|published|named|appointed|received|congratulated|highlighted|hailed|condemned)"
)
_HEADED = re.compile(r"\bfor immediate release\b|\bpress release\s*[:\n–—-]|^\W*news ?room\b", re.I | re.M)
_STATEMENT = re.compile(
    r"\b(?:issued|made|released|delivered|gave|submitted|put out)\s+(?:the following|this|a brief|a)\s+"
    r"(?:[\w-]+\s+){0,3}(?:statement|remarks|comments?|response|message|release)\b"
    r"|\bthe following (?:[\w-]+ ){0,3}(?:statement|remarks|announcement|response|(?:press |news )?release)\b"
    r"|\bis (?:pleased|proud|delighted|honou?red|excited|thrilled) to "
    r"(?:announce|invite|present|welcome|share|report)\b"
    r"|\b(?:announces?|mourns?) with (?:great |deep |profound )?(?:sorrow|sadness|regret)\b",
    re.IGNORECASE,
)
_TODAY = re.compile(
    rf"\b(?:today|tonight|this (?:morning|afternoon|evening))\b[\s,]+(?:[\w’'-]+\s+){{0,2}}?{_TELLING}\b"
    rf"|\b{_TELLING}\b[\s,]+(?:[\w’'-]+\s+){{0,3}}?(?:today|tonight|this morning)\b",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"^\W*(?:(?:[\w.,&’'()/-]+\s+){1,7}?(?:announces?|applauds?|praises?|commends?|unveils?|introduces?|launch(?:es)?|"
    r"mourns?|celebrates?|hails?|congratulates?|welcomes?|secures?|reports?|invites?|presents?|co-?sponsors?|"
    r"(?:makes?|issues?|releases?|delivers?) statement)\b"
    r"|(?:[\w.,’'()-]+\s+){0,6}(?:statements?|remarks|comments|testimony) (?:on|of|by|from|regarding|at|before)\b"
    r"|call for (?:papers|proposals|entries|applications|speakers|abstracts)\b|notice (?:of|on|to)\b"
    r"|save the date\b|in memoriam\b|(?:result|notice) of (?:\w+ )?(?:AGM|EGM|annual|extraordinary))",
    re.IGNORECASE,
)
_OUR = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”?|\"[^\"\n]*\"?|(?<!\w)[‘'][^’'\n]{20,}[’']")
_ABOUT = re.compile(
    r"^\W*(?i:about|über|à propos d[eu']|sobre)\s+(?:the\s+)?(?P<name>[A-ZÀ-Þ][^\n.?!]{1,60}?)\s*(?::|\n|$)"
)
_SIGNED = re.compile(
    r"^(?:by|from)\s+[^\n]{3,60}$|^[^\n]{3,50}\b(?:staff (?:writer|reporter)|(?:our|own|chief|special|senior|political|"
    r"business|sports?|city) (?:correspondent|reporter|writer)|reporter|correspondent|columnist|bureau chief)"
    r"\b[^\n]{0,40}$"
    r"|^(?:correspondent|reporter|staff (?:writer|reporter)|text|words)\s*:\s*\S[^\n]{2,50}$",
    re.IGNORECASE,
)
_END_INITIALS = re.compile(r"^\W*\(?(?i:end)\)?[\s/]+[A-Z]{2,4}(?:/[A-Z]{2,4})*\W*$")
_SIGN = re.compile(
    r"^(?:/\s*(?P<slash>[\w .-]{2,30}?)\s*/|\((?P<round>[A-Z][A-Z-]{1,9})\)|[-–—=]{2,}\s*(?P<dash>[A-Z][\w-]{1,20}))$"
)
_IN_FRONT = re.compile(r"^\W*[(/\[](?P<name>[A-Z][\w ]{1,30})[)/\]]\s*(?=[A-Z“\"])")
_BLANKS = re.compile(r"[^\S\n]+|\n\s+")
_INVITES = re.compile(
    r"^\W*(?:organi[sz]ers?|(?:main )?sponsors?|partners|venue|registration|tickets|admission|"
    r"keynote speakers?|accreditation)"
    r"\b\s*(?::|\(|(?:opens?|closes?|from|is|are|costs?)\b)"
    r"|\b(?:late |online )?registration (?:closes|opens|is)\b|\babstracts? (?:of|should|are|not)\b|"
    r"\btickets (?:from|at|are)\b"
    r"|\b(?:is|are) (?:supported|sponsored|organi[sz]ed|paid for|funded) by\b|\bwith the (?:kind )?support of\b"
    r"|\badmission is\b|\bprogramme (?:may|is) (?:change|subject)|"
    r"\b(?:reporters|editors|journalists) (?:are|may) (?:asked|invited|attend)",
    re.IGNORECASE,
)
_INFORMS = re.compile(
    r"\bthis information (?:is|was) provided by (?P<name>[A-Z][\w ]{1,30})|^\W*"
    r"(?:additional|further|more) information\s*:|"
    r"\b(?:the|this) information (?:was|is) submitted for publication\b|\bpress desk\b|\bwrite to\b[^.]{3,60}\bpress\b",
    re.IGNORECASE,
)
_FULL_DAY = re.compile(r"^[^\n]{3,70}?\b(?:19|20)\d\d\b")


def voice(article: Article, paragraphs: list[str], unprinted: bool) -> Iterator[Mark]:
    """Marks of an article's manner; a hint has strength 1. `unprinted`: it is known that no outlet printed it."""
    if not paragraphs:
        return
    yield from _of_sender(article, paragraphs)
    yield from _of_staff(article, paragraphs[:3])
    yield from _of_wire(article, paragraphs, unprinted)


def _of_sender(article: Article, paragraphs: list[str]) -> Iterator[Mark]:
    lead = _BLANKS.sub(" ", article.text[: 6 * _LEAD]).strip()[:_LEAD]  # scanned layouts are mostly blanks
    bare = _QUOTED.sub(" ", lead)
    if match := _HEADED.search(lead):
        yield Mark(RELEASES, None, 3, f"it is headed {match.group().strip()!r}")
    if match := _STATEMENT.search(bare):
        yield Mark(RELEASES, None, 2, f"it says {' '.join(match.group().split())!r} of its sender")
    if match := _TODAY.search(bare):
        yield Mark(RELEASES, None, 1, f"it tells its news of today: {' '.join(match.group().split())!r}")
    for line in (article.headline or "", paragraphs[0] if len(paragraphs[0]) < 150 else lead[:90]):
        if match := _HEADLINE.match(line):
            yield Mark(RELEASES, None, 1, f"its headline tells what its sender does: {match.group()[:60]!r}")
            break
    if any(_OUR.search(_QUOTED.sub(" ", paragraph)) for paragraph in (*paragraphs[1:3], *paragraphs[-2:])):
        yield Mark(RELEASES, None, 1, "it speaks of us")
    if any(_INVITES.search(paragraph) for paragraph in paragraphs):
        yield Mark(RELEASES, None, 1, "it invites, or thanks its sponsors")
    for paragraph in paragraphs[-4:]:
        if match := _INFORMS.search(paragraph):
            yield Mark(RELEASES, None, 2, f"it ends with {match.group().strip()!r}")
            break
    for paragraph in paragraphs[1:][-6:]:
        if match := _ABOUT.match(paragraph):
            yield Mark(RELEASES, None, 2, f"it ends with a paragraph {match.group().strip()[:40]!r}")
            break


def _of_staff(article: Article, paragraphs: list[str]) -> Iterator[Mark]:
    """A reporter who signs writes for the outlet that prints it, if the line names no agency."""
    if article.outlet and any(len(p) < 90 and _SIGNED.match(p) for p in paragraphs):
        yield Mark(OUTLET, article.outlet, 3, "its reporter signs")


def _of_wire(article: Article, paragraphs: list[str], unprinted: bool) -> Iterator[Mark]:
    last = paragraphs[-1] if len(paragraphs) > 1 else ""
    if _END_INITIALS.match(last):
        yield Mark(AGENCY, None, 2, f"it ends with {last!r}, as desks of agencies sign")
    if (match := _SIGN.match(last)) and len(last) < 40:
        sign = match["slash"] or match["round"] or match["dash"]
        named = agency_called(sign) or agency_called(sign.capitalize()) or agency_called(sign.upper())
        yield Mark(
            named.kind if named else AGENCY, named.short if named else sign, 3 if named else 2, f"signed {last!r}"
        )
    for paragraph in paragraphs[:4]:
        parts = [part.strip() for part in paragraph.split(",")]
        if len(paragraph) < 50 and len(parts) == 2 and (named := agency_called(parts[0]) or agency_called(parts[1])):
            yield Mark(named.kind, named.short, 2, f"it is headed {paragraph!r}")
            break
    if (match := _IN_FRONT.match(paragraphs[0])) and (named := agency_called(match["name"])):
        yield Mark(named.kind, named.short, 2, f"{match.group().strip()!r} stands in front")
    if unprinted and not urlsplit(article.url or "").hostname:
        if (match := _heard().search(article.text)) and (named := agency_called(match["told"] or match["says"])):
            yield Mark(named.kind, named.short, 2, f"no outlet printed it, and it says {match.group()!r}")
        # What nobody printed came from its sender; agencies leave the year out, senders of releases put it in.
        found = next((found for p in paragraphs[:2] if (found := read_dateline(p))), None)
        if not found or (not found.agency and any(_FULL_DAY.match(p[: found.end + 1]) for p in paragraphs[:2])):
            yield Mark(RELEASES, None, 1, "no outlet printed it")
        elif not found.agency:
            yield Mark(AGENCY, None, 2, "it has a dateline, and no outlet printed it")


@cache
def _heard() -> re.Pattern[str]:
    """`told Ukrinform`, `AAP understands`: in what an outlet printed no credit, in an agency's own text its voice."""
    form = forms_pattern()
    return re.compile(
        rf"\btold (?P<told>{form})\b|\b(?P<says>{form}) (?:has learn(?:ed|t)|understands|correspondent|reporters?)\b"
    )
