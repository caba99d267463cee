"""XML from strangers: no entities, nothing loaded, nothing nested without end."""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.reading.charset import decode
from dateline.errors import ReadError
from dateline.records import Capture

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")


def xml_root(capture: Capture) -> etree._Element:
    """The root of a capture's XML; ill-formed text is mended as far as it goes. Raises ReadError."""
    if not capture.content.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    root = parsed(capture.content, recover=False)
    if root is None:
        text = _DECLARED.sub("", decode(capture.content, capture.charset).text.replace("\0", ""))
        root = parsed(text.encode("utf-8", "replace"), recover=True)
    if root is None:
        raise ReadError(f"{capture.address} is no XML that can be read.", reason="unreadable")
    return root


def parsed(content: bytes, *, recover: bool) -> etree._Element | None:
    """The root of XML, None where there is none; `recover`: mend ill-formed UTF-8 text as far as it goes."""
    encoding = "utf-8" if recover else None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover, encoding=encoding,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: etree._Element | None = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def name_of(element: etree._Element) -> str:
    """The tag without its namespace: each version of a standard has another one."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def named(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names below (and with) a root, in document order."""
    return (element for element in root.iter() if name_of(element) in names)


def first(root: etree._Element, *names: str) -> etree._Element | None:
    """The first element of these names."""
    return next(named(root, *names), None)


def words(element: etree._Element | None) -> str | None:
    """The text of an element on one line."""
    if element is None:
        return None
    return " ".join(" ".join(piece for piece in element.itertext() if isinstance(piece, str)).split()) or None
