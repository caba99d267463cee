"""One pass over one source: its list is read, what is new in it is fetched, each item ends in one outcome."""

import re
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio.to_thread

from corpus import bulk, credentials, folder, kinds, mailbox
from corpus.client import HostAsksToWait
from corpus.client.unpack import too_large
from corpus.hints import read_hints
from corpus.keys import item_key, with_credible_changes
from corpus.obtaining import given, obtained, read_file
from corpus.polling import Pass, tried_again
from corpus.shared import Shared
from corpus.state import Collected, SourceState, Validators, Waiting
from dateline.errors import FetchError, ReadError
from dateline.records import Article, Capture, Item, Outcome, OutcomeKind, Source

LISTS = ("feed", "jsonfeed", "sitemap")  # kinds that name items to be fetched
INDEX = re.compile(rb"<(?:\w+:)?sitemapindex[\s>]", re.I)
INDEX_HEAD = 65_536
DEEPEST = 3  # an index of indexes of sitemaps
MOST_SITEMAPS = 100  # of an index in one pass, the newest first
MOST_WAITING = 1_000  # items that a state carries; beyond it the list itself is read again
BUDGET = timedelta(minutes=10)  # for the pages of one source in one pass; the others come next time


def is_list(capture: Capture, source: Source) -> bool:
    """Whether a capture names items rather than being one: reading it again adds only what it carries itself."""
    kind = source.kind
    if kind == "folder" or (capture.item is not None and kind != "page"):
        try:
            kind = kinds.recognise(capture)
        except ReadError:
            return False
    return kind in LISTS


class Following:
    """One pass over one source; `result` is what it gave, also after `run` raised."""

    def __init__(self, source: Source, state: SourceState, shared: Shared) -> None:
        self.source = source
        self.state = state
        self.shared = shared
        self.until = shared.now() + BUDGET
        self.listed = 0
        self.new = 0
        self.hints = state.hints  # of old, while the feed is not read anew
        self.cursor = state.cursor
        self.moved_to: str | None = None
        self.waiting: list[Waiting] = []
        self.overflowed = False
        self.seen: dict[str, Validators] = {}
        self.read_again: set[str] = set()  # lists whose validators must not be kept

    @property
    def result(self) -> Pass:
        """What the pass gave so far."""
        kept = {} if self.overflowed else {a: v for a, v in self.seen.items() if a not in self.read_again}
        return Pass(
            listed=self.listed,
            new=self.new,
            hints=self.hints,
            validators=kept,
            waiting=tuple(self.waiting),
            cursor=self.cursor,
            moved_to=self.moved_to,
        )

    async def run(self) -> None:
        """Read the source. Raises FetchError or ReadError where the source itself could not be read."""
        try:
            await self._source()
        except (FetchError, ReadError):
            await self._earlier()
            raise
        await self._earlier()

    async def _earlier(self) -> None:
        """What earlier passes left waiting."""
        handled = {waiting.key for waiting in self.waiting}
        for waiting in self.state.waiting:
            if waiting.key not in handled:
                await self._waiting(waiting)

    async def _source(self) -> None:
        address = self.source.address
        if address.startswith(("imap://", "imaps://")):
            await self._mail_server()
            return
        place = folder.local_place(address, self.source)
        if place is not None and mailbox.is_maildir(place):
            await self._files(await self.shared.do(mailbox.delivered, place))
        elif place is not None and place.is_file() and bulk.kind_of(place, self.source.kind):
            await self._files([(place, address)])
        elif place is not None and place.is_dir():
            await self._files(
                await self.shared.do(lambda: [(path, folder.address_of(path)) for path in folder.files(place)])
            )
        else:
            await self._list(address, depth=0)

    # Lists

    async def _list(self, address: str, *, depth: int, named: Item | None = None) -> None:
        """Read one list, and what it names."""
        old = self.state.validators.get(address)
        items: list[Item] = []
        is_index = False
        async with obtained(address, self.source, self.shared, ask_again=old, item=named) as found:
            changed = named.updated.isoformat() if named and named.updated else None
            self.seen[address] = replace(found.validators, changed=changed)
            self.moved_to = found.moved_to if depth == 0 else self.moved_to
            capture = found.capture
            if capture is None or (old and old.digest == found.validators.digest):
                reason = "not modified" if capture is None else "same content"
                await self._end(self._own_key(address), OutcomeKind.UNCHANGED, reason, address=address)
                return
            try:
                is_index = depth < DEEPEST and INDEX.search(capture.content[:INDEX_HEAD]) is not None
                items = await self._taken(capture)
            except ReadError:
                self.seen.pop(address, None)  # it is read again when it is mended, whatever its ETag says
                raise
        if is_index and items:
            self.read_again.add(address)  # small, and its sitemaps have validators of their own
            await self._sitemaps(items, depth)
        else:
            await self._follow(items)

    async def _taken(self, capture: Capture) -> list[Item]:
        """Keep a capture, then read what it names; one that is no list is handed on."""
        await self.shared.store(capture)
        if not is_list(capture, self.source):
            await self._hand_on(capture)
            return []
        if capture.item is None:
            self.hints = read_hints(capture.content, capture.headers, capture.address)
        parsed = await self.shared.do(lambda: list(kinds.read(capture, self.source)))
        if any(isinstance(found, Article) for found in parsed):
            # It carries whole texts as well: it is read on like any capture, with all its outcomes.
            await self._hand_on(capture)
        else:
            for number, found in enumerate(parsed):
                if isinstance(found, Outcome):
                    await self.shared.send(Collected(key=f"{capture.id}#{number}", result=found))
        return [found for found in parsed if isinstance(found, Item)]

    async def _hand_on(self, capture: Capture) -> None:
        if await self.shared.known_among([capture.id]):
            await self._end(capture.id, OutcomeKind.UNCHANGED, "same content", address=capture.address)
            return
        self.new += 1
        await self.shared.send(Collected(key=capture.id, result=capture))

    async def _sitemaps(self, items: list[Item], depth: int) -> None:
        newest = sorted(items, key=lambda item: item.updated or datetime.max.replace(tzinfo=UTC), reverse=True)
        asked = 0
        for item in newest:
            address = item.address or ""
            old = self.state.validators.get(address)
            if old and old.changed and item.updated and old.changed == item.updated.isoformat():
                self.seen[address] = old
                await self._end(self._own_key(address), OutcomeKind.UNCHANGED, "not modified", address=address)
                continue
            asked += 1
            if asked > MOST_SITEMAPS:
                await self._end(self._own_key(address), OutcomeKind.FAILED, "postponed", address=address)
                continue
            try:
                await self._list(address, depth=depth + 1, named=item)
            except (FetchError, ReadError) as error:
                await self._trouble(self._own_key(address), error, address=address)

    # Items

    async def _follow(self, items: Iterable[Item]) -> None:
        credible = with_credible_changes(items)
        keys = [item_key(item) for item in credible]
        self.listed += len(keys)
        old = await self.shared.known_among(keys)
        waiting = {entry.key for entry in self.state.waiting}
        for key, item in zip(keys, credible, strict=True):
            if key in waiting:
                continue  # its turn comes after the list
            if key in old:
                await self._end(key, OutcomeKind.UNCHANGED, "known already", item=item)
            elif key in self.shared.claimed:
                await self._end(key, OutcomeKind.UNCHANGED, "named elsewhere too", item=item)
            else:
                self.shared.claimed.add(key)
                await self._page(Waiting(key=key, item=item, due=self.shared.now()))

    async def _waiting(self, waiting: Waiting) -> None:
        """An item of an earlier pass: its turn now, later, or no longer."""
        if waiting.key in self.shared.claimed or await self.shared.known_among([waiting.key]):
            await self._end(waiting.key, OutcomeKind.UNCHANGED, "known already", item=waiting.item)
        elif waiting.due > self.shared.now():
            self.waiting.append(waiting)
        else:
            self.shared.claimed.add(waiting.key)
            await self._page(waiting)

    async def _page(self, waiting: Waiting) -> None:
        item = waiting.item
        if self.shared.now() > self.until:
            await self._postpone(waiting, self.shared.now(), "postponed")
            return
        try:
            async with obtained(item.address or "", self.source, self.shared, item=item) as found:
                if found.capture is None:
                    raise FetchError(f"{item.address} says 304 to whom has nothing of it.", reason="broken answer")
                await self.shared.store(found.capture)
                self.new += 1
                await self.shared.send(Collected(key=waiting.key, result=found.capture))
        except HostAsksToWait as error:
            await self._postpone(waiting, self.shared.now() + timedelta(seconds=error.seconds), error.reason)
        except FetchError as error:
            again = None if error.final else tried_again(waiting, error.reason, self.shared.now())
            if again is not None:
                self._remember(again)
            await self._trouble(waiting.key, error, item=item, final=again is None)

    async def _postpone(self, waiting: Waiting, due: datetime, reason: str) -> None:
        self._remember(replace(waiting, due=due, reason=reason))
        await self._end(waiting.key, OutcomeKind.FAILED, reason, item=waiting.item)

    def _remember(self, waiting: Waiting) -> None:
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append(waiting)
        else:
            self.overflowed = True

    # Other places

    async def _files(self, found: Iterable[tuple[Path, str]]) -> None:
        """Files, each with the address under which it is known."""
        for path, address in found:
            try:
                stamp = await self.shared.do(folder.stamp, path)
                self.seen[address] = stamp
                if self.state.validators.get(address) == stamp:
                    await self._end(address, OutcomeKind.UNCHANGED, "not modified", address=address)
                    continue
                if (kind := bulk.kind_of(path, self.source.kind)) is not None:
                    await self._archive(path, address, kind)
                    continue
                capture = await self.shared.do(read_file, path, address, self.source, self.shared)
                await self._follow(await self._taken(capture))
            except (FetchError, ReadError) as error:
                self.seen.pop(address, None)
                await self._trouble(address, error, address=address)

    async def _archive(self, path: Path, address: str, kind: str) -> None:
        """A large archive, piece by piece."""
        limit = self.shared.client.limits.size
        with closing(bulk.pieces(path, kind, limit=limit)) as found:
            while piece := await self.shared.do(next, found, None):
                start, content = piece
                if content is None:
                    await self._trouble(f"{address}#{start}", too_large(limit), address=f"{address}#{start}")
                else:
                    media_type = folder.media_type(path)
                    await self._taken(given(f"{path}#{start}", content, self.source, self.shared, media_type))

    async def _mail_server(self) -> None:
        held = credentials.secrets(self.source)
        fetched = mailbox.fetch(self.source, held, self.state.cursor, self.shared.client)
        with closing(fetched) as letters:
            while letter := await anyio.to_thread.run_sync(next, letters, None, limiter=self.shared.mail):
                if letter.content is None:
                    error = FetchError(f"{letter.address} is larger than the limit.", reason="too large", final=True)
                    await self._trouble(letter.address, error, address=letter.address)
                else:
                    media_type = "message/rfc822"
                    await self._taken(given(letter.address, letter.content, self.source, self.shared, media_type))
                self.cursor = letter.cursor

    # What all need

    def _own_key(self, address: str) -> str:
        return f"source:{self.source.id}" if address == self.source.address else f"source:{self.source.id}:{address}"

    async def _trouble(
        self,
        key: str,
        error: FetchError | ReadError,
        *,
        item: Item | None = None,
        address: str | None = None,
        final: bool | None = None,
    ) -> None:
        over = (isinstance(error, FetchError) and error.final) if final is None else final
        kind = OutcomeKind.REFUSED if over else OutcomeKind.FAILED
        await self._end(key, kind, error.reason, detail=str(error), item=item, address=address)

    async def _end(
        self,
        key: str,
        kind: OutcomeKind,
        reason: str,
        *,
        detail: str = "",
        item: Item | None = None,
        address: str | None = None,
    ) -> None:
        outcome = Outcome(
            kind=kind,
            stage="collect",
            reason=reason,
            detail=detail,
            source=self.source.id,
            address=item.address if item else address,
            headline=item.headline if item else None,
        )
        await self.shared.send(Collected(key=key, result=outcome))
