"""From a name that someone types to the entities that bear it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select

from dateline.query.scope import Scope
from dateline.store import schema as t
from dateline.store.text import folded

MOST = 500  # entities that one name may stand for


@dataclass(frozen=True, slots=True)
class Bearer:
    """An entity that bears a name."""

    key: int
    id: str
    label: str
    name: str


def bearers(scope: Scope, name: str, labels: Sequence[str] = ()) -> list[Bearer]:
    """The entities meant by a name, the most written about first.

    By id where it begins with #; by its beginning where it ends with *; else those of which it is a
    name or alias; else those in whose names its words stand. Case and accents do not matter.
    """
    for find in (_by_id,) if name.startswith("#") else (_by_beginning,) if name.endswith("*") else (_exactly, _within):
        if found := find(scope, name, labels):
            return found
    return []


def _by_id(scope: Scope, name: str, labels: Sequence[str]) -> list[Bearer]:
    return _entities(scope, lambda e: e.id == name[1:], labels)


def _exactly(scope: Scope, name: str, labels: Sequence[str]) -> list[Bearer]:
    return _aliased(scope, t.aliases.c.folded == folded(name), labels)


def _by_beginning(scope: Scope, name: str, labels: Sequence[str]) -> list[Bearer]:
    begin = folded(name[:-1])
    a = t.aliases.c
    return _aliased(scope, (a.folded >= begin) & (a.folded < begin + "\U0010ffff"), labels) if begin else []


def _within(scope: Scope, name: str, labels: Sequence[str]) -> list[Bearer]:
    pattern = folded(name).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    padded = literal(" ").concat(t.aliases.c.folded).concat(" ")
    # The first condition is one that trigrams can serve, the second asks for whole words.
    holds = t.aliases.c.folded.like(f"%{pattern}%", escape="\\") & padded.like(f"% {pattern} %", escape="\\")
    return _aliased(scope, holds, labels)


def _aliased(scope: Scope, condition: ColumnElement[bool], labels: Sequence[str]) -> list[Bearer]:
    aliased = select(t.aliases.c.entity).distinct().where(condition, scope.holds(t.aliases)).limit(MOST)
    return _entities(scope, lambda e: e.key.in_(aliased), labels)


def _entities(scope: Scope, bear: Callable[[Any], ColumnElement[bool]], labels: Sequence[str]) -> list[Bearer]:
    """The entities for which a condition on the columns of entities holds; who was merged leads to who is it now."""
    e, borne = t.entities.c, t.entities.alias("borne").c
    if scope.state is None:
        which = e.key.in_(select(func.coalesce(borne.merged_into, borne.key)).where(bear(borne)))
    else:
        found = scope.connection.execute(select(e.key).where(bear(e))).scalars().all()
        which = e.key.in_(sorted(set(forwarded(scope, found).values())))
    statement = select(e.key, e.id, e.label, e.name).where(which, seen(scope, e.key))
    if labels:
        statement = statement.where(e.label.in_(labels))
    rows = scope.connection.execute(statement).all()
    if len(rows) > 1:
        weights = _weights(scope, [row.key for row in rows])
        rows = sorted(rows, key=lambda row: (-weights.get(row.key, 0), row.key))
    named = names_of(scope, [row.key for row in rows]) if scope.state is not None else {}
    return [Bearer(key, id, label, named[key][2] if key in named else name) for key, id, label, name in rows]


def _weights(scope: Scope, keys: Sequence[int]) -> dict[int, int]:
    """How many pieces each entity is named in."""
    ae = t.article_entity.c
    counted = select(ae.entity, func.count()).where(ae.entity.in_(keys), scope.holds(t.article_entity))
    return dict(scope.connection.execute(counted.group_by(ae.entity)).tuples().all())


def seen(scope: Scope, entity: Any) -> ColumnElement[bool]:
    """Entities that may be named in answers: not those of which only texts speak that must not be shown."""
    ae = t.article_entity.alias()
    ever = select(literal(1)).where(ae.c.entity == entity).correlate_except(ae)
    return or_(ever.where(scope.shown(ae.c.version)).exists(), ~ever.exists())


def forwarded(scope: Scope, keys: Sequence[int]) -> dict[int, int]:
    """key -> the entity into which it was merged by this state, or itself."""
    e, h = t.entities.c, t.entity_history
    rows = scope.connection.execute(select(e.key, e.merged_into).where(e.key.in_(keys)))
    found = {key: into or key for key, into in rows}
    if scope.state is not None:
        statement = select(h.c.entity, h.c.merged_into).where(h.c.entity.in_(keys), scope.holds(h))
        found |= {key: into or key for key, into in scope.connection.execute(statement)}
    return found


def merged_into(scope: Scope, key: int) -> list[int]:
    """The entities that were merged into one by this state, itself among them: their names are its own."""
    e, h = t.entities.c, t.entity_history.c
    now = select(e.key).where(e.merged_into == key)
    ever = scope.connection.execute(now.union(select(h.entity).where(h.merged_into == key))).scalars().all()
    return [key, *(other for other, into in forwarded(scope, ever).items() if into == key)] if ever else [key]


def similar(scope: Scope, name: str, labels: Sequence[str] = (), *, count: int = 3) -> list[str]:
    """Names in the store that look like one that is not there."""
    from rapidfuzz import fuzz, process

    e = t.entities.c
    statement = select(e.name, e.folded).where(e.merged_into.is_(None))
    if labels:
        statement = statement.where(e.label.in_(labels))
    names = {key: shown for shown, key in scope.connection.execute(statement)}
    found = process.extract(folded(name), list(names), scorer=fuzz.WRatio, limit=4 * count, score_cutoff=70)
    shown = select(e.folded).where(e.folded.in_([key for key, _, _ in found]), seen(scope, e.key))
    known = set(scope.connection.execute(shown).scalars())
    return [names[key] for key, _, _ in found if key in known][:count]


def names_of(scope: Scope, keys: Sequence[int]) -> dict[int, tuple[str, str, str]]:
    """key -> (id, label, name) as the entity was called in this state."""
    if not keys:
        return {}
    e, h = t.entities.c, t.entity_history
    named = {
        row.key: (row.id, row.label, row.name)
        for row in scope.connection.execute(select(t.entities).where(e.key.in_(keys)))
    }
    if scope.state is not None:
        for key, name in scope.connection.execute(
            select(h.c.entity, h.c.name).where(h.c.entity.in_(keys), scope.holds(h))
        ):
            named[key] = (*named[key][:2], name)
    return named


def spelled(scope: Scope, column: str, value: str) -> list[str]:
    """The values of a column of versions that `value` means: as written, else whatever the case; * ends a beginning."""
    v = t.versions.c[column]
    if not value.endswith("*"):
        if scope.connection.execute(select(literal(1)).where(v == value).limit(1)).first():
            return [value]
        return [known for known in vocabulary(scope, column) if folded(known) == folded(value)]
    return [known for known in vocabulary(scope, column) if folded(known).startswith(folded(value[:-1]))]


def vocabulary(scope: Scope, column: str) -> list[str]:
    """The different values of an indexed column of versions, by hopping from one to the next."""
    v = t.versions.c[column]
    hop = select(func.min(v).label("value")).cte("hop", recursive=True)
    following = select(func.min(v)).where(v > hop.c.value).scalar_subquery()
    hop = hop.union_all(select(following).where(hop.c.value.is_not(None)))
    rows = scope.connection.execute(select(hop.c.value).where(hop.c.value.is_not(None))).scalars()
    return [str(value) for value in rows if value is not None]


def like_any(column: ColumnElement[Any], words: Sequence[str]) -> ColumnElement[bool]:
    """A column that holds one of these texts, whatever the case."""
    return or_(*(func.lower(column).contains(word.lower(), autoescape=True) for word in words))
