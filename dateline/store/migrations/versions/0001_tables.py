"""the tables"""

import sqlalchemy as sa
from alembic import op

from dateline.store.types import Json, Key, Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "articles",
        sa.Column("key", Key, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("wire_id", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
    )
    op.create_index(op.f("ix_articles_url"), "articles", ["url"], unique=False)
    op.create_index(op.f("ix_articles_wire_id"), "articles", ["wire_id"], unique=False)
    op.create_table(
        "captures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("collected", Moment(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", Json, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
    )
    op.create_index(op.f("ix_captures_address"), "captures", ["address"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("values", Json, nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made", Moment(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_decisions")),
        sa.UniqueConstraint("id", name=op.f("uq_decisions_id")),
    )
    op.create_index(op.f("ix_decisions_subject"), "decisions", ["subject"], unique=False)
    op.create_table(
        "entities",
        sa.Column("key", Key, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["entities.key"], name=op.f("fk_entities_merged_into")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entities")),
        sa.UniqueConstraint("id", name=op.f("uq_entities_id")),
    )
    op.create_index(op.f("ix_entities_label_folded"), "entities", ["label", "folded"], unique=False)
    op.create_table(
        "items",
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("seen", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("item", name=op.f("pk_items")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "models",
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_models")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_models_name_version")),
    )
    op.create_table(
        "runs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("started", Moment(), nullable=False),
        sa.Column("ended", Moment(), nullable=True),
        sa.Column("state", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_runs")),
        sa.UniqueConstraint("id", name=op.f("uq_runs_id")),
    )
    op.create_table(
        "source_failures",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "at", name=op.f("pk_source_failures")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("state", Json, nullable=True),
        sa.Column("checked", Moment(), nullable=True),
        sa.Column("succeeded", Moment(), nullable=True),
        sa.Column("found_new", Moment(), nullable=True),
        sa.Column("due", Moment(), nullable=True),
        sa.Column("failing_since", Moment(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "states",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("closed", Moment(), nullable=False),
        sa.Column("run", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_states")),
    )
    op.create_table(
        "stories",
        sa.Column("key", Key, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("began", Moment(), nullable=True),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["merged_into"], ["stories.key"], name=op.f("fk_stories_merged_into")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_stories")),
        sa.UniqueConstraint("id", name=op.f("uq_stories_id")),
    )
    op.create_index(op.f("ix_stories_began"), "stories", ["began"], unique=False)
    op.create_table(
        "watchlists",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("options", Json, nullable=False),
        sa.Column("created", Moment(), nullable=False),
        sa.Column("changed", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_watchlists")),
    )
    op.create_table(
        "aliases",
        sa.Column("entity", Key, nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_aliases_entity")),
        sa.PrimaryKeyConstraint("entity", "alias", "valid_from", name=op.f("pk_aliases")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_aliases_folded_entity"), "aliases", ["folded", "entity"], unique=False)
    op.create_table(
        "copies",
        sa.Column("article", Key, nullable=False),
        sa.Column("original", Key, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.Column("dropped", Json, nullable=False),
        sa.Column("added", Json, nullable=False),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_copies_article")),
        sa.ForeignKeyConstraint(["original"], ["articles.key"], name=op.f("fk_copies_original")),
        sa.PrimaryKeyConstraint("article", "original", "valid_from", name=op.f("pk_copies")),
    )
    op.create_index(op.f("ix_copies_original"), "copies", ["original"], unique=False)
    op.create_table(
        "entity_blocks",
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("entity", Key, nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_entity_blocks_entity")),
        sa.PrimaryKeyConstraint("block", "entity", name=op.f("pk_entity_blocks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entity_evidence",
        sa.Column("entity", Key, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_entity_evidence_entity")),
        sa.PrimaryKeyConstraint("entity", "kind", "value", name=op.f("pk_entity_evidence")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entity_history",
        sa.Column("entity", Key, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_entity_history_entity")),
        sa.ForeignKeyConstraint(["merged_into"], ["entities.key"], name=op.f("fk_entity_history_merged_into")),
        sa.PrimaryKeyConstraint("entity", "valid_from", name=op.f("pk_entity_history")),
    )
    op.create_table(
        "outcomes",
        sa.Column("key", Key, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("capture", sa.Text(), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_outcomes_run")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_outcomes")),
    )
    op.create_index(op.f("ix_outcomes_run_kind_reason"), "outcomes", ["run", "kind", "reason"], unique=False)
    op.create_table(
        "story_articles",
        sa.Column("article", Key, nullable=False),
        sa.Column("story", Key, nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_story_articles_article")),
        sa.ForeignKeyConstraint(["story"], ["stories.key"], name=op.f("fk_story_articles_story")),
        sa.PrimaryKeyConstraint("article", "story", "valid_from", name=op.f("pk_story_articles")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_articles_story_article"), "story_articles", ["story", "article"], unique=False)
    op.create_table(
        "story_terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("story", Key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.key"], name=op.f("fk_story_terms_story")),
        sa.PrimaryKeyConstraint("term", "story", name=op.f("pk_story_terms")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_story_terms_story"), "story_terms", ["story"], unique=False)
    op.create_table(
        "story_profiles",
        sa.Column("story", Key, autoincrement=False, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("terms", Json, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.key"], name=op.f("fk_story_profiles_story")),
        sa.PrimaryKeyConstraint("story", name=op.f("pk_story_profiles")),
    )
    op.create_table(
        "story_words",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_story_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "story_history",
        sa.Column("story", Key, nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("began", Moment(), nullable=True),
        sa.Column("merged_into", Key, nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["stories.key"], name=op.f("fk_story_history_merged_into")),
        sa.ForeignKeyConstraint(["story"], ["stories.key"], name=op.f("fk_story_history_story")),
        sa.PrimaryKeyConstraint("story", "valid_from", name=op.f("pk_story_history")),
    )
    op.create_table(
        "versions",
        sa.Column("key", Key, nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("published_at", Moment(), nullable=True),
        sa.Column("changed_at", Moment(), nullable=True),
        sa.Column("dateline_place", sa.Text(), nullable=True),
        sa.Column("dateline_date", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("embargo", Moment(), nullable=True),
        sa.Column("paywalled", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("capture", sa.Text(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kept_at", Moment(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_versions_article")),
        sa.ForeignKeyConstraint(["model"], ["models.key"], name=op.f("fk_versions_model")),
        sa.ForeignKeyConstraint(["run"], ["runs.number"], name=op.f("fk_versions_run")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_versions")),
        sa.UniqueConstraint("article", "number", name=op.f("uq_versions_article_number")),
    )
    op.create_index(op.f("ix_versions_agency_day"), "versions", ["agency", "day"], unique=False)
    op.create_index(op.f("ix_versions_day_key"), "versions", ["day", "key"], unique=False)
    op.create_index(op.f("ix_versions_digest"), "versions", ["digest"], unique=False)
    op.create_index(op.f("ix_versions_outlet_day"), "versions", ["outlet", "day"], unique=False)
    op.create_index(op.f("ix_versions_source_day"), "versions", ["source", "day"], unique=False)
    op.create_table(
        "watchlist_hits",
        sa.Column("watchlist", sa.Text(), nullable=False),
        sa.Column("article", Key, nullable=False),
        sa.Column("found", Moment(), nullable=False),
        sa.Column("alerted", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["articles.key"], name=op.f("fk_watchlist_hits_article")),
        sa.ForeignKeyConstraint(["watchlist"], ["watchlists.name"], name=op.f("fk_watchlist_hits_watchlist")),
        sa.PrimaryKeyConstraint("watchlist", "article", name=op.f("pk_watchlist_hits")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "affiliations",
        sa.Column("key", Key, nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_affiliations_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_affiliations")),
    )
    op.create_index(op.f("ix_affiliations_title"), "affiliations", ["title"], unique=False)
    op.create_index(op.f("ix_affiliations_version"), "affiliations", ["version"], unique=False)
    op.create_table(
        "article_entity",
        sa.Column("entity", Key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("mentions", sa.Integer(), nullable=False),
        sa.Column("quotes", sa.Integer(), nullable=False),
        sa.Column("offices", sa.Integer(), nullable=False),
        sa.Column("copy", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_article_entity_entity")),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_article_entity_version")),
        sa.PrimaryKeyConstraint("entity", "day", "version", "valid_from", name=op.f("pk_article_entity")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_article_entity_version", "article_entity", ["version", "entity", "valid_to"], unique=False)
    op.create_table(
        "copy_bands",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_copy_bands_version")),
        sa.PrimaryKeyConstraint("band", "version", name=op.f("pk_copy_bands")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_copy_bands_day"), "copy_bands", ["day"], unique=False)
    op.create_table(
        "copy_looked",
        sa.Column("version", Key, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_copy_looked_version")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_copy_looked")),
    )
    op.create_table(
        "dates",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_dates_version")),
        sa.PrimaryKeyConstraint("version", "start", "end", "valid_from", name=op.f("pk_dates")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_dates_first_last_version"), "dates", ["first", "last", "version"], unique=False)
    op.create_table(
        "events",
        sa.Column("key", Key, nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("start", sa.Text(), nullable=True),
        sa.Column("end", sa.Text(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("parent", sa.Text(), nullable=True),
        sa.Column("evidence", Json, nullable=False),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_events_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_events")),
    )
    op.create_index(op.f("ix_events_first_last"), "events", ["first", "last"], unique=False)
    op.create_index(op.f("ix_events_version"), "events", ["version"], unique=False)
    op.create_table(
        "happenings",
        sa.Column("key", Key, nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("when", sa.Text(), nullable=True),
        sa.Column("first", sa.Date(), nullable=True),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_happenings_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_happenings")),
    )
    op.create_index(op.f("ix_happenings_type_first"), "happenings", ["type", "first"], unique=False)
    op.create_index(op.f("ix_happenings_version"), "happenings", ["version"], unique=False)
    op.create_table(
        "held_back",
        sa.Column("version", Key, autoincrement=False, nullable=False),
        sa.Column("until", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_held_back_version")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_held_back")),
    )
    op.create_table(
        "mentions",
        sa.Column("version", Key, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("sentence_start", sa.Integer(), nullable=False),
        sa.Column("sentence_end", sa.Integer(), nullable=False),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_mentions_version")),
        sa.PrimaryKeyConstraint("version", "start", "end", "label", "valid_from", name=op.f("pk_mentions")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "names",
        sa.Column("version", Key, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("entity", Key, nullable=True),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["entity"], ["entities.key"], name=op.f("fk_names_entity")),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_names_version")),
        sa.PrimaryKeyConstraint("version", "label", "name", "valid_from", name=op.f("pk_names")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_names_entity", "names", ["entity", "version"], unique=False)
    op.create_table(
        "quotes",
        sa.Column("key", Key, nullable=False),
        sa.Column("version", Key, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("model", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_quotes_version")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_quotes")),
    )
    op.create_index(op.f("ix_quotes_version"), "quotes", ["version"], unique=False)
    op.create_table(
        "texts",
        sa.Column("version", Key, autoincrement=False, nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("notes", Json, nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.key"], name=op.f("fk_texts_version")),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_texts")),
    )
    op.create_table(
        "event_roles",
        sa.Column("event", Key, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_event_roles_event")),
        sa.PrimaryKeyConstraint("event", "place", name=op.f("pk_event_roles")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Back."""
    op.drop_table("event_roles")
    op.drop_table("texts")
    op.drop_index(op.f("ix_quotes_version"), table_name="quotes")
    op.drop_table("quotes")
    op.drop_index("ix_names_entity", table_name="names")
    op.drop_table("names")
    op.drop_table("mentions")
    op.drop_table("held_back")
    op.drop_index(op.f("ix_happenings_version"), table_name="happenings")
    op.drop_index(op.f("ix_happenings_type_first"), table_name="happenings")
    op.drop_table("happenings")
    op.drop_index(op.f("ix_events_version"), table_name="events")
    op.drop_index(op.f("ix_events_first_last"), table_name="events")
    op.drop_table("events")
    op.drop_index(op.f("ix_dates_first_last_version"), table_name="dates")
    op.drop_table("dates")
    op.drop_table("copy_looked")
    op.drop_index(op.f("ix_copy_bands_day"), table_name="copy_bands")
    op.drop_table("copy_bands")
    op.drop_index("ix_article_entity_version", table_name="article_entity")
    op.drop_table("article_entity")
    op.drop_index(op.f("ix_affiliations_version"), table_name="affiliations")
    op.drop_index(op.f("ix_affiliations_title"), table_name="affiliations")
    op.drop_table("affiliations")
    op.drop_table("watchlist_hits")
    op.drop_index(op.f("ix_versions_source_day"), table_name="versions")
    op.drop_index(op.f("ix_versions_outlet_day"), table_name="versions")
    op.drop_index(op.f("ix_versions_digest"), table_name="versions")
    op.drop_index(op.f("ix_versions_day_key"), table_name="versions")
    op.drop_index(op.f("ix_versions_agency_day"), table_name="versions")
    op.drop_table("versions")
    op.drop_table("story_history")
    op.drop_table("story_words")
    op.drop_table("story_profiles")
    op.drop_index(op.f("ix_story_terms_story"), table_name="story_terms")
    op.drop_table("story_terms")
    op.drop_index(op.f("ix_story_articles_story_article"), table_name="story_articles")
    op.drop_table("story_articles")
    op.drop_index(op.f("ix_outcomes_run_kind_reason"), table_name="outcomes")
    op.drop_table("outcomes")
    op.drop_table("entity_history")
    op.drop_table("entity_evidence")
    op.drop_table("entity_blocks")
    op.drop_index(op.f("ix_copies_original"), table_name="copies")
    op.drop_table("copies")
    op.drop_index(op.f("ix_aliases_folded_entity"), table_name="aliases")
    op.drop_table("aliases")
    op.drop_table("watchlists")
    op.drop_index(op.f("ix_stories_began"), table_name="stories")
    op.drop_table("stories")
    op.drop_table("states")
    op.drop_table("sources")
    op.drop_table("source_failures")
    op.drop_table("runs")
    op.drop_table("models")
    op.drop_table("items")
    op.drop_index(op.f("ix_entities_label_folded"), table_name="entities")
    op.drop_table("entities")
    op.drop_index(op.f("ix_decisions_subject"), table_name="decisions")
    op.drop_table("decisions")
    op.drop_index(op.f("ix_captures_address"), table_name="captures")
    op.drop_table("captures")
    op.drop_index(op.f("ix_articles_wire_id"), table_name="articles")
    op.drop_index(op.f("ix_articles_url"), table_name="articles")
    op.drop_table("articles")
