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
from importlib import import_module
from typing import Protocol

from dateline.records import Article, Capture, Item, Outcome, Source

Parsed = Article | Item | Outcome

KINDS: tuple[str, ...] = ()


class Kind(Protocol):
    """What a module of this package offers."""

    def sniff(self, head: bytes, name: str, media_type: str | None) -> bool:
        """Whether a capture looks like this kind."""
        ...

    def parse(self, capture: Capture, source: Source) -> Iterator[Parsed]:
        """What is in a capture."""
        ...


def load(name: str) -> Kind:
    """The kind of that name, loaded when first asked for (some need heavy libraries)."""
    return import_module(f"corpus.kinds.{name}")  # type: ignore[return-value]  # a module is the object
