"""What one article says about where its text comes from: each mark with what it names and how it stands there."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from corpus.agencies import AGENCY, RELEASES, Agency, agency_called, forms_pattern
from corpus.datelines import read_dateline
from corpus.origin.mark import OUTLET, Mark
from corpus.origin.voice import voice
from dateline.records import Article

FRONT, BACK = 4, 4  # paragraphs at either end in which marks stand


_RELEASE_HEAD = re.compile(
    r"^\W*(?:for (?:immediate |general )?(?:release|publication)\b|embargoed (?:until|for)\b|notes? to editors?\b|"
    r"(?:press|news|media) (?:release|statement|note|advisory|alert)\b|"
    r"communiqu[eé]\b|pressemitteilung\b|nota de prensa\b)",
    re.IGNORECASE,
)
_RELEASE_FOOT = re.compile(
    r"^\W*(?:(?:media|press)(?: (?:contacts?|enquiries|inquiries|relations|officer?))?\s*:|contacts?:\s*\S|"
    r"issued by\b|"
    r"(?:media|press) (?:contacts?|enquiries|inquiries)\b|(?:authori[sz]ed|approved) for release\b|"
    r"(?:for )?(?:further|more) (?:press )?(?:information|details),?:? (?:please )?(?:contact|call|visit)?\b|"
    r"for (?:media |press )?(?:enquiries|inquiries|details)\b|notes? (?:to|for) (?:the )?editors?\b|"
    r"forward[- ]looking statements\b|this (?:press )?release (?:is|was|may|contains)\b)",
    re.IGNORECASE,
)
_WITH_YEAR = re.compile(r"^[^\n]{3,60}?\b(?:19|20)\d\d\b")
_SOURCE = re.compile(r"^\W*(?:source|courtesy)\s*[:;]?\s+(?P<name>\S.{1,80})$", re.IGNORECASE)
_ENDS = re.compile(r"^\W*(?:#\s*#\s*#|[-–—\s]*ends?[-–—\s]*|-30-)\W*$", re.IGNORECASE)
_ISSUER = re.compile(
    r"\b(?:newsroom|press (?:office|room|cent(?:re|er)|releases?)|media (?:office|relations|cent(?:re|er))|"
    r"investor relations|communications (?:office|department)|ministry|senator|congress(?:man|woman)|embassy|council|"
    r"prime minister's office|information bureau|PLC|Inc|Ltd|GmbH|Corp)\b",
    re.IGNORECASE,
)
_WIRE = re.compile(r"\b(?:news ?wires?|wire|(?:news|press) (?:agency|service)|agencia|agência|agenzia|agence)\b", re.I)
# Outlets that write on themselves now and then, and are outlets all the same.
_PAPER = re.compile(
    r"\b(?:times|post|herald|news|tribune|gazette|journal|star|mail|daily|weekly|chronicle|courier|observer|mirror|sun|"
    r"telegraph|express|guardian|examiner|standard|review|sentinel|ledger|press|radio|tv|television|today|echo|voice|"
    r"broadcasting|magazine|independent|globe|record|dispatch|bulletin|argus|inquirer|morning|evening|mercury|advertiser|"
    r"citizen|monitor|advocate|messenger|register|pioneer|beacon|banner|reader|letter|review|zeitung|diario|giornale)\b",
    re.IGNORECASE,
)
_REPRINT = re.compile(
    r"(?i:(?:this|the) (?:article|story|report|piece|post)(?: by the| by)? "
    r"(?:(?P<by>[A-Z][\w.&’' -]{1,50}?) )?(?:was |has been )?(?:originally |first )?"
    r"(?:published|appeared|appears|ran|produced|reported|written)\b(?: originally| first)?)"
    r"(?:\s+(?:in|on|by|at|for)\s+(?:[Tt]he\s+)?(?P<name>[A-Z][\w.&’' -]{1,50}?)"
    r"(?= and |[.,;(]| on | in | with |\s*$))?"
)
_VIA = re.compile(r"(?:^|[\s(])via (?P<name>[A-Z][\w.&’' -]{1,40}?)(?=[).,;\n]|\s*$)")
_INPUTS = re.compile(
    r"with (?:additional )?(?:inputs?|reporting|reports?|agency inputs?|files?) (?:from|by) (?P<name>[^.)\n]{2,60})",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?i:copyright|©|\(c\))\s*(?:\d{4})?,?\s*(?:by )?(?P<name>[A-Z][\w.&’' -]{1,50}?)(?=[.,;)]|\s+[Aa]ll\b|\s*$)"
)
_LABEL = re.compile(r"^\W*(?:text|source|story|report|words|article|news)\s*:\s*", re.IGNORECASE)
_STAFF = re.compile(
    r"\s+(?:(?:sports?|business|political|science|staff|special)\s+)*"
    r"(?:writers?|staff|correspondents?|reporters?|news agency|photos?|wire)$",
    re.IGNORECASE,
)


def marks(article: Article, unprinted: bool = False) -> Iterator[Mark]:
    """All marks of an article, in no particular order. `unprinted`: it is known that no outlet printed it."""
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n|\n", article.text) if p.strip()]
    yield from _of_fields(article)
    yield from _of_head(paragraphs[:FRONT], article)
    yield from _of_foot(paragraphs[-BACK:])
    yield from voice(article, paragraphs, unprinted)


def _of_fields(article: Article) -> Iterator[Mark]:
    if article.agency:
        named = agency_called(article.agency)
        kind, name = (named.kind, named.short) if named else (AGENCY, article.agency)
        yield Mark(kind, name, 3, f"it came from {name}")
    for words, where in ((article.credit, "credit line"), (article.byline, "byline")):
        if words and (named := _agency_in(words)):
            yield Mark(named.kind, named.short, 2 if _INPUTS.search(words) else 3, f"{where} {words.strip()!r}")
    if article.outlet:
        if named := agency_called(article.outlet):
            yield Mark(named.kind, named.short, 3, f"{named.short} published it itself")
        elif _WIRE.search(article.outlet):
            yield Mark(AGENCY, article.outlet, 2, f"{article.outlet} published it itself")
        elif _ISSUER.search(article.outlet) or _on_itself(article):
            yield Mark(RELEASES, article.outlet, 2, f"{article.outlet} published it itself")
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    labels = host.removeprefix("www.").split(".")
    if len(labels) > 1 and (named := _by_host(labels[-2])):
        yield Mark(named.kind, named.short, 2, f"its canonical address is at {host}")


def _of_head(paragraphs: list[str], article: Article) -> Iterator[Mark]:
    for paragraph in paragraphs:
        if _RELEASE_HEAD.match(paragraph):
            yield Mark(RELEASES, None, 3, f"it is headed {paragraph[:40]!r}")
        found = read_dateline(paragraph, article.published)
        if found and not found.agency and _WITH_YEAR.match(paragraph):
            yield Mark(RELEASES, None, 1, "its dateline carries the year, as those of releases do")
        if found and found.agency:
            named = agency_called(found.agency)
            if named:
                yield Mark(named.kind, named.short, 3, f"dateline names {found.agency}")
            elif (" " not in found.agency or found.agency[0].isupper()) and not _own(
                found.agency, article.outlet or ""
            ):
                yield Mark(AGENCY, found.agency, 2, f"dateline names {found.agency}")
        elif (match := _loose_head().match(paragraph)) and (named := agency_called(match["in"] or match["form"])):
            yield Mark(named.kind, named.short, 2, f"its first line names {named.short}")
    for paragraph in paragraphs[:2]:
        if (match := _by_agency().match(paragraph)) and (named := agency_called(match["form"])):
            yield Mark(named.kind, named.short, 3, f"byline {paragraph[:50]!r}")


def _of_foot(paragraphs: list[str]) -> Iterator[Mark]:
    for paragraph in paragraphs:
        if _RELEASE_FOOT.match(paragraph):
            yield Mark(RELEASES, None, 2, f"it ends with {paragraph[:40]!r}")
        if match := _SOURCE.match(paragraph):
            named = _agency_in(match["name"])
            kind, name = (named.kind, named.short) if named else (RELEASES, match["name"])
            yield Mark(kind, name, 3, f"it ends with {paragraph[:40]!r}")
        if _ENDS.match(paragraph):
            yield Mark(RELEASES, None, 2 if "#" in paragraph else 1, f"it ends with {paragraph[:12]!r}")
        if (match := _REPRINT.search(paragraph)) and (name := (match["by"] or match["name"] or "").strip()):
            named = agency_called(name)
            yield Mark(named.kind if named else OUTLET, named.short if named else name, 3, f"{match.group()!r}")
        for pattern, strength in ((_VIA, 2), (_COPYRIGHT, 2), (_INPUTS, 1)):
            if (match := pattern.search(paragraph)) and (named := _agency_in(match["name"])):
                yield Mark(named.kind, named.short, strength, f"it says {match.group().strip()!r}")
    if paragraphs:
        for paragraph in paragraphs[-3:]:
            if (match := _sign_off().search(paragraph)) and (named := agency_called(match["form"])):
                yield Mark(named.kind, named.short, 3, f"signed {match.group().strip()!r}")


def _agency_in(words: str) -> Agency | None:
    """The agency that a credit or byline names: only as a whole part, never "AP" of "AP Møller"."""
    words = _LABEL.sub("", words)
    for part in re.split(r"\s*(?:[,;|/•·]|\band\b|\bvia\b|\bfrom\b|\bby\b|\s[-–—]\s)\s*", words, flags=re.IGNORECASE):
        bare = _STAFF.sub("", part.strip(" .()[]©:*"))
        if bare and (named := agency_called(bare)):
            return named
    return None


def _own(name: str, outlet: str) -> bool:
    """Whether a dateline names the outlet's own service: its name or its letters."""
    letters = "".join(word[0] for word in outlet.split())
    return bool(outlet) and (name.casefold() in outlet.casefold() or name.upper() == letters.upper())


def _on_itself(article: Article) -> bool:
    """Whether the lead is about the outlet itself, as a company's or an office's own news is."""
    outlet = (article.outlet or "").casefold()
    if len(outlet) <= 5 or _PAPER.search(outlet):
        return False
    before, found, _ = article.text[:400].casefold().partition(outlet.removeprefix("the "))
    # Who is told something, or quoted, is a reporter's paper and no sender.
    return bool(found) and not re.search(r"\b(?:told|to|by|in|with)(?: the)?\s*$", before)


def _by_host(label: str) -> Agency | None:
    return agency_called(label) or agency_called(label.upper()) or agency_called(label.capitalize())


@cache
def _sign_off() -> re.Pattern[str]:
    """`--IANS`, `(ANI)`, `APP/zia-mhn`, `==Kyodo`, `PTI SAN NN`, `ENDS/GM/ZANIS`, `MAP 13 May 2024`."""
    opening = r"(?:[-–—=(\[]+\s*|(?<=[.!?”\"])\s+|^\W*(?:ends?(?:\W[\w-]{1,5})?\W+)?)"
    closing = r"(?:\s*/\s*[\w .-]{2,40}|\W+(?:[A-Za-z]{2,4}\b[\s/-]*){0,3}|\s+\d{1,2} \w{3,9} \d{4})?"
    return re.compile(rf"(?i:{opening})(?P<form>{forms_pattern()})(?![\w’']){closing}\W*$")


@cache
def _loose_head() -> re.Pattern[str]:
    """The form in brackets, slashes or between stop and dash within the first words: `Tehran, IRNA – The`."""
    form = forms_pattern()
    inside = rf"[(/\[]\s*(?:By (?:the )?)?(?P<in>{form})\s*(?:[-–—.][^)/\]]{{3,24}})?[)/\]]\s*[.:,]?\s*[-–—=:.]"
    between = rf"(?:[.,]|\s[-–—])\s+(?P<form>{form})\s*[-–—:]"
    return re.compile(rf"^.{{2,70}}?(?:{inside}|{between})")


@cache
def _by_agency() -> re.Pattern[str]:
    """`By Associated Press`, `By JOHN SMITH, Associated Press Writer`, `(By the United Press)`."""
    return re.compile(
        rf"^\W*(?:by|from)\s+(?:the\s+)?(?:[^\n,(]{{3,40}}[,(]?\s+(?:of\s+)?(?:the\s+)?)??(?P<form>{forms_pattern()})"
        r"(?:\s+(?:\w+\s+)?(?:writer|correspondent|staff|editor))?\W*$",
        re.IGNORECASE,
    )
