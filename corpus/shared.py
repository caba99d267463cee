"""What the passes over many sources share: the client, the caller's two functions, and the room to work in."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import anyio
import anyio.to_thread

from corpus.client import Client
from corpus.state import Collected
from dateline.records import Capture

R = TypeVar("R")


class Unkept(Exception):
    """The caller's `keep` or `known` failed, as `__cause__` says: no matter of one source, so all stop."""


@dataclass(slots=True)
class Shared:
    """What the passes over many sources share."""

    client: Client
    known: Callable[[str], bool]
    keep: Callable[[Capture], None]
    now: Callable[[], datetime]
    send: Callable[[Collected], Awaitable[None]]
    claimed: set[str] = field(default_factory=set)  # keys that one of the sources is fetching or has fetched
    # One at a time: parsing and packing need the processor and much memory, and waiting for both is free.
    work: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(1))
    mail: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(4))

    async def do(self, task: Callable[..., R], *arguments: Any) -> R:
        """Work that would hold up the network, in a thread."""
        return await anyio.to_thread.run_sync(task, *arguments, limiter=self.work)

    async def store(self, capture: Capture) -> None:
        """Keep a capture. Raises Unkept."""
        try:
            await self.do(self.keep, capture)
        except Exception as error:
            raise Unkept from error

    async def known_among(self, keys: Iterable[str]) -> set[str]:
        """The keys of what was dealt with before. Raises Unkept."""
        try:
            return await self.do(lambda: {key for key in keys if self.known(key)})
        except Exception as error:
            raise Unkept from error
