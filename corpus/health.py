"""How a source is: failing since, silent since, what share of its usual volume it gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median

from corpus.state import SourceState

RECENT = 3  # whole days that are compared with the usual ones
FEWEST = 7  # days of history without which nothing is usual
LEAST_SILENCE = timedelta(days=2)
PATIENCE = 3  # silent is who is quiet for so many times its longest pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a source is; None where it is well or where it is too early to say."""

    failing_since: datetime | None = None
    failures: int = 0  # in a row, at most 20 are counted
    kind: str | None = None  # of the last failure
    silent_since: datetime | None = None
    share: float | None = None  # of the usual volume, over the last three whole days
    moved_to: str | None = None

    def sentence(self) -> str:
        """For a person: "failing since 2026-11-20 (time-out, 12 times)"."""
        said = []
        if self.failing_since:
            times = "" if self.failures < 2 else f", {self.failures} times"
            said.append(f"failing since {self.failing_since:%Y-%m-%d} ({self.kind}{times})")
        if self.silent_since:
            said.append(f"silent since {self.silent_since:%Y-%m-%d}")
        if self.share is not None and self.share < 0.5:
            said.append(f"{self.share:.0%} of its usual volume".replace("%", " %"))
        if self.moved_to:
            said.append(f"moved to {self.moved_to}")
        return "; ".join(said) or "well"


def health(state: SourceState, now: datetime) -> Health:
    """How the source of a state is at a time."""
    return Health(
        failing_since=state.failing_since,
        failures=len(state.failures),
        kind=state.failures[-1].kind if state.failures else None,
        silent_since=_silent_since(state, now),
        share=_share(state.volume, now.astimezone(UTC).date()),
        moved_to=state.moved_to,
    )


def _silent_since(state: SourceState, now: datetime) -> datetime | None:
    if state.last_new is None:
        return None
    days = sorted(date.fromisoformat(day) for day, count in state.volume.items() if count)
    longest = max((b - a for a, b in pairwise(days)), default=timedelta(days=1))
    return state.last_new if now - state.last_new > max(LEAST_SILENCE, PATIENCE * longest) else None


def _share(volume: Mapping[str, int], today: date) -> float | None:
    """The last whole days against the median of earlier days of the same sort: a Sunday is compared with weekends."""
    recent = [today - timedelta(days=n) for n in range(1, RECENT + 1)]
    earlier = {date.fromisoformat(day): count for day, count in volume.items() if day < recent[-1].isoformat()}
    if len(earlier) < FEWEST:
        return None
    usual = 0.0
    asked = [day for day in recent if day.isoformat() in volume]  # on other days nobody looked
    for day in asked:
        alike = [count for other, count in earlier.items() if (other.weekday() > 4) == (day.weekday() > 4)]
        usual += median(alike or earlier.values())
    return sum(volume.get(day.isoformat(), 0) for day in asked) / usual if usual else None
