"""The entities of a version in one value: four bytes for each key, the highest first byte first, in ascending order.

Who is named together with whom is counted many times as fast from one value a version as from one row
for each entity; `article_entity` stays what says it.
"""

import struct
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert

from dateline.store import schema as t

if TYPE_CHECKING:
    import numpy

BYTES = 4  # of one key


def entities_packed(entities: Collection[int]) -> bytes:
    """Keys of entities as one value."""
    return struct.pack(f">{len(entities)}I", *sorted(entities))


def entities_unpacked(values: bytes) -> "numpy.ndarray[Any, Any]":
    """The keys in one value, or in several that were joined."""
    import numpy

    return numpy.frombuffer(values, dtype=">u4").astype(numpy.int64)


def forget_packed(connection: Connection, versions: Collection[int]) -> None:
    """These versions are current no longer, or their entities are others."""
    connection.execute(delete(t.version_entities).where(t.version_entities.c.version.in_(versions)))


def repack(connection: Connection, versions: Collection[int], pairs: Collection[tuple[int, int]]) -> None:
    """Write down anew which entities these versions name: pairs of (version, entity)."""
    forget_packed(connection, versions)
    entities: dict[int, list[int]] = {}
    for version, entity in pairs:
        entities.setdefault(version, []).append(entity)
    if entities:
        rows = [{"version": version, "entities": entities_packed(keys)} for version, keys in sorted(entities.items())]
        connection.execute(insert(t.version_entities), rows)
