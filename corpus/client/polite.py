"""The polite client: asks as robots.txt and the host allow, follows redirects within bounds, asks conditionally."""

from collections.abc import AsyncIterator, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlencode, urljoin

import anyio.from_thread
import httpcore
import httpx

from corpus.client.exchange import REDIRECTS, Answer, Limits, Places, exchange
from corpus.client.guard import GuardedTransport, Resolve, system_resolve
from corpus.client.hosts import HostAsksToWait, Hosts
from corpus.credentials import origin
from corpus.robots import LIMIT as ROBOTS_LIMIT
from corpus.robots import Robots
from corpus.state import Validators
from dateline.errors import FetchError
from dateline.records.text import NOTHING
from dateline.settings import Settings

MOST_REDIRECTS = 8
LARGE_AT_ONCE = 3
PATIENCE = 90.0  # seconds; what a host wants to wait longer for is left to a later pass
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5"
WAIT_AFTER_429 = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave; after a 304 `not_modified` and no content."""

    address: str  # where it was found in the end
    content: bytes
    status: int
    headers: Mapping[str, str]  # names in lower case, without cookies
    media_type: str | None
    charset: str | None
    not_modified: bool = False
    moved_to: str | None = None  # where every redirect on the way was a permanent one

    @property
    def validators(self) -> Validators:
        """What to ask again with."""
        return Validators(etag=self.headers.get("etag"), modified=self.headers.get("last-modified"))


class Client:
    """One per process, as a context manager: it runs its own loop, so that many sources are read at once.

    `transport`, `resolve` and `network` are there for tests: canned answers, names of one's own, and
    where checked addresses lead.
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
    ) -> None:
        self.user_agent = user_agent
        self.limits = Limits(size=limit, seconds=timeout)
        self.resolve = resolve
        self.private_addresses = private_addresses
        self.hosts = Hosts(gap=gap, patience=patience)
        self.robots = Robots(self._ask_robots, agent=user_agent, folder=robots_folder)
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
            async with self.fetch(address, validators=validators, credentials=credentials, robots=robots) as fetched:
                return fetched

        return self.portal.call(once)

    def post(self, address: str, form: Mapping[str, str]) -> int:
        """Send a form, within the same guard and politeness; the status of the answer. Raises FetchError."""

        async def once() -> int:
            cleaned = _clean(address)
            _, host, port = origin(cleaned)
            headers = {**self._headers(), "Content-Type": "application/x-www-form-urlencoded"}
            body = urlencode(form).encode()
            async with self.hosts.turn(f"{host}:{port}"):
                answer, large = await exchange(
                    self._transport, cleaned, headers, self.limits, self.places, method="POST", body=body
                )
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
        asked = _conditions(validators)
        own = origin(home or address) if credentials else None
        answer, large, path = await self._follow(_clean(address), asked, credentials, own, robots)
        try:
            yield _fetched(answer, path)
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
    ) -> tuple[Answer, bool, "_Path"]:
        path = _Path(address)
        # Some sites set a cookie and send one back to the same page: kept for this chain, then forgotten.
        cookies = httpx.Cookies()
        while True:
            sent = {**self._headers(), **asked, **(credentials if own == origin(path.address) else {})}
            answer, large = await self._turn(path.address, sent, robots, cookies)
            if answer.status not in REDIRECTS:
                break
            path.go_on(answer, len(cookies))
        _check_status(answer, path.address)
        return answer, large, path

    async def _turn(
        self, address: str, headers: dict[str, str], robots: bool, cookies: httpx.Cookies
    ) -> tuple[Answer, bool]:
        scheme, host, port = origin(address)
        site, name = _site(scheme, host, port), f"{host}:{port}"
        if robots:
            self.hosts.slow_down(name, await self.robots.delay(site, address))
        request = httpx.Request("GET", address)
        cookies.set_cookie_header(request)
        if "cookie" in request.headers:
            headers = {**headers, "Cookie": request.headers["cookie"]}
        async with self.hosts.turn(name):
            answer, large = await exchange(self._transport, address, headers, self.limits, self.places)
        cookies.extract_cookies(httpx.Response(answer.status, headers=answer.headers, request=request))
        if wait := _asked_wait(answer):
            self.hosts.hold(name, wait)
        return answer, large

    async def _ask_robots(self, address: str) -> tuple[int, bytes]:
        limits = Limits(size=ROBOTS_LIMIT, seconds=self.limits.seconds, cut=True)
        for _ in range(MOST_REDIRECTS):
            _, host, port = origin(address)
            async with self.hosts.turn(f"{host}:{port}"):
                answer, _ = await exchange(self._transport, address, self._headers(), limits, self.places)
            if wait := _asked_wait(answer):
                self.hosts.hold(f"{host}:{port}", wait)
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer.status, answer.content
            address = _joined(address, answer.headers["location"])
        return 404, b""  # RFC 9309, 2.3.1.2: beyond five redirects it counts as unavailable

    def _headers(self) -> dict[str, str]:
        return {"User-Agent": self.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, br, deflate"}


class _Path:
    """The way of one fetch through redirects."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.permanent = True
        self.seen = {(address, 0)}

    def go_on(self, answer: Answer, cookies: int) -> None:
        """The next address. Raises FetchError for loops, too many, and what is no web address."""
        location = answer.headers.get("location")
        if not location:
            raise FetchError(f"{self.address} redirects to nowhere.", reason="broken answer")
        self.permanent = self.permanent and answer.status in (301, 308)
        self.address = _joined(self.address, location)
        if (self.address, cookies) in self.seen:
            raise FetchError(f"{self.address} redirects in a circle.", reason="redirect loop", final=True)
        if len(self.seen) > MOST_REDIRECTS:
            raise FetchError(f"More than {MOST_REDIRECTS} redirects.", reason="too many redirects", final=True)
        self.seen.add((self.address, cookies))


def _clean(address: str) -> str:
    """An address as it is asked for: http or https, no user name, no fragment. Raises FetchError."""
    try:
        url = httpx.URL(address.strip())
        origin(str(url))  # ports beyond 65535
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(
            f"{address[:200]!r} is no web address ({error}).", reason="not a web address", final=True
        ) from None
    if url.scheme not in ("http", "https"):
        raise FetchError(
            f"{address[:200]!r} is not followed: only http and https are.", reason="address not allowed", final=True
        )
    if not url.host:
        raise FetchError(f"{address[:200]!r} names no host.", reason="not a web address", final=True)
    return str(url.copy_with(username=None, password=None, fragment=None))


def _joined(address: str, location: str) -> str:
    try:
        return _clean(urljoin(address, location.strip()))
    except ValueError:  # "http://[half" and the like
        raise FetchError(f"{location[:200]!r} is no web address.", reason="not a web address", final=True) from None


def _site(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _conditions(validators: Validators | None) -> dict[str, str]:
    named = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified} if validators else {}
    # A server may have given what no request can carry.
    return {name: value for name, value in named.items() if value and value.isascii() and value.isprintable()}


def _asked_wait(answer: Answer) -> float:
    """The seconds for which the host asked to be left alone: Retry-After as seconds or as a date."""
    if answer.status not in (429, 503):
        return 0.0
    value = answer.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value[:9])
    try:
        return max(0.0, (_aware(parsedate_to_datetime(value)) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return WAIT_AFTER_429 if answer.status == 429 else 0.0


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _check_status(answer: Answer, address: str) -> None:
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return
    if status in (404, 410):
        raise FetchError(f"{address} is gone ({status}).", reason="gone", final=status == 410)
    if status in (401, 402, 403, 407, 451):
        raise FetchError(f"{address} does not let us in ({status}).", reason="blocked")
    if wait := _asked_wait(answer):
        raise HostAsksToWait(origin(address)[1], wait)
    if status >= 500 or status in (408, 425, 429):
        raise FetchError(f"{address} answers with an error ({status}).", reason="server error")
    raise FetchError(f"{address} is not served to us ({status}).", reason="not served")


def _fetched(answer: Answer, path: _Path) -> Fetched:
    kind = httpx.Response(200, headers={"content-type": answer.headers.get("content-type", "")})
    headers = {name.lower(): value for name, value in answer.headers.items() if name.lower() != "set-cookie"}
    return Fetched(
        address=path.address,
        content=answer.content,
        status=answer.status,
        headers=headers,
        media_type=headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        charset=kind.charset_encoding,
        not_modified=answer.status == 304,
        moved_to=path.address if path.permanent and len(path.seen) > 1 else None,
    )
