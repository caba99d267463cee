"""What facets count of a version, as one number: there are few different combinations, and many rows to count.

A set holds the outlet, agency, language, source, country and section of a version and of what kind of
copy its article is at present. It stands beside each entity that the version names (`article_entity`),
so that facets are counted without looking at the versions.
"""

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite

from dateline.store import schema as t

COLUMNS = ("outlet", "agency", "language", "source", "country", "section")  # of versions
Values = tuple[str | None, ...]  # of COLUMNS, and the kind of the copy


def copy_kind(article: Any) -> ColumnElement[Any]:
    """Of what kind of copy the article of that key is as it stands now; NULL: it is none."""
    c = t.copies.c
    held = select(func.min(c.kind)).where(c.article == article, c.valid_to.is_(None))
    kind: ColumnElement[Any] = held.correlate_except(t.copies).scalar_subquery()
    return kind


def carries(article: Any) -> ColumnElement[bool]:
    """Whether the article of that key is a copy, as it stands now; form letters do not count as copies."""
    c = t.copies.c
    return select(literal_column("1")).where(c.article == article, c.kind != "form", c.valid_to.is_(None)).exists()


def counts_as_copy(kind: str | None) -> bool:
    """Whether an article of that kind is a copy: form letters are none."""
    return kind not in (None, "form")


def set_keys(connection: Connection, wanted: Iterable[Values]) -> dict[Values, int]:
    """The key of each set; those that are new are entered."""
    digests = {_digest(values): values for values in wanted}
    known = _known(connection, digests)
    # In one order, so that two writers that enter the same ones wait for each other, not both at once.
    new = [digest for digest in sorted(digests) if digest not in known]
    if new:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        rows = [{"digest": digest, **dict(zip((*COLUMNS, "kind"), digests[digest], strict=True))} for digest in new]
        connection.execute(insert(t.facet_sets).on_conflict_do_nothing(index_elements=["digest"]), rows)
        known |= _known(connection, new)
    return {values: known[digest] for digest, values in digests.items()}


def sets_of(connection: Connection, versions: Iterable[int]) -> dict[int, tuple[str | None, int]]:
    """version -> the kind of its article's copy, and the key of its set, as they are now."""
    v = t.versions.c
    statement = select(v.key, *(v[name] for name in COLUMNS), copy_kind(v.article)).where(v.key.in_(list(versions)))
    values: Mapping[int, Values] = {key: tuple(rest) for key, *rest in connection.execute(statement)}
    keys = set_keys(connection, set(values.values()))
    return {version: (of[-1], keys[of]) for version, of in values.items()}


def _known(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    f = t.facet_sets.c
    return dict(connection.execute(select(f.digest, f.key).where(f.digest.in_(list(digests)))).tuples().all())


def _digest(values: Values) -> str:
    return blake2b(json.dumps(values).encode(), digest_size=16).hexdigest()
