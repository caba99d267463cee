"""Texts: articles, their versions, their words, and by what later takes of them are known."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from dateline.store.schema.base import metadata, validity
from dateline.store.types import Json, Key, Moment

articles = Table(
    "articles",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("url", Text),
    Column("wire_id", Text),
    Column("valid_from", Integer, nullable=False),
    Index(None, "url"),
    Index(None, "wire_id"),
)

versions = Table(
    "versions",
    metadata,
    Column("key", Key, primary_key=True),
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("number", Integer, nullable=False),  # 1, 2, ... within the article
    Column("day", Date, nullable=False),  # published; 0001-01-01 where that is not known
    Column("outlet", Text),
    Column("agency", Text),
    Column("language", Text),
    Column("source", Text),
    Column("country", Text),
    Column("section", Text),
    Column("published", Date),
    Column("published_at", Moment),
    Column("changed_at", Moment),
    Column("dateline_place", Text),
    Column("dateline_date", Date),
    Column("status", Text, nullable=False),  # usable, canceled, withheld
    Column("embargo", Moment),
    Column("paywalled", Boolean, nullable=False),
    Column("revision", Text),  # the sender's own version
    Column("url", Text),
    Column("capture", Text),
    Column("words", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of text, headline, status and embargo
    Column("kept_at", Moment, nullable=False),
    Column("run", Integer, ForeignKey("runs.number")),
    Column("model", Integer, ForeignKey("models.key"), nullable=False),  # the newest that worked on it
    *validity(),
    UniqueConstraint("article", "number"),
    Index(None, "day", "key"),
    Index(None, "outlet", "day"),
    Index(None, "agency", "day"),
    Index(None, "source", "day"),
    Index(None, "digest"),
)

texts = Table(
    "texts",
    metadata,
    Column("version", Key, ForeignKey("versions.key"), primary_key=True, autoincrement=False),
    Column("headline", Text),
    Column("text", Text, nullable=False),
    Column("byline", Text),
    Column("credit", Text),
    Column("notes", Json),
)

held_back = Table(
    "held_back",
    metadata,
    Column("version", Key, ForeignKey("versions.key"), primary_key=True, autoincrement=False),
    Column("until", Moment),  # the end of the embargo; NULL: canceled or withheld, never to be shown
)

facet_sets = Table(
    "facet_sets",  # the combinations of what facets count that there are: see `dateline.store.facet_sets`
    metadata,
    Column("key", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("agency", Text),
    Column("language", Text),
    Column("source", Text),
    Column("country", Text),
    Column("section", Text),
    Column("kind", Text),  # of the copy; NULL: an original
)

take_ids = Table(
    "take_ids",
    metadata,
    # By its id, not its key: a take may be known before the article that it belongs to is kept.
    Column("id", Text, primary_key=True),  # under which a later (or earlier) take of an article came
    Column("article", Text, nullable=False),  # articles.id
    Index(None, "article"),
    sqlite_with_rowid=False,
)

take_headlines = Table(
    "take_headlines",
    metadata,
    Column("headline", Text, nullable=False),  # without the words of the wire, folded
    Column("day", Date, nullable=False),
    Column("version", Key, ForeignKey("versions.key"), nullable=False),
    PrimaryKeyConstraint("headline", "day", "version"),
    sqlite_with_rowid=False,
)

recognised = Table(
    "recognised",
    metadata,
    Column("version", Key, ForeignKey("versions.key"), primary_key=True, autoincrement=False),
    Column("model", Integer, ForeignKey("models.key"), nullable=False),
    Column("spans", Json, nullable=False),  # what the model read, before rules: see `dateline.store.recognised`
)
