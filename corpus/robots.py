"""robots.txt, as RFC 9309 has it: kept for a day, a clear word where it forbids, crawl-delay for the pace.

2xx: its rules. 4xx: there are none. 5xx, 429 or no answer: the site must not be read now, but an
older copy, where we have one, still tells.
"""

import json
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import anyio
from protego import Protego

from dateline.errors import FetchError

KEEP = timedelta(days=1)
RETRY = timedelta(minutes=10)  # an unreachable robots.txt is asked for again after
LIMIT = 512_000  # bytes; RFC 9309 asks for at least 500 KiB
IN_MEMORY = 2_000_000  # characters of rules; parsed they take some forty times as much

Ask = Callable[[str], Awaitable[tuple[int, bytes]]]  # address -> status and content


@dataclass(frozen=True, slots=True)
class Copy:
    """robots.txt of one site as we last saw it; no text: everything is allowed."""

    fetched: float  # seconds since 1970
    text: str | None
    trouble: str = ""  # why it could not be had; nothing may be read


class Robots:
    """What the sites allow us. `folder` keeps the copies between runs; without it they live as long as we do."""

    def __init__(
        self,
        ask: Ask,
        *,
        agent: str,
        folder: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.agent = agent
        self.folder = folder
        self._ask = ask
        self._now = now
        self._sites: OrderedDict[str, tuple[Copy, Protego]] = OrderedDict()
        self._locks: dict[str, anyio.Lock] = {}

    async def delay(self, site: str, address: str) -> float:
        """The seconds between requests that a site asks for, 0 where it does not.

        `site` is "https://host:port". Raises FetchError where the address is forbidden or the rules
        cannot be had.
        """
        copy, rules = await self._rules(site)
        if copy.trouble:
            raise FetchError(
                f"{site}/robots.txt cannot be had ({copy.trouble}), so nothing may be read there now.",
                reason="robots.txt unreachable",
            )
        if not rules.can_fetch(address, self.agent):
            raise FetchError(
                f"{site}/robots.txt forbids {address} to {self.agent}.",
                reason="forbidden by robots",
                remedy="Ask the site for leave; then say options = { robots = false } at the source.",
                final=True,
            )
        rate = rules.request_rate(self.agent)
        return max(
            rules.crawl_delay(self.agent) or 0.0, rate.seconds / rate.requests if rate and rate.requests else 0.0
        )

    async def _rules(self, site: str) -> tuple[Copy, Protego]:
        lock = self._locks.setdefault(site, anyio.Lock())
        try:
            async with lock:
                known = self._sites.get(site) or self._kept(site)
                if known is None or self._is_old(known[0]):
                    known = self._parsed(await self._fetched(site, known[0] if known else None))
                    self._keep(site, known[0])
                self._remember(site, known)
                return known
        finally:
            if not lock.statistics().tasks_waiting:
                self._locks.pop(site, None)

    def _remember(self, site: str, known: tuple[Copy, Protego]) -> None:
        self._sites[site] = known
        self._sites.move_to_end(site)
        size = sum(len(copy.text or "") for copy, _ in self._sites.values())
        while size > IN_MEMORY and len(self._sites) > 1:
            _, (oldest, _) = self._sites.popitem(last=False)
            size -= len(oldest.text or "")

    def _is_old(self, copy: Copy) -> bool:
        age = timedelta(seconds=self._now().timestamp() - copy.fetched)
        return age > (RETRY if copy.trouble else KEEP)

    async def _fetched(self, site: str, older: Copy | None) -> Copy:
        now = self._now().timestamp()
        trouble = ""
        try:
            status, content = await self._ask(f"{site}/robots.txt")
            if status < 300:
                return Copy(now, content[:LIMIT].decode("utf-8-sig", "replace"))
            if 400 <= status < 500 and status != 429:
                return Copy(now, None)
            trouble = f"status {status}"
        except FetchError as error:
            # What the guard refuses stays refused, and a host that wants to wait is waited for.
            if error.reason in ("private address", "asked to wait"):
                raise
            trouble = error.reason
        if older is not None and not older.trouble:
            return Copy((self._now() - KEEP + RETRY).timestamp(), older.text)
        return Copy(now, None, trouble)

    @staticmethod
    def _parsed(copy: Copy) -> tuple[Copy, Protego]:
        return copy, Protego.parse(copy.text or "")

    def _file(self, site: str) -> Path | None:
        return self.folder / f"{sha256(site.encode()).hexdigest()[:20]}.json" if self.folder else None

    def _kept(self, site: str) -> tuple[Copy, Protego] | None:
        file = self._file(site)
        try:
            return self._parsed(Copy(**json.loads(file.read_text("utf-8")))) if file else None
        except (OSError, ValueError, TypeError):  # none there, or torn: it is asked for again
            return None

    def _keep(self, site: str, copy: Copy) -> None:
        if file := self._file(site):
            file.parent.mkdir(parents=True, exist_ok=True)
            beside = file.with_name(f"{file.name}.{id(self)}.new")
            beside.write_text(json.dumps(asdict(copy)), "utf-8")
            beside.replace(file)
