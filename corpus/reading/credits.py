"""Which agency a page's text comes from, as the page says it: byline, credit line, sign-off or dateline."""

import re
from collections.abc import Mapping, Sequence

from lxml.html import HtmlElement

from corpus.agencies import agency_called
from corpus.datelines import Found
from corpus.reading.fragments import clean
from corpus.reading.jsonld import Described
from corpus.reading.tree import Named

# The sign at the foot of a text: "(AFP)", "— Reuters", "© AFP", "(Reporting by ...)" is Reuters' alone.
FOOT = re.compile(r"(?:^|[\s(–—©-])\(?([A-Z][\w/.-]{1,24}(?: [A-Z][\w.-]+){0,3})\)?[\s.]*$")
REPORTING = re.compile(
    r"\(?(?:Reporting|Writing|Additional reporting|Compiled) by .{3,300}(?:[Ee]diting|[Ww]riting) by ", re.DOTALL
)
PLACES = re.compile(r"source|agency|credit|byline|provider|syndicat", re.I)
PICTURES = re.compile(r"image|photo|picture|caption|video|media|figure|thumb|gallery", re.I)
LABEL = re.compile(
    r"^(?:by|source|sources|from|credit|credits|agency|agencies|text|news by|report by|provided by|via)\b\s*:?\s*", re.I
)
PARTS = re.compile(r"\s*(?:[,;|/•·&]|\band\b|\bwith\b|\bvia\b|\bfor\b|\s[-–—]\s)\s*")
META = (
    "article:source",
    "source",
    "dc.source",
    "dc.rights",
    "syndication-source",
    "original-source",
    "article.origheadline",
    "news_source",
    "wire",
    "agency",
)


def agency_in(credit: str | None) -> str | None:
    """The short name of the agency that a credit, byline or source line names, or None.

    Only whole parts count: "Reuters", "By Jane Doe, Associated Press", "(AP)", never "AP Møller".
    """
    line = LABEL.sub("", (credit or "").strip())
    if not 2 <= len(line) <= 160:
        return None
    for part in (line, *PARTS.split(line)):
        found = agency_called(LABEL.sub("", part).strip(" ©*")) if part else None
        if found:
            return found.short
    return None


def credit_of(
    named: Named, meta: Mapping[str, str], said: Described, byline: str | None, outlet: str | None
) -> tuple[str | None, str | None]:
    """The agency that the page credits and the line that does. To be asked before the page is pruned."""
    lines = [byline, said.text("creditText"), *(meta.get(name) for name in META)]
    for name in ("sourceOrganization", "provider", "author", "creator"):
        lines += said.names(name)
    for element, name in named:
        # Credits of pictures are others' than the text's.
        if PLACES.search(name) and not PICTURES.search(name) and element.tag != "img":
            text = clean("".join(element.itertext()))
            if 2 <= len(text) <= 120 and not _in_a_picture(element):
                lines.append(text)
    own = agency_in(outlet)
    for line in lines:
        agency = agency_in(line)
        if agency and agency != own:
            return agency, line
    return None, None


def _in_a_picture(element: HtmlElement) -> bool:
    return any(
        parent.tag in ("figure", "figcaption") or PICTURES.search(parent.get("class") or "")
        for parent in list(element.iterancestors())[:4]
    )


def credit_in(paragraphs: Sequence[str], opening: Found | None) -> tuple[str | None, str | None]:
    """The agency that the text itself names at its head or foot, and the words that do; `opening` is its dateline."""
    if opening and (agency := agency_in(opening.agency)):
        return agency, opening.agency
    for line in reversed(paragraphs[-3:]):
        if REPORTING.search(line):
            return "Reuters", line
        closed = FOOT.search(line) if len(line) <= 40 or line.endswith(")") else None
        if closed and (agency := agency_in(closed[1])) and (len(line) <= 40 or f"({closed[1]})" in line):
            return agency, line if len(line) <= 120 else closed[1]
    return None, None
