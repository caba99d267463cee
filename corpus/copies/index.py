"""Which earlier articles may carry the same text: asked at a cost that does not grow with their number.

The index itself is a matter of where it is kept (`MemoryIndex` here, a table in the store); what all
of them keep to is written down as `CopyIndex`, with the rules that bound the cost in `ranked`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol

from corpus.copies.signature import Signature

BUCKET = 16  # articles that are kept for one band's value: a phrase that more of them have names none
CANDIDATES = 12  # articles whose texts are compared with a new one, at most
WEAK = 4  # of these, articles that share a single band


class CopyIndex(Protocol):
    """Signatures of the articles that later ones may be copies of."""

    def add(self, article: str, signature: Signature, day: date | None) -> None:
        """Remember an article (its id) under its signature; adding it again changes nothing."""
        ...

    def candidates(self, signature: Signature, day: date | None) -> list[str]:
        """Ids of the articles to be compared, the likeliest first, at most CANDIDATES."""
        ...


def ranked(buckets: Mapping[int, Sequence[str]]) -> list[str]:
    """The likeliest articles of the buckets that a signature falls in.

    A full bucket is that of a stock phrase (a footer, the frame of a form letter): eight of them count
    like one that is not, so that a text is not compared with all that have the same footer.
    """
    shared: Counter[str] = Counter()
    for articles in buckets.values():
        weight = 1 if len(articles) >= BUCKET else 8
        for article in articles:
            shared[article] += weight
    likely = sorted(((score, article) for article, score in shared.items() if score >= 8), key=lambda s: (-s[0], s[1]))
    strong = [article for score, article in likely if score >= 16]
    weak = [article for score, article in likely if score < 16]
    return [*strong, *weak[:WEAK]][:CANDIDATES]


class MemoryIndex:
    """The index in memory, for the texts of one file or batch; `days` back and forth, None for all."""

    def __init__(self, days: int | None = None) -> None:
        self._buckets: dict[int, list[str]] = {}
        self._days: dict[str, date | None] = {}
        self._window = timedelta(days=days) if days is not None else None

    def add(self, article: str, signature: Signature, day: date | None) -> None:
        """See CopyIndex."""
        if article in self._days:
            return
        self._days[article] = day
        for band in signature.bands:
            bucket = self._buckets.setdefault(band, [])
            if len(bucket) < BUCKET:
                bucket.append(article)

    def candidates(self, signature: Signature, day: date | None) -> list[str]:
        """See CopyIndex."""
        return ranked({band: self._near(self._buckets.get(band, ()), day) for band in signature.bands})

    def _near(self, articles: Iterable[str], day: date | None) -> list[str]:
        if self._window is None or day is None:
            return list(articles)
        days = ((article, self._days[article]) for article in articles)
        return [article for article, other in days if other is None or abs(day - other) <= self._window]
