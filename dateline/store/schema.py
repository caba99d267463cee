"""The tables of the knowledge store, the same on SQLite and PostgreSQL; TABLES.md explains them to researchers.

Keys. Articles, entities and stories have an `id` (text, stable, what everyone outside sees) and a
`key` (a number, used for joins). Facts belong to a *version* of an article: `version` is versions.key,
and offsets are characters of that version's text, ends exclusive.

Time. Every change is stamped with the number of a *state* of the store: `valid_from` is the first
state in which a row holds, `valid_to` the first in which it no longer does (NULL: it holds now).
A run that ends closes the state that is open; a question pinned to a closed state always gets the
same answer (`dateline.store.states`).

Names. `names` says which entity a name means within one version: the one place that resolving,
merging and splitting change. `article_entity` counts the same by entity, for speed.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from dateline.store.types import Json, Key, Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _validity() -> tuple[Column[int], Column[int]]:
    return Column("valid_from", Integer, nullable=False), Column("valid_to", Integer)


def _version() -> Column[int]:
    return Column("version", Key, ForeignKey("versions.key"), nullable=False)


def _found() -> tuple[Column[int], Column[int], Column[int]]:
    """By which model, and in which states of the store the fact holds."""
    # Models are never taken out: a foreign key here would be checked for each mention, to no end.
    return Column("model", Integer, nullable=False), *_validity()


# -- the work ---------------------------------------------------------------------------------

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

# -- texts ------------------------------------------------------------------------------------

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
    *_validity(),
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

# -- what is found in texts -------------------------------------------------------------------

mentions = Table(
    "mentions",
    metadata,
    _version(),
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
    *_found(),
    PrimaryKeyConstraint("version", "start", "end", "label", "valid_from"),
    sqlite_with_rowid=False,
)

names = Table(
    "names",
    metadata,
    _version(),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", Key, ForeignKey("entities.key")),  # NULL: rejected, or not resolved
    *_validity(),
    PrimaryKeyConstraint("version", "label", "name", "valid_from"),
    Index("ix_names_entity", "entity", "version"),
    sqlite_with_rowid=False,
)

article_entity = Table(
    "article_entity",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("day", Date, nullable=False),  # versions.day
    _version(),
    Column("mentions", Integer, nullable=False),
    Column("quotes", Integer, nullable=False),  # of which it is the speaker
    Column("offices", Integer, nullable=False),  # affiliations of the person, or with the organisation
    Column("copy", Boolean, nullable=False),  # the article carries another's text (form letters are no copies)
    *_validity(),
    PrimaryKeyConstraint("entity", "day", "version", "valid_from"),
    # Enough columns that who is named together can be counted from the index alone.
    Index("ix_article_entity_version", "version", "entity", "valid_to"),
    sqlite_with_rowid=False,
)

dates = Table(
    "dates",
    metadata,
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),  # both ends included
    _version(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("value", Text, nullable=False),  # as ISO 8601
    Column("precision", Text, nullable=False),  # day, week, month, quarter, season, year, interval, ...
    Column("note", Text),
    *_found(),
    PrimaryKeyConstraint("version", "start", "end", "valid_from"),
    Index(None, "first", "last", "version"),
    sqlite_with_rowid=False,
)

events = Table(
    "events",
    metadata,
    Column("key", Key, primary_key=True),
    _version(),
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
    *_found(),
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
    _version(),
    Column("person", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("organisation", Text),
    Column("status", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    *_found(),
    Index(None, "version"),
    Index(None, "title"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("key", Key, primary_key=True),
    _version(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("speaker", Text),
    Column("cue", Text),
    Column("kind", Text, nullable=False),
    *_found(),
    Index(None, "version"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("key", Key, primary_key=True),
    _version(),
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
    *_found(),
    Index(None, "version"),
    Index(None, "type", "first"),
)

# -- what is known across texts ---------------------------------------------------------------

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
    *_validity(),
    PrimaryKeyConstraint("entity", "valid_from"),
)

aliases = Table(
    "aliases",
    metadata,
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    Column("alias", Text, nullable=False),
    Column("folded", Text, nullable=False),
    *_validity(),
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
    *_validity(),
    PrimaryKeyConstraint("story", "valid_from"),
)

story_articles = Table(
    "story_articles",
    metadata,
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("story", Key, ForeignKey("stories.key"), nullable=False),
    *_validity(),
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
    *_validity(),
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

# -- what people say --------------------------------------------------------------------------

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
    _version(),
    Column("label", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("entity", Key, ForeignKey("entities.key"), nullable=False),
    PrimaryKeyConstraint("version", "label", "name"),
    Index(None, "entity"),
    sqlite_with_rowid=False,
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
    Column("options", Json, nullable=False),  # of alerts: budget a day, grouping, where to
    Column("created", Moment, nullable=False),
    Column("changed", Moment, nullable=False),
)

watchlist_hits = Table(
    "watchlist_hits",
    metadata,
    Column("watchlist", Text, ForeignKey("watchlists.name"), nullable=False),
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("found", Moment, nullable=False),
    Column("alerted", Moment),
    PrimaryKeyConstraint("watchlist", "article"),
    sqlite_with_rowid=False,
)

# The tables that hold what was found in one version, with validity of their own.
FACTS: tuple[Table, ...] = (mentions, names, article_entity, dates, events, affiliations, quotes, happenings)
