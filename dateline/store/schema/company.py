"""What ties articles together: stories and copies, and how both are looked up."""

from sqlalchemy import BigInteger, Column, Date, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from dateline.store.schema.base import metadata, validity
from dateline.store.types import Json, Key, Moment

stories = Table(
    "stories",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("headline", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("began", Moment),
    Column("merged_into", Key, ForeignKey("stories.key")),  # it forwards there
    Column("valid_from", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Index(None, "began"),
)

story_history = Table(
    "story_history",
    metadata,
    Column("story", Key, ForeignKey("stories.key"), nullable=False),
    Column("headline", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("began", Moment),
    Column("merged_into", Key, ForeignKey("stories.key")),
    *validity(),
    PrimaryKeyConstraint("story", "valid_from"),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("story", Key, ForeignKey("stories.key"), nullable=False),
    *validity(),
    PrimaryKeyConstraint("article", "story", "valid_from"),
    Index(None, "story", "article"),
    sqlite_with_rowid=False,
)

copies = Table(
    "copies",
    metadata,
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("original", Key, ForeignKey("articles.key"), nullable=False),
    Column("kind", Text, nullable=False),  # verbatim, cut, rewritten, form
    Column("share", Float, nullable=False),
    Column("dropped", Json, nullable=False),
    Column("added", Json, nullable=False),
    Column("origin", Text),  # press release, agency, outlet
    Column("reason", Text, nullable=False),
    *validity(),
    PrimaryKeyConstraint("article", "original", "valid_from"),
    Index(None, "original"),
)

copy_bands = Table(
    "copy_bands",
    metadata,
    Column("band", BigInteger, nullable=False),  # a band of a MinHash with its value, in one number
    Column("version", Key, ForeignKey("versions.key"), nullable=False),
    Column("day", Date, nullable=False),
    PrimaryKeyConstraint("band", "version"),
    Index(None, "day"),
    sqlite_with_rowid=False,
)

copy_looked = Table(
    "copy_looked",  # versions that went through the look-up, entered there or not
    metadata,
    Column("version", Key, ForeignKey("versions.key"), primary_key=True, autoincrement=False),
)

story_terms = Table(
    "story_terms",  # what a new article finds the story by
    metadata,
    Column("term", Text, nullable=False),
    Column("story", Key, ForeignKey("stories.key"), nullable=False),
    Column("day", Date, nullable=False),  # of its newest article
    PrimaryKeyConstraint("term", "story"),
    Index(None, "story"),
    sqlite_with_rowid=False,
)

story_profiles = Table(
    "story_profiles",  # what a new article is compared with
    metadata,
    Column("story", Key, ForeignKey("stories.key"), primary_key=True, autoincrement=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("terms", Json, nullable=False),  # term -> weight, of its heaviest terms
)

story_words = Table(
    "story_words",  # in how many articles a term stands; the empty term counts the articles
    metadata,
    Column("term", Text, primary_key=True),
    Column("articles", Integer, nullable=False),
    sqlite_with_rowid=False,
)
