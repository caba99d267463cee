"""What is in the store, in numbers?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from dateline.query.facets import copied
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Counts of the whole store in one state of it; articles that may not be shown are counted nowhere."""

    state: int | None
    articles: int
    independent: int  # that are no copies
    stories: int
    words: int
    first: date | None
    last: date | None
    outlets: int
    mentions: Mapping[str, int]  # by label
    entities: Mapping[str, int]  # by label, of those that are named somewhere
    events: int
    affiliations: int
    quotes: int
    happenings: int
    languages: Mapping[str, int]
    held_back: int  # canceled, withheld or under embargo: versions


def corpus_statistics(store: Store, *, at: int | str | None = None) -> Statistics:
    """The figures of the corpus. Raises QueryError for a state that there is not."""
    with store.reading() as connection:
        scope = scope_at(connection, at)
        v = t.versions
        shown = (scope.holds(v), scope.shown(v.c.key))
        count = connection.execute(
            select(func.count(), func.sum(v.c.words), func.max(v.c.published), func.count(v.c.outlet.distinct())).where(
                *shown
            )
        ).one()
        copies = connection.execute(select(func.count()).select_from(v).where(*shown, copied(scope))).scalar_one()
        first = connection.execute(select(func.min(v.c.published)).where(*shown)).scalar()
        languages = connection.execute(
            select(func.coalesce(v.c.language, ""), func.count()).where(*shown).group_by(v.c.language)
        )
        return Statistics(
            state=scope.state,
            articles=count[0],
            independent=count[0] - copies,
            stories=_stories(scope),
            words=int(count[1] or 0),
            first=first,
            last=count[2],
            outlets=count[3],
            mentions=_by_label(scope),
            entities=_entities(scope),
            **{table.name: _facts(scope, table) for table in (t.events, t.affiliations, t.quotes, t.happenings)},
            languages=dict(languages.tuples().all()),
            held_back=connection.execute(
                select(func.count()).select_from(v).where(scope.holds(v), ~scope.shown(v.c.key))
            ).scalar_one(),
        )


def _by_label(scope: Scope) -> dict[str, int]:
    m = t.mentions
    statement = select(m.c.label, func.count()).where(scope.holds(m), scope.shown(m.c.version)).group_by(m.c.label)
    return dict(scope.connection.execute(statement).tuples().all())


def _entities(scope: Scope) -> dict[str, int]:
    e, ae = t.entities, t.article_entity
    named = select(ae.c.entity).where(scope.holds(ae), scope.shown(ae.c.version))
    statement = select(e.c.label, func.count()).where(e.c.key.in_(named)).group_by(e.c.label)
    return dict(scope.connection.execute(statement).tuples().all())


def _facts(scope: Scope, table: object) -> int:
    found = select(func.count()).select_from(table)  # type: ignore[arg-type]
    return int(
        scope.connection.execute(
            found.where(scope.holds(table), scope.shown(table.c.version))  # type: ignore[arg-type,attr-defined]
        ).scalar_one()
    )


def _stories(scope: Scope) -> int:
    v, sa = t.versions, t.story_articles
    source = sa.join(v, (v.c.article == sa.c.article) & scope.holds(v))
    statement = select(func.count(sa.c.story.distinct())).select_from(source)
    return int(scope.connection.execute(statement.where(scope.holds(sa), scope.shown(v.c.key))).scalar_one())
