"""People, organisations, places and events across all texts."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from dateline.store.schema.base import metadata, validity
from dateline.store.types import Key

entities = Table(
    "entities",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),  # the name as it is looked up
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("merged_into", Key, ForeignKey("entities.key")),
    Column("valid_from", Integer, nullable=False),
    Column("changed", Integer, nullable=False),  # the state of its last change; before it: entity_history
    Index(None, "label", "folded"),
)

entity_history = Table(
    "entity_history",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("merged_into", Key, ForeignKey("entities.key")),
    *validity(),
    PrimaryKeyConstraint("entity", "valid_from"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("alias", Text, nullable=False),
    Column("folded", Text, nullable=False),
    *validity(),
    PrimaryKeyConstraint("entity", "alias", "valid_from"),
    Index(None, "folded", "entity"),
    sqlite_with_rowid=False,
)

entity_blocks = Table(
    "entity_blocks",
    metadata,
    Column("block", Text, nullable=False),  # what candidates are looked up by: surname, acronym, sound ...
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    PrimaryKeyConstraint("block", "entity"),
    sqlite_with_rowid=False,
)

entity_evidence = Table(
    "entity_evidence",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("kind", Text, nullable=False),  # name, organisation, title, country, field, with, ...
    Column("value", Text, nullable=False),
    Column("n", Integer, nullable=False),
    PrimaryKeyConstraint("entity", "kind", "value"),
    sqlite_with_rowid=False,
)
