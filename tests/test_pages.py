"""Pages: the texts of many content systems, against what trafilatura alone makes of them."""

import json
import re
import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean

import pytest
import trafilatura

from corpus.reading import read_page
from dateline.errors import ReadError
from dateline.records import Capture, Item, Source

PAGES = sorted((Path(__file__).parent / "data" / "kinds" / "page").glob("*.html"))
NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
SOURCE = Source(id="s", kind="page", address="https://sample.example/")
SENTENCES = [
    "The harbour board adopted the plan for the northern basin on Monday by seven votes to two.",
    "Work is to begin on 1 September and to last fourteen months, the chairwoman, Ifeoma Nwachukwu, said.",
    "“We have waited nine years for this, and we will not waste an hour of it,” she told reporters.",
    "The basin was closed in 2017 after a storm had broken its eastern wall, and ships have gone elsewhere since.",
]
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def capture(content: bytes | str, address: str = "https://sample.example/news/board", **more: object) -> Capture:
    content = content.encode() if isinstance(content, str) else content
    return Capture(
        id="c",
        source="s",
        address=address,
        content=content,
        collected=NOW,
        **more,  # type: ignore[arg-type]
    )


def page(body: str = BODY, head: str = "", lang: str = "en") -> str:
    head = f"<head><title>Board adopts plan</title>{head}</head>"
    return f'<!DOCTYPE html><html lang="{lang}">{head}<body><article><h1>Board adopts plan</h1>{body}</article></body>'


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def f1(found: str, expected: str) -> float:
    """The F1 of runs of four words, as the common benchmark of article texts counts it."""
    one, other = shingles(found), shingles(expected)
    same = (one & other).total()
    return 2 * same / (one.total() + other.total())


def test_texts_are_better_than_trafilaturas_alone() -> None:
    """Over the saved pages the mean F1 stays above its floor, and clearly above the extractor's own."""
    ours, theirs = [], []
    for path in PAGES:
        expected = json.loads(path.with_name(f"{path.name}.expected.json").read_text("utf-8"))[0]["text"]
        ours.append(f1(read_page(capture(path.read_bytes(), path.name), SOURCE).text, expected))
        theirs.append(f1(trafilatura.extract(path.read_text("utf-8"), include_comments=False) or "", expected))

    assert len(PAGES) >= 30
    assert mean(ours) >= 0.99
    assert mean(theirs) < 0.96


@pytest.mark.slow
def test_reading_a_page_costs_little_more_than_trafilatura_alone() -> None:
    """Page to Article, metadata and days included, takes at most a quarter more than the body alone."""
    # A page of the web carries some 100 KB of scripts and links around its few lines of text.
    chrome = (
        b"<script>var a=1;</script>" * 2000 + b"<nav>" + b"<li class='menu-item'><a href='/x'>Section</a></li>" * 400
    )
    contents = [path.read_bytes().replace(b"</nav>", chrome + b"</nav>", 1) for path in PAGES]

    def ours() -> None:
        for content in contents:
            read_page(capture(content), SOURCE)

    def theirs() -> None:
        for content in contents:
            trafilatura.extract(content, include_comments=False)

    def cost(run: object) -> float:
        began = time.process_time()
        run()  # type: ignore[operator]
        return time.process_time() - began

    ours(), theirs()
    assert min(cost(ours) for _ in range(5)) <= 1.25 * min(cost(theirs) for _ in range(5))


@pytest.mark.parametrize(
    "noise",
    [
        "<p>Advertisement</p>",
        '<p><a href="/x">Tram line closes for the summer as works begin in the old town</a></p>',
        "<p><strong>READ MORE: <a href='/x'>Tram line closes for the summer</a></strong></p>",
        "<figure><img><figcaption>The northern basin in 2016.</figcaption></figure>",
        '<p class="wp-caption-text">The northern basin in 2016. Photo: Jane Roe</p>',
        '<div class="newsletter-signup"><p>Get our daily briefing in your inbox every morning at '
        "seven o’clock.</p></div>",
        '<div class="share-buttons"><p>Share this article with your friends on every network there is.</p></div>',
        "<aside><p>Our readers also liked these stories from last week, which you may have missed.</p></aside>",
        '<div id="cookie-banner"><p>We use cookies to make this site work better for you and our '
        "800 partners.</p></div>",
        "<p>Sign up for our newsletter here</p>",
        "<p>Photo: Jane Roe/Press Pool</p>",
        "<p>Maren Holloway is a senior reporter at The Harrow Courier who covers ports and ferries.</p>",
        "<p>Follow Maren Holloway on Twitter @maren</p>",
        "<p>© 2026 The Harrow Courier. All rights reserved.</p>",
        "<h3>Related stories</h3><ul><li><a href='/1'>Tram line closes for summer</a></li><li><a "
        "href='/2'>Ferry late</a></li></ul>",
        "<h2>Comments</h2><div><p>user1</p><p>I never thought that they would get this far with it at all.</p></div>",
    ],
)
def test_what_is_not_the_article_goes(noise: str) -> None:
    """Captions, links to others, sign-ups, biographies and comments are not in the text."""
    text = read_page(capture(page(BODY + noise)), SOURCE).text

    assert text == "\n\n".join(SENTENCES)


@pytest.mark.parametrize(
    "kept",
    [
        "<h2>What comes next</h2><p>The council votes in June, and the ministry has the last word after that.</p>",
        "<ul><li>Doors open at nine.</li><li>Children pay nothing.</li></ul><p>All are welcome on "
        "the day, the board said.</p>",
        "<blockquote><p>The wall must stand before winter.</p></blockquote><p>So said the "
        "engineer who drew the plan.</p>",
        "<p>The Associated Press contributed to this report.</p>",
    ],
)
def test_what_belongs_to_the_article_stays(kept: str) -> None:
    """Subheads, lists, quotations and credits stand in the text in their place."""
    text = read_page(capture(page(BODY + kept)), SOURCE).text

    for words in re.findall(r">([^<>]{8,})<", kept):
        assert words in text


def test_the_body_in_json_ld_stands_in_for_an_empty_page() -> None:
    """A page that draws its text by script is read from what it says of itself."""
    said = {"@type": "NewsArticle", "headline": "Board adopts plan", "articleBody": "\n\n".join(SENTENCES)}
    script = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    content = f'<html><head><title>x</title>{script}</head><body><div id="app"></div></body></html>'

    assert read_page(capture(content), SOURCE).text == "\n\n".join(SENTENCES)


def test_text_of_a_doubtful_name_is_taken_back() -> None:
    """A class that mostly names chrome does not lose the second half of a story."""
    more = f"<p>{SENTENCES[3]} {'It rained. ' * 4}</p><p>{SENTENCES[0]} {'It snowed. ' * 4}</p>"
    body = f"{BODY}<div class='read-more'>{more}</div>"

    assert "It snowed." in read_page(capture(page(body)), SOURCE).text


@pytest.mark.parametrize(
    ("content", "address", "reason"),
    [
        ("", "https://a.example/x", "unreadable"),
        ("<html><body><p>Short.</p></body></html>", "https://a.example/x", "too short"),
        (
            "<html><head><title>Just a moment...</title></head><body><p>Checking.</p></body></html>",
            "https://a.example/x",
            "blocked",
        ),
        (
            "<html><head><title>Page not found</title></head><body><p>Sorry.</p></body></html>",
            "https://a.example/x",
            "gone",
        ),
        (
            f"<html><head><title>Home</title></head><body><div>{BODY}</div></body></html>",
            "https://a.example/",
            "not an article",
        ),
        (bytes(range(256)) * 40, "https://a.example/x", "unreadable"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(content: str | bytes, address: str, reason: str) -> None:
    """Each page without an article ends in one countable reason."""
    with pytest.raises(ReadError) as caught:
        read_page(capture(content, address), SOURCE)

    assert caught.value.reason == reason


def test_a_feed_fills_what_the_page_leaves_open() -> None:
    """What the feed said of an item stands where its page says nothing."""
    item = Item(
        address="https://sample.example/news/board",
        headline="From the feed",
        byline="Ana Beltrán",
        agency="AFP",
        published=datetime(2026, 5, 18, 9, tzinfo=UTC),
    )
    article = read_page(capture(f"<html><body><div>{BODY}</div></body></html>", item=item), SOURCE)

    assert (article.headline, article.byline, article.agency, article.published) == (
        "From the feed",
        "Ana Beltrán",
        "AFP",
        date(2026, 5, 18),
    )


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "blockquote", "table><tr><td"])
def test_deep_nesting_is_no_danger(tag: str) -> None:
    """A page nested 100,000 deep is read or refused, within seconds and without a crash."""
    try:
        article = read_page(capture(f"<html><body><article>{BODY}{f'<{tag}>' * 100_000}x"), SOURCE)
    except ReadError:
        return

    assert SENTENCES[0] in article.text


def test_an_article_within_chrome_that_was_never_closed_is_read() -> None:
    """An unclosed <nav> or <aside> around the article does not take it away."""
    for tag in ("nav", "aside", "footer", "form"):
        assert read_page(capture(page(f"<{tag}>{BODY}")), SOURCE).text == "\n\n".join(SENTENCES)


def test_markup_never_reaches_the_text() -> None:
    """No script, style or tag of a page stands in what is kept of it."""
    text = read_page(
        capture(
            page(
                BODY
                + "<script>alert(1)</script><style>p{}</style>"
                + "<p onclick='x()'>The end of it came at five o’clock, all said.<img src=x onerror=alert(2)></p>"
            )
        ),
        SOURCE,
    ).text

    assert "alert" not in text
    assert "<" not in text
