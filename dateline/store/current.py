"""What the store holds of articles now: their current versions, read back as our noun."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dateline.records import Article, Dateline, Model
from dateline.store import schema as t


@dataclass(frozen=True, slots=True)
class Head:
    """The current version of an article: what it is, and what read it."""

    digest: str
    model: Model


def current_heads(connection: Connection, ids: Iterable[str]) -> dict[str, Head]:
    """The head of each article that is in the store."""
    a, v, m = t.articles.c, t.versions.c, t.models.c
    rows = connection.execute(
        select(a.id, v.digest, m.name, m.version)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.models, m.key == v.model)
        .where(a.id.in_(sorted(set(ids))))
    )
    return {id: Head(digest, Model(name=name, version=version)) for id, digest, name, version in rows}


def current_articles(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """The current version of each article that is in the store."""
    a, v, x = t.articles.c, t.versions.c, t.texts.c
    rows = connection.execute(
        select(a.id, a.wire_id, t.versions, x.headline, x.text, x.byline, x.credit, x.notes)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .where(a.id.in_(sorted(set(ids))))
    )
    return {row.id: article_of(row) for row in rows}


_SAME = (
    "id", "wire_id", "text", "headline", "byline", "credit", "url", "language", "published", "published_at",
    "changed_at", "outlet", "agency", "section", "country", "source", "capture", "revision", "status", "embargo",
    "paywalled",
)  # fmt: skip


def article_of(row: Any) -> Article:
    """A row of versions, with the article's id and wire_id and the columns of texts, as our noun."""
    line = Dateline(place=row.dateline_place, date=row.dateline_date)
    return Article(
        **{name: getattr(row, name) for name in _SAME},
        dateline=line if line.place or line.date else None,
        notes=tuple(row.notes or ()),
    )
