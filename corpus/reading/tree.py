"""The tree of a page, parsed once and handed on."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring

from corpus.reading.fragments import CONTROL
from dateline.errors import ReadError

# Without huge_tree libxml2 stops at a depth that no page of a person reaches, and so neither it nor
# the copies that are made of its trees can exhaust the stack.
_PARSER = HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
)


SAMPLE = 20_000  # characters
BINARY = 0.03  # of them may be control characters or unreadable

# Every element that carries a class or an id, with both in one line.
Named = list[tuple[HtmlElement, str]]


def page_tree(text: str, address: str) -> HtmlElement:
    """The tree of a page. Raises ReadError where there is nothing to parse."""
    head = text[:SAMPLE]
    if len(CONTROL.findall(head)) + head.count("\ufffd") > BINARY * len(head):
        raise ReadError(f"{address} is no text but binary data.", reason="unreadable")
    try:
        tree = fromstring(CONTROL.sub("", text).encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        tree = None
    if tree is None or (len(tree) == 0 and not (tree.text or "").strip()):
        raise ReadError(f"{address} holds no HTML that can be read.", reason="unreadable")
    return tree


def named_parts(tree: HtmlElement) -> Named:
    """The elements that carry a class or an id, with both in one line, in the order of the page.

    Made once: as long as it lives, every further walk meets the same Python objects and is cheap.
    """
    return [
        (element, name)
        for element in tree.iter("*")
        if (name := f"{element.get('class') or ''} {element.get('id') or ''}".strip())
    ]
