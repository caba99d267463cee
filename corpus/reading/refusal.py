"""Pages that hold no article: fronts of sites and sections, refusals of robots, notes that a page is gone."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus.reading.fragments import Block, clean
from corpus.reading.jsonld import Described
from dateline.errors import ReadError

SHORTEST = 100  # characters of text; a flash of an agency has more
BLOCKED = re.compile(
    r"just a moment|attention required|access (?:to this page has been )?denied|are you (?:a )?(?:human|robot)"
    r"|robot check|pardon our interruption|verify (?:that )?you(?:'re| are) (?:a )?human|captcha|security check"
    r"|ddos protection|request (?:blocked|rejected)|403 forbidden|unusual traffic|bot detection|checking your browser",
    re.I,
)
GONE = re.compile(
    r"\b404\b|page (?:not|cannot be|can't be|could not be) found|not found$|no longer (?:available|exists)|410 gone"
    r"|page (?:you (?:requested|are looking for)|has (?:been )?(?:moved|removed))|does(?:n't| not) exist",
    re.I,
)
# Articles carry lists and profiles of their own: only what the whole page is counts.
INDEXES = frozenset(("collectionpage", "searchresultspage"))
NOTICE = 600  # characters: a page with more text is no notice, whatever its title says
FULL = 1500  # characters of running text: a page with so much is no index


def refused_page(
    tree: HtmlElement, meta: Mapping[str, str], said: Described, address: str, blocks: Sequence[Block], wall: str | None
) -> ReadError | None:
    """Why a page with these blocks of text is no article, or None where it is one."""
    length = sum(len(block.text) for block in blocks)
    title = tree.find(".//title")
    name = clean(title.text_content()) if title is not None else ""
    if length < NOTICE and not said.article:
        if BLOCKED.search(name):
            return ReadError(f"{address} answered with a check for robots ({name!r}).", reason="blocked")
        if GONE.search(name):
            return ReadError(f"{address} says that there is no such page ({name!r}).", reason="gone")
    if _is_index(meta, said, address, blocks):
        return ReadError(
            f"{address} is a page of links and no article.",
            reason="not an article",
            remedy="`dateline sources add` with its address finds the feeds behind it.",
        )
    if length < SHORTEST:
        what = "only a teaser is given to readers without a subscription" if wall else f"{length} characters were found"
        return ReadError(f"{address} has too little text: {what}.", reason="paywall" if wall else "too short")
    return None


def _is_index(meta: Mapping[str, str], said: Described, address: str, blocks: Sequence[Block]) -> bool:
    if said.article or meta.get("og:type", "").lower() == "article":
        return False
    parts = urlsplit(address)
    if parts.scheme in ("http", "https") and parts.path in ("", "/", "/index.html", "/index.php") and not parts.query:
        return True
    running = sum(len(block.text) for block in blocks if len(block.text) >= 150 and block.linked < 0.3)
    types = {str(kind).lower() for node in said.nodes for kind in _listed(node.get("@type"))}
    if types & INDEXES and running < FULL:
        return True
    linked = sum(len(block.text) * block.linked for block in blocks)
    total = sum(len(block.text) for block in blocks) or 1
    return len(blocks) >= 8 and (linked > 0.5 * total or (running < 0.15 * total and linked > 0.25 * total))


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
