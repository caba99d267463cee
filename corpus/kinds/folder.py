"""A folder of files of any kind: each file is recognised by itself."""

from collections.abc import Iterator

from corpus.kinds import load, recognise
from dateline.records import Article, Capture, Item, Outcome, Source


def sniff(head: bytes, name: str, media_type: str | None) -> bool:
    """Never: a folder is declared, not recognised."""
    return False


def parse(capture: Capture, source: Source) -> Iterator[Article | Item | Outcome]:
    """What is in one file of the folder."""
    yield from load(recognise(capture)).parse(capture, source)
