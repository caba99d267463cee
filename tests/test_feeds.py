"""Feeds and sitemaps: whatever comes parses or ends in a clear refusal, with items and days right."""

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kinds import feed, jsonfeed, read, recognise, sitemap
from dateline.errors import ReadError, SourcesError
from dateline.records import Article, Capture, Item, Outcome, Source

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
SOURCE = Source(id="s", kind="feed", address="https://harrow.example/rss", outlet="The Harrow Courier")
TEXT = "The harbour board met on Monday and adopted the plan for the northern basin by seven votes to two. " * 4


def capture(content: bytes | str, address: str = SOURCE.address, **more: object) -> Capture:
    content = content.encode() if isinstance(content, str) else content
    return Capture(id="c", source="s", address=address, content=content, collected=NOW, **more)  # type: ignore[arg-type]


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def item(inner: str = "", link: str = "https://harrow.example/1") -> str:
    return f"<item><title>T</title><link>{link}</link>{inner}</item>"


def items(content: str) -> list[Item]:
    found = list(feed.parse(capture(content), SOURCE))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Mon, 18 May 2026 23:30:00 -0400", date(2026, 5, 18)),
        ("Mon, 18 May 2026 23:30:00 EDT", date(2026, 5, 18)),
        ("18 May 2026 23:30", date(2026, 5, 18)),
        ("2026-05-18T00:30:00+05:30", date(2026, 5, 18)),
        ("2026-05-18", date(2026, 5, 18)),
        ("20260518T101500Z", date(2026, 5, 18)),
        ("18.05.2026 10:15", date(2026, 5, 18)),
        ("May 18, 2026, 4:05 p.m.", date(2026, 5, 18)),
        ("Monday, 18 May 2026, 16.05 IST", date(2026, 5, 18)),
        ("1779098400", date(2026, 5, 18)),
    ],
)
def test_the_day_is_the_writers_own(written: str, day: date) -> None:
    """A time keeps the zone that it was written in, so that its day is that of the outlet."""
    published = items(rss(item(f"<pubDate>{written}</pubDate>")))[0].published

    assert published is not None
    assert published.date() == day
    assert published.tzinfo is not None


@pytest.mark.parametrize(
    "written", ["Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 01 Jan 2066 00:00:00 GMT", "soon", "0000-00-00", "9" * 5000]
)
def test_a_time_that_cannot_be_is_none(written: str) -> None:
    """Empty clocks, the future and nonsense give no day, and the entry stays."""
    assert items(rss(item(f"<pubDate>{written}</pubDate>")))[0].published is None


def test_full_texts_become_articles_where_the_source_says_so() -> None:
    """With full_text an entry is the article; without it, or with a teaser, it is an item to fetch."""
    content = rss(
        item(f"<description>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;Advertisement&lt;/p&gt;</description>"),
        item("<description>Short.</description>", "https://harrow.example/2"),
    )
    whole = Source(id="s", kind="feed", address="https://harrow.example/rss", options={"full_text": True})

    first, second = feed.parse(capture(content), whole)

    assert isinstance(first, Article)
    assert first.text == " ".join(TEXT.split())
    assert first.url == "https://harrow.example/1"
    assert isinstance(second, Item)
    assert all(isinstance(one, Item) for one in feed.parse(capture(content), SOURCE))


@pytest.mark.parametrize("element", ["description", "content:encoded"])
def test_nothing_active_in_an_entry_is_kept(element: str) -> None:
    """Scripts, styles, frames and handlers end with the mark-up; the words around them stay."""
    active = (
        '<p onclick="evil()">The board <a href="javascript:evil()">met</a>.</p><script>evil()</script>'
        '<style>p { content: "evil" }</style><iframe srcdoc="<b>evil</b>">evil</iframe><img src=x onerror="evil()">'
        "<object data='evil.swf'>evil</object><applet>evil</applet><p>It rose &lt;5 percent.</p>"
    )
    content = rss(
        f"<item><title><![CDATA[Board <b onclick='evil()'>meets</b>]]></title><link>https://harrow.example/1</link>"
        f"<author><![CDATA[<i onload=evil()>Ada Crane</i>]]></author><{element}><![CDATA[{active}]]></{element}></item>"
    ).replace("<rss ", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" ')

    (found,) = items(content)

    assert "evil" not in str(found)
    assert found.headline == "Board meets"
    assert found.byline == "Ada Crane"
    assert found.content == "The board met.\n\nIt rose <5 percent."


def test_relative_addresses_count_from_the_feed() -> None:
    """A link without a host is joined with the feed's own address, or with the base that the feed declares."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"{base}><title>T</title>'
        '<entry><title>T</title><id>x</id><link href="../news/1?a=1&amp;b=2"/></entry></feed>'
    )
    declared = atom.format(base=' xml:base="https://press.example/en/feed/"')

    assert [one.address for one in items(rss(item(link="/news/1")))] == ["https://harrow.example/news/1"]
    assert [one.address for one in items(atom.format(base=""))] == ["https://harrow.example/news/1?a=1&b=2"]
    assert [one.address for one in items(declared)] == ["https://press.example/en/news/1?a=1&b=2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("<!DOCTYPE html><html><head><title>x</title></head><body><p>Not found</p></body></html>", "not a feed"),
        ("just words", "not a feed"),
        ('<?xml version="1.0"?><note/>', "not a feed"),
    ],
)
def test_what_is_no_feed_is_refused(content: str, reason: str) -> None:
    """A page, an empty answer or other XML ends in a sentence with a countable reason."""
    with pytest.raises(ReadError) as caught:
        list(feed.parse(capture(content), SOURCE))

    assert caught.value.reason == reason


def test_an_external_entity_is_never_loaded() -> None:
    """A feed cannot make us read a file."""
    content = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(item())[21:].replace(
        "<title>T</title><link>", "<title>&x;</title><link>"
    )

    assert "root:" not in str(list(feed.parse(capture(content), SOURCE)))


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_deep_nesting_ends_at_once(depth: int) -> None:
    """Tags within tags without end are read or refused, and quickly."""
    content = rss("<a>" * depth + item() + "</a>" * depth)

    try:
        ended = len(list(feed.parse(capture(content), SOURCE)))
    except ReadError as error:
        ended = error.reason

    assert ended in (0, 1, "unreadable", "not a feed")


@settings(max_examples=150)
@given(st.binary(max_size=400), st.integers(0, 200))
def test_any_bytes_parse_or_are_refused(noise: bytes, place: int) -> None:
    """A feed with noise anywhere in it gives nouns or a ReadError, never another error."""
    whole = rss(item("<pubDate>Mon, 18 May 2026 23:30:00 GMT</pubDate>"), item()).encode()
    for kind in (feed, sitemap, jsonfeed):
        for content in (noise, whole[:place] + noise + whole[place:]):
            try:
                found = list(kind.parse(capture(content), SOURCE))
            except ReadError:
                continue
            assert all(isinstance(one, (Article, Item, Outcome)) for one in found)


def test_a_packed_sitemap_is_unpacked_within_limits() -> None:
    """A gzip sitemap is read; a broken one and a bomb are refused."""
    content = b"<urlset><url><loc>https://harrow.example/1</loc></url></urlset>"
    packed = capture(gzip.compress(content), "https://harrow.example/sitemap.xml.gz")

    assert recognise(packed) == "sitemap"
    assert [one.address for one in sitemap.parse(packed, SOURCE)] == ["https://harrow.example/1"]
    for broken, reason in (
        (gzip.compress(content)[:-12], "unreadable"),
        (gzip.compress(b" " * 61_000_000), "too large"),
    ):
        with pytest.raises(ReadError) as caught:
            list(sitemap.parse(capture(broken, "https://harrow.example/sitemap.xml.gz"), SOURCE))
        assert caught.value.reason == reason


def test_a_sitemap_is_narrowed_by_its_options() -> None:
    """`days` and `match` leave out old and other addresses; nonsense in them is said."""
    old = (NOW - timedelta(days=9)).date().isoformat()
    content = f"<urlset><url><loc>https://h.example/news/1</loc></url><url><loc>https://h.example/shop/2</loc></url><url><loc>https://h.example/news/3</loc><lastmod>{old}</lastmod></url></urlset>"
    narrow = Source(id="s", kind="sitemap", address="https://h.example/s.xml", options={"days": 3, "match": "/news/"})

    assert [one.address for one in sitemap.parse(capture(content), narrow)] == ["https://h.example/news/1"]
    for options in ({"days": "x"}, {"match": "("}):
        with pytest.raises(SourcesError, match=r"not allowed|no regular expression"):
            list(sitemap.parse(capture(content), Source(id="s", kind="sitemap", address="a", options=options)))


def test_what_an_item_led_to_is_recognised_by_itself() -> None:
    """The sitemaps of an index are read as sitemaps, the pages of a feed as pages."""
    index = Source(id="s", kind="sitemap", address="https://h.example/index.xml")
    inner = capture(
        "<urlset><url><loc>https://h.example/1</loc></url></urlset>",
        "https://h.example/a.xml",
        item=Item(address="https://h.example/a.xml"),
    )

    assert [one.address for one in read(inner, index) if isinstance(one, Item)] == ["https://h.example/1"]


def test_a_folder_holds_files_of_any_kind() -> None:
    """Each file of a folder is read as what it is."""
    folder = Source(id="s", kind="folder", address="/x")

    assert [type(one) for one in read(capture(rss(item()), "/x/a.xml"), folder)] == [Item]
    with pytest.raises(ReadError) as caught:
        list(read(capture(b"", "/x/b.xml"), folder))
    assert caught.value.reason == "empty"
