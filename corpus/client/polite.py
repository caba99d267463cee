"""The polite client: asks as robots.txt and the host allow, follows redirects within bounds, asks conditionally."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import anyio.from_thread
import httpcore
import httpx

from corpus.client.addresses import MOST_REDIRECTS, Way, clean, host_of, joined, origin, site
from corpus.client.answers import Fetched, asked_wait, check_status, conditions, fetched
from corpus.client.exchange import REDIRECTS, Answer, Limits, Places, exchange
from corpus.client.guard import GuardedTransport, Resolve, system_resolve
from corpus.client.hosts import Hosts
from corpus.robots import LIMIT as ROBOTS_LIMIT
from corpus.robots import Robots
from corpus.state import Validators
from dateline.records.text import NOTHING
from dateline.settings import Settings

LARGE_AT_ONCE = 3
PATIENCE = 90.0  # seconds; what a host wants to wait longer for is left to a later pass
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"


class Client:
    """One per process, as a context manager: it runs its own loop, so that many sources are read at once.

    `transport`, `resolve`, `network` and `now` are there for tests: canned answers, names of one's own,
    where checked addresses lead, and a clock.
    """

    def __init__(
        self,
        *,
        user_agent: str = "Dateline",
        gap: float = 1.0,
        timeout: float = 20.0,
        limit: int = 20_000_000,
        private_addresses: bool = False,
        robots_folder: Path | None = None,
        resolve: Resolve = system_resolve,
        transport: httpx.AsyncBaseTransport | None = None,
        network: httpcore.AsyncNetworkBackend | None = None,
        connections: int = 64,
        patience: float = PATIENCE,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.user_agent = user_agent
        self.limits = Limits(size=limit, seconds=timeout)
        self.resolve = resolve
        self.private_addresses = private_addresses
        self.hosts = Hosts(gap=gap, patience=patience)
        self.robots = Robots(self._ask_robots, agent=user_agent, folder=robots_folder, now=now)
        self.places = Places(LARGE_AT_ONCE)
        self._transport = transport or GuardedTransport(
            resolve=resolve, private_addresses=private_addresses, connections=connections, network=network
        )
        self._closing = ExitStack()
        self._portal: anyio.from_thread.BlockingPortal | None = None

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """The client that the settings describe."""
        contact, agent = settings["contact"], settings["user_agent"]
        if contact and contact not in agent:
            agent = f"{agent.partition(' (')[0]} (+{contact})"
        return cls(
            user_agent=agent,
            gap=settings["gap"],
            timeout=settings["timeout"],
            limit=settings["capture_limit"],
            private_addresses=settings["private_addresses"],
            robots_folder=settings.path("output") / "robots",
        )

    @property
    def portal(self) -> anyio.from_thread.BlockingPortal:
        """The way into the client's loop from other threads."""
        if self._portal is None:
            self._portal = self._closing.enter_context(anyio.from_thread.start_blocking_portal())
        return self._portal

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all connections and the loop."""
        if self._portal is not None:
            self._portal.call(self._transport.aclose)
            self._portal = None
            self._closing.close()

    def get(
        self,
        address: str,
        *,
        validators: Validators | None = None,
        credentials: Mapping[str, str] = NOTHING,
        robots: bool = True,
    ) -> Fetched:
        """One address, for callers without a loop. Raises FetchError."""

        async def once() -> Fetched:
            async with self.fetch(address, validators=validators, credentials=credentials, robots=robots) as found:
                return found

        return self.portal.call(once)

    def post(self, address: str, form: Mapping[str, str]) -> int:
        """Send a form, within the same guard and politeness; the status of the answer. Raises FetchError."""

        async def once() -> int:
            answer, large = await self._turn(clean(address), self._headers(), self.limits, form)
            if large:
                self.places.give_back()
            return answer.status

        return self.portal.call(once)

    @asynccontextmanager
    async def fetch(
        self,
        address: str,
        *,
        validators: Validators | None = None,
        credentials: Mapping[str, str] = NOTHING,
        home: str | None = None,
        robots: bool = True,
    ) -> AsyncIterator[Fetched]:
        """One address. `credentials` are headers for the origin of `home` (default: of the address).

        A large answer holds one of few places until the context is left. Raises FetchError.
        """
        own = origin(home or address) if credentials else None
        answer, large, way = await self._follow(clean(address), conditions(validators), credentials, own, robots)
        try:
            yield fetched(answer, way)
        finally:
            if large:
                self.places.give_back()

    async def _follow(
        self,
        address: str,
        asked: Mapping[str, str],
        credentials: Mapping[str, str],
        own: tuple[str, str, int] | None,
        robots: bool,
    ) -> tuple[Answer, bool, Way]:
        way = Way(address)
        # Some sites set a cookie and send one back to the same page: kept for this chain, then forgotten.
        cookies = httpx.Cookies()
        while True:
            sent = {**self._headers(), **asked, **(credentials if own == origin(way.address) else {})}
            if robots:
                self.hosts.slow_down(host_of(way.address), await self.robots.delay(site(way.address), way.address))
            answer, large = await self._turn(way.address, _with_cookies(way.address, sent, cookies), self.limits)
            if answer.status not in REDIRECTS:
                check_status(answer, way.address)
                return answer, large, way
            cookies.extract_cookies(
                httpx.Response(answer.status, headers=answer.headers, request=httpx.Request("GET", way.address))
            )
            way.go_on(answer.headers.get("location"), answer.status, len(cookies))

    async def _turn(
        self, address: str, headers: Mapping[str, str], limits: Limits, form: Mapping[str, str] | None = None
    ) -> tuple[Answer, bool]:
        """One request in its turn; also whether the answer took a place for large ones."""
        host = host_of(address)
        async with self.hosts.turn(host):
            answer, large = await exchange(self._transport, address, headers, limits, self.places, form=form)
            if wait := asked_wait(answer):
                self.hosts.hold(host, wait)
        return answer, large

    async def _ask_robots(self, address: str) -> tuple[int, bytes]:
        limits = Limits(size=ROBOTS_LIMIT, seconds=self.limits.seconds, cut=True)
        for _ in range(MOST_REDIRECTS):
            answer, _ = await self._turn(address, self._headers(), limits)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer.status, answer.content
            address = joined(address, answer.headers["location"])
        return 404, b""  # RFC 9309, 2.3.1.2: beyond five redirects it counts as unavailable

    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, br, deflate"}


def _with_cookies(address: str, headers: dict[str, str], cookies: httpx.Cookies) -> dict[str, str]:
    request = httpx.Request("GET", address)
    cookies.set_cookie_header(request)
    return {**headers, "Cookie": request.headers["cookie"]} if "cookie" in request.headers else headers
