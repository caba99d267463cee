"""A web of one's own for tests: any number of hosts on one local port, each answering as it likes.

Names resolve to made-up public addresses and connections to those lead to the local port, so that the
client under test runs with its guard as it does in earnest.
"""

import asyncio
import gzip
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import httpcore

from corpus.client import Client

PUBLIC = "93.184.215.14"


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it."""

    host: str
    path: str
    headers: Mapping[str, str]
    at: float  # monotonic
    method: str = "GET"
    body: bytes = b""


Handler = Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Page:
    """A canned answer, with conditional GET by its ETag."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = "text/html; charset=utf-8"
    etag: str | None = None

    def answer(self, asked: Asked) -> bytes:
        if self.etag and asked.headers.get("if-none-match") == self.etag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {self.etag}\r\n\r\n".encode()
        lines = {"Content-Type": self.media_type, "Content-Length": str(len(self.body)), **self.headers}
        if self.etag:
            lines["ETag"] = self.etag
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        return f"HTTP/1.1 {self.status} X\r\n{head}\r\n".encode("latin-1") + self.body


class LocalWeb:
    """The hosts, what they were asked, and how."""

    def __init__(self) -> None:
        self.pages: dict[str, dict[str, Page]] = defaultdict(dict)
        self.handlers: dict[str, Handler] = {}
        self.addresses: dict[str, list[str]] = {}
        self.asked: list[Asked] = []
        self.open: Counter[str] = Counter()
        self.most_open: Counter[str] = Counter()
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()

    def client(self, **values: Any) -> Client:
        """A client for which this web is the Internet."""
        given = {"gap": 0.0, "timeout": 2.0, "user_agent": "Dateline/test (+mail@example.org)", **values}
        return Client(resolve=self.resolve, network=Leading(self.port), **given)

    def resolve(self, host: str) -> list[str]:
        """Names of one's own; others are at a public address."""
        if host in self.addresses:
            return self.addresses[host]
        if host.replace(".", "").isdigit() or ":" in host or host == "localhost":
            return ["127.0.0.1" if host == "localhost" else host]
        if host in self.pages or host in self.handlers:
            return [PUBLIC]
        raise OSError("no such name")

    def page(self, address: str, body: bytes | str = b"", **values: Any) -> Page:
        """Put a page at an address."""
        host, _, path = address.removeprefix("http://").partition("/")
        content = body.encode() if isinstance(body, str) else body
        made = Page(body=content, **values)
        self.pages[host]["/" + path] = made
        return made

    def paths(self, host: str | None = None, *, robots: bool = False) -> list[str]:
        """What was asked for."""
        return [
            asked.path for asked in self.asked if host in (None, asked.host) and (robots or asked.path != "/robots.txt")
        ]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, TimeoutError):
            pass
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = head.strip().split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        host = headers.get("host", "").partition(":")[0]
        asked = Asked(host, path, headers, time.monotonic(), method, body)
        self.asked.append(asked)
        self.open[host] += 1
        self.most_open[host] = max(self.most_open[host], self.open[host])
        try:
            if path != "/robots.txt" and host in self.handlers:
                await self.handlers[host](asked, writer)
                return False
            page = self.pages[host].get(path) or Page(status=404)
            writer.write(page.answer(asked))
            await writer.drain()
            return True
        finally:
            self.open[host] -= 1


class Leading(httpcore.AsyncNetworkBackend):
    """Connections to the made-up public address lead to the local port; at all others nobody is there."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.network = httpcore.AnyIOBackend()

    async def connect_tcp(self, host: str, port: int, *rest: Any, **values: Any) -> httpcore.AsyncNetworkStream:
        if host != PUBLIC:
            raise httpcore.ConnectError(f"nobody at {host}")
        return await self.network.connect_tcp("127.0.0.1", self.port, *rest, **values)


def feed(host: str, paths: Iterable[str], *, extra: str = "") -> str:
    """An RSS feed of pages of a host."""
    items = "".join(
        f"<item><title>Story {path}</title><link>http://{host}{path}</link><guid>{host}{path}</guid></item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{host}</title>{extra}{items}</channel></rss>'


def bomb(size: int) -> bytes:
    """Zeros, packed."""
    return gzip.compress(b"\0" * size, 9)
