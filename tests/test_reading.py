"""What a page says of its article: headline, byline, day, agency, paywall, character set, and rules for outlets."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from corpus.reading import read, read_page
from corpus.reading.charset import decode
from corpus.reading.credits import agency_in
from corpus.reading.rules import rules_for
from corpus.reading.times import parse_time
from dateline.errors import InputError
from dateline.records import Article, Capture, Source

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
BODY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The harbour board adopted the plan for the northern basin on Monday by seven votes to two.",
        "Work is to begin on 1 September and to last fourteen months, the chairwoman, Ifeoma Nwachukwu, said.",
        "The basin was closed in 2017 after a storm had broken its eastern wall, and ships went elsewhere.",
    )
)


def article(
    head: str = "", above: str = "", *, below: str = "", end: str = "", said: object = None, address: str = "https://h.example.org/n/1",
    **options: object,
) -> Article:  # fmt: skip
    script = f'<script type="application/ld+json">{said if isinstance(said, str) else json.dumps(said)}</script>'
    title = "<title>Board adopts plan | The Harrow Courier</title>"
    content = f'<html lang="en"><head>{title}{head}{script if said else ""}</head>'
    content += f"<body><main>{above}<div class='text'>{BODY}{end}</div>{below}</main></body></html>"
    capture = Capture(id="c", source="s", address=address, content=content.encode(), collected=NOW)
    return read_page(capture, Source(id="s", kind="page", address=address, options=options))


def news(**more: Any) -> dict[str, Any]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Board adopts plan", **more}


def test_json_ld_gives_what_it_says() -> None:
    """Headline, people, section, outlet and times come from the article's own description."""
    said = news(
        author=[{"@type": "Person", "name": "Maren Holloway"}, {"@type": "Person", "name": "By Ana Beltrán"}],
        articleSection=["Ports", "Business"],
        publisher={"@type": "Organization", "name": "The Harrow Courier"},
        datePublished="2026-05-18T23:30:00+01:00",
        dateModified="2026-05-19T08:00:00+01:00",
        isAccessibleForFree="False",
    )
    found = article(said=[{"@type": "WebSite", "name": "x"}, {"@graph": [said]}])

    assert found.headline == "Board adopts plan"
    assert found.byline == "Maren Holloway, Ana Beltrán"
    assert (found.section, found.outlet) == ("Ports", "The Harrow Courier")
    assert found.published == date(2026, 5, 18)
    assert found.published_at == datetime(2026, 5, 18, 22, 30, tzinfo=UTC)
    assert found.changed_at == datetime(2026, 5, 19, 7, tzinfo=UTC)
    assert found.paywalled


@pytest.mark.parametrize(
    "said",
    [
        '{"@type": "NewsArticle", "headline": "Board adopts plan", "datePublished": "2026-05-18",}',
        '<!-- {"@type": "NewsArticle", "datePublished": "2026-05-18"} -->',
        '{"@type": "NewsArticle", "description": "a "quoted" word", "datePublished": "2026-05-18"}',
        '{"@type": "NewsArticle", "description": "two\nlines", "datePublished": "2026-05-18"};',
        '{"@type": "Organization"} {"@type": "NewsArticle", "datePublished": "2026-05-18"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;datePublished&quot;: &quot;2026-05-18&quot;}",
    ],
)
def test_broken_json_ld_is_repaired_where_it_can_be(said: str) -> None:
    """Trailing commas, comments, raw line breaks, stray quotes and values side by side do not hide the day."""
    assert article(said=said).published == date(2026, 5, 18)


def test_of_several_described_articles_the_pages_own_counts() -> None:
    """Teasers that are described beside the article do not lend it their day."""
    other = news(headline="Quite another story", datePublished="2020-01-01", author={"name": "Nobody Here"})

    assert article(said=[other, news(datePublished="2026-05-18")]).published == date(2026, 5, 18)


@pytest.mark.parametrize(
    ("head", "above", "address", "day"),
    [
        ('<meta property="article:published_time" content="2026-05-18T09:00:00+00:00">', "", "", date(2026, 5, 18)),
        ('<meta name="parsely-pub-date" content="2026-05-18T09:00:00Z">', "", "", date(2026, 5, 18)),
        ("", '<time datetime="2026-05-18T09:00:00Z" itemprop="datePublished">today</time>', "", date(2026, 5, 18)),
        (
            "",
            '<p class="meta">Updated <time datetime="2026-05-19">T</time></p><time datetime="2026-05-18">M</time>',
            "",
            date(2026, 5, 18),
        ),
        ("", '<span class="date">Monday, May 18, 2026</span>', "", date(2026, 5, 18)),
        ("", "", "https://h.example.org/2026/05/18/board", date(2026, 5, 18)),
        ("", "", "https://h.example.org/2026/may/18/board", date(2026, 5, 18)),
        # A time in UTC does not say the outlet's day: the line that readers see does.
        (
            '<meta property="article:published_time" content="2026-05-18T02:30:00Z">',
            '<p class="date">May 17, 2026, 10:30 p.m. EDT</p>',
            "",
            date(2026, 5, 17),
        ),
        (
            '<meta property="article:published_time" content="2026-05-17T22:30:00Z">',
            "",
            "https://h.example.org/2026/05/18/board",
            date(2026, 5, 18),
        ),
        # Empty clocks and the future are no days.
        (
            '<meta property="article:published_time" content="1970-01-01T00:00:00Z">',
            '<time datetime="2026-05-18">x</time>',
            "",
            date(2026, 5, 18),
        ),
        (
            '<meta property="article:published_time" content="2062-05-18T00:00:00Z">',
            '<time datetime="2026-05-18">x</time>',
            "",
            date(2026, 5, 18),
        ),
    ],
)
def test_the_day_by_all_the_evidence(head: str, above: str, address: str, day: date) -> None:
    """Machine-readable times, visible lines and the address together give the outlet's own day."""
    assert article(head, above, address=address or "https://h.example.org/n/1").published == day


def test_a_publication_time_that_is_the_last_change_yields_to_the_address() -> None:
    """A system that overwrites the publication time with each change is found out."""
    said = news(datePublished="2026-05-19T08:00:00Z", dateModified="2026-05-19T08:00:00Z")
    found = article(said=said, address="https://h.example.org/2026/03/02/board")

    assert (found.published, found.published_at) == (date(2026, 3, 2), None)
    assert found.changed_at == datetime(2026, 5, 19, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "above", "headline"),
    [
        ("", "<h1>Board adopts plan for northern basin</h1>", "Board adopts plan for northern basin"),
        ("", "", "Board adopts plan"),
        (
            '<meta name="og:title" content="Board adopts plan - Harrow"><meta name="og:site_name" content="Harrow">',
            "",
            "Board adopts plan",
        ),
        ("", "<h1>The Harrow Courier</h1>", "Board adopts plan"),
    ],
)
def test_the_headline_without_the_outlet(head: str, above: str, headline: str) -> None:
    """The line that readers see where the head confirms it, without the outlet's name."""
    assert article(head, above).headline == headline


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://h.example.org/n/1-board?utm_source=x", "https://h.example.org/n/1-board"),
        ("/n/1-board", "https://h.example.org/n/1-board"),
        ("https://h.example.org/", "https://h.example.org/n/1"),
        ("https://other.example.com/n/9", "https://h.example.org/n/1"),
        ("http://[broken", "https://h.example.org/n/1"),
    ],
)
def test_the_canonical_address_is_believed_within_its_site(canonical: str, url: str) -> None:
    """A front page is no article's address, and a page on another site is another article."""
    found = article(f'<link rel="canonical" href="{canonical}">')

    assert found.url == url
    assert bool(found.notes) == ("other.example.com" in canonical)


@pytest.mark.parametrize(
    ("above", "end", "agency"),
    [
        ('<p class="byline">By Jane Roe, Associated Press</p>', "", "AP"),
        ('<span class="source">Source: Reuters</span>', "", "Reuters"),
        ("", "<p>(PTI)</p>", "PTI"),
        ("", "<p>Reporting by Jane Roe; Editing by John Doe</p>", "Reuters"),
        ('<figure><figcaption class="credit">AFP</figcaption></figure>', "", None),
        ('<p class="byline">By Jane Roe</p>', "", None),
    ],
)
def test_the_agency_that_the_page_credits(above: str, end: str, agency: str | None) -> None:
    """Bylines, source lines and sign-offs name it; the credit of a picture does not."""
    assert article(above=above, end=end).agency == agency


@pytest.mark.parametrize(
    ("credit", "agency"),
    [("Reuters", "Reuters"), ("By Jane Doe and John Roe, AFP", "AFP"), ("AP Møller", None), ("", None)],
)
def test_only_a_whole_part_of_a_credit_is_an_agency(credit: str, agency: str | None) -> None:
    """Names that begin like an agency's are none."""
    assert agency_in(credit) == agency


@pytest.mark.parametrize(
    ("content", "declared", "text", "evidence"),
    [
        ("Größe".encode(), "iso-8859-1", "Größe", "the bytes"),
        ("Größe".encode("cp1252"), None, "Größe", "guessed"),
        ("Größe".encode("cp1252"), "utf-8", "Größe", "guessed"),
        (b"<meta charset=windows-1251>" + "Привет, мир".encode("cp1251"), None, "Привет, мир", "the page"),
        ("Ä".encode("utf-16"), None, "Ä", "byte order mark"),
        ("<p>Wide text here</p>".encode("utf-16-le"), None, "<p>Wide text here</p>", "the bytes"),
        ("日本語のニュース".encode("shift_jis"), "shift_jis", "日本語のニュース", "the transport"),
        ("cut in the middle ö".encode()[:-1], "utf-8", "cut in the middle ", "the bytes"),
    ],
)
def test_character_sets_by_evidence(content: bytes, declared: str | None, text: str, evidence: str) -> None:
    """What the bytes can be counts more than what is declared."""
    found = decode(content, declared)

    assert found.text.endswith(text)
    assert found.evidence == evidence


@pytest.mark.parametrize(
    ("written", "month_first", "expected"),
    [
        ("3/4/2026", True, date(2026, 3, 4)),
        ("3/4/2026", False, date(2026, 4, 3)),
        ("2026-3-4", False, date(2026, 3, 4)),
        ("March 2026", False, None),
        ("yesterday", False, None),
        ("Sept. 4, 2025, 9:05 a.m. ET", False, date(2025, 9, 4)),
    ],
)
def test_times_as_editors_write_them(written: str, month_first: bool, expected: date | None) -> None:
    """A written date is a day or nothing, never a guess at what is missing."""
    found = parse_time(written, month_first=month_first)

    assert (found.date() if found else None) == expected


def test_rules_of_an_outlet_come_first() -> None:
    """Selectors of a source's options say where body, headline, byline and day stand, and in which zone."""
    above = '<h3 class="t">The rule’s headline</h3><i class="w">Ana Beltrán</i><b class="d">2026-05-18T23:30:00Z</b>'
    found = article(
        above=above, below="<div class='also'><p>Nothing of this is wanted, long as it may be, by the rule.</p></div>",
        body=[".text"], headline="h3.t", byline="i.w", published="b.d", timezone="Asia/Kolkata",
    )  # fmt: skip

    assert (found.headline, found.byline, found.published) == ("The rule’s headline", "Ana Beltrán", date(2026, 5, 19))
    assert "Nothing of this" not in found.text


@pytest.mark.parametrize("options", [{"body": ["div["]}, {"timezone": "Mars/Base"}, {"headline": 3}])
def test_wrong_rules_are_said(options: dict[str, object]) -> None:
    """A selector or zone that is none stops with a sentence."""
    with pytest.raises(InputError, match="Rules"):
        rules_for("https://h.example.org/", options)


def test_a_zone_of_the_outlet_decides_the_day() -> None:
    """With a time zone among the source's options, the day is that zone's."""
    head = '<meta property="article:published_time" content="2026-05-18T23:30:00Z">'

    assert article(head, timezone="Pacific/Auckland").published == date(2026, 5, 19)
    assert ZoneInfo("Pacific/Auckland").utcoffset(NOW.replace(tzinfo=None)) == timedelta(hours=12)


def test_the_evidence_is_told() -> None:
    """Each reading says which extractor, day, character set and agency it stands on."""
    capture = Capture(
        id="c", source="s", address="https://h.example.org/n/1", content=f"<main>{BODY}</main>".encode(), collected=NOW
    )
    reading = read(capture, Source(id="s", kind="page", address="x"))

    assert {"charset", "body", "day", "agency", "language", "paywall"} == set(reading.evidence)
