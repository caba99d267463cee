"""The polite client: a good guest, and never the victim."""

import asyncio
import gzip
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_web import Asked, LocalWeb, bomb

from corpus.client import HostAsksToWait
from corpus.client.addresses import clean, joined
from corpus.client.unpack import Unpacker
from corpus.state import Validators
from dateline.errors import FetchError


@pytest.fixture
def web():
    with LocalWeb() as web:
        yield web


def reason(web: LocalWeb, address: str, **values) -> str:
    with web.client(**values) as client, pytest.raises(FetchError) as caught:
        client.get(address)
    return caught.value.reason


def test_who_asks(web: LocalWeb) -> None:
    """Servers are told who asks and how to reach them, and that packed answers are welcome."""
    web.page("http://a.test/", "hello")
    with web.client() as client:
        fetched = client.get("http://user:secret@a.test/#top")
    asked = web.asked[-1]
    assert asked.headers["user-agent"] == "Dateline/test (+mail@example.org)"
    assert "br" in asked.headers["accept-encoding"]
    assert "authorization" not in asked.headers
    assert (fetched.content, fetched.media_type, fetched.charset) == (b"hello", "text/html", "utf-8")


def test_conditional_get(web: LocalWeb) -> None:
    """What has not changed is not sent again."""
    web.page("http://a.test/feed", "x", etag='"1"', headers={"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"})
    with web.client() as client:
        first = client.get("http://a.test/feed")
        second = client.get("http://a.test/feed", validators=first.validators)
    assert first.validators == Validators(etag='"1"', modified="Mon, 01 Jan 2024 00:00:00 GMT")
    assert second.not_modified
    assert web.asked[-1].headers["if-modified-since"] == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_validators_that_no_request_can_carry(web: LocalWeb) -> None:
    """A server's odd ETag does not break the next request."""
    web.page("http://a.test/", "x", headers={"ETag": '"\xff\xfe"'})
    with web.client() as client:
        first = client.get("http://a.test/")
        assert client.get("http://a.test/", validators=first.validators).status == 200


def test_robots(web: LocalWeb) -> None:
    """What robots.txt forbids is not asked for; the answer says so and what to do. It is asked for once."""
    web.page("http://a.test/robots.txt", "User-agent: dateline\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n")
    web.page("http://a.test/open", "x")
    with web.client() as client:
        assert client.get("http://a.test/open").content == b"x"
        with pytest.raises(FetchError, match="forbids") as caught:
            client.get("http://a.test/private/1")
    assert (caught.value.reason, caught.value.final) == ("forbidden by robots", True)
    assert web.paths(robots=True) == ["/robots.txt", "/open"]


def test_one_connection_and_a_gap(web: LocalWeb) -> None:
    """A host sees one request at a time, and between an answer and the next request at least the gap."""

    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.05)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx")

    web.handlers["a.test"] = slow
    with web.client(gap=0.15) as client:
        tasks = [client.portal.start_task_soon(_fetch, client, f"http://a.test/{n}") for n in range(4)]
        for task in tasks:
            task.result()
    times = [asked.at for asked in web.asked]
    assert web.most_open["a.test"] == 1
    assert min(b - a for a, b in pairwise(times)) >= 0.15


async def _fetch(client, address: str) -> bytes:
    async with client.fetch(address) as fetched:
        return fetched.content


def test_crawl_delay(web: LocalWeb) -> None:
    """The delay that robots.txt asks for is kept; one beyond our patience is left to a later pass."""
    web.page("http://a.test/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    web.page("http://a.test/1", "x")
    web.page("http://slow.test/robots.txt", "User-agent: *\nCrawl-delay: 500\n")
    web.page("http://slow.test/1", "x")
    with web.client(patience=5) as client:
        client.get("http://a.test/1")
        client.get("http://a.test/1")
        client.get("http://slow.test/1")
        with pytest.raises(HostAsksToWait) as caught:
            client.get("http://slow.test/1")
    times = [asked.at for asked in web.asked if asked.path == "/1" and asked.host == "a.test"]
    assert times[1] - times[0] >= 0.3
    assert 490 < caught.value.seconds <= 500


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after(web: LocalWeb, form: str) -> None:
    """A host that asks for time, in either form, gets it."""
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    page = web.page("http://a.test/", status=503, headers={"Retry-After": "100" if form == "seconds" else later})
    with web.client() as client:
        with pytest.raises(HostAsksToWait) as caught:
            client.get("http://a.test/")
        assert 95 < caught.value.seconds <= 100
        page.status, before = 200, len(web.asked)
        with pytest.raises(HostAsksToWait):
            client.get("http://a.test/")
    assert len(web.asked) == before


def test_retry_after_for_ever(web: LocalWeb) -> None:
    """A host that asks to be left alone for years is asked again after a day; one that asks in riddles, soon."""
    web.page("http://a.test/", status=429, headers={"Retry-After": "99999999999999"})
    with web.client() as client, pytest.raises(HostAsksToWait) as caught:
        client.get("http://a.test/")
    assert caught.value.seconds == 86_400
    web.page("http://b.test/", status=429, headers={"Retry-After": "\xb2"})
    with web.client() as client, pytest.raises(HostAsksToWait) as caught:
        client.get("http://b.test/")
    assert caught.value.seconds == 60


def test_redirects(web: LocalWeb) -> None:
    """Redirects are followed to where the page is; a permanent one is told."""
    web.page("http://a.test/old", status=301, headers={"Location": "http://b.test/new"})
    web.page("http://b.test/new", status=302, headers={"Location": "/newest"})
    web.page("http://b.test/newest", "x")
    web.page("http://b.test/moved", status=308, headers={"Location": "/newest"})
    with web.client() as client:
        fetched = client.get("http://a.test/old")
        assert (fetched.address, fetched.moved_to) == ("http://b.test/newest", None)
        assert client.get("http://b.test/moved").moved_to == "http://b.test/newest"


def test_redirect_limits(web: LocalWeb) -> None:
    """Circles, endless ways and active addresses end with a word."""
    web.page("http://a.test/circle", status=302, headers={"Location": "/circle"})
    web.page("http://a.test/js", status=302, headers={"Location": "javascript:alert(1)"})
    web.page("http://a.test/data", status=302, headers={"Location": "data:text/html,x"})
    web.page("http://a.test/file", status=302, headers={"Location": "file:///etc/passwd"})
    web.page("http://a.test/odd", status=302, headers={"Location": "http://[half"})
    web.page("http://a.test/port", status=302, headers={"Location": "http://a.test:99999/"})
    web.page("http://a.test/none", status=302)
    for n in range(20):
        web.page(f"http://a.test/{n}", status=302, headers={"Location": f"/{n + 1}"})
    assert reason(web, "http://a.test/circle") == "redirect loop"
    assert reason(web, "http://a.test/0") == "too many redirects"
    assert {reason(web, f"http://a.test/{n}") for n in ("js", "data", "file")} == {"address not allowed"}
    assert reason(web, "http://a.test/port") == "not a web address"
    assert reason(web, "http://a.test/odd") in ("not a web address", "no such host")
    assert reason(web, "http://a.test/none") == "broken answer"
    assert reason(web, "javascript:alert(1)") == "address not allowed"


@given(st.text(max_size=60))
def test_any_location(location: str) -> None:
    """Whatever a redirect names is an http address or a refusal."""
    for text in (location, f"http://{location}", f"//{location}", f"http://a.test:{location}"):
        try:
            found = clean(joined("http://a.test/", text))
        except FetchError:
            continue
        assert found.startswith(("http://", "https://"))


def test_cookie_gate(web: LocalWeb) -> None:
    """A site that sets a cookie and sends one back to the same page is no circle; the cookie ends with the chain."""

    async def gate(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if "seen=1" in asked.headers.get("cookie", ""):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nin")
        else:
            writer.write(
                b"HTTP/1.1 302 Found\r\nSet-Cookie: seen=1\r\nLocation: http://gate.test/\r\nContent-Length: 0\r\n\r\n"
            )

    web.handlers["gate.test"] = gate
    with web.client() as client:
        assert client.get("http://gate.test/").content == b"in"
        assert client.get("http://gate.test/").content == b"in"
    assert [("cookie" in asked.headers) for asked in web.asked if asked.path == "/"] == [False, True, False, True]


def test_credentials_stay_home(web: LocalWeb) -> None:
    """Credentials go to the source's own origin and not with a redirect to another."""
    web.page("http://a.test/feed", status=302, headers={"Location": "http://b.test/feed"})
    web.page("http://b.test/feed", "x")

    async def once(client) -> None:
        async with client.fetch("http://a.test/feed", credentials={"Authorization": "Bearer s"}):
            pass
        async with client.fetch("http://b.test/feed", credentials={"X-Key": "s"}, home="http://a.test/feed"):
            pass

    with web.client() as client:
        client.portal.call(once, client)
    sent = [(asked.host, asked.headers.get("authorization"), asked.headers.get("x-key")) for asked in web.asked]
    assert ("a.test", "Bearer s", None) in sent
    assert all(host == "a.test" for host, *keys in sent if any(keys))


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda b: zlib.compress(b)[2:-4]),
        ("br", brotli.compress), ("gzip, gzip", lambda b: gzip.compress(gzip.compress(b))),
        ("gzip", lambda b: gzip.compress(b[:5]) + gzip.compress(b[5:])), ("identity", bytes),
    ],
)  # fmt: skip
def test_packed_answers(web: LocalWeb, coding: str, pack) -> None:
    """Packed answers come out whole, large ones too."""
    body = b"".join(str(n).encode() for n in range(60_000))
    web.page("http://a.test/", pack(body), headers={"Content-Encoding": coding})
    with web.client() as client:
        assert client.get("http://a.test/").content == body


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", bomb(50_000_000)),
        ("gzip, gzip", gzip.compress(bomb(100_000_000))),
        ("br", brotli.compress(b"\0" * 50_000_000)),
        ("deflate", zlib.compress(b"\0" * 50_000_000)),
        ("gzip, gzip, gzip", b"x"),
    ],
)
def test_bombs(web: LocalWeb, coding: str, packed: bytes) -> None:
    """Bombs are put down before they are large."""
    web.page("http://a.test/", packed, headers={"Content-Encoding": coding})
    assert reason(web, "http://a.test/") in ("compression bomb", "too large")


def test_a_bomb_unpacks_piece_by_piece() -> None:
    """No step makes more than a small piece, so that a bomb within a bomb cannot go off inside."""
    packed = gzip.compress(bomb(100_000_000))
    unpacker = Unpacker("gzip, gzip", limit=20_000_000)
    pieces = []
    with pytest.raises(FetchError):
        pieces.extend(len(piece) for piece in unpacker.feed(packed))
    assert max(pieces, default=0) <= 100_000


def test_broken_packing(web: LocalWeb) -> None:
    """What is cut off, damaged or packed in a way of nobody's is said to be so."""
    web.page("http://a.test/cut", gzip.compress(b"x" * 1000)[:-9], headers={"Content-Encoding": "gzip"})
    web.page("http://a.test/junk", b"not packed", headers={"Content-Encoding": "gzip"})
    web.page("http://a.test/odd", b"x", headers={"Content-Encoding": "compress"})
    web.page(
        "http://a.test/brcut", brotli.compress(b"x" * 1000 + bytes(range(256)))[:-5], headers={"Content-Encoding": "br"}
    )
    for name in ("cut", "junk", "odd", "brcut"):
        assert reason(web, f"http://a.test/{name}") == "broken answer"


async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        writer.write(b"<p>more</p>" * 10_000)
        await writer.drain()


async def drip(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def hints_for_ever(asked: Asked, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.02)


async def headers_for_ever(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Flood: " + b"y" * 1000 + b"\r\n")
        await writer.drain()


async def nonsense(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n" * 20)


async def hang_up(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this")


async def lies_about_size(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n")


@pytest.mark.parametrize(
    ("handler", "said"),
    [
        (endless, {"too large"}), (drip, {"too slow", "time-out"}), (silent, {"time-out"}),
        (hints_for_ever, {"time-out"}), (headers_for_ever, {"broken answer"}), (nonsense, {"broken answer"}),
        (hang_up, {"broken answer"}), (lies_about_size, {"too large"}),
    ],
)  # fmt: skip
def test_hostile_servers(web: LocalWeb, handler, said: set[str]) -> None:
    """Whatever a server does, it costs a bounded time and a bounded size."""
    web.handlers["bad.test"] = handler
    began = time.monotonic()
    assert reason(web, "http://bad.test/", timeout=0.5, limit=3_000_000) in said
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "gone"), (410, "gone"), (401, "blocked"), (403, "blocked"), (451, "blocked"), (500, "server error"),
     (502, "server error"), (429, "asked to wait"), (400, "not served"), (418, "not served")],
)  # fmt: skip
def test_statuses(web: LocalWeb, status: int, said: str) -> None:
    """Each refusal of a server has its countable reason."""
    web.page("http://a.test/", status=status)
    assert reason(web, "http://a.test/") == said


def test_nobody_there(web: LocalWeb) -> None:
    """A name that does not exist and a host that does not answer are told apart."""
    web.addresses["dead.test"] = ["8.8.8.8"]
    web.page("http://dead.test/robots.txt", "")
    assert reason(web, "http://unknown.test/") == "robots.txt unreachable"
    with web.client() as client:
        for address, said in (("http://unknown.test/", "no such host"), ("http://dead.test/", "connection failed")):
            with pytest.raises(FetchError) as caught:
                client.get(address, robots=False)
            assert caught.value.reason == said
