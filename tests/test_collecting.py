"""Collecting: what is new at each source comes once, each item ends in one outcome, nothing stops the others."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from local_web import Asked, LocalWeb, feed
from source_desk import Desk, news, said, site

from corpus.collecting import collect, collect_all
from corpus.state import SourceState
from dateline.records import Capture, Source


@pytest.fixture
def web():
    with LocalWeb() as web:
        yield web


@pytest.fixture
def desk(web: LocalWeb):
    desk = Desk(web)
    with desk.client:
        yield desk


def test_new_pages_once(web: LocalWeb, desk: Desk) -> None:
    """A feed's pages come with what the feed said; the second pass asks one conditional GET and brings nothing."""
    site(web, 3)
    captures, outcomes = desk.collect(news())
    assert [capture.address for capture in captures] == [f"http://a.test/{n}" for n in range(3)]
    assert captures[0].item is not None
    assert captures[0].item.headline == "Story /0"
    assert outcomes == []
    assert desk.kept[0].address == "http://a.test/feed"
    before = len(web.asked)
    captures, outcomes = desk.collect(news())
    assert captures == []
    assert said(outcomes) == {("unchanged", "not modified"): 1}
    assert [asked.headers.get("if-none-match") for asked in web.asked[before:]] == ['"1"']


def test_one_new_entry(web: LocalWeb, desk: Desk) -> None:
    """Of a feed that changed only what is new is fetched; all others are counted as known."""
    site(web, 3)
    desk.collect(news())
    site(web, 5, etag='"2"')
    captures, outcomes = desk.collect(news())
    assert [capture.address for capture in captures] == ["http://a.test/3", "http://a.test/4"]
    assert said(outcomes) == {("unchanged", "known already"): 3}


def test_server_without_validators(web: LocalWeb, desk: Desk) -> None:
    """Where a server knows no conditional GET, the same bytes are still no news."""
    site(web, 2, etag=None)
    desk.collect(news())
    _, outcomes = desk.collect(news())
    assert said(outcomes) == {("unchanged", "same content"): 1}


def test_changed_ids_and_changed_items(web: LocalWeb, desk: Desk) -> None:
    """A feed that renames all its ids brings nothing back; an entry that says it was changed is fetched again."""

    def atom(mark: str, changed: str) -> str:
        entries = "".join(
            f"<entry><title>t</title><id>{mark}{n}</id><link href='http://a.test/{n}?utm_source={mark}'/>"
            f"<updated>2026-05-1{n}T{changed if n == 1 else '10:00:00'}Z</updated></entry>"
            for n in range(3)
        )
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entries}</feed>"

    site(web, 3)
    for mark in "abc":
        for n in range(3):
            web.page(f"http://a.test/{n}?utm_source={mark}", f"text {n}")
    web.page("http://a.test/feed", atom("a", "10:00:00"))
    assert len(desk.collect(news())[0]) == 3
    web.page("http://a.test/feed", atom("b", "10:00:00"))
    assert said(desk.collect(news())[1]) == {("unchanged", "known already"): 3}
    web.page("http://a.test/feed", atom("c", "11:30:00"))
    captures, _ = desk.collect(news())
    assert [capture.address for capture in captures] == ["http://a.test/1?utm_source=c"]


def test_feed_that_stamps_all_entries_anew(web: LocalWeb, desk: Desk) -> None:
    """Times of change that are only the feed's own time of making are no reason to fetch everything again."""
    for hour in (10, 11):
        entries = "".join(
            f"<entry><title>t{n}</title><id>{n}</id><link href='http://a.test/{n}'/>"
            f"<updated>2026-05-19T{hour}:00:00Z</updated></entry>"
            for n in range(4)
        )
        site(web, 4)
        web.page("http://a.test/feed", f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{entries}</feed>")
        captures, _ = desk.collect(news())
        assert len(captures) == (4 if hour == 10 else 0)


def test_each_item_ends_once(web: LocalWeb, desk: Desk) -> None:
    """The outcomes of a pass add up to what the feed named, each with its reason."""
    site(web, 8)
    pages = web.pages["a.test"]
    pages["/robots.txt"] = replace(pages["/0"], body=b"User-agent: *\nDisallow: /1")
    pages["/2"].status = 404
    pages["/3"].status = 410
    pages["/4"].status = 500
    pages["/5"].status = 403
    pages["/6"].headers = {"Location": "http://10.0.0.1/"}
    pages["/6"].status = 302
    captures, outcomes = desk.collect(news())
    assert [capture.address for capture in captures] == ["http://a.test/0", "http://a.test/7"]
    assert said(outcomes) == {
        ("refused", "forbidden by robots"): 1, ("failed", "gone"): 1, ("refused", "gone"): 1,
        ("failed", "server error"): 1, ("failed", "blocked"): 1, ("refused", "private address"): 1,
    }  # fmt: skip
    assert len(captures) + len(outcomes) == 8
    assert all(outcome.address and outcome.headline and outcome.detail for outcome in outcomes)


def test_failed_pages_are_tried_again(web: LocalWeb, desk: Desk) -> None:
    """A page that could not be had is tried again when the feed no longer names it, and given up in the end."""
    site(web, 2)
    web.pages["a.test"]["/0"].status = 304  # to a question without a condition
    assert said(desk.collect(news())[1]) == {("failed", "broken answer"): 1}
    web.page("http://a.test/feed", feed("a.test", ["/1"]))
    desk.time += timedelta(hours=1)
    web.pages["a.test"]["/0"].status = 200
    captures, _ = desk.collect(news())
    assert [capture.address for capture in captures] == ["http://a.test/0"]
    web.page("http://a.test/feed", feed("a.test", ["/dead"]))
    kinds = []
    for _ in range(5):
        desk.time += timedelta(days=8)
        kinds += [(o.kind.value, o.reason) for o in desk.collect(news())[1] if o.address == "http://a.test/dead"]
    assert kinds == [("failed", "gone")] * 2 + [("refused", "gone")]
    assert web.paths().count("/dead") == 3
    assert desk.states["a.test"].waiting == ()


def test_pages_wait_for_a_slow_host(web: LocalWeb, desk: Desk) -> None:
    """A host that wants long pauses gets them: its pages come over several passes, none is lost."""
    site(web, 3)
    web.page("http://a.test/robots.txt", "User-agent: *\nCrawl-delay: 1000")
    captures, outcomes = desk.collect(news())
    assert captures == []
    assert said(outcomes) == {("failed", "asked to wait"): 3}
    state = desk.states["a.test"]
    assert len(state.waiting) == 3
    assert state.next_due is not None
    for name in list(desk.client.hosts._hosts):
        desk.client.hosts._hosts[name].ready = 0  # a thousand seconds later
        desk.client.hosts._hosts[name].gap = 0
    web.page("http://a.test/robots.txt", "")
    desk.client.robots._sites.clear()
    desk.time += timedelta(seconds=1001)
    assert len(desk.collect(news(), only_due=True)[0]) == 3


def test_a_failing_source_is_state(web: LocalWeb, desk: Desk) -> None:
    """A source that fails is counted, shown with its kind and time, asked again later, and stops no other."""
    site(web, 1, "good.test")
    web.page("http://bad.test/feed", status=500)
    web.page("http://html.test/feed", "<html><body>moved</body></html>")
    captures, outcomes = desk.collect(news("bad.test"), news("html.test"), news("none.test"), news("good.test"))
    assert len(captures) == 1
    assert said(outcomes) == {
        ("failed", "server error"): 1, ("failed", "not a feed"): 1, ("failed", "robots.txt unreachable"): 1
    }  # fmt: skip
    state = desk.states["bad.test"]
    assert (state.failing_since, state.failures[0].kind) == (desk.time, "server error")
    assert state.next_due == desk.time + timedelta(minutes=10)
    assert desk.collect(news("bad.test"), only_due=True) == ([], [])
    site(web, 1, "bad.test")
    desk.time += timedelta(minutes=10)
    assert len(desk.collect(news("bad.test"), only_due=True)[0]) == 1
    assert desk.states["bad.test"].failing_since is None


def test_one_article_in_two_feeds(web: LocalWeb, desk: Desk) -> None:
    """What two feeds name is fetched once."""
    site(web, 2)
    web.page("http://b.test/feed", feed("a.test", ["/0", "/1"]))
    captures, outcomes = desk.collect(news(), news("b.test"))
    assert len(captures) == 2
    assert said(outcomes)["unchanged", "named elsewhere too"] + said(outcomes)["unchanged", "known already"] == 2
    assert sorted(web.paths("a.test")) == ["/0", "/1", "/feed"]


def test_credentials(web: LocalWeb, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials come from the environment, go to the source's own origin, and a missing one is named."""
    site(web, 1)
    web.page(
        "http://a.test/feed",
        feed("a.test", ["/0"]).replace(
            "</channel>", "<item><title>x</title><link>http://b.test/x</link></item></channel>"
        ),
    )
    web.page("http://b.test/x", "elsewhere")
    source = news(credentials={"user": "PRESS_USER", "password": "PRESS_PASSWORD"})
    monkeypatch.delenv("PRESS_USER", raising=False)
    desk.collect(source)
    assert "PRESS_USER" in (desk.states["a.test"].error or "")
    monkeypatch.setenv("PRESS_USER", "desk")
    monkeypatch.setenv("PRESS_PASSWORD", "s3cret")
    captures, _ = desk.collect(source)
    assert len(captures) == 2
    carried = {(asked.host, asked.path): asked.headers.get("authorization") for asked in web.asked}
    assert carried["a.test", "/feed"] == carried["a.test", "/0"] == "Basic ZGVzazpzM2NyZXQ="
    assert carried["b.test", "/x"] is None
    assert carried["a.test", "/robots.txt"] is None
    assert "s3cret" not in str(desk.states) + str(desk.kept)


def test_moved_and_hub(web: LocalWeb, desk: Desk) -> None:
    """A feed that has moved for good, and one that offers a hub, say so in their state."""
    site(web, 1)
    web.page("http://a.test/feed", feed("a.test", ["/0"]), headers={"Link": '<http://hub.test/>; rel="hub"'})
    web.page("http://old.test/feed", status=301, headers={"Location": "http://a.test/feed"})
    desk.collect(news("old.test"))
    state = desk.states["old.test"]
    assert (state.moved_to, state.hub, state.topic) == ("http://a.test/feed", "http://hub.test/", "http://a.test/feed")


def test_what_fails_outside_stops_all(web: LocalWeb, desk: Desk) -> None:
    """When captures cannot be kept any more, collecting stops and says why, rather than lose them."""
    site(web, 2)

    def full(capture: Capture) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        list(collect(news(), SourceState(source="a.test"), desk.client, known=lambda key: False, keep=full))


def test_leaving_early(web: LocalWeb, desk: Desk) -> None:
    """Whoever stops listening stops the collecting."""
    site(web, 50)
    events = collect(news(), SourceState(source="a.test"), desk.client, known=lambda key: False)
    next(events)
    events.close()
    assert len(web.paths()) < 10


def test_faults_of_ours(web: LocalWeb, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault in reading one source is that source's failure, with a word, and the others go on."""
    from corpus import kinds

    def broken(capture: Capture, source: Source) -> Iterable[object]:
        if source.id == "a.test":
            raise ZeroDivisionError("oh")
        return original(capture, source)

    original: Callable[..., Iterable[object]] = kinds.read
    monkeypatch.setattr(kinds, "read", broken)
    site(web, 1)
    site(web, 1, "b.test")
    captures, outcomes = desk.collect(news(), news("b.test"))
    assert len(captures) == 1
    assert said(outcomes) == {("failed", "internal error"): 1}


def test_disabled_sources_rest(web: LocalWeb, desk: Desk) -> None:
    """A source that is switched off is not asked."""
    assert desk.collect(news(enabled=False)) == ([], [])
    assert web.asked == []


def test_robots_by_agreement(web: LocalWeb, desk: Desk) -> None:
    """With the site's leave, robots = false reads what robots.txt forbids to others."""
    site(web, 1)
    web.page("http://a.test/robots.txt", "User-agent: *\nDisallow: /")
    assert said(desk.collect(news())[1]) == {("failed", "forbidden by robots"): 1}
    assert len(desk.collect(news(options={"robots": False}))[0]) == 1


def test_sources_of_one_host_hold_up_no_others(web: LocalWeb, desk: Desk) -> None:
    """Many feeds of one slow host leave room for the others."""

    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(b"HTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n")

    web.handlers["slow.test"] = slow
    site(web, 1)
    many = [Source(id=f"s{n}", kind="feed", address=f"http://slow.test/{n}") for n in range(20)]
    events = collect_all([*many, news()], {}, desk.client, known=lambda key: False, at_once=2)
    through = [event.source for event in events if isinstance(event, SourceState)]
    assert len(through) == 21
    assert through.index("a.test") < 5
