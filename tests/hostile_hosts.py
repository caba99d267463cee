"""Hosts that mean harm, each in its own way, for the local web of the tests."""

import asyncio
import gzip
from collections.abc import Callable

import brotli
from local_web import Asked, Handler, LocalWeb, Page, feed

RSS = "application/rss+xml"
GZIP_BOMB = gzip.compress(b"\0" * 80_000_000)
NESTED_BOMB = gzip.compress(GZIP_BOMB * 500)  # 40 GB
BROTLI_BOMB = brotli.compress(b"\0" * 80_000_000, quality=5)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>"
)
DEEP = "<rss version='2.0'><channel>" + "<x>" * 100_000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


def repeating(first: bytes, again: bytes, pause: float = 0.0) -> Handler:
    """A host that says something once and something else for ever."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(again)
            await writer.drain()
            await asyncio.sleep(pause)

    return handler


def saying(answer: bytes) -> Handler:
    """A host that says one thing and hangs up."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(answer)
        await writer.drain()

    return handler


async def silence(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """A host that takes the connection and says nothing."""
    await asyncio.sleep(60)


async def further(asked: Asked, writer: asyncio.StreamWriter) -> None:
    """A host that always sends one on."""
    writer.write(f"HTTP/1.1 302 X\r\nLocation: {asked.path}x\r\nContent-Length: 0\r\n\r\n".encode())


def redirect(target: str) -> Page:
    return Page(status=302, headers={"Location": target})


def packed(body: bytes, coding: str) -> Page:
    return Page(body, media_type=RSS, headers={"Content-Encoding": coding})


def paged(host: str, answer: Callable[[str], Handler]) -> Handler:
    """A host whose feed is honest and whose pages are not."""

    async def handler(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.path == "/feed":
            writer.write(Page(feed(host, ["/1", "/2"]).encode(), media_type=RSS).answer(asked))
        else:
            await answer(asked.path)(asked, writer)

    return handler


HANDLERS: dict[str, Callable[[str], Handler]] = {
    "endless": lambda host: repeating(HEAD + b"\r\n", b"<item><title>more</title></item>" * 2000),
    "chunks": lambda host: repeating(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 5000),
    "drip": lambda host: repeating(HEAD + b"Content-Length: 9999999\r\n\r\n", b"x", 0.1),
    "silent": lambda host: silence,
    "hints": lambda host: repeating(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", 0.05),
    "headers": lambda host: repeating(b"HTTP/1.1 200 OK\r\n", b"X-Flood: " + b"y" * 5000 + b"\r\n"),
    "nonsense": lambda host: saying(b"SSH-2.0-OpenSSH_9.6\r\n" * 100),
    "hangup": lambda host: saying(HEAD + b"Content-Length: 1000\r\n\r\nonly this"),
    "liar": lambda host: saying(HEAD + b"Content-Length: 99999999999999\r\n\r\n"),
    "negative": lambda host: saying(HEAD + b"Content-Length: -5\r\n\r\n"),
    "further": lambda host: further,
    "badpages": lambda host: paged(host, lambda path: repeating(HEAD + b"\r\n", b"<p>" * 20_000)),
    "slowpages": lambda host: paged(host, lambda path: repeating(HEAD + b"\r\n", b"x", 0.1)),
    "rebind": lambda host: paged(host, lambda path: saying(b"")),
}
PAGES: dict[str, Callable[[str], Page]] = {
    "gzipbomb": lambda host: packed(GZIP_BOMB, "gzip"),
    "nestedbomb": lambda host: packed(NESTED_BOMB, "gzip, gzip"),
    "brotlibomb": lambda host: packed(BROTLI_BOMB, "br"),
    "fivefold": lambda host: packed(b"x", "gzip, gzip, gzip, gzip, gzip"),
    "loop": lambda host: redirect("/feed"),
    "inwards": lambda host: redirect("http://127.0.0.1:22/"),
    "metadata": lambda host: redirect("http://169.254.169.254/latest/meta-data/"),
    "script": lambda host: redirect("javascript:alert(1)"),
    "fileredirect": lambda host: redirect("file:///etc/passwd"),
    "private": lambda host: Page(b"never seen"),
    "laughs": lambda host: Page(LAUGHS.encode(), media_type=RSS),
    "laughs16": lambda host: Page(LAUGHS.encode("utf-16"), media_type=RSS),
    "deep": lambda host: Page(DEEP.encode(), media_type=RSS),
    "html": lambda host: Page(b"<html><body>gone</body></html>"),
    "empty": lambda host: Page(b"", media_type=RSS),
    "junk": lambda host: Page(bytes(range(256)) * 500, media_type=RSS),
    "error": lambda host: Page(status=500),
    "later": lambda host: Page(status=503, headers={"Retry-After": "99999999999"}),
    "teapot": lambda host: Page(status=418),
    "cookies": lambda host: Page(status=302, headers={"Location": "/feed", "Set-Cookie": "a=" + "b" * 4000}),
    "active": lambda host: Page(
        feed(host, [f"/{n}" for n in range(20)]).replace(f"http://{host}/", "javascript:alert").encode(), media_type=RSS
    ),
    "files": lambda host: Page(
        feed(host, [f"/etc/{n}" for n in range(20)]).replace(f"http://{host}/", "file:///").encode(), media_type=RSS
    ),
    "etag": lambda host: Page(b"<rss/>", media_type=RSS, headers={"ETag": '"\xff\xfe\x80"'}),
}
ROBOTS: dict[str, Page] = {
    "never": Page(b"User-agent: *\nDisallow: /"),
    "sleepy": Page(b"User-agent: *\nCrawl-delay: 1e300"),
    "robots500": Page(status=500),
    "robotsloop": Page(status=302, headers={"Location": "/robots.txt"}),
    "robotsbomb": Page(GZIP_BOMB, headers={"Content-Encoding": "gzip"}),
    "robotsrules": Page(b"User-agent: *\n" + b"Disallow: /*a*b*c$\n" * 20_000),
}
KINDS = [*HANDLERS, *PAGES, *ROBOTS]


def add_hostile(web: LocalWeb, number: int) -> str:
    """Add the hostile host of a number; its name."""
    kind = KINDS[number % len(KINDS)]
    host = f"{kind}-{number}.test"
    if kind in HANDLERS:
        web.handlers[host] = HANDLERS[kind](host)
    elif kind in PAGES:
        web.pages[host]["/feed"] = PAGES[kind](host)
    else:
        web.pages[host]["/robots.txt"] = ROBOTS[kind]
        web.pages[host]["/feed"] = Page(feed(host, ["/1"]).encode(), media_type=RSS)
    return host
