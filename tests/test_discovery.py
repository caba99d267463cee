"""Finding what a site offers to read."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from corpus.discovery import discover
from dateline.errors import FetchError, InputError
from dateline.records import Capture

ENTRY = "<item><title>a</title><link>https://harrow.example/1</link><pubDate>{}</pubDate></item>"
RSS = f'<rss version="2.0"><channel><title>T</title>{ENTRY}</channel></rss>'
NEW, OLD = RSS.format("Mon, 18 May 2026 10:00:00 GMT"), RSS.format("Mon, 18 May 2020 10:00:00 GMT")
NEWS = "<urlset><url><loc>https://harrow.example/1</loc><lastmod>2026-05-19</lastmod></url></urlset>"
HOME = """<html lang="en-GB"><head><title>Harrow Courier | News</title>
<meta property="og:site_name" content="The Harrow Courier">
<link rel="alternate" type="application/rss+xml" href="/old.xml">
<link rel="alternate" type="application/rss+xml" href="/rss.xml">
<link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/atom+xml" href="/gone.xml">
</head><body><p>Welcome</p></body></html>"""


def site(**pages: str) -> tuple[Callable[[str], Capture], list[str]]:
    asked: list[str] = []

    def fetch(address: str) -> Capture:
        asked.append(address)
        path = address.partition("harrow.example")[2]
        name = {"": "home", "/": "home"}.get(path, path.strip("/"))
        if name not in pages:
            raise FetchError(f"{address} is not there.", reason="gone", final=True)
        return Capture(
            id="c",
            source="d",
            address=address,
            content=pages[name].encode(),
            collected=datetime(2026, 5, 20, tzinfo=UTC),
        )

    return fetch, asked


def test_the_feeds_of_a_page_are_found_with_what_the_site_says_of_itself() -> None:
    """Linked feeds that hold entries, the freshest first; feeds of comments and dead links are left out."""
    fetch, _ = site(**{"home": HOME, "rss.xml": NEW, "old.xml": OLD, "comments/feed": NEW})

    first, second = discover("https://harrow.example", fetch, taken=["harrow-example"])

    assert first.source.address == "https://harrow.example/rss.xml"
    assert second.source.address == "https://harrow.example/old.xml"
    assert (first.source.outlet, first.source.language, first.source.country) == ("The Harrow Courier", "en", "GB")
    assert first.source.id == "harrow-example-2"
    assert (first.items, first.how) == (1, "linked from the page")


def test_a_news_sitemap_is_found_by_robots_txt() -> None:
    """Where no feed is linked, robots.txt names the sitemap, and the one of news is taken."""
    robots = "User-agent: *\nSitemap: https://harrow.example/all.xml\nSitemap: https://harrow.example/news.xml\n"
    fetch, _ = site(
        **{"home": "<html><body><p>Hi</p></body></html>", "robots.txt": robots, "news.xml": NEWS, "all.xml": NEWS}
    )

    (found,) = discover("harrow.example", fetch)

    assert (found.source.kind, found.source.address) == ("sitemap", "https://harrow.example/news.xml")


def test_usual_addresses_are_asked_last() -> None:
    """A site that links nothing is asked where feeds mostly are; one that links its feed is not."""
    fetch, _ = site(**{"home": "<html><body><p>Hi</p></body></html>", "feed": NEW})
    assert discover("https://harrow.example/", fetch)[0].how == "at a usual address"

    fetch, asked = site(**{"home": HOME, "rss.xml": NEW})
    discover("https://harrow.example/", fetch)
    assert not any(address.endswith("/atom.xml") for address in asked)


def test_a_feed_itself_is_taken_as_it_is() -> None:
    """The address of a feed needs no search."""
    fetch, asked = site(**{"rss.xml": NEW})

    (found,) = discover("https://harrow.example/rss.xml", fetch)

    assert (found.how, asked) == ("the address itself", ["https://harrow.example/rss.xml"])


def test_nothing_found_says_what_to_do() -> None:
    """A site without anything to read, and an address that is none, end in a sentence."""
    fetch, asked = site(**{"home": "<html><body><p>Hi</p></body></html>"})

    with pytest.raises(InputError, match="No feed and no news sitemap"):
        discover("https://harrow.example", fetch)
    assert len(asked) < 30
    with pytest.raises(InputError, match="no address"):
        discover("ftp://harrow.example", fetch)
