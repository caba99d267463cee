"""Reading a page: from bytes of HTML to one Article. `read` is the path, its stages numbered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from corpus.datelines import read_dateline
from corpus.identity import article_id
from corpus.language import language_of
from corpus.reading.body import article_body
from corpus.reading.charset import decode
from corpus.reading.credits import credit_in, credit_of
from corpus.reading.dates import Dating, dating
from corpus.reading.fragments import clean
from corpus.reading.jsonld import described
from corpus.reading.metadata import Heading, heading, meta_values, title_of
from corpus.reading.paywall import paywall_sign
from corpus.reading.refusal import refused_page
from corpus.reading.rules import Rules, first, rules_for
from corpus.reading.times import parse_time, plausible
from corpus.reading.tree import named_parts, page_tree
from dateline.records import Article, Capture, Item, Source

NOTHING_SAID = Item()
WORDS = 800  # characters that tell a language
ENGLISH = frozenset(("the", "of", "and", "to", "that", "for", "was", "with", "said", "by", "is", "it", "from", "its"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with why it was read so: "charset", "body", "day", ... -> the evidence."""

    article: Article
    evidence: Mapping[str, str]


def read_page(capture: Capture, source: Source, rules: Rules | None = None) -> Article:
    """The article of a page. Raises ReadError where there is none."""
    return read(capture, source, rules).article


def read(capture: Capture, source: Source, rules: Rules | None = None) -> Reading:
    """The article of a page, and why. Raises ReadError with a countable reason where there is none."""
    item = capture.item or NOTHING_SAID
    rules = rules or rules_for(capture.address, source.options)
    # 1. bytes to text to a tree, parsed once
    decoded = decode(capture.content, capture.charset)
    tree = page_tree(decoded.text, capture.address)
    named = named_parts(tree)
    # 2. what the page says of itself
    meta = meta_values(tree)
    said = described(tree, title_of(tree, meta))
    head = _ruled(heading(tree, named, meta, said, capture.address), rules, tree)
    headline = head.headline or item.headline
    # 3. when it appeared
    when = _ruled_day(tree, rules, capture) or dating(
        tree,
        named,
        meta,
        said,
        head.address or capture.address,
        now=capture.collected,
        fed=item.published,
        zone=rules.timezone,
    )
    # 4. who wrote it and who may read it, as long as the whole page is there
    agency, credit = credit_of(named, meta, said, head.byline or item.byline, source.outlet or head.outlet)
    wall = paywall_sign(named, meta, said)
    declared = tree.get("lang") or meta.get("content-language") or meta.get("og:locale")
    # 5. its text
    body = article_body(
        tree,
        named,
        headline=headline,
        described=said.body(),
        rules=rules,
        live=said.live,
        again=lambda: page_tree(decoded.text, capture.address),
    )
    if error := refused_page(tree, meta, said, head.address or capture.address, body.blocks, wall):
        raise error
    text = body.text
    lines = [block.text for block in body.blocks]
    opening = next((found for line in lines[:2] if (found := read_dateline(line, near=when.day))), None)
    if agency is None:
        agency, credit = credit_in(lines, opening)
    language = _language(text[:WORDS], _code(declared)) or item.language
    article = Article(
        id=article_id(address=head.address, text=text),
        text=text,
        headline=headline,
        byline=head.byline or item.byline,
        url=head.address,
        language=language or source.language,
        published=when.day,
        published_at=when.published,
        changed_at=when.changed,
        outlet=source.outlet or head.outlet,
        agency=agency or item.agency or source.agency,
        credit=credit,
        dateline=opening.dateline if opening else None,
        section=head.section or item.section,
        country=source.country,
        source=source.id,
        capture=capture.id,
        paywalled=wall is not None,
        notes=(f"The page names {head.original} as the article's home.",) if head.original else (),
    )
    return Reading(
        article=article,
        evidence={
            "charset": f"{decoded.charset}, by {decoded.evidence}",
            "body": f"{body.extractor}, {len(body.blocks)} paragraphs",
            "day": when.evidence,
            "agency": f"{agency}, by {credit!r}" if agency else "none named",
            "language": f"{language} by its words, declared {declared or 'nothing'}",
            "paywall": wall or "no sign",
        },
    )


def _ruled(head: Heading, rules: Rules, tree: HtmlElement) -> Heading:
    """The heading with what the outlet's rules find in place of the general findings."""
    found = {"headline": first(rules.headline, tree), "byline": first(rules.byline, tree)}
    texts = {name: clean(element.text_content()) for name, element in found.items() if element is not None}
    return replace(head, **{name: text for name, text in texts.items() if text})


def _ruled_day(tree: HtmlElement, rules: Rules, capture: Capture) -> Dating | None:
    """The day where the outlet's rules say that it stands."""
    element = first(rules.published, tree)
    if element is None:
        return None
    moment = plausible(parse_time(element.get("datetime") or clean(element.text_content())), capture.collected)
    if moment is None:
        return None
    local = moment.astimezone(rules.timezone) if rules.timezone else moment
    return Dating(day=local.date(), published=moment, evidence="the outlet's rules")


def _language(text: str, declared: str | None) -> str | None:
    """The language of a text. The classifier, slower than half of all the rest, is asked where there is a doubt."""
    if declared == "en":
        words = text.lower().split()
        if sum(word in ENGLISH for word in words) >= 0.15 * len(words):
            return declared
    return language_of(text) or declared


def _code(declared: str | None) -> str | None:
    """The language of a declaration such as "en-GB"."""
    found = re.match(r"\s*([A-Za-z]{2,3})(?=$|[-_\s,])", declared or "")
    return found[1].lower() if found else None
