"""What is known of an entity, gathered anew from the articles that name it: after people split it in two."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from dateline.entities.finding import entered
from dateline.entities.things import things_of
from dateline.store import schema as t
from dateline.store.blocks import Learned, forget, learn
from dateline.store.reading import read_versions

_READ = 200  # the newest articles: more would tell little more


def relearn(connection: Connection, ids: Iterable[str]) -> None:
    """Let the evidence of these entities be that of the articles in which they are named now."""
    e, n = t.entities.c, t.names.c
    for key, id in connection.execute(select(e.key, e.id).where(e.id.in_(sorted(set(ids))))).all():
        named = select(n.version, n.label, n.name).where(n.entity == key, n.valid_to.is_(None))
        rows = connection.execute(named.order_by(n.version.desc()).limit(_READ)).all()
        forget(connection, [key])
        learn(connection, _learned(connection, id, [(row.version, row.label, row.name) for row in rows]))


def _learned(connection: Connection, id: str, names: Sequence[tuple[int, str, str]]) -> list[Learned]:
    found = []
    wanted = set(names)
    for known in read_versions(connection, sorted({version for version, _, _ in names})):
        things, _ = things_of(known.article, known.findings)
        for thing in things:
            if (known.version, thing.label, thing.name) in wanted:
                evidence = {kind: dict.fromkeys(values, 1) for kind, values in thing.evidence.items()}
                evidence["name"] = {form: n for form, n in thing.forms.items() if n} or {thing.name: 1}
                blocks = entered(thing.label, evidence["name"], evidence)
                found.append(Learned(id, frozenset(blocks), evidence))
    return found
