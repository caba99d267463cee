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

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from corpus.client import Client
from corpus.state import Collected, SourceState
from dateline.records import Capture, Source

Event = Collected | SourceState
Known = Callable[[str], bool]
Keep = Callable[[Capture], None]
AT_ONCE = 32


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
    """What is new at many sources, `at_once` of them at a time, events as they come.

    Never raises for a source: its failure is an outcome and stands in its state.
    """
    raise NotImplementedError


def key_of(capture: Capture) -> str:
    """The key of a capture: the same that collecting gave beside it, for replays."""
    raise NotImplementedError
