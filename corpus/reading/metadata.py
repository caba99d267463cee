"""What the head of a page and its markup say about the article: headline, byline, section, outlet, address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement
from tld import get_fld

from corpus.identity import canonical_address
from corpus.reading.fragments import clean, plain
from corpus.reading.jsonld import Described
from corpus.reading.tree import Named

SEPARATOR = re.compile(r"\s+[|–—·•»:/\\-]{1,2}\s+|\s*\|\s*")
BY = re.compile(
    r"^\s*(?:(?:written|reported|posted|published|story|words|text|article|report)\s+)?by\b[\s:]*|^\s*(?:author|par|von|por|di)\s*:\s*",
    re.I,
)
NO_NAME = re.compile(
    r"https?:|www\.|@|^\d|^(?:admin|administrator|editor|staff|guest|root|webmaster|unknown|none|null|author|by)$", re.I
)
COMMENT = re.compile(r"comment", re.I)
BYLINES = (
    re.compile(r"byline__name|author[-_]{0,2}name|authorname|author-link", re.I),
    re.compile(r"byline|article-author|(?:^|\s)author(?:$|\s)", re.I),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above the text of an article."""

    headline: str | None
    byline: str | None
    section: str | None
    outlet: str | None
    address: str | None  # the article's own, on the site that it was read from
    original: str | None  # the address on another site that the page names as the article's home


def meta_values(tree: HtmlElement) -> Mapping[str, str]:
    """The page's <meta> values by name, property or itemprop in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        if not content or not content.strip():
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            for name in (element.get(attribute) or "").lower().split():
                found.setdefault(name, content.strip())
    return found


def title_of(tree: HtmlElement, meta: Mapping[str, str]) -> str | None:
    """The page's title as its head gives it, for finding the headline."""
    written = meta.get("og:title") or meta.get("twitter:title")
    if not written:
        element = tree.find(".//title")
        written = "".join(element.itertext()) if element is not None else None
    return plain(written)


def heading(tree: HtmlElement, named: Named, meta: Mapping[str, str], said: Described, address: str) -> Heading:
    """What stands above the text; `address` is where the page was read, or a file's path."""
    outlet = (
        next(iter(said.names("publisher")), None)
        or plain(meta.get("og:site_name"))
        or plain(meta.get("application-name"))
    )
    own, original = _addresses(tree, meta, said, address)
    return Heading(
        headline=_headline(tree, meta, said, outlet, own or address),
        byline=_byline(tree, named, meta, said, outlet),
        section=_section(meta, said),
        outlet=outlet,
        address=own,
        original=original,
    )


def _headline(
    tree: HtmlElement, meta: Mapping[str, str], said: Described, outlet: str | None, address: str
) -> str | None:
    """The headline that a reader sees, where the head of the page confirms it; else the head's own."""
    names = _names(outlet, address)
    heads = [text for h1 in tree.iter("h1") if (text := clean(" ".join(h1.itertext()))) and len(text) <= 300]
    title = tree.find(".//title")
    told = [
        said.text("headline"),
        _without_outlet(plain(meta.get("og:title")), names),
        _without_outlet(plain(meta.get("twitter:title")), names),
        _without_outlet(plain("".join(title.itertext())) if title is not None else None, names),
        said.text("name"),
    ]
    confirmed = [text for text in told if text]
    for head in heads:
        if any(_alike(head, text) for text in confirmed):
            return head
    if confirmed:
        return _as_a_line(tree, confirmed[0]) if not heads else confirmed[0]
    return heads[0] if len(heads) == 1 else None


def _as_a_line(tree: HtmlElement, title: str) -> str:
    """The part of a title that stands as a line of its own on the page, where one does."""
    parts = [part for part in SEPARATOR.split(title) if len(part.split()) >= 3]
    if len(SEPARATOR.split(title)) == 1 or not parts:
        return title
    lines = {clean(text) for text in tree.itertext() if 10 <= len(text) <= 300}
    return next((part for part in parts if part in lines), title)


def _alike(one: str, other: str) -> bool:
    """Whether two texts share most of the shorter one's words."""
    words, others = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return bool(words and others) and len(words & others) >= 0.6 * min(len(words), len(others)) and len(words) >= 2


def _names(outlet: str | None, address: str) -> set[str]:
    host = urlsplit(address).hostname or ""
    site = _site(address) if host else ""
    return {re.sub(r"\W", "", name.lower()) for name in (outlet or "", host, site, site.partition(".")[0]) if name}


def _without_outlet(title: str | None, names: set[str]) -> str | None:
    """A title without the outlet and section that follow (or lead) it after a bar or dash."""
    if not title:
        return None
    parts = SEPARATOR.split(title)
    marks = SEPARATOR.findall(title)
    if len(parts) == 1:
        return title

    def is_name(part: str) -> bool:
        word = re.sub(r"\W", "", part.lower()).removeprefix("the")
        return bool(word) and any(
            word in name or (len(name) > 3 and name.removeprefix("the") in word) for name in names
        )

    first, last = 0, len(parts)
    if is_name(parts[0]) and len(parts[0]) < len(parts[-1]):
        first = 1
    while last - 1 > first and (
        is_name(parts[last - 1]) or ("|" in marks[last - 2] and len(parts[last - 1].split()) <= 4)
    ):
        last -= 1
    kept = parts[first]
    for number in range(first + 1, last):
        kept += marks[number - 1] + parts[number]
    return kept.strip() or title


def _byline(
    tree: HtmlElement, named: Named, meta: Mapping[str, str], said: Described, outlet: str | None
) -> str | None:
    people = said.names("author", "Person") or said.names("author") or said.names("creator")
    names = [name for name in map(_person, people) if name]
    if not names:
        claimed = (
            meta.get(name)
            for name in (
                "author",
                "article:author",
                "byl",
                "dc.creator",
                "sailthru.author",
                "parsely-author",
                "dcterms.creator",
            )
        )
        names = [name for text in claimed if text and (name := _person(plain(text) or ""))][:1]
    if not names:
        marked = tree.xpath("//a[@rel='author']|//*[@itemprop='author']")[:3]
        for elements in (marked, *(_marked(named, pattern) for pattern in BYLINES)):
            told = (_person(clean(" ".join(element.itertext()))) for element in elements)
            if names := [name for name in told if name and len(name.split()) <= 12][:3]:
                break
    kept = [name for name in dict.fromkeys(names) if name.lower() != (outlet or "").lower()]
    return ", ".join(kept) or None


def _marked(named: Named, pattern: re.Pattern[str]) -> list[HtmlElement]:
    """The first parts of such a name that are not of readers' comments."""
    found = (element for element, name in named if pattern.search(name) and not COMMENT.search(name))
    return [e for e in islice(found, 5) if not any(COMMENT.search(a.get("class") or "") for a in e.iterancestors())]


def _person(text: str) -> str | None:
    """A name without "By" before and date, mail or network names behind it; None where it is none."""
    name = BY.sub("", clean(text))
    name = re.split(
        r"\s*(?:\||\bon\s[A-Z][a-z]+\s\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\bUpdated\b|\bPublished\b|\bPosted\b|\d{1,2}[:/.]\d{2}|\bTwitter\b|\bFollow\b|\S+@\S+)",
        name,
    )[0]
    name = name.strip(" ,;-–—•·")
    return name if 2 < len(name) <= 120 and not NO_NAME.search(name) else None


def _section(meta: Mapping[str, str], said: Described) -> str | None:
    told = [
        *said.texts("articleSection"),
        *(
            plain(meta.get(name))
            for name in (
                "article:section",
                "og:article:section",
                "parsely-section",
                "sailthru.section",
                "section",
                "category",
                "cxenseparse:recs:category",
            )
        ),
    ]
    return next((text for text in told if text and len(text) <= 80), None)


def _site(address: str) -> str:
    """The registered domain of an address; of hosts outside the public lists the last two labels."""
    host = urlsplit(address).hostname or ""
    return get_fld(address, fail_silently=True) or ".".join(host.split(".")[-2:])


def _addresses(
    tree: HtmlElement, meta: Mapping[str, str], said: Described, address: str
) -> tuple[str | None, str | None]:
    """The article's own address, and the one on another site that the page points to, if any."""
    base = address if re.match(r"https?://", address) else ""
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    site = _site(base) if base else None
    original = None
    for told in (*links, meta.get("og:url"), said.address()):
        try:
            found = urljoin(base, (told or "").strip())
            parts = urlsplit(found)
        except ValueError:
            continue
        if not told or parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        # Templates without their values point at the front page.
        if parts.path in ("", "/") and not parts.query and urlsplit(base).path not in ("", "/"):
            continue
        if site and _site(found) != site:
            original = original or canonical_address(found)
            continue
        return canonical_address(found), original
    return (canonical_address(base) if base else None), original
