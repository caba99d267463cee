"""What people say: decisions and watchlists."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, Text

from dateline.store.schema.base import metadata, of_version
from dateline.store.types import Json, Key, Moment

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text),
    Column("values", Json, nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("valid_from", Integer, nullable=False),
    Index(None, "subject"),
)

undecided_names = Table(
    "undecided_names",  # what a name means without the decisions that say otherwise: to undo them, and to preview
    metadata,
    of_version(),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    PrimaryKeyConstraint("version", "label", "name"),
    Index(None, "entity"),
    sqlite_with_rowid=False,
)

undecided_stories = Table(
    "undecided_stories",  # the story in which placing puts an article, where a decision says otherwise
    metadata,
    Column("article", Key, ForeignKey("articles.key"), primary_key=True, autoincrement=False),
    Column("story", Key, ForeignKey("stories.key"), nullable=False),
    Index(None, "story"),
)

undecided_facts = Table(
    "undecided_facts",  # the rows that a decision on an office, a day or a copy replaced
    metadata,
    Column("decision", Integer, ForeignKey("decisions.number"), nullable=False),
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("place", Integer, nullable=False),  # 0, 1, ... of the same decision in the same article
    Column("table", Text, nullable=False),
    Column("before", Json),  # the row as it was found; null: there was none
    Column("after", Json),  # the row as decided; null: there is none
    PrimaryKeyConstraint("decision", "article", "place"),
    sqlite_with_rowid=False,
)

watchlists = Table(
    "watchlists",
    metadata,
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
    Column("seen", Integer),  # the state at the last look: what is new is what the query did not find there
    Column("looked", Moment),
)
