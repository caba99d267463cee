"""What a source may be besides a feed: sitemaps, mirrors on disk, watched folders, single pages."""

import gzip
from pathlib import Path

import pytest
from local_web import LocalWeb, feed
from source_desk import Desk, news, said, site

from dateline.records import Source


@pytest.fixture
def web():
    with LocalWeb() as web:
        yield web


@pytest.fixture
def desk(web: LocalWeb):
    desk = Desk(web)
    with desk.client:
        yield desk


def test_sitemaps(web: LocalWeb, desk: Desk) -> None:
    """A sitemap index leads to sitemaps, packed or not, and those to pages; what has not changed is not read again."""

    def urlset(*paths: str) -> str:
        return "<urlset>" + "".join(f"<url><loc>http://a.test{path}</loc></url>" for path in paths) + "</urlset>"

    site(web, 4)
    web.page(
        "http://a.test/index.xml",
        "<sitemapindex><sitemap><loc>http://a.test/s1.xml</loc><lastmod>2026-05-19</lastmod></sitemap>"
        "<sitemap><loc>http://a.test/sitemap2.xml.gz</loc></sitemap>"
        "<sitemap><loc>http://a.test/missing.xml</loc></sitemap></sitemapindex>",
    )
    web.page("http://a.test/s1.xml", urlset("/0", "/1"), media_type="application/xml")
    web.page(
        "http://a.test/sitemap2.xml.gz", gzip.compress(urlset("/2").encode()), media_type="application/gzip", etag="2"
    )
    source = Source(id="map", kind="sitemap", address="http://a.test/index.xml")
    captures, outcomes = desk.collect(source)
    assert sorted(capture.address for capture in captures) == [f"http://a.test/{n}" for n in range(3)]
    assert said(outcomes) == {("failed", "gone"): 1}
    before = len(web.asked)
    captures, outcomes = desk.collect(source)
    assert captures == []
    assert said(outcomes) == {("unchanged", "not modified"): 2, ("failed", "gone"): 1}
    assert [asked.path for asked in web.asked[before:]] == ["/index.xml", "/sitemap2.xml.gz", "/missing.xml"]


def test_mirror_and_file_addresses(web: LocalWeb, desk: Desk, tmp_path: Path) -> None:
    """A mirror stands in for the web, and nothing outside of it is reached, however it is spelled."""
    (tmp_path / "secret.html").write_text("secret")
    pages = tmp_path / "pages"
    (pages / "b").mkdir(parents=True)
    (pages / "a.html").write_text("<p>a</p>")
    (pages / "b/index.html").write_text("<p>b</p>")
    (pages / "c?id=1.html").write_text("<p>c</p>")
    (pages / "link.html").symlink_to(tmp_path / "secret.html")
    paths = ["/a.html", "/a", "/b/", "/c?id=1", "/../secret.html", "/%2e%2e/secret.html", "/link.html", "/none"]
    (tmp_path / "feed.xml").write_text(feed("a.test", [path.replace("&", "&amp;") for path in paths]))
    source = Source(id="local", kind="feed", address=str(tmp_path / "feed.xml"), mirror={"http://a.test/": str(pages)})
    captures, outcomes = desk.collect(source)
    assert {capture.content for capture in captures} == {b"<p>a</p>", b"<p>b</p>", b"<p>c</p>"}
    assert {capture.address for capture in captures} >= {"http://a.test/a.html", "http://a.test/b/"}
    assert {outcome.reason for outcome in outcomes} <= {
        "address not allowed",
        "gone",
        "unchanged",
        "named elsewhere too",
    }
    assert web.asked == []
    web.page("http://a.test/feed", feed("a.test", ["/x"]).replace("http://a.test/x", "file:///etc/passwd"))
    captures, outcomes = desk.collect(news())
    assert captures == []
    assert len(outcomes) == 1


def test_watched_folder(desk: Desk, tmp_path: Path) -> None:
    """Each new or changed file of a folder comes once; hidden, unfinished, outside and large ones do not."""
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "out.txt").write_text("outside")
    folder = tmp_path / "in"
    (folder / "a.txt").write_text("A")
    (folder / "deep/b.eml").write_text("B")
    (folder / ".hidden.txt").write_text("no")
    (folder / "c.txt.part").write_text("no")
    (folder / "link.txt").symlink_to(tmp_path / "out.txt")
    source = Source(id="f", kind="folder", address=str(folder))
    captures, _ = desk.collect(source)
    assert [(c.content, c.media_type) for c in captures] == [(b"A", "text/plain"), (b"B", "message/rfc822")]
    assert said(desk.collect(source)[1]) == {("unchanged", "not modified"): 2}
    (folder / "a.txt").write_text("A2")
    (folder / "deep/b.eml").touch()
    captures, outcomes = desk.collect(source)
    assert [c.content for c in captures] == [b"A2"]
    assert said(outcomes)["unchanged", "same content"] == 1
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(30_000_000)
    assert said(desk.collect(source)[1])["refused", "too large"] == 1


def test_missing_folder(desk: Desk, tmp_path: Path) -> None:
    """A folder that is not there is a failing source."""
    _, outcomes = desk.collect(Source(id="f", kind="agency", address=str(tmp_path / "none")))
    assert said(outcomes) == {("failed", "gone"): 1}
    assert "sources.toml" in (desk.states["f"].error or "")


def test_page_source(web: LocalWeb, desk: Desk) -> None:
    """A page that is itself the source comes when it is new and when it has changed."""
    page = web.page("http://a.test/release", "one", etag="1")
    source = Source(id="p", kind="page", address="http://a.test/release")
    assert [c.content for c in desk.collect(source)[0]] == [b"one"]
    assert said(desk.collect(source)[1]) == {("unchanged", "not modified"): 1}
    page.body, page.etag = b"two", "2"
    assert [c.content for c in desk.collect(source)[0]] == [b"two"]
