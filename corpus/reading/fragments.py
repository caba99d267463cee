"""Trees and scraps of HTML as lines of plain text: one line a block, in the order of the page."""

import re
from dataclasses import dataclass
from html import unescape

from lxml import etree, html

# The tags of HTML, and those of the tree that trafilatura answers with.
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "head"), "head"),
    **dict.fromkeys(("li", "dt", "dd", "item"), "item"),
    **dict.fromkeys(("tr", "row"), "row"),
    **dict.fromkeys(("blockquote", "quote"), "quote"),
    **dict.fromkeys(("p", "div", "section", "article", "main", "aside", "header", "footer", "body", "center"), "p"),
    **dict.fromkeys(("ul", "ol", "dl", "list", "table", "tbody", "pre", "code", "hr", "br", "lb", "form"), "p"),
    **dict.fromkeys(("figure", "figcaption", "address", "details", "summary", "nav", "fieldset", "caption"), "p"),
}
CELLS = frozenset(("td", "th", "cell"))
LINKS = frozenset(("a", "ref"))
SILENT = frozenset(
    ("script", "style", "noscript", "template", "iframe", "object", "applet", "svg", "math", "done", "graphic")
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\u200b\u2060\u00ad\ufffe\uffff\ud800-\udfff]")
MARKUP = re.compile(r"<[a-zA-Z!/]")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page."""

    text: str
    kind: str = "p"  # p, head, item, row, quote
    linked: float = 0.0  # share of its characters that are links


def plain(text: object, *, html: bool = True) -> str | None:
    """One line of text of a headline, name or summary; None where nothing is left."""
    if not isinstance(text, str):
        return None
    if html and ("<" in text or "&" in text):
        text = " ".join(paragraphs(text)) if MARKUP.search(text) else unescape(text)
    return clean(text) or None


def clean(text: str) -> str:
    """Text without control characters and with single spaces."""
    return " ".join(CONTROL.sub("", text).split())


def paragraphs(fragment: str) -> list[str]:
    """The lines of a piece of HTML; in a text without tags blank lines are the borders."""
    fragment = CONTROL.sub("", fragment)
    if not MARKUP.search(fragment):
        parts = re.split(r"\n\s*\n", unescape(fragment))
        return [line for part in parts if (line := clean(part))]
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return [line] if (line := clean(re.sub(r"<[^>]*>", " ", fragment))) else []
    for figure in tree.xpath("//figure|//figcaption"):
        figure.drop_tree()
    return [block.text for block in blocks(tree)]


def blocks(tree: etree._Element) -> list[Block]:
    """The texts between the borders of blocks; scripts and their like are silent."""
    return [block for block, _ in placed_blocks(tree)]


def placed_blocks(tree: etree._Element) -> list[tuple[Block, etree._Element]]:
    """The same, each with the element that its text begins in."""
    found: list[tuple[Block, etree._Element]] = []
    holders: list[tuple[str, etree._Element]] = [("p", tree)]
    line: list[str] = []
    holder: etree._Element | None = None
    linked = in_link = 0
    silent: etree._Element | None = None

    def close() -> None:
        nonlocal linked, holder
        if holder is not None and (text := clean("".join(line)).strip("| ")):
            kind = next((kind for kind, _ in reversed(holders) if kind != "p"), "p")
            found.append((Block(text, kind, min(1.0, linked / len(text))), holder))
        line.clear()
        linked, holder = 0, None

    def add(text: str | None) -> None:
        nonlocal linked, holder
        if text:
            line.append(text)
            if holder is None and not text.isspace():
                holder = holders[-1][1]
            if in_link:
                linked += len(text.strip())

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if event == "start":
            if silent is not None:
                continue
            if not isinstance(tag, str) or tag in SILENT:
                silent = element
                continue
            if kind := KINDS.get(tag):
                close()
                holders.append((kind, element))
            elif tag in CELLS and line:
                line.append(" | ")
            in_link += tag in LINKS
            add(element.text)
            continue
        if silent is None:
            in_link -= tag in LINKS
            if tag in KINDS:
                close()
                holders.pop()
        elif silent is element:
            silent = None
        else:
            continue
        if element is not tree:
            add(element.tail)
    close()
    return found
