"""Finding the feeds and news sitemaps behind the address of a site, and what the site says of itself."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer
from lxml.html import HtmlElement

from corpus.kinds import load, recognise
from corpus.reading.charset import decode
from corpus.reading.fragments import clean, plain
from corpus.reading.jsonld import described
from corpus.reading.metadata import meta_values
from corpus.reading.tree import page_tree
from corpus.sources import new_id
from dateline.errors import DatelineError, FetchError, InputError, ReadError
from dateline.records import Article, Capture, Item, Source

Fetch = Callable[[str], Capture]

KINDS = ("feed", "jsonfeed", "sitemap")
TYPES = re.compile(r"application/(?:rss|atom|rdf)\+xml|application/(?:feed\+)?json|(?:text|application)/xml", re.I)
NAMED = re.compile(r"(?:^|[/_.-])(?:rss|atom|feeds?|rdf)(?:$|[/_.?&-]|\d)|\.(?:rss|rdf|atom)$", re.I)
NO_NEWS = re.compile(r"comments?(?:/|-)feed|/comments/|oembed|wp-json|replies", re.I)
USUAL = ("feed/", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds/posts/default", "feed.json")
SITEMAPS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "sitemap.xml")
GUESSED = "at a usual address"
MOST = 24  # addresses that are asked at most
LOOKED_AT = 200  # entries of each that are looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A source that a site offers, as it could be declared, with what is in it now."""

    source: Source
    items: int
    newest: datetime | None
    how: str  # "linked from the page", "named in robots.txt", "at a usual address", "the address itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    outlet: str | None = None
    language: str | None = None
    country: str | None = None


def discover(address: str, fetch: Fetch, *, taken: Collection[str] = ()) -> tuple[Found, ...]:
    """What can be read at an address, the best first; `fetch` gives captures and raises FetchError.

    Raises InputError where the address is none or where nothing is found.
    """
    if "://" not in address:
        address = f"https://{address}"
    if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise InputError(f"{address!r} is no address of a site.", remedy="Give one that begins with https://.")
    capture = fetch(address)
    site = _Site()
    candidates: Iterator[tuple[str, str, Capture | None]] = iter([(capture.address, "the address itself", capture)])
    if _kind(capture) not in KINDS:
        text = decode(capture.content, capture.charset).text
        site = _site(page_tree(text, capture.address), capture.address)
        candidates = ((place, how, None) for place, how in _candidates(text, capture.address, fetch))
    found = _looked_at(candidates, fetch, site, taken)
    if not found:
        raise InputError(
            f"No feed and no news sitemap was found at {capture.address}.",
            remedy='Add it by hand to sources.toml, as kind = "page" for a single page.',
        )
    # Feeds before sitemaps, a news sitemap before a plain one; what was new lately before what rests.
    return tuple(sorted(found, key=lambda f: (f.source.kind == "sitemap", -(f.newest.timestamp() if f.newest else 0))))


def _looked_at(
    candidates: Iterator[tuple[str, str, Capture | None]], fetch: Fetch, site: _Site, taken: Collection[str]
) -> list[Found]:
    """The candidates that hold articles; a site that has feeds is not asked for usual addresses any more."""
    found: list[Found] = []
    seen: set[str] = set()
    asked = 0
    for place, how, capture in candidates:
        if how == GUESSED and any(one.how != GUESSED or one.source.kind != "sitemap" for one in found):
            break
        if place.rstrip("/") in seen or asked >= MOST:
            continue
        seen.add(place.rstrip("/"))
        asked += 1
        try:
            capture = capture or fetch(place)
            one = _one(capture, how, site, [*taken, *(f.source.id for f in found)])
        except DatelineError:
            # A link that leads nowhere, or not to a feed, is no failure of the site.
            continue
        if one and all(one.source.address != other.source.address for other in found):
            found.append(one)
    return found


def _one(capture: Capture, how: str, site: _Site, taken: Collection[str]) -> Found | None:
    kind = _kind(capture)
    if kind not in KINDS:
        return None
    source = Source(
        id=new_id(capture.address, taken),
        kind=kind,
        address=capture.address,
        outlet=site.outlet or (_feed_title(capture) if kind == "feed" else None),
        language=site.language,
        country=site.country,
    )
    entries = [e for e in islice(load(kind).parse(capture, source), LOOKED_AT) if isinstance(e, (Item, Article))]
    if not entries:
        return None
    times = [e.published_at if isinstance(e, Article) else e.published or e.updated for e in entries]
    newest = max((time for time in times if time), default=None)
    languages = {entry.language for entry in entries}
    if source.language is None and len(languages) == 1:
        source = replace(source, language=languages.pop())
    return Found(source=source, items=len(entries), newest=newest, how=how)


def _kind(capture: Capture) -> str | None:
    try:
        return recognise(capture)
    except ReadError:
        return None


def _candidates(text: str, base: str, fetch: Fetch) -> Iterator[tuple[str, str]]:
    """Where feeds may be: links in the head, links in the page, robots.txt, usual addresses."""
    site = urljoin(base, "/")
    # A page that is ill-formed in its head has its links all the same: only they are looked at.
    links = BeautifulSoup(text, "lxml", parse_only=SoupStrainer(["link", "a"]))
    for link in links.find_all("link", rel="alternate", type=TYPES):
        yield from _joined(base, str(link.get("href") or ""), "linked from the page")
    for link in links.find_all("a", href=lambda href: bool(NAMED.search(urlsplit_path(href))), limit=20):
        yield from _joined(base, str(link.get("href") or ""), "linked from the page")
    yield from ((place, "named in robots.txt") for place in _robots_sitemaps(site, fetch))
    for name in SITEMAPS[:3]:
        yield from _joined(site, name, GUESSED)
    for name in USUAL:
        yield from _joined(site, name, GUESSED)
    yield from _joined(site, SITEMAPS[3], GUESSED)


def urlsplit_path(address: str | None) -> str:
    """The path and query of an address; nothing of one that cannot be taken apart."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _joined(base: str, address: str | None, how: str) -> Iterator[tuple[str, str]]:
    try:
        place = urljoin(base, (address or "").strip().replace("feed:", "", 1))
    except ValueError:
        return
    if address and place.startswith(("http://", "https://")) and not NO_NEWS.search(place):
        yield place, how


def _robots_sitemaps(site: str, fetch: Fetch) -> list[str]:
    """The sitemaps that robots.txt names, those of news alone where there are any."""
    try:
        text = decode(fetch(urljoin(site, "/robots.txt")).content).text
    except FetchError:
        return []
    named = [urljoin(site, found) for found in re.findall(r"^\s*sitemap\s*:\s*(\S+)", text, re.I | re.M)]
    return [place for place in named if "news" in place.lower()] or named[:2]


def _site(tree: HtmlElement, address: str) -> _Site:
    """What the page says of its outlet, language and country."""
    meta = meta_values(tree)
    said = described(tree, None)
    names = [
        plain(node.get("name"))
        for node in said.nodes
        if re.search(r"WebSite|Newspaper|NewsMediaOrganization|Organization|BroadcastService", str(node.get("@type")))
    ]
    title = tree.find(".//title")
    first = re.split(r"\s[|–—:·-]\s", clean(title.text_content()))[0] if title is not None else None
    outlet = plain(meta.get("og:site_name")) or next((name for name in names if name), None)
    outlet = outlet or plain(meta.get("application-name")) or (first if first and len(first) <= 40 else None)
    declared = re.match(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?", tree.get("lang") or meta.get("og:locale") or "")
    domain = (urlsplit(address).hostname or "").rpartition(".")[2]
    country = {"uk": "GB"}.get(domain) or (domain.upper() if len(domain) == 2 and domain not in GENERIC else None)
    return _Site(
        outlet=outlet,
        language=declared[1].lower() if declared else None,
        country=country or (declared[2].upper() if declared and declared[2] else None),
    )


# Two letters that are sold as words and say no country.
GENERIC = frozenset(("ai", "co", "eu", "fm", "io", "me", "tv", "ly", "to", "cc", "ws", "gg", "sh"))


def _feed_title(capture: Capture) -> str | None:
    found = re.search(rb"<title[^>]*>(.{1,300}?)</title>", capture.content[:20_000], re.S)
    if not found:
        return None
    return plain(re.sub(r"^<!\[CDATA\[|]]>$", "", decode(found[1]).text.strip()))
