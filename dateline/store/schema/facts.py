"""What is found in one version of an article."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from dateline.store.schema.base import found_by, metadata, of_version, validity
from dateline.store.types import Json, Key

mentions = Table(
    "mentions",
    metadata,
    of_version(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("name", Text),  # the best name of the thing within this text
    Column("value", Text),  # ISO 8601, of DATE, DURATION and SET
    Column("note", Text),
    Column("score", Float),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    *found_by(),
    PrimaryKeyConstraint("version", "start", "end", "label", "valid_from"),
    sqlite_with_rowid=False,
)

names = Table(
    "names",
    metadata,
    of_version(),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", Key, ForeignKey("entities.key")),  # NULL: rejected, or not resolved
    *validity(),
    PrimaryKeyConstraint("version", "label", "name", "valid_from"),
    Index("ix_names_entity", "entity", "version"),
    sqlite_with_rowid=False,
)

article_entity = Table(
    "article_entity",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("day", Date, nullable=False),  # versions.day
    of_version(),
    Column("mentions", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),  # of which it is the speaker
    Column("offices", Integer, nullable=False),  # affiliations of the person, or with the organisation
    Column("copy", Boolean, nullable=False),  # the article carries another's text (form letters are no copies)
    *validity(),
    Column("facets", Integer, nullable=False, server_default=text("0")),  # facet_sets.key, of rows that hold now
    PrimaryKeyConstraint("entity", "day", "version", "valid_from"),
    # Enough columns that who is named together can be counted from the index alone.
    Index("ix_article_entity_version", "version", "entity", "valid_to"),
    sqlite_with_rowid=False,
)

version_entities = Table(
    "version_entities",  # the same entities in one value, of current versions: see `dateline.store.packed`
    metadata,
    Column("version", Key, ForeignKey("versions.key"), primary_key=True, autoincrement=False),
    Column("entities", LargeBinary, nullable=False),
)

dates = Table(
    "dates",
    metadata,
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),  # both ends included
    of_version(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("value", Text, nullable=False),  # as ISO 8601
    Column("precision", Text, nullable=False),  # day, week, month, quarter, season, year, interval, ...
    Column("note", Text),
    *found_by(),
    PrimaryKeyConstraint("version", "start", "end", "valid_from"),
    Index(None, "first", "last", "version"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("key", Key, primary_key=True),
    of_version(),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("start", Text),  # ISO 8601 as found, possibly only a month or year
    Column("end", Text),
    Column("first", Date),  # the same as days
    Column("last", Date),
    Column("place", Text),
    Column("edition", Text),
    Column("parent", Text),
    Column("evidence", Json, nullable=False),  # [[start, end], ...]
    *found_by(),
    Index(None, "version"),
    Index(None, "first", "last"),
)

event_roles = Table(
    "event_roles",
    metadata,
    Column("event", Key, ForeignKey("events.key"), nullable=False),
    Column("place", Integer, nullable=False),  # the order in the text: 0, 1, ...
    Column("role", Text, nullable=False),  # organiser, participant
    Column("name", Text, nullable=False),
    Column("part", Text),
    PrimaryKeyConstraint("event", "place"),
    sqlite_with_rowid=False,
)

affiliations = Table(
    "affiliations",
    metadata,
    Column("key", Key, primary_key=True),
    of_version(),
    Column("person", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("organisation", Text),
    Column("status", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    *found_by(),
    Index(None, "version"),
    Index(None, "title"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("key", Key, primary_key=True),
    of_version(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("cue", Text),
    Column("kind", Text, nullable=False),
    *found_by(),
    Index(None, "version"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("key", Key, primary_key=True),
    of_version(),
    Column("type", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("actor", Text),
    Column("target", Text),
    Column("when", Text),
    Column("first", Date),
    Column("last", Date),
    Column("place", Text),
    Column("mode", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    *found_by(),
    Index(None, "version"),
    Index(None, "type", "first"),
)
