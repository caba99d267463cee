"""What entities are found by and told apart by: the blocking index, how often each name is used, evidence.

A look-up costs the same however many entities there are: a block keeps BUCKET of them, of each kind of
evidence VALUES are kept for one entity.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dateline.store import schema as t

BUCKET = 48
VALUES = 32
OF_NAMES = ("name", "at", "year", "written")  # kinds of evidence without which names cannot be compared
_PIECE = 400


@dataclass(frozen=True, slots=True)
class Learned:
    """What one article teaches about an entity: `evidence` is kind -> value -> how often."""

    entity: str  # Entity.id
    blocks: frozenset[str] = frozenset()
    evidence: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name may mean. `root`: into which it is merged, itself where it is not."""

    id: str
    label: str
    name: str
    root: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    key: int = 0  # entities.key; 0: it is not in the store yet
    evidence: dict[str, dict[str, int]] = field(default_factory=dict)


def candidates(connection: Connection, wanted: Iterable[str]) -> tuple[dict[str, list[str]], dict[str, Candidate]]:
    """block -> ids of the entities in it; and those entities with the evidence by which names are compared."""
    b, e, root = t.entity_blocks.c, t.entities, t.entities.alias("root")
    found: dict[str, list[int]] = {}
    for some in _pieces(sorted(set(wanted))):
        for block, entity in connection.execute(select(b.block, b.entity).where(b.block.in_(some))):
            found.setdefault(block, []).append(entity)
    keys = sorted({key for some in found.values() for key in some})
    known: dict[int, Candidate] = {}
    for part in _pieces(keys):
        statement = (
            select(e, root.c.id.label("root"))
            .select_from(e.outerjoin(root, root.c.key == e.c.merged_into))
            .where(e.c.key.in_(part))
        )
        for row in connection.execute(statement):
            where = (row.country, row.latitude, row.longitude)
            known[row.key] = Candidate(row.id, row.label, row.name, row.root or row.id, *where, key=row.key)
        _tell(connection, {key: known[key] for key in part if key in known}, t.entity_evidence.c.kind.in_(OF_NAMES))
    ids = {block: sorted(known[key].id for key in some) for block, some in found.items()}
    return ids, {candidate.id: candidate for candidate in known.values()}


def tell_all(connection: Connection, known: Iterable[Candidate]) -> None:
    """Load what else is known of candidates whose names fit: of most, the names alone show that they do not."""
    by_key = {candidate.key: candidate for candidate in known}
    for part in _pieces(sorted(by_key)):
        some = {key: by_key[key] for key in part}
        _tell(connection, some, t.entity_evidence.c.kind.not_in(OF_NAMES))


def _tell(connection: Connection, known: Mapping[int, Candidate], kinds: ColumnElement[bool]) -> None:
    statement = select(t.entity_evidence).where(t.entity_evidence.c.entity.in_(sorted(known)), kinds)
    for key, kind, value, n in connection.execute(statement):
        known[key].evidence.setdefault(kind, {})[value] = n


def meant_before(connection: Connection, articles: Sequence[str]) -> dict[tuple[str, str, str], str]:
    """(article id, label, name) -> the entity that resolving found, of articles that are in the store."""
    n, u, v, a, e = t.names, t.undecided_names, t.versions, t.articles, t.entities
    same = (u.c.version == n.c.version) & (u.c.label == n.c.label) & (u.c.name == n.c.name)
    statement = (
        select(a.c.id, n.c.label, n.c.name, e.c.id)
        .select_from(
            a.join(v, (v.c.article == a.c.key) & v.c.valid_to.is_(None))
            .join(n, n.c.version == v.c.key)
            .outerjoin(u, same)
            .join(e, e.c.key == func.coalesce(u.c.entity, n.c.entity))
        )
        .where(n.c.valid_to.is_(None))
    )
    found: dict[tuple[str, str, str], str] = {}
    for some in _pieces(sorted(set(articles))):
        for article, label, name, entity in connection.execute(statement.where(a.c.id.in_(some))):
            found[article, label, name] = entity
    return found


def known_ids(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Which of these entities are in the store."""
    e = t.entities.c
    found: set[str] = set()
    for some in _pieces(sorted(set(ids))):
        found |= set(connection.execute(select(e.id).where(e.id.in_(some))).scalars())
    return found


def learn(connection: Connection, learned: Sequence[Learned], *, again: bool = False) -> None:
    """Enter what articles teach. `again`: of articles that were known, of which nothing is counted twice."""
    if not learned:
        return
    e = t.entities.c
    keys: dict[str, int] = {}
    for some in _pieces(sorted({one.entity for one in learned})):
        keys |= dict(connection.execute(select(e.id, e.key).where(e.id.in_(some))).tuples().all())
    _enter(connection, sorted({(block, keys[one.entity]) for one in learned for block in one.blocks}))
    counts: dict[tuple[int, str, str], int] = {}
    for one in learned:
        for kind, values in one.evidence.items():
            for value, n in values.items():
                of = (keys[one.entity], kind, value)
                counts[of] = counts.get(of, 0) + n
    rows = [
        {"entity": entity, "kind": kind, "value": value, "n": n} for (entity, kind, value), n in sorted(counts.items())
    ]
    upsert = _insert(connection)(t.entity_evidence)
    place = [t.entity_evidence.c[name] for name in ("entity", "kind", "value")]
    if again:
        statement = upsert.on_conflict_do_nothing(index_elements=place)
    else:
        n = t.entity_evidence.c.n + upsert.excluded.n
        statement = upsert.on_conflict_do_update(index_elements=place, set_={"n": n})
    if rows:
        connection.execute(statement, rows)


def _enter(connection: Connection, pairs: Sequence[tuple[str, int]]) -> None:
    """Put entities into blocks that are not full."""
    b = t.entity_blocks.c
    full: dict[str, int] = {}
    for some in _pieces(sorted({block for block, _ in pairs})):
        counted = select(b.block, func.count()).where(b.block.in_(some)).group_by(b.block)
        full |= dict(connection.execute(counted).tuples().all())
    rows = []
    for block, entity in pairs:
        if full.get(block, 0) < BUCKET:
            rows.append({"block": block, "entity": entity})
            full[block] = full.get(block, 0) + 1
    if rows:
        connection.execute(_insert(connection)(t.entity_blocks).on_conflict_do_nothing(), rows)


def forget(connection: Connection, entities: Sequence[int]) -> None:
    """Take back what was learned of these entities (keys); their blocks stay."""
    connection.execute(delete(t.entity_evidence).where(t.entity_evidence.c.entity.in_(entities)))


def _insert(connection: Connection) -> Any:
    return postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert


def _pieces(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[at : at + _PIECE] for at in range(0, len(items), _PIECE))
