"""Which earlier articles may carry the same text: asked at a cost that does not grow with their number.

The index itself is a matter of where it is kept (`MemoryIndex` here, a table in the store); what all
of them keep to is written down as `CopyIndex`; the rules that bound its cost stand in
`dateline.records.buckets`, where the store finds them too.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

from corpus.copies.signature import Signature
from dateline.records.buckets import BUCKET, ranked


class CopyIndex(Protocol):
    """Signatures of the articles that later ones may be copies of."""

    def add(self, article: str, signature: Signature, day: date | None) -> None:
        """Remember an article (its id) under its signature; adding it again changes nothing."""
        ...

    def candidates(self, signature: Signature, day: date | None) -> list[str]:
        """Ids of the articles to be compared, the likeliest first, at most CANDIDATES."""
        ...


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
