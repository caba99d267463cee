"""The kinds of source, one module each: foreign bytes in, our nouns out.

A kind is a module of this package with two functions:

    sniff(head, name, media_type) -> bool
        whether a capture looks like this kind; `head` is its first 4,096 bytes, `name` its
        address or file name in lower case, `media_type` what the transport said, or None.
    parse(capture, source) -> Iterator[Article | Item | Outcome]
        Articles where the bytes carry whole texts; Items where they name articles to be fetched
        (feed, sitemap); Outcomes for entries that cannot be used, with a reason. Raises ReadError
        when nothing at all can be made of the bytes.

To add one: write the module, name it in KINDS (the order is the order of sniffing, the most
particular first), put samples with expected JSON into tests/data/kinds/NAME/.
"""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from dateline.errors import ReadError
from dateline.records import Article, Capture, Item, Outcome, Source

Parsed = Article | Item | Outcome

# The order of sniffing: the most particular first, those that take almost anything last.
KINDS: tuple[str, ...] = (
    "warc",
    "mail",
    "document",
    "ninjs",
    "jsonfeed",
    "jsonl",
    "newsml",
    "nitf",
    "sitemap",
    "feed",
    "page",
    "anpa",
    "csv",
    "agency",
)
# A folder is declared like a kind and holds files of every kind.
NAMES: tuple[str, ...] = (*KINDS, "folder")
HEAD = 4096


class Kind(Protocol):
    """What a module of this package offers."""

    def sniff(self, head: bytes, name: str, media_type: str | None) -> bool:
        """Whether a capture looks like this kind."""
        ...

    def parse(self, capture: Capture, source: Source) -> Iterator[Parsed]:
        """What is in a capture."""
        ...


@cache
def load(name: str) -> Kind:
    """The kind of that name, loaded when first asked for (some need heavy libraries)."""
    return cast(Kind, import_module(f"corpus.kinds.{name}"))  # a module is the object


def recognise(capture: Capture) -> str:
    """The kind of a capture by its bytes, name and media type. Raises ReadError where it is none."""
    if not capture.content.strip():
        raise ReadError(f"{capture.address} is empty.", reason="empty")
    head, name = capture.content[:HEAD], capture.address.lower()
    for kind in KINDS:
        if load(kind).sniff(head, name, capture.media_type):
            return kind
    raise ReadError(
        f"{capture.address} looks like none of the kinds that can be read.",
        reason="unknown kind",
        remedy=f"Name its kind; there are: {', '.join(KINDS)}.",
    )


def read(capture: Capture, source: Source) -> Iterator[Parsed]:
    """What is in a capture, by the source's kind; what an item of it led to is recognised by itself.

    An item of a feed leads to a page, an item of a sitemap index to another sitemap, and a feed may
    name a document: so only the source's own capture is taken at its word.
    """
    kind = source.kind if capture.item is None and source.kind != "folder" else recognise(capture)
    yield from load(kind).parse(capture, source)
