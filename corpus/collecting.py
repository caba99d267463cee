"""From sources to captures: what is new at each of them, politely, each item ending in one outcome.

    with Client.from_settings(settings) as client:
        for event in collect_all(sources, states, client, known=known, keep=captures.keep):
            match event:
                case Collected(key=key, result=Capture() as capture): ...   # read it on
                case Collected(key=key, result=Outcome() as outcome): ...   # count it
                case SourceState() as state: ...                            # save it: this source is through

A source's SourceState is its last event. Save it only after everything that came before it is safe:
then a kill at any moment repeats some work and loses none.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from corpus.client import Client, HostAsksToWait
from corpus.following import Following
from corpus.keys import key_of
from corpus.polling import failed, is_due, succeeded
from corpus.shared import Shared, Unkept
from corpus.state import Collected, Failure, SourceState
from dateline.errors import DatelineError, FetchError, ReadError
from dateline.records import Capture, Outcome, OutcomeKind, Source

__all__ = ["Event", "collect", "collect_all", "key_of"]

Event = Collected | SourceState
Known = Callable[[str], bool]
Keep = Callable[[Capture], None]
AT_ONCE = 32

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def collect(
    source: Source,
    state: SourceState,
    client: Client,
    *,
    known: Known,
    keep: Keep = lambda capture: None,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Event]:
    """What is new at one source, whether due or not; the last event is its new state.

    `known(key)` says whether an item was dealt with before; `keep(capture)` stores what came over the
    wire, before anything else happens to it. Both are called from another thread than the caller's.
    """
    return collect_all([source], {source.id: state}, client, known=known, keep=keep, now=now, only_due=False)


def collect_all(
    sources: Iterable[Source],
    states: Mapping[str, SourceState],
    client: Client,
    *,
    known: Known,
    keep: Keep = lambda capture: None,
    now: Callable[[], datetime] = utc_now,
    only_due: bool = True,
    at_once: int = AT_ONCE,
) -> Iterator[Event]:
    """What is new at many sources, `at_once` hosts at a time, events as they come.

    Never raises for a source: its failure is an outcome and stands in its state. What `known` or
    `keep` raise (the store is gone, the disk is full) is raised here.
    """
    wanted = [(source, states.get(source.id) or SourceState(source=source.id)) for source in sources if source.enabled]
    due = [(source, state) for source, state in wanted if not only_due or is_due(state, now())]
    send, receive = client.portal.call(_stream)
    shared = Shared(client=client, known=known, keep=keep, now=now, send=send.send)
    work = client.portal.start_task_soon(_all, _by_host(due), shared, send, at_once)
    try:
        while True:
            try:
                yield client.portal.call(receive.receive)
            except anyio.EndOfStream:
                break
        if (trouble := work.result()) is not None:
            raise trouble
    finally:
        work.cancel()
        client.portal.call(receive.aclose)


async def _stream() -> tuple[MemoryObjectSendStream[Event], MemoryObjectReceiveStream[Event]]:
    # No room in between: what has not been taken holds up its source, so memory stays bounded.
    return anyio.create_memory_object_stream[Event](0)


Group = list[tuple[Source, SourceState]]


def _by_host(due: Iterable[tuple[Source, SourceState]]) -> list[Group]:
    """The sources in groups of one host: its sources wait for each other anyway, and so hold up no others."""
    groups: dict[str, Group] = {}
    for source, state in due:
        groups.setdefault(urlsplit(source.address).netloc.lower() or source.id, []).append((source, state))
    return list(groups.values())


async def _all(
    groups: Iterable[Group], shared: Shared, send: MemoryObjectSendStream[Event], at_once: int
) -> BaseException | None:
    """Work through the groups; what the caller's `known` or `keep` raised, if they did."""
    queue = iter(groups)
    trouble: BaseException | None = None

    async def worker() -> None:
        nonlocal trouble
        try:
            for group in queue:
                for source, state in group:
                    await send.send(await _one(source, state, shared))
        except Unkept as error:
            trouble = error.__cause__
            tasks.cancel_scope.cancel()

    async with send, anyio.create_task_group() as tasks:
        for _ in range(at_once):
            tasks.start_soon(worker)
    return trouble


async def _one(source: Source, state: SourceState, shared: Shared) -> SourceState:
    """One pass over one source; its new state."""
    following = Following(source, state, shared)
    wait = timedelta()
    try:
        await following.run()
        return succeeded(state, source, following.result, shared.now())
    except (FetchError, ReadError) as error:
        kind, text = error.reason, str(error)
        if isinstance(error, HostAsksToWait):
            wait = timedelta(seconds=error.seconds)
    except Unkept:
        raise
    except DatelineError as error:
        kind, text = "wrong options", str(error)
    except Exception as error:  # a fault of ours over one source's data must not stop the others
        log.exception("source %s", source.id)
        kind, text = "internal error", f"{type(error).__name__}: {error}. This is a fault of Dateline."
    failure = Failure(kind=kind, at=shared.now(), text=text)
    outcome = Outcome(
        kind=OutcomeKind.FAILED,
        stage="collect",
        reason=kind,
        detail=text,
        source=source.id,
        address=source.address,
    )
    await shared.send(Collected(key=f"source:{source.id}", result=outcome))
    return failed(state, source, failure, following.result, wait=wait)
