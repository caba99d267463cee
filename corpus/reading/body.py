"""The text of an article out of its page: trafilatura finds it, other evidence corrects it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from corpus.reading.boilerplate import prune
from corpus.reading.fragments import Block, blocks, placed_blocks
from corpus.reading.lines import article_blocks, key
from corpus.reading.rules import Rules
from corpus.reading.tree import Named, named_parts

SHORT = 250  # characters: an extraction below it is looked at again with all of trafilatura's means
PROSE = 60  # characters of a paragraph that is taken back when trafilatura left it out
PART = 25  # characters of a line that is told apart within a longer one
BARE = 160  # the same of text that stands in no paragraph: shorter ones are captions and labels
PROSE_END = re.compile(r"[.!?][\"'”’)]*$")
DOUBT = 0.25  # of the text found: more than that gone with doubtful parts is looked for again
ORDINARY = 3000  # lines of a page
TELLING = 300  # characters of an articleBody that is worth comparing with

Page = Sequence[tuple[Block, etree._Element]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The blocks of an article's text and what found them."""

    blocks: tuple[Block, ...]
    extractor: str

    @property
    def text(self) -> str:
        """The paragraphs, joined by blank lines."""
        return "\n\n".join(block.text for block in self.blocks)


def article_body(
    tree: HtmlElement,
    named: Named,
    *,
    headline: str | None,
    described: Sequence[str],
    rules: Rules,
    live: bool,
    again: Callable[[], HtmlElement],
) -> Body:
    """The text of a page, whose tree is pruned in place.

    `described` are the paragraphs of JSON-LD's articleBody; `live` says that it is a page of posts;
    `again` gives the tree once more, for the rare page on which too much may have been pruned.
    """
    for selector in rules.remove:
        for element in selector(tree):
            if element.getparent() is not None:
                element.drop_tree()
    if parts := [part for selector in rules.body for part in selector(tree)]:
        found = [block for part in parts for block in blocks(part)]
        return Body(blocks=tuple(article_blocks(found, headline=headline)), extractor="the outlet's rules")
    lost = prune(tree, named)
    page: Page = placed_blocks(tree)
    found, extractor = _found(tree)
    found = _with_left_out(_as_on_page(found, page), page)
    if lost > DOUBT * _length(found):
        found, page, extractor = _with_doubtful(again(), found, page, extractor)
    told = _Told(described)
    if live and (posts := _posts(page)):
        found, extractor = posts, "the posts of a live page"
    elif told.more_than(found):
        found, extractor = told.blocks(page)
    found = told.within(article_blocks(found, headline=headline, sure=told.sure(found)))
    return Body(blocks=tuple(found), extractor=extractor)


def _found(tree: HtmlElement) -> tuple[list[Block], str]:
    found = _extracted(tree, fast=True)
    if _length(found) < SHORT:
        fuller = _extracted(tree, fast=False)
        if _length(fuller) > 1.2 * _length(found):
            return fuller, "trafilatura with its fallbacks"
    return found, "trafilatura"


def _with_doubtful(tree: HtmlElement, found: list[Block], page: Page, extractor: str) -> tuple[list[Block], Page, str]:
    """What is found with the doubtful parts left in, where that is more running text of the same part of the page."""
    prune(tree, named_parts(tree), doubtful=False)
    whole = placed_blocks(tree)
    other, _ = _found(tree)
    other = _with_left_out(_as_on_page(other, whole), whole, after=True)
    known = {key(block.text) for block in found}
    more = [block for block in other if key(block.text) not in known]
    prose = [
        block for block in more if len(block.text) >= PROSE and block.linked < 0.3 and PROSE_END.search(block.text)
    ]
    if _length(prose) < DOUBT * _length(found) or _length(prose) < 0.8 * _length(more):
        return found, page, extractor
    return other, whole, f"{extractor}, with parts of doubtful names"


def _extracted(tree: HtmlElement, *, fast: bool) -> list[Block]:
    # Asked for links, trafilatura breaks paragraphs apart at them: their share comes from the page itself.
    document = bare_extraction(tree, fast=fast, include_comments=False, include_tables=True)
    body = getattr(document, "body", None)
    return blocks(body) if body is not None else []


def _as_on_page(found: Sequence[Block], page: Page) -> list[Block]:
    """The blocks as the page has them: with their kind and share of links, and apart where they were run together."""
    known = {key(block.text): block for block, _ in reversed(page)}
    result: list[Block] = []
    for block in found:
        name = key(block.text)
        if name in known:
            result.append(replace(known[name], text=block.text))
            continue
        # Only a page of ordinary size is searched for the parts: the work grows with both.
        apart = len(name) > 300 and len(page) <= ORDINARY
        parts = [one for one, _ in page if len(one.text) >= PART and key(one.text) in name] if apart else []
        whole = sum(len(key(part.text)) for part in parts) >= 0.8 * len(name)
        result += parts if len(parts) > 1 and whole else [block]
    return result


def _with_left_out(found: list[Block], page: Page, *, after: bool = False) -> list[Block]:
    """The blocks with the running text that was left out among them (and `after` them), from the same part."""
    names = [key(block.text) for block in found]
    wanted = set(names)
    lines = [(key(block.text), block, element) for block, element in page]
    part = _part([element for name, _, element in lines if name in wanted])
    if part is None or len(page) > ORDINARY:
        return found
    everything = " ".join(names)
    result: list[Block] = []
    done = 0
    for name, block, element in lines:
        if name in wanted:
            at = next((n for n in range(done, len(names)) if names[n] == name), None)
            if at is not None:
                result += found[done : at + 1]
                done = at + 1
        elif (
            (after or done < len(names))
            and len(block.text) >= (PROSE if element.tag == "p" else BARE)
            and block.linked <= 0.3
            and block.kind in ("p", "quote")
            and PROSE_END.search(block.text)
            and name not in everything
            # A paragraph that was found in pieces is not left out.
            and not any(piece in name for piece in names if len(piece) > 30)
            and (element is part or part in element.iterancestors())
        ):
            result.append(block)
    return result + found[done:]


def _part(kept: Sequence[etree._Element]) -> etree._Element | None:
    """The smallest part of the page that holds nine of ten of some lines."""
    if len(kept) < 3:
        return None
    holders = Counter(ancestor for element in kept for ancestor in (element, *element.iterancestors()))
    enough = [part for part, number in holders.items() if number >= 0.9 * len(kept)]
    return max(enough, key=lambda part: sum(1 for _ in part.iterancestors()), default=None)


def _posts(page: Page) -> list[Block]:
    """The running text of a live page: of all parts that stand side by side and are alike, where most of it is."""
    rows: dict[tuple[etree._Element, str, str], list[Block]] = {}
    for block, element in page:
        if len(block.text) < PROSE:
            continue
        for part in (element, *element.iterancestors()):
            parent = part.getparent()
            if part.tag in ("article", "div", "li", "section") and parent is not None:
                rows.setdefault((parent, part.tag, part.get("class") or ""), []).append(block)
    alike = {row: found for row, found in rows.items() if sum(1 for one in row[0].iterchildren(row[1])) >= 3}
    most = max(alike.values(), key=len, default=[])
    wanted = {id(block) for block in most}
    return [block for block, _ in page if id(block) in wanted]


def _length(found: Sequence[Block]) -> int:
    return sum(len(block.text) for block in found)


class _Told:
    """The article's text as its JSON-LD tells it: evidence for what belongs to it, and its stand-in."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = [text for text in paragraphs if text.strip()]
        self.key = "".join(map(key, self.paragraphs))
        self.telling = len(self.key) >= TELLING and not self.paragraphs[-1].rstrip().endswith(("...", "…"))

    def has(self, block: Block) -> bool:
        """Whether a block's words stand in the told text."""
        return key(block.text) in self.key

    def sure(self, found: Sequence[Block]) -> set[str]:
        """The keys of the blocks that are running text of the article by this evidence."""
        if not self.telling:
            return set()
        return {key(block.text) for block in found if len(block.text) >= PROSE and self.has(block)}

    def more_than(self, found: Sequence[Block]) -> bool:
        """Whether much of what is told is missing in what was found."""
        if len(self.key) < TELLING:
            return False
        return sum(len(key(block.text)) for block in found if self.has(block)) < 0.6 * len(self.key)

    def blocks(self, page: Page) -> tuple[list[Block], str]:
        """The told text: the page's own blocks where they carry it, else as it is told."""
        own = [number for number, (block, _) in enumerate(page) if len(block.text) >= PROSE and self.has(block)]
        if own and sum(len(key(page[number][0].text)) for number in own) >= 0.8 * len(self.key):
            span = page[own[0] : own[-1] + 1]
            kept = [block for block, _ in span if self.has(block) or (block.kind == "head" and block.linked < 0.5)]
            return kept, "the page's lines that JSON-LD articleBody holds"
        return [Block(text) for text in self.paragraphs], "JSON-LD articleBody"

    def within(self, found: list[Block]) -> list[Block]:
        """The blocks from the first to the last that the told text holds, where it holds nearly all of them."""
        held = [number for number, block in enumerate(found) if len(block.text) >= 20 and self.has(block)]
        if not self.telling or not held or _length([found[n] for n in held]) < 0.8 * _length(found):
            return found
        # What is told may lack the last lines or a list, never the running text.
        return [
            block
            for number, block in enumerate(found)
            if held[0] <= number <= held[-1] and (self.has(block) or block.kind != "p" or len(block.text) >= PROSE)
        ]
