"""The store's side of looking up copies: which articles of the last weeks may carry the same text.

It works across restarts and processes, and costs the same however many articles there are: a bucket
keeps BUCKET articles, a look-up reads as many buckets as a signature has bands.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from sqlalchemy import Connection, delete, func, insert, select

from dateline.records.buckets import BUCKET, ranked
from dateline.store import schema as t
from dateline.store.opening import Store

_ENTERED_NOT = ("verbatim", "cut")  # whoever is like these is like their original, which is entered


class Banded(Protocol):
    """What is looked up: the signature of a text."""

    @property
    def bands(self) -> tuple[int, ...]:
        """Numbers of 63 bits, each for one band with its value."""
        ...


class StoreCopyIndex:
    """The look-up over a store; `days`: how far back and ahead of an article its copies are looked for."""

    def __init__(self, store: Store, *, days: int) -> None:
        self._store = store
        self._days = timedelta(days=days)

    def candidates(self, signature: Banded, day: date | None) -> list[str]:
        """Ids of the articles to be compared, the likeliest first; of each its current version."""
        if not signature.bands:
            return []
        with self._store.reading() as connection:
            buckets = self._buckets(connection, signature.bands, day)
            versions = ranked(buckets)
            a, v = t.articles.c, t.versions.c
            statement = select(v.key, a.id).join(t.articles, a.key == v.article).where(v.key.in_(versions))
            ids = dict(connection.execute(statement).tuples().all())
        return list(dict.fromkeys(ids[version] for version in versions if version in ids))

    def add(self, article: str, signature: Banded, day: date | None) -> None:
        """Enter an article that is kept; entering it again changes nothing."""
        self.add_all([(article, signature, day)])

    def add_all(self, entries: Sequence[tuple[str, Banded, date | None]]) -> None:
        """Enter several articles in one transaction: (id, signature, day). Ids that are not kept are passed over."""
        with self._store.writing() as connection:
            fresh = self._fresh(connection, [article for article, _, _ in entries])
            for article, signature, day in entries:
                if version := fresh.pop(article, None):
                    connection.execute(insert(t.copy_looked).values(version=version))
                    if not self._stands_for_itself(connection, article):
                        continue
                    full = self._full(connection, signature.bands, day)
                    rows = [
                        {"band": band, "version": version, "day": day or date.min}
                        for band in signature.bands
                        if band not in full
                    ]
                    if rows:
                        connection.execute(insert(t.copy_bands), rows)

    def missing(self, limit: int = 1000) -> list[str]:
        """Ids of articles that were kept but not entered: a process was killed in between."""
        a, v, looked = t.articles.c, t.versions.c, t.copy_looked.c
        statement = (
            select(a.id)
            .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
            .outerjoin(t.copy_looked, looked.version == v.key)
            .where(looked.version.is_(None))
            .order_by(v.key.desc())
            .limit(limit)
        )
        with self._store.reading() as connection:
            return list(connection.execute(statement).scalars())

    def forget(self, before: date) -> int:
        """Take the articles before a day out of the look-up; how many rows went. Undated ones stay."""
        c = t.copy_bands.c
        with self._store.writing() as connection:
            return int(connection.execute(delete(t.copy_bands).where(c.day < before, c.day > date.min)).rowcount)

    def _buckets(self, connection: Connection, bands: Iterable[int], day: date | None) -> dict[int, list[int]]:
        c = t.copy_bands.c
        buckets: dict[int, list[int]] = {}
        for band, version in connection.execute(self._near(select(c.band, c.version), bands, day)):
            buckets.setdefault(band, []).append(version)
        return buckets

    def _full(self, connection: Connection, bands: Iterable[int], day: date | None) -> set[int]:
        c = t.copy_bands.c
        counted = self._near(select(c.band), bands, day).group_by(c.band).having(func.count() >= BUCKET)
        return set(connection.execute(counted).scalars())

    def _near(self, statement: Any, bands: Iterable[int], day: date | None) -> Any:
        c = t.copy_bands.c
        statement = statement.where(c.band.in_(list(bands)))
        if day is None:
            return statement
        return statement.where(c.day.between(day - self._days, day + self._days) | (c.day == date.min))

    def _fresh(self, connection: Connection, articles: Sequence[str]) -> dict[str, int]:
        """The current version of each article that was not entered yet."""
        a, v, looked = t.articles.c, t.versions.c, t.copy_looked.c
        statement = (
            select(a.id, v.key)
            .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
            .outerjoin(t.copy_looked, looked.version == v.key)
            .where(a.id.in_(sorted(set(articles))), looked.version.is_(None))
        )
        return dict(connection.execute(statement).tuples().all())

    def _stands_for_itself(self, connection: Connection, article: str) -> bool:
        a, c = t.articles.c, t.copies.c
        statement = (
            select(c.kind).join(t.articles, a.key == c.article).where(a.id == article, c.valid_to.is_(None)).limit(1)
        )
        return connection.execute(statement).scalar() not in _ENTERED_NOT
