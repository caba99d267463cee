"""When an article was published and changed, by all the evidence that a page gives."""

import re
from calendar import month_abbr
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from htmldate import find_date
from lxml.html import HtmlElement

from corpus.reading.fragments import clean
from corpus.reading.jsonld import Described
from corpus.reading.times import has_hour, parse_time, plausible
from corpus.reading.tree import Named

PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "publish-date",
    "publish_date", "publishdate", "published-date", "published_time", "publication_date", "publicationdate",
    "pubdate", "pub_date", "article.published", "article_date_original", "originalpublicationdate",
    "rnews:datepublished", "shareaholic:article_published_time", "bt:pubdate", "dc.date.issued", "dcterms.issued",
    "dcterms.created",
    "dc.date.created", "dcterms.date", "dc.date", "dc:date", "dc:created", "citation_publication_date", "citation_date",
    "date_published", "displaydate", "ptime", "article_publish_date", "datecreated", "created", "date",
    "prism.publicationdate", "article:post_date", "post_date", "release_date", "uploaddate",
)  # fmt: skip
CHANGED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dc.date.modified", "dcterms.modified", "article.updated", "revised", "utime", "modified_time", "dateupdated",
)  # fmt: skip
IN_ADDRESS = re.compile(
    r"/((?:19|20)\d{2})(?:/[a-z-]{2,20}(?=/\d\d/\d\d/))?[/_-]?(0[1-9]|1[0-2]|[1-9]|[a-z]{3})[/_-]?(0[1-9]|[12]\d|3[01]|[1-9])(?=[/_.-]|\D|$)",
    re.I,
)
MONTHS = {name.lower(): number for number, name in enumerate(month_abbr[1:], 1)}
CHANGE_WORDS = re.compile(r"\b(?:updat|modifi|edit|revis|chang|aktualis|mis à jour|actualiz)", re.I)
DATED = re.compile(r"date|time|publish|posted|byline|meta|pub(?:$|[^l])", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The day and times of an article, each None where nothing says it; `evidence` is what the day stands on."""

    day: date | None = None
    published: datetime | None = None
    changed: datetime | None = None
    evidence: str = "none"


@dataclass(frozen=True, slots=True)
class _Claim:
    moment: datetime
    exact: bool  # with an hour
    evidence: str


def dating(
    tree: HtmlElement,
    named: Named,
    meta: Mapping[str, str],
    said: Described,
    address: str,
    *,
    now: datetime,
    fed: datetime | None = None,
    zone: ZoneInfo | None = None,
) -> Dating:
    """When the article of a page was published and changed.

    `fed` is the time that a feed gave, `zone` the outlet's own. Machine-readable claims come before
    written ones; the day in the address, the feed and the written line decide between zones and
    betray a publication time that is really the last change.
    """
    month_first = _month_first(tree, meta)
    by_address = _address_day(address, now)
    claims = [claim for claim in _claims(tree, meta, said, month_first) if plausible(claim.moment, now)]
    changed = _changed(meta, said, now)
    if fed and plausible(fed, now):
        claims.append(_Claim(fed, True, "the feed"))
    if not claims:
        return _fallback(tree, meta, address, by_address, changed, now)
    first = claims[0]
    written = _written(named, now, month_first) if first.moment.utcoffset() == timedelta(0) else None
    day, evidence = _day(first, by_address, written, zone)
    # A publication time that is the time of the last change: another claim knows the earlier day.
    if (
        changed
        and first.moment == changed
        and by_address
        and timedelta(days=1) < day - by_address < timedelta(days=3650)
    ):
        return Dating(day=by_address, changed=changed, evidence="the address (the page's own time is its last change)")
    exact = next(
        (claim.moment for claim in claims if claim.exact and abs(claim.moment.date() - day) <= timedelta(days=1)), None
    )
    if changed and exact and changed < exact:
        changed = None
    return Dating(day=day, published=exact, changed=changed if changed != exact else None, evidence=evidence)


def _day(claim: _Claim, by_address: date | None, written: date | None, zone: ZoneInfo | None) -> tuple[date, str]:
    """The day of a time in the outlet's own zone. A time in UTC does not say that zone: other lines may."""
    day = claim.moment.date()
    if not claim.exact:
        return day, claim.evidence
    if zone:
        return claim.moment.astimezone(zone).date(), f"{claim.evidence}, in the outlet's zone"
    if claim.moment.utcoffset() == timedelta(0) and by_address != day:
        for other, evidence in ((written, "the written line"), (by_address, "the address")):
            # Noon in Auckland and in Honolulu are a day apart: more is no matter of zones.
            if other and other != day and _within_a_zone(claim.moment, other):
                return other, f"{claim.evidence}, with the day of {evidence}"
    return day, claim.evidence


def _within_a_zone(moment: datetime, day: date) -> bool:
    return day in ((moment + timedelta(hours=14)).date(), (moment - timedelta(hours=12)).date())


def _claims(tree: HtmlElement, meta: Mapping[str, str], said: Described, month_first: bool) -> Iterator[_Claim]:
    for name in ("datePublished", "dateCreated", "uploadDate"):
        yield from _claim(said.text(name), f"JSON-LD {name}", month_first)
    for name in PUBLISHED:
        if name in meta:
            yield from _claim(meta[name], f"meta {name}", month_first)
    for element in tree.xpath(
        "//*[@itemprop='datePublished' or @itemprop='dateCreated' or @pubdate or contains(@property,'datePublished')]"
    )[:3]:
        text = element.get("datetime") or element.get("content") or clean(" ".join(element.itertext()))
        yield from _claim(text, "markup datePublished", month_first)
    for element in _times(tree):
        yield from _claim(element.get("datetime") or clean(" ".join(element.itertext())), "a time element", month_first)


def _claim(text: str | None, evidence: str, month_first: bool) -> Iterator[_Claim]:
    moment = parse_time(text, month_first=month_first)
    if moment:
        yield _Claim(moment, has_hour(text), evidence)


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The <time> elements that can be the article's: not of other articles, of comments or of a change."""
    found = []
    for element in tree.iter("time"):
        around = " ".join(
            f"{parent.get('class') or ''} {parent.get('id') or ''} {parent.tag}"
            for parent in [element, *list(element.iterancestors())[:6]]
            if isinstance(parent.tag, str)
        ).lower()
        if re.search(
            r"comment|related|sidebar|aside|most-|trending|latest|recommend|teaser|footer|\bnav\b|widget|\bli\b", around
        ):
            continue
        before = clean(
            " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.text, _before(element))))
        )
        if CHANGE_WORDS.search(before):
            continue
        found.append(element)
        if len(found) == 2:
            break
    return found


def _before(element: HtmlElement) -> str:
    previous = element.getprevious()
    parent = element.getparent()
    text = (
        (previous.tail or "") + " ".join(previous.itertext())
        if previous is not None
        else (parent.text or "" if parent is not None else "")
    )
    return text[-40:]


def _changed(meta: Mapping[str, str], said: Described, now: datetime) -> datetime | None:
    for text in (said.text("dateModified"), *(meta.get(name) for name in CHANGED)):
        moment = plausible(parse_time(text), now)
        if moment and has_hour(text):
            return moment
    return None


def _written(named: Named, now: datetime, month_first: bool) -> date | None:
    """The day of the line near the headline that says in words when the article appeared."""
    looked = 0
    for element, name in named:
        if element.tag not in ("time", "span", "p", "div", "li", "dd") or not DATED.search(name):
            continue
        looked += 1
        if looked > 40:
            break
        text = clean("".join(element.itertext())) if len(element) < 8 else ""
        if not 8 <= len(text) <= 120 or not re.search(r"\b(?:19|20)\d{2}\b", text):
            continue
        text = CHANGE_WORDS.split(text)[0] if not CHANGE_WORDS.match(text) else ""
        moment = plausible(parse_time(text[-80:], month_first=month_first), now)
        if moment:
            return moment.date()
    return None


def _address_day(address: str, now: datetime) -> date | None:
    found = IN_ADDRESS.search(address)
    if not found:
        return None
    month = MONTHS.get(found[2].lower()) or (int(found[2]) if found[2].isdigit() else None)
    if month is None:
        return None
    try:
        day = date(int(found[1]), month, int(found[3]))
    except ValueError:
        return None
    return day if plausible(datetime(day.year, day.month, day.day, tzinfo=UTC), now) else None


def _fallback(
    tree: HtmlElement,
    meta: Mapping[str, str],
    address: str,
    by_address: date | None,
    changed: datetime | None,
    now: datetime,
) -> Dating:
    if by_address:
        return Dating(day=by_address, changed=changed, evidence="the address")
    found = find_date(
        tree,
        original_date=True,
        extensive_search=True,
        url=address if "://" in address else None,
        max_date=now.date().isoformat(),
    )
    if found:
        return Dating(day=date.fromisoformat(found), changed=changed, evidence="htmldate")
    if changed:
        return Dating(day=changed.date(), changed=changed, evidence="the last change")
    return Dating()


def _month_first(tree: HtmlElement, meta: Mapping[str, str]) -> bool:
    """Whether "3/4/2025" means the fourth of March: pages of the United States say so by their locale."""
    told = f"{tree.get('lang') or ''} {meta.get('og:locale') or ''} {meta.get('content-language') or ''}"
    return bool(re.search(r"en[-_]us", told, re.I)) or not re.search(r"[a-z]{2}[-_][a-z]{2}", told, re.I)
