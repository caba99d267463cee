"""One connection and a least gap per host, and a host's own wish to be left alone for a while."""

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio

from dateline.errors import FetchError

LONGEST_HOLD = 86_400.0  # seconds; a server's wish beyond a day is asked about again after a day


class HostAsksToWait(FetchError):
    """A host's turn comes later than we wait for; `seconds` until then, at most LONGEST_HOLD."""

    def __init__(self, host: str, seconds: float, *, reason: str = "asked to wait") -> None:
        seconds = min(seconds, LONGEST_HOLD)
        super().__init__(f"{host} wants no request for another {seconds:.0f} seconds.", reason=reason)
        self.seconds = seconds


@dataclass(slots=True)
class _Host:
    gap: float
    ready: float = 0.0  # on the monotonic clock
    lock: anyio.Lock = field(default_factory=anyio.Lock)


class Hosts:
    """Whose turn it is at each host. The gap counts from the end of one answer to the next request.

    (A token bucket such as aiolimiter counts from start to start: after a slow answer two requests
    arrive at the server closer together than the gap.)
    """

    def __init__(self, *, gap: float, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.gap = gap
        self.patience = patience
        self._clock = clock
        self._hosts: dict[str, _Host] = {}

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(gap=self.gap))

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait for one's turn at a host and hold it. Raises HostAsksToWait when that takes too long."""
        host = self._host(name)
        async with host.lock:
            wait = host.ready - self._clock()
            if wait > self.patience:
                raise HostAsksToWait(name, wait)
            if wait > 0:
                await anyio.sleep(wait)
            try:
                yield
            finally:
                host.ready = max(host.ready, self._clock() + host.gap)

    def slow_down(self, name: str, delay: float) -> None:
        """The gap that the host's robots.txt asks for, where it is longer than ours."""
        host = self._host(name)
        host.gap = max(self.gap, min(delay, LONGEST_HOLD))

    def hold(self, name: str, seconds: float) -> None:
        """No request to the host for a while."""
        host = self._host(name)
        host.ready = max(host.ready, self._clock() + min(seconds, LONGEST_HOLD))
