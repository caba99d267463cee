"""Which entity a name means in a version: the one place that resolving, merging and splitting change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, delete, func, insert, select, tuple_, update

from dateline.store import schema as t
from dateline.store.facet_sets import counts_as_copy, sets_of
from dateline.store.facts import SPEAKERS
from dateline.store.packed import repack

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Move:
    """A name in a version means another entity from now on (None: nothing that we know)."""

    version: int
    label: str
    name: str
    entity: int | None


def relink(connection: Connection, moves: Sequence[Move], state: int) -> None:
    """Say which entities names mean from this state on; counts by entity follow. Former answers stay."""
    pairs = {(move.version, move.label, move.name): move.entity for move in moves}
    for some in _pieces(list(pairs), 500):
        n = t.names.c
        of = tuple_(n.version, n.label, n.name).in_(some)
        connection.execute(delete(t.names).where(of, n.valid_from == state))
        connection.execute(update(t.names).where(of, n.valid_to.is_(None)).values(valid_to=state))
        connection.execute(
            insert(t.names),
            [
                {
                    "version": v,
                    "label": label,
                    "name": name,
                    "entity": pairs[v, label, name],
                    "valid_from": state,
                    "valid_to": None,
                }
                for v, label, name in some
            ],
        )
    for versions in _pieces(sorted({move.version for move in moves}), 500):
        recount(connection, versions, state)


def recount(connection: Connection, versions: Sequence[int], state: int) -> None:
    """Count anew how often each entity is named, speaks and holds an office in these versions."""
    ae = t.article_entity.c
    days = dict(
        connection.execute(select(t.versions.c.key, t.versions.c.day).where(t.versions.c.key.in_(versions)))
        .tuples()
        .all()
    )
    wanted = _counted(connection, versions)
    current = {
        (r.version, r.entity): (r.mentions, r.quotes, r.offices, r.copy, r.facets)
        for r in connection.execute(select(t.article_entity).where(ae.version.in_(versions), ae.valid_to.is_(None)))
    }
    gone = [pair for pair, counts in current.items() if wanted.get(pair) != counts]
    for some in _pieces(gone, 500):
        of = tuple_(ae.version, ae.entity).in_(some)
        connection.execute(delete(t.article_entity).where(of, ae.valid_from == state))
        connection.execute(update(t.article_entity).where(of, ae.valid_to.is_(None)).values(valid_to=state))
    rows = [
        {
            "entity": entity,
            "day": days[version],
            "version": version,
            "mentions": counts[0],
            "quotes": counts[1],
            "offices": counts[2],
            "copy": counts[3],
            "valid_from": state,
            "valid_to": None,
            "facets": counts[4],
        }
        for (version, entity), counts in sorted(wanted.items())
        if current.get((version, entity)) != counts
    ]
    if rows:
        connection.execute(insert(t.article_entity), rows)
    repack(connection, versions, wanted)


_Counts = tuple[int, int, int, bool, int]  # mentions, quotes, offices, whether a copy, facet_sets.key


def _counted(connection: Connection, versions: Sequence[int]) -> dict[tuple[int, int], _Counts]:
    """(version, entity) -> its counts, from the facts that hold now."""
    n, m = t.names.c, t.mentions.c
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    meaning: dict[tuple[int, str, str], int] = {}
    for version, label, name, entity in connection.execute(
        select(n.version, n.label, n.name, n.entity).where(
            n.version.in_(versions), n.valid_to.is_(None), n.entity.is_not(None)
        )
    ):
        meaning[version, label, name] = entity
        if label == "EVENT":
            counts[version, entity][0] += 0  # an event that only its fact names belongs to the article too
    for version, label, name, count in connection.execute(
        select(m.version, m.label, m.name, func.count())
        .where(m.version.in_(versions), m.valid_to.is_(None), m.name.is_not(None))
        .group_by(m.version, m.label, m.name)
    ):
        if entity := meaning.get((version, label, name)):
            counts[version, entity][0] += count

    def means(version: int, name: str | None, labels: Sequence[str]) -> int | None:
        found = (meaning.get((version, label, name or "")) for label in labels)
        return next((entity for entity in found if entity), None)

    q, a = t.quotes.c, t.affiliations.c
    for version, speaker in connection.execute(
        select(q.version, q.speaker).where(q.version.in_(versions), q.valid_to.is_(None))
    ):
        if entity := means(version, speaker, SPEAKERS):
            counts[version, entity][1] += 1
    for version, person, organisation in connection.execute(
        select(a.version, a.person, a.organisation).where(a.version.in_(versions), a.valid_to.is_(None))
    ):
        for entity in {means(version, person, ("PERSON",)), means(version, organisation, ("ORG", "PLACE"))} - {None}:
            counts[version, entity][2] += 1  # type: ignore[index]  # None was taken out
    sets = sets_of(connection, {version for version, _ in counts})
    whole = {}
    for (version, entity), found in counts.items():
        kind, facets = sets[version]
        whole[version, entity] = (found[0], found[1], found[2], counts_as_copy(kind), facets)
    return whole


def _pieces(items: Sequence[_T], size: int) -> Iterable[Sequence[_T]]:
    return (items[at : at + size] for at in range(0, len(items), size))
