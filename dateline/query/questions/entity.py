"""What is known of a person, organisation, place or event?"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, case, cast, func, select

from dateline.query.answers import page_size
from dateline.query.compiling import Compiled, Driver
from dateline.query.questions.asking import one
from dateline.query.questions.co_mentions import CoMention, together
from dateline.query.questions.events_by_day import EventOnDay, taking_place
from dateline.query.questions.offices import Office, held
from dateline.query.questions.quotes import QuoteFound, records_of, said
from dateline.query.questions.search import Hit, hits_of
from dateline.query.scope import Scope, scope_at
from dateline.store import Store
from dateline.store import schema as t
from dateline.store.facts import SPEAKERS
from dateline.store.intervals import EARLIEST, LATEST


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCard:
    """All about one entity; lists show the newest, their totals stand beside them."""

    id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    latitude: float | None
    longitude: float | None
    state: int | None
    pieces: int
    independent: int
    first: date | None  # days of the first and last article
    last: date | None
    offices: tuple[Office, ...]
    quotes: tuple[QuoteFound, ...]
    quotes_total: int
    events: tuple[EventOnDay, ...]
    named_with: tuple[CoMention, ...]
    named_with_total: int
    articles: tuple[Hit, ...]  # the newest, each with the sentence that names it
    notes: tuple[str, ...]


def entity(
    store: Store, name: str, *, label: str | None = None, at: int | str | None = None, limit: int = 10
) -> EntityCard:
    """The entity that bears a name (by id where it begins with #): the most written about, others in a note.

    Raises QueryError, with similar names, where nothing bears it.
    """
    page_size(limit)
    with store.reading() as connection:
        scope = scope_at(connection, at)
        bearer, notes = one(scope, name, (label.upper(),) if label else ())
        row = connection.execute(select(t.entities).where(t.entities.c.key == bearer.key)).one()
        pieces, copies, first, last = _extent(scope, bearer.key)
        quoted, quotes_total = (
            said(scope, [bearer.key], None, None, None, limit) if bearer.label in SPEAKERS else ([], 0)
        )
        with_it, with_total = together(scope, [bearer.key], None, (), 0, limit)
        return EntityCard(
            id=bearer.id,
            label=bearer.label,
            name=_name(scope, bearer.key),
            aliases=_aliases(scope, bearer.key),
            country=row.country,
            latitude=row.latitude,
            longitude=row.longitude,
            state=scope.state,
            pieces=pieces,
            independent=pieces - copies,
            first=first,
            last=last,
            offices=tuple(held(scope, [bearer.key], None)[:limit]),
            quotes=tuple(records_of(scope, quoted)),
            quotes_total=quotes_total,
            events=tuple(_events(scope, bearer.key, bearer.label)[:limit]),
            named_with=tuple(with_it),
            named_with_total=with_total,
            articles=tuple(_articles(scope, bearer.key, limit)),
            notes=notes,
        )


def _name(scope: Scope, key: int) -> str:
    from dateline.query.naming import names_of

    return names_of(scope, [key])[key][2]


def _extent(scope: Scope, key: int) -> tuple[int, int, date | None, date | None]:
    ae = t.article_entity
    known = case((ae.c.day > EARLIEST, ae.c.day))
    statement = select(
        func.count(),
        cast(func.coalesce(func.sum(case((ae.c.copy, 1), else_=0)), 0), Integer),
        func.min(known),
        func.max(known),
    ).where(ae.c.entity == key, scope.holds(ae), scope.shown(ae.c.version))
    pieces, copies, first, last = scope.connection.execute(statement).one()
    return pieces, copies, _day(first), _day(last)


def _day(value: date | str | None) -> date | None:
    # SQLite's min and max of an expression come back as text.
    return date.fromisoformat(value) if isinstance(value, str) else value


def _aliases(scope: Scope, key: int) -> tuple[str, ...]:
    from dateline.query.naming import merged_into

    a = t.aliases
    statement = select(a.c.alias).distinct().where(a.c.entity.in_(merged_into(scope, key)), scope.holds(a))
    return tuple(scope.connection.execute(statement.order_by(a.c.alias)).scalars())


def _events(scope: Scope, key: int, label: str) -> list[EventOnDay]:
    """The event itself; or those that the entity organises, takes part in, or houses."""
    if label == "EVENT":
        return taking_place(scope, (EARLIEST, LATEST), keys=[key])
    e, r, n, ae, named = t.events, t.event_roles, t.names.alias(), t.article_entity, t.names.alias()
    articles = select(ae.c.version).where(ae.c.entity == key, scope.holds(ae))
    here = (n.c.version == e.c.version) & (n.c.label == label) & (n.c.entity == key) & scope.holds(n)
    role = select(r.c.event).where(r.c.event == e.c.key, r.c.name == n.c.name).exists()
    itself = (named.c.version == e.c.version) & (named.c.label == "EVENT") & (named.c.name == e.c.name)
    statement = (
        select(named.c.entity)
        .distinct()
        .select_from(e.join(n, here).join(named, itself))
        .where(e.c.version.in_(articles), role | (e.c.place == n.c.name), scope.holds(e), scope.holds(named))
        .where(named.c.entity.is_not(None))
    )
    keys = list(scope.connection.execute(statement).scalars())
    found = taking_place(scope, (EARLIEST, LATEST), keys=keys) if keys else []
    return sorted(found, key=lambda event: event.first, reverse=True)


def _articles(scope: Scope, key: int, limit: int) -> list[Hit]:
    ae = t.article_entity
    driver = Driver(ae, ae.c.version, ae.c.day)
    condition = (ae.c.entity == key) & scope.holds(ae) & scope.shown(ae.c.version)
    compiled = Compiled(driver, condition, entities=(key,))
    statement = compiled.hits().order_by(ae.c.day.desc(), ae.c.version.desc()).limit(limit)
    return hits_of(scope, [row.version for row in scope.connection.execute(statement)], compiled)
