"""Why is an article there, or not: what became of it at each stage, and of the sources that could have had it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Connection, case, or_, select

from dateline.query.scope import held_back
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.text import folded

_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One counted outcome of the item, in one run."""

    run: str
    at: datetime
    stage: str
    kind: str
    reason: str
    detail: str
    source: str | None
    address: str | None
    headline: str | None
    article: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an article stands in the store now."""

    id: str
    headline: str | None
    url: str | None
    outlet: str | None
    source: str | None
    versions: int
    held_back: str | None  # "embargoed until ...", "canceled or withheld"
    copy_of: str | None
    copy_kind: str | None
    copy_share: float | None
    copy_reason: str | None
    story: str | None
    story_headline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A source at the same host, and how it is."""

    id: str
    address: str
    enabled: bool
    succeeded: datetime | None
    failing_since: datetime | None
    detail: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """All that is known of one address or headline."""

    asked: str
    articles: tuple[Standing, ...]
    steps: tuple[Step, ...]
    candidates: tuple[Candidate, ...]

    @property
    def found(self) -> bool:
        """Whether it ever came by."""
        return bool(self.articles or self.steps)


def why(store: Store, asked: str) -> Why:
    """What became of the article at an address, with an id, or with (a part of) a headline."""
    asked = asked.strip()
    with store.reading() as connection:
        ids = _articles(connection, asked)
        steps = _steps(connection, asked, ids)
        ids = list(dict.fromkeys([*ids, *(s.article for s in steps if s.article)]))[:_MOST]
        return Why(
            asked=asked,
            articles=tuple(_standing(connection, id) for id in ids if _is_there(connection, id)),
            steps=tuple(steps),
            candidates=tuple(_candidates(connection, asked)),
        )


def _articles(connection: Connection, asked: str) -> list[str]:
    a, v, x = t.articles.c, t.versions.c, t.texts.c
    if "://" in asked:
        where: ColumnElement[bool] = or_(*(a.url == form for form in _forms(asked)), a.id == asked)
    else:
        where = or_(a.id == asked, a.wire_id == asked, x.headline.ilike(f"%{_escaped(asked)}%", escape="\\"))
    statement = (
        select(a.id)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .where(where)
        .order_by(v.day.desc())
        .limit(_MOST)
    )
    return list(connection.execute(statement).scalars())


def _steps(connection: Connection, asked: str, ids: list[str]) -> list[Step]:
    o, r = t.outcomes.c, t.runs.c
    wanted: list[ColumnElement[bool]] = [o.article.in_(ids)] if ids else []
    if "://" in asked or "/" in asked:
        wanted += [o.address == form for form in _forms(asked)]
    else:
        wanted.append(o.headline.ilike(f"%{_escaped(asked)}%", escape="\\"))
    headline = case((o.article.in_(held_back()), None), else_=o.headline)
    statement = (
        select(r.id, o.at, o.stage, o.kind, o.reason, o.detail, o.source, o.address, headline, o.article)
        .join(t.runs, r.number == o.run)
        .where(or_(*wanted))
        .order_by(o.at.desc())
        .limit(_MOST)
    )
    names = ("run", "at", "stage", "kind", "reason", "detail", "source", "address", "headline", "article")
    return [Step(**dict(zip(names, row, strict=True))) for row in connection.execute(statement)]


def _is_there(connection: Connection, id: str) -> bool:
    return connection.execute(select(t.articles.c.key).where(t.articles.c.id == id)).first() is not None


def _standing(connection: Connection, id: str) -> Standing:
    a, v, x, h, c = t.articles.c, t.versions.c, t.texts.c, t.held_back.c, t.copies.c
    row = connection.execute(
        select(a.key, a.url, v.number, v.outlet, v.source, x.headline, h.version, h.until)
        .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
        .join(t.texts, x.version == v.key)
        .outerjoin(t.held_back, h.version == v.key)
        .where(a.id == id)
    ).one()
    copy = connection.execute(
        select(a.id, c.kind, c.share, c.reason)
        .join(t.articles, a.key == c.original)
        .where(c.article == row.key, c.valid_to.is_(None))
    ).first()
    s, sa = t.stories.c, t.story_articles.c
    story = connection.execute(
        select(s.id, s.headline)
        .join(t.story_articles, sa.story == s.key)
        .where(sa.article == row.key, sa.valid_to.is_(None))
    ).first()
    held = None
    if row.version is not None:
        held = f"embargoed until {row.until.isoformat()}" if row.until else "canceled or withheld by its sender"
        held = None if row.until and row.until <= datetime.now(UTC) else held
    return Standing(
        id=id,
        headline=None if held else row.headline,
        url=row.url,
        outlet=row.outlet,
        source=row.source,
        versions=row.number,
        held_back=held,
        copy_of=copy.id if copy else None,
        copy_kind=copy.kind if copy else None,
        copy_share=copy.share if copy else None,
        copy_reason=copy.reason if copy else None,
        story=story.id if story else None,
        story_headline=story.headline if story else None,
    )


def _candidates(connection: Connection, asked: str) -> list[Candidate]:
    """Sources at the host of the address: one of these should have brought it."""
    host = (urlsplit(asked).hostname or "").removeprefix("www.")
    if not host:
        return []
    s = t.sources.c
    rows = connection.execute(select(s.id, s.address, s.enabled, s.succeeded, s.failing_since, s.detail, s.outlet))
    return [
        Candidate(
            id=row.id,
            address=row.address,
            enabled=row.enabled,
            succeeded=row.succeeded,
            failing_since=row.failing_since,
            detail=row.detail,
        )
        for row in rows
        if host in row.address or folded(row.outlet or "-").replace(" ", "") in host.replace("-", "").replace(".", "")
    ]


def _forms(address: str) -> list[str]:
    """An address as a user may have typed it and as it may be kept."""
    bare = address.split("#", 1)[0]
    forms = {address, bare, bare.rstrip("/"), bare.rstrip("/") + "/"}
    forms |= {form.replace("http://", "https://", 1) for form in list(forms)}
    forms |= {form.split("?", 1)[0] for form in list(forms)}
    return sorted(forms)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
