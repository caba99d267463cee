"""The pace of asking: follows what is new, heeds what the feed wishes, backs off and never gives up."""

import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.health import health
from corpus.hints import Hints, read_hints
from corpus.polling import Pass, back_off, failed, is_due, next_interval, succeeded
from corpus.state import Failure, SourceState, Validators, Waiting
from dateline.records import Item, Source

NOW = datetime(2026, 5, 20, 12, 30, tzinfo=UTC)  # a Wednesday
WEB = Source(id="a", kind="feed", address="https://a.test/feed")
LOCAL = Source(id="b", kind="folder", address="/srv/in")


def settled(per_day: float, *, window: int = 30, days: float = 120) -> tuple[timedelta, float]:
    """The mean interval at which a feed with so many new items a day is asked in the end, and the share missed."""
    chance = random.Random(7)
    state = SourceState(source="a", last_success=NOW)
    now, intervals, missed, total = NOW, [], 0, 0
    while now < NOW + timedelta(days=days):
        state = succeeded(state, WEB, Pass(listed=window, new=0), now) if state.next_due is None else state
        assert state.next_due is not None
        waited = (state.next_due - now) / timedelta(days=1)
        now = state.next_due
        came = sum(1 for _ in range(int(per_day * waited * 50)) if chance.random() < 0.02)
        total += came
        missed += max(0, came - window)
        state = succeeded(state, WEB, Pass(listed=window, new=min(came, window)), now)
        intervals.append(waited)
    tail = intervals[len(intervals) // 2 :]
    return timedelta(days=sum(tail) / len(tail)), missed / max(total, 1)


@pytest.mark.parametrize(
    ("per_day", "low", "high"),
    [(500, timedelta(minutes=10), timedelta(minutes=15)), (24, timedelta(minutes=15), timedelta(hours=2)),
     (1, timedelta(hours=4), timedelta(hours=20)), (0.0, timedelta(days=6), timedelta(weeks=2))],
)  # fmt: skip
def test_the_pace_settles(per_day: float, low: timedelta, high: timedelta) -> None:
    """A busy feed is asked every ten minutes, a daily one a few times a day, a dead one hardly; nothing is missed."""
    interval, missed = settled(per_day)
    assert low <= interval <= high
    assert missed < 0.01


def test_bounds() -> None:
    """The pace stays between ten minutes and two weeks, whatever comes."""
    assert next_interval(timedelta(minutes=10), 30, 30) == timedelta(minutes=10)
    assert next_interval(timedelta(weeks=2), 30, 0) == timedelta(weeks=2)
    assert next_interval(timedelta(hours=8), 30, 30) == timedelta(hours=2)  # nothing known: some may be missed


def test_every_wins() -> None:
    """A pace that is named is kept, whatever the feed wishes or brings."""
    source = Source(id="a", kind="feed", address="https://a.test/", every=timedelta(minutes=3))
    state = succeeded(SourceState(source="a"), source, Pass(hints=Hints(least=timedelta(hours=5))), NOW)
    assert state.next_due == NOW + timedelta(minutes=3)


def test_local_sources_are_always_due() -> None:
    """A folder is looked at in each run, also after a failure."""
    state = succeeded(SourceState(source="b"), LOCAL, Pass(), NOW)
    assert is_due(state, NOW)
    assert is_due(failed(state, LOCAL, Failure(kind="gone", at=NOW), Pass()), NOW)


def test_back_off_never_ends() -> None:
    """After each failure the pause doubles, up to a day; what a person must mend, up to a week; never for ever."""
    assert [back_off("time-out", row, None) / timedelta(minutes=1) for row in (1, 2, 3, 9, 500)] == [
        10,
        20,
        40,
        1440,
        1440,
    ]
    assert back_off("gone", 500, None) == timedelta(days=7)
    state = SourceState(source="a")
    now = NOW
    for _ in range(100):
        state = failed(state, WEB, Failure(kind="server error", at=now, text="sorry"), Pass())
        assert state.next_due is not None
        assert state.next_due - now <= timedelta(days=1)
        now = state.next_due
    assert (state.failing_since, len(state.failures), state.error) == (NOW, 20, "sorry")
    well = succeeded(state, WEB, Pass(new=1, listed=3), now)
    assert (well.failing_since, well.failures, well.last_new) == (None, (), now)


def test_a_host_that_asks_for_time_gets_it() -> None:
    """Retry-After beyond our own pause wins."""
    failure = Failure(kind="asked to wait", at=NOW)
    state = failed(SourceState(source="a"), WEB, failure, Pass(), wait=timedelta(hours=7))
    assert state.next_due == NOW + timedelta(hours=7)


def test_wishes_of_a_feed() -> None:
    """ttl, the syndication module, max-age, skipHours and skipDays are heeded, within reason."""
    rss = (
        b"<rss><channel><ttl> 90 </ttl><skipHours><hour>0</hour><hour>13</hour></skipHours>"
        b"<skipDays><day>Sunday</day></skipDays><item><ttl>5</ttl></item></channel></rss>"
    )
    hints = read_hints(rss, {}, "https://a.test/")
    assert (hints.least, hints.skip_hours, hints.skip_days) == (timedelta(minutes=90), {0, 13}, {"sunday"})
    sy = b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"
    assert read_hints(sy, {}, "").least == timedelta(hours=6)
    assert read_hints(b"", {"cache-control": "public, max-age=3600", "age": "600"}, "").least == timedelta(minutes=50)
    assert read_hints(b"", {"cache-control": "no-cache, max-age=3600"}, "").least == timedelta()
    assert read_hints(b"<ttl>9999999</ttl>", {}, "").least == timedelta(days=1)


def test_skipped_hours() -> None:
    """A feed is not asked in the hours and on the days that it excludes; excluding all excludes none."""
    at = SourceState(source="a", interval=timedelta(hours=1))
    skip = Hints(skip_hours=frozenset({13, 14, 15}))
    assert succeeded(at, WEB, Pass(hints=skip), NOW).next_due == datetime(2026, 5, 20, 16, tzinfo=UTC)
    skip = Hints(skip_days=frozenset({"wednesday"}))
    assert succeeded(at, WEB, Pass(hints=skip), NOW).next_due == datetime(2026, 5, 21, tzinfo=UTC)
    skip = Hints(skip_hours=frozenset(range(24)))
    assert succeeded(at, WEB, Pass(hints=skip), NOW).next_due == NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b'<feed><link rel="hub" href="https://hub.test/"/><link rel="self" href="/feed"/>', {}),
        (b"<link href='https://hub.test/' rel='alternate hub'/><atom:link rel='self' href='https://a.test/feed'/>", {}),
        (b"", {"link": '<https://hub.test/>; rel="hub", <https://a.test/feed>; rel=self'}),
    ],
)
def test_hubs(content: bytes, headers: dict[str, str]) -> None:
    """A WebSub hub is found in the feed and in the headers."""
    hints = read_hints(content, headers, "https://a.test/x")
    assert (hints.hub, hints.topic) == ("https://hub.test/", "https://a.test/feed")


@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_feed_has_wishes(content: bytes, header: str) -> None:
    """Whatever stands in a feed and its headers, reading its wishes ends, within bounds."""
    framed = (
        b"<ttl>9</ttl><skipHours><hour>7</hour>" + content + b"</skipHours><link rel='hub' href='" + content + b"'/>"
    )
    hints = read_hints(framed, {"cache-control": header, "link": header, "age": header}, "https://a.test/")
    assert timedelta() <= hints.least <= timedelta(days=1)


def test_state_goes_out_and_in() -> None:
    """A state survives the store, waiting items and all; fields of another version are passed over."""
    state = SourceState(
        source="a", next_due=NOW, interval=timedelta(minutes=7), failing_since=NOW, volume={"2026-05-20": 3},
        failures=(Failure(kind="time-out", at=NOW, text="x"),), validators={"u": Validators(etag="1", digest="d")},
        hints=Hints(least=timedelta(hours=1), skip_hours=frozenset({1}), hub="h"),
        waiting=(Waiting(key="k", item=Item(address="u", published=NOW), due=NOW, tries=2, reason="gone"),),
    )  # fmt: skip
    record = json.loads(json.dumps(state.record()))
    assert SourceState.from_record({**record, "later": 1}) == state
    assert SourceState.from_record({"source": "a"}) == SourceState(source="a")


def days(*counts: int) -> dict[str, int]:
    """Counts of the days up to yesterday."""
    first = NOW.date() - timedelta(days=len(counts))
    return {(first + timedelta(days=n)).isoformat(): count for n, count in enumerate(counts)}


def test_health() -> None:
    """Failing, silent and thin sources are told apart, and a quiet Sunday is no alarm."""
    busy = SourceState(source="a", last_new=NOW, volume=days(*[100] * 20))
    assert health(busy, NOW).sentence() == "well"
    assert health(busy, NOW).share == 1
    thin = SourceState(source="a", last_new=NOW, volume=days(*[100] * 17, 3, 3, 3))
    assert health(thin, NOW).sentence() == "3 % of its usual volume"
    silent = SourceState(source="a", last_new=NOW - timedelta(days=9), volume=days(*[5] * 11, *[0] * 9))
    assert "silent since 2026-05-11" in health(silent, NOW).sentence()
    weekly = SourceState(
        source="a", last_new=NOW - timedelta(days=9), volume=days(*[1, 0, 0, 0, 0, 0, 0] * 2, 1, *[0] * 8)
    )
    assert health(weekly, NOW).silent_since is None
    failing = failed(busy, WEB, Failure(kind="time-out", at=NOW), Pass())
    assert health(failing, NOW).sentence() == "failing since 2026-05-20 (time-out)"
    week = [0 if (NOW - timedelta(days=n)).weekday() > 4 else 50 for n in range(27, 0, -1)]
    assert health(SourceState(source="a", last_new=NOW, volume=days(*week)), NOW).sentence() == "well"
    assert health(SourceState(source="new"), NOW).sentence() == "well"
