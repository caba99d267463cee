"""OPML in and out."""

import pytest

from corpus.opml import read_opml, write_opml
from dateline.errors import InputError
from dateline.records import Source

LIST = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="1.0"><head><title>Mine</title></head><body>
<outline text="News"><outline type="rss" text="Harrow &amp; Co" title="" xmlUrl="https://harrow.example/rss"
  language="en-GB"/>
<outline type="rss" xmlUrl="https://harrow.example/rss"/></outline>
<outline type="jsonfeed" text="Notes" xmlUrl="https://notes.example/feed.json"/>
<outline text="No address"/><outline xmlUrl="javascript:alert(1)" text="no"/>
</body></opml>"""


def test_a_list_becomes_sources() -> None:
    """Each feed once, at any depth, with its name and language; what is no feed is left out."""
    harrow, notes = read_opml(LIST, taken=["notes-example"])

    assert (harrow.id, harrow.kind, harrow.outlet, harrow.language) == ("harrow-example", "feed", "Harrow & Co", "en")
    assert (notes.id, notes.kind) == ("notes-example-2", "jsonfeed")


def test_what_goes_out_comes_back() -> None:
    """Exported feeds are the same when they are imported again."""
    sources = [
        Source(id="a-example", kind="feed", address="https://a.example/?x=1&y=2", outlet='<A> & "B"', language="en"),
        Source(id="b-example", kind="sitemap", address="https://b.example/sitemap.xml"),
    ]

    assert read_opml(write_opml(sources).encode()) == (sources[0],)


@pytest.mark.parametrize("content", [b"", b"hello", b"<html><body>", b"<rss/>", b"\xff\xfe\x00"])
def test_what_is_no_opml_is_refused(content: bytes) -> None:
    """Other files end in a sentence."""
    with pytest.raises(InputError, match="no OPML"):
        read_opml(content)


def test_an_entity_bomb_is_refused() -> None:
    """A list that defines entities is not read at all."""
    bomb = b'<!DOCTYPE o [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><opml><body>'

    with pytest.raises(InputError, match="entities"):
        read_opml(bomb + b'<outline text="&b;&b;" xmlUrl="https://a.example/rss"/></body></opml>')
