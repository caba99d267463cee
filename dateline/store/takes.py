"""Takes of one article that come under ids of their own: which article they belong to, and where to look for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select

from dateline.records import Article
from dateline.store import schema as t

MOST = 20  # articles that one take is compared with, beyond its near copies


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store knows of an article's versions beyond the current one's text."""

    digests: frozenset[str]  # of all versions
    collected: datetime | None  # when the current one's capture was collected
    kept: datetime  # when the current one was kept


def take_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The article of each id under which a take of it came."""
    c = t.take_ids.c
    return dict(connection.execute(select(c.id, c.article).where(c.id.in_(sorted(set(ids))))).tuples().all())


def remember_takes(connection: Connection, takes: Mapping[str, str]) -> None:
    """Write down under which ids takes came; what was said of an id before is replaced."""
    if takes:
        c = t.take_ids.c
        connection.execute(delete(t.take_ids).where(c.id.in_(sorted(takes))))
        connection.execute(insert(t.take_ids), [{"id": id, "article": takes[id]} for id in sorted(takes)])


def kept_versions(connection: Connection, ids: Iterable[str]) -> dict[str, Kept]:
    """What there is of each article that is in the store."""
    a, v, c = t.articles.c, t.versions.c, t.captures.c
    digests: dict[str, set[str]] = {}
    heads: dict[str, tuple[datetime | None, datetime]] = {}
    for id, digest, until, collected, kept in connection.execute(
        select(a.id, v.digest, v.valid_to, c.collected, v.kept_at)
        .join(t.versions, v.article == a.key)
        .outerjoin(t.captures, c.id == v.capture)
        .where(a.id.in_(sorted(set(ids))))
    ):
        digests.setdefault(id, set()).add(digest)
        if until is None:
            heads[id] = (collected, kept)
    return {id: Kept(frozenset(digests[id]), *head) for id, head in heads.items()}


def under_headline(connection: Connection, headline: str, day: date | None, span: timedelta) -> list[str]:
    """Ids of the articles that had this headline (without the words of the wire) within days of a day, newest first."""
    h, v, a = t.take_headlines.c, t.versions.c, t.articles.c
    statement = (
        select(a.id)
        .join(t.versions, v.article == a.key)
        .join(t.take_headlines, h.version == v.key)
        .where(h.headline == headline)
        .order_by(h.day.desc(), v.key.desc())
        .limit(MOST)
    )
    if day is not None:
        statement = statement.where(h.day.between(day - span, day + span))
    return list(dict.fromkeys(connection.execute(statement).scalars()))


def of_one_sender(connection: Connection, article: Article, originals: Iterable[str]) -> list[str]:
    """Ids of copies of these articles that came from the article's own source, agency or outlet.

    Copies are not looked up by their text; a take of one of them is found by what it was copied from.
    """
    a, v, c, o = t.articles.c, t.versions.c, t.copies.c, t.articles.alias()
    senders: list[Any] = [
        column == value
        for column, value in ((v.source, article.source), (v.agency, article.agency), (v.outlet, article.outlet))
        if value
    ]
    if not senders:
        return []
    statement = (
        select(a.id)
        .join(t.copies, c.article == a.key)
        .join(o, o.c.key == c.original)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .where(o.c.id.in_(sorted(set(originals))), c.valid_to.is_(None), or_(*senders))
        .limit(MOST)
    )
    return list(connection.execute(statement).scalars())


def with_identity(connection: Connection, wire_id: str | None, url: str | None) -> list[str]:
    """Ids of the articles with an address, or with an id that is one in all the world."""
    a = t.articles.c
    urn = wire_id if wire_id and ":" in wire_id else None
    same = [column == value for column, value in ((a.wire_id, urn), (a.url, url)) if value]
    return list(connection.execute(select(a.id).where(or_(*same)).limit(MOST)).scalars()) if same else []
