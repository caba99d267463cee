"""The work: runs, states, outcomes, sources, items, captures."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text, UniqueConstraint

from dateline.store.schema.base import metadata
from dateline.store.types import Json, Key, Moment

runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("flow", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),
    Column("state", Integer),  # the state that its end closed
    Column("note", Text),
)

states = Table(
    "states",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("closed", Moment, nullable=False),
    Column("run", Text),  # runs.id of the run whose end closed it
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("key", Key, primary_key=True),
    Column("run", Integer, ForeignKey("runs.number"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("source", Text),
    Column("address", Text),
    Column("headline", Text),
    Column("article", Text),  # articles.id, where it got so far
    Column("capture", Text),
    Column("at", Moment, nullable=False),
    Index(None, "run", "kind", "reason"),
)

models = Table(
    "models",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("version", Text, nullable=False),
    UniqueConstraint("name", "version"),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("outlet", Text),
    Column("agency", Text),
    Column("country", Text),
    Column("language", Text),
    Column("enabled", Boolean, nullable=False),
    Column("state", Json),  # what collecting wants to remember: ETag, Last-Modified, pace, waiting items
    Column("checked", Moment),  # the last try
    Column("succeeded", Moment),
    Column("found_new", Moment),
    Column("due", Moment),  # the next try
    Column("failing_since", Moment),  # NULL: the last try succeeded
    Column("failures", Integer, nullable=False),  # in a row
    Column("reason", Text),  # of the last one, as a countable phrase
    Column("detail", Text),  # the same as a sentence
)

source_failures = Table(
    "source_failures",
    metadata,
    Column("source", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    PrimaryKeyConstraint("source", "at"),
)

items = Table(
    "items",
    metadata,
    Column("item", Text, primary_key=True),  # guid, address, file: as the source knows it
    Column("source", Text),
    Column("article", Text),
    Column("outcome", Text, nullable=False),
    Column("seen", Moment, nullable=False),
    sqlite_with_rowid=False,
)

captures = Table(
    "captures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("collected", Moment, nullable=False),
    Column("media_type", Text),
    Column("charset", Text),
    Column("status", Integer),
    Column("headers", Json),
    Column("size", Integer, nullable=False),
    Column("file", Text),  # where its bytes lie, counted from the output folder
    Index(None, "address"),
)
