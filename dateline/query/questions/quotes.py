"""Who said what?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, literal, select, tuple_

from dateline.query import naming
from dateline.query.answers import Answer, cursor, fingerprint, page_size, place_of
from dateline.query.ast import Words
from dateline.query.parsing import words_of
from dateline.query.questions.asking import Days, meant, within
from dateline.query.scope import Scope, scope_at
from dateline.query.text_search import quote_matches
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.facts import SPEAKERS


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFound:
    """Words and who said them; they are text[start:end] of the article's text."""

    text: str
    speaker: str | None  # as the article names it
    entity: str | None  # Entity.id of the speaker
    speaker_name: str | None  # the entity's name
    cue: str | None
    kind: str
    article: str
    headline: str | None
    outlet: str | None
    published: date | None
    start: int
    end: int


def quotes(
    store: Store,
    *,
    speaker: str | None = None,
    words: str | None = None,
    published: Days = None,
    at: int | str | None = None,
    limit: int = 20,
    after: str | None = None,
) -> Answer[QuoteFound]:
    """Quotations of a speaker, with these words (a phrase), in a span of time; the newest first. Raises QueryError."""
    page_size(limit)
    asked = fingerprint("quotes", speaker, words, published, at)
    place = place_of(asked, after)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        keys = [bearer.key for bearer in meant(scope, speaker, SPEAKERS)] if speaker else []
        rows, total = said(scope, keys, words, published, place, limit + 1)
        items = records_of(scope, rows[:limit])
    return Answer(
        items=tuple(items),
        total=total,
        next=cursor(asked, rows[limit - 1].day, rows[limit - 1].version, rows[limit - 1].start)
        if len(rows) > limit
        else None,
        state=scope.state,
        question={"question": "quotes", "speaker": speaker, "words": words, "published": published, "at": at},
    )


def said(
    scope: Scope, keys: list[int], words: str | None, published: Days, place: Any, count: int
) -> tuple[list[Any], int]:
    """The newest quotations of these speakers (all, where none are named), and how many there are."""
    q, v = t.quotes, t.versions
    conditions = [scope.holds(q), scope.shown(q.c.version), within(v.c.day, published)]
    if keys:
        n, ae = t.names, t.article_entity
        means = (n.c.version == q.c.version) & (n.c.name == q.c.speaker) & n.c.label.in_(SPEAKERS)
        source = q.join(v, v.c.key == q.c.version).join(n, means)
        spoke = select(ae.c.version).where(ae.c.entity.in_(keys), ae.c.quotes > 0, scope.holds(ae))
        conditions += [q.c.version.in_(spoke), n.c.entity.in_(keys), scope.holds(n)]
    else:
        source = q.join(v, v.c.key == q.c.version)
    if words and (found := words_of(words)):
        conditions.append(quote_matches(scope, [Words(found, words.endswith("*"), 0)], q.c.key))
    total = scope.connection.execute(
        select(func.count(q.c.key.distinct())).select_from(source).where(*conditions)
    ).scalar_one()
    order = tuple_(v.c.day, q.c.version, -q.c.start)
    if place:
        conditions.append(
            order < tuple_(literal(date.fromisoformat(place[0])), literal(int(place[1])), literal(-int(place[2])))
        )
    statement = (
        select(q, v.c.day)
        .distinct()
        .select_from(source)
        .where(*conditions)
        .order_by(v.c.day.desc(), q.c.version.desc(), q.c.start)
        .limit(count)
    )
    return list(scope.connection.execute(statement)), total


def records_of(scope: Scope, rows: list[Any]) -> list[QuoteFound]:
    """The records of some rows of quotes."""
    versions = [row.version for row in rows]
    v, a, x, n = t.versions.c, t.articles.c, t.texts.c, t.names
    about = {
        key: rest
        for key, *rest in scope.connection.execute(
            select(v.key, a.id, x.headline, v.outlet, v.published)
            .join(t.articles, a.key == v.article)
            .join(t.texts, x.version == v.key)
            .where(v.key.in_(versions))
        )
    }
    meaning: dict[tuple[int, str], int] = {}
    for version, name, entity in scope.connection.execute(
        select(n.c.version, n.c.name, n.c.entity)
        .where(n.c.version.in_(versions), n.c.label.in_(SPEAKERS), n.c.entity.is_not(None), scope.holds(n))
        .order_by(n.c.label)  # ORG first, so that PERSON wins
    ):
        meaning[version, name] = entity
    named = naming.names_of(scope, sorted(set(meaning.values())))
    records = []
    for row in rows:
        article, headline, outlet, published = about[row.version]
        entity = named.get(meaning.get((row.version, row.speaker), 0))
        records.append(
            QuoteFound(
                text=row.text,
                speaker=row.speaker,
                entity=entity[0] if entity else None,
                speaker_name=entity[2] if entity else None,
                cue=row.cue,
                kind=row.kind,
                article=article,
                headline=headline,
                outlet=outlet,
                published=published,
                start=row.start,
                end=row.end,
            )
        )
    return records
