"""When a source is asked again: a pace that follows how much was new, and a back-off that never ends for good."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from corpus.hints import Hints
from corpus.sources import is_path
from corpus.state import Failure, SourceState, Validators, Waiting
from dateline.records import Source

SHORTEST, LONGEST = timedelta(minutes=10), timedelta(weeks=2)
SLOWER, FASTER, MUCH_FASTER = 1.25, 1 / 1.6, 1 / 4
SAFETY_NET = timedelta(hours=6)  # the pace of a source whose hub tells us when to come
RETRY, RETRY_CEILING = timedelta(minutes=10), timedelta(days=1)
# What a person has to mend (gone, blocked) is asked for less often, and still for ever.
LASTING = frozenset({"gone", "blocked", "not served", "forbidden by robots", "private address", "no such host"})
LASTING_CEILING = timedelta(days=7)
KEPT_FAILURES = 20
KEPT_DAYS = 28
TRIES = 6  # of an item's page; the feed itself is tried for ever
TRIES_LASTING = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What one pass over a source gave."""

    listed: int = 0  # items that the list named
    new: int = 0
    hints: Hints = field(default_factory=Hints)
    validators: Mapping[str, Validators] = field(default_factory=lambda: MappingProxyType({}))
    waiting: tuple[Waiting, ...] = ()
    cursor: str | None = None
    moved_to: str | None = None


def succeeded(state: SourceState, source: Source, result: Pass, now: datetime) -> SourceState:
    """The state after a pass that could be made."""
    first = state.last_success is None
    interval = state.interval if first else next_interval(state.interval, result.listed, result.new)
    pace = timedelta() if is_local(source) else max(interval, result.hints.least)
    if state.pushed_until and state.pushed_until > now:
        pace = max(pace, SAFETY_NET)
    wait = source.every or pace
    due = _out_of(now + wait, result.hints)
    soonest = min((waiting.due for waiting in result.waiting), default=due)
    return replace(
        state,
        # Pages that wait for their turn are not made to wait for the feed's.
        next_due=min(due, max(soonest, now + SHORTEST)),
        interval=interval,
        last_try=now,
        last_success=now,
        last_new=now if result.new else state.last_new,
        failing_since=None,
        failures=(),
        volume=_counted(state.volume, result.new, now),
        validators=dict(result.validators),
        cursor=result.cursor,
        waiting=result.waiting,
        hints=result.hints,
        moved_to=result.moved_to,
        hub=result.hints.hub,
        topic=result.hints.topic,
    )


def failed(
    state: SourceState, source: Source, failure: Failure, result: Pass, *, wait: timedelta = timedelta()
) -> SourceState:
    """The state after a pass that failed; `wait` is what the host asked for."""
    failures = (*state.failures, failure)[-KEPT_FAILURES:]
    pause = timedelta() if is_local(source) else max(back_off(failure.kind, len(failures), source.every), wait)
    return replace(
        state,
        next_due=failure.at + pause,
        last_try=failure.at,
        last_new=failure.at if result.new else state.last_new,
        failing_since=state.failing_since or failure.at,
        failures=failures,
        volume=_counted(state.volume, result.new, failure.at) if result.new else state.volume,
        waiting=result.waiting,
    )


def next_interval(interval: timedelta, listed: int, new: int) -> timedelta:
    """The next pace: such that about every third look finds something new (ln 1.25 and ln 1.6 balance at 32 %).

    Nothing known among several listed means that some may have been missed.
    """
    if new == 0:
        factor = SLOWER
    elif new >= listed > 1:
        factor = MUCH_FASTER
    else:
        factor = FASTER
    return min(max(interval * factor, SHORTEST), LONGEST)


def back_off(kind: str, row: int, every: timedelta | None) -> timedelta:
    """How long after the n-th failure in a row: doubling, up to a ceiling."""
    ceiling = LASTING_CEILING if kind in LASTING else RETRY_CEILING
    base = every or RETRY
    doubled: timedelta = base * 2 ** min(row - 1, 20)
    return min(doubled, max(ceiling, base))


def tried_again(waiting: Waiting, reason: str, now: datetime) -> Waiting | None:
    """An item whose page could not be had, once more; None when it has had its tries."""
    tries = waiting.tries + 1
    if tries >= (TRIES_LASTING if reason in LASTING else TRIES):
        return None
    return replace(waiting, tries=tries, reason=reason, due=now + min(RETRY * 4 ** (tries - 1), timedelta(days=7)))


def is_local(source: Source) -> bool:
    """Whether a source is a file or folder: looked at whenever there is a run, for nobody is bothered."""
    return is_path(source.address) or source.address.startswith("file:")


def is_due(state: SourceState, now: datetime) -> bool:
    """Whether a source is to be asked."""
    return state.next_due is None or state.next_due <= now


def _counted(volume: Mapping[str, int], new: int, now: datetime) -> dict[str, int]:
    today = now.astimezone(UTC).date()
    oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
    kept = {day: count for day, count in volume.items() if day >= oldest}
    return {**kept, today.isoformat(): kept.get(today.isoformat(), 0) + new}


def _out_of(due: datetime, hints: Hints) -> datetime:
    """The first time from `due` on that lies outside the hours and days that the feed asks to skip."""
    for hours in range(8 * 24):
        moved = due if hours == 0 else (due + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
        in_gmt = moved.astimezone(UTC)
        if in_gmt.hour not in hints.skip_hours and in_gmt.strftime("%A").lower() not in hints.skip_days:
            return moved
    return due  # it asks never to be read, which no feed means
