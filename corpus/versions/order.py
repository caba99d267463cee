"""Which of two takes of one article stands: the later one, by what the sender says of time and number.

Captures are read again, in any order, years later: nothing here may depend on when that happens.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from corpus.revisions import FIRST, KILL, Take
from corpus.versions.takes import take
from dateline.records import Article

EPOCH = datetime(1970, 1, 2, tzinfo=UTC)  # a time before it is a clock that was never set
CLOCKS = timedelta(days=1)  # by which clocks and zones may differ


@dataclass(frozen=True, slots=True)
class Made:
    """When a take was made, as far as its sender says, and when it was collected."""

    moment: datetime | None
    day: date | None
    take: Take
    collected: datetime | None

    @classmethod
    def of(cls, article: Article, collected: datetime | None) -> "Made":
        """The same of an article; times that cannot be are no times."""
        moment = article.changed_at or article.published_at
        return cls(moment if believed(moment, collected) else None, article.published, take(article), collected)


def believed(moment: datetime | None, collected: datetime | None) -> bool:
    """Whether a time can be: neither that of a clock never set, nor after the text was here already."""
    if moment is None or moment < EPOCH:
        return False
    return collected is None or moment <= collected + CLOCKS


def later(one: Made, other: Made) -> bool:
    """Whether one take is later than another; of two that say nothing of it, the one that was collected later is."""
    if one.moment and other.moment and one.moment != other.moment:
        return one.moment > other.moment
    said = _by_take(one, other)
    if said is not None:
        return said
    if one.collected and other.collected:
        return one.collected >= other.collected
    return True


def _by_take(one: Made, other: Made) -> bool | None:
    """By the day and the number of the take, where at least one says that it is no first take."""
    if one.take.kind == other.take.kind == FIRST:
        return None
    if one.day and other.day and one.day != other.day:
        return one.day > other.day
    if (one.take.kind == KILL) != (other.take.kind == KILL):
        return one.take.kind == KILL
    numbers = [made.take.number or (0 if made.take.kind == FIRST else None) for made in (one, other)]
    if numbers[0] is None or numbers[1] is None:
        # A correction without a number is of what there was before it, unless that is told by its collection.
        return None if FIRST not in (one.take.kind, other.take.kind) else one.take.kind != FIRST
    return numbers[0] > numbers[1] if numbers[0] != numbers[1] else None
