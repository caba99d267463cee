"""Scraps of HTML, as feeds and metadata carry them, as plain text."""

import re
from html import unescape

from lxml import etree, html

BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "aside", "li", "ul", "ol", "dl", "dt", "dd", "table")
    + ("tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figure", "figcaption", "hr", "br")
    + ("form", "address")
)
SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "figure", "figcaption"))
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufeff\u200b\u2060\u00ad\ufffe\uffff\ud800-\udfff]")


def plain(text: object, *, html: bool = True) -> str | None:
    """One line of text of a headline, name or summary; None where nothing is left."""
    if not isinstance(text, str):
        return None
    if html and ("<" in text or "&" in text):
        text = " ".join(paragraphs(text)) if re.search(r"<[a-zA-Z!/]", text) else unescape(text)
    return clean(text) or None


def clean(text: str) -> str:
    """Text without control characters and with single spaces."""
    return re.sub(r"\s+", " ", CONTROL.sub("", text)).strip()


def paragraphs(fragment: str) -> list[str]:
    """The paragraphs of a piece of HTML, each on one line; a text without tags keeps its blank lines as borders."""
    fragment = CONTROL.sub("", fragment)
    if not re.search(r"<[a-zA-Z!/]", fragment):
        parts = re.split(r"\n\s*\n", unescape(fragment))
        return [line for part in parts if (line := clean(part))]
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return [line] if (line := clean(re.sub(r"<[^>]*>", " ", fragment))) else []
    return blocks(tree)


def blocks(tree: etree._Element) -> list[str]:
    """The texts between block borders of a tree, in their order; scripts, styles and figures are silent."""
    found: list[str] = []
    line: list[str] = []

    def close() -> None:
        if text := clean("".join(line)):
            found.append(text)
        line.clear()

    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event in ("comment", "pi"):
            if skipped is None and element.tail:
                line.append(element.tail)
            continue
        if skipped is None and event == "start":
            if tag in SILENT:
                skipped = element
                continue
            if tag in BLOCKS:
                close()
            if element.text:
                line.append(element.text)
        elif event == "end":
            if skipped is element:
                skipped = None
            elif skipped is not None:
                continue
            elif tag in BLOCKS:
                close()
            if element.tail and element is not tree:
                line.append(element.tail)
    close()
    return found
