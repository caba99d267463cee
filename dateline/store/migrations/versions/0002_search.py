"""full text: FTS5 on SQLite, tsvector on PostgreSQL, both with Porter's stemmer, no stop words, no accents"""

from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"

SQLITE = (
    "CREATE VIRTUAL TABLE text_words USING fts5(headline, text, content='texts', content_rowid='version', "
    + TOKENS
    + ")",
    """CREATE TRIGGER texts_put AFTER INSERT ON texts BEGIN
         INSERT INTO text_words (rowid, headline, text) VALUES (new.version, new.headline, new.text);
       END""",
    """CREATE TRIGGER texts_gone AFTER DELETE ON texts BEGIN
         INSERT INTO text_words (text_words, rowid, headline, text)
         VALUES ('delete', old.version, old.headline, old.text);
       END""",
    "CREATE VIRTUAL TABLE quote_words USING fts5(text, content='quotes', content_rowid='key', " + TOKENS + ")",
    """CREATE TRIGGER quotes_put AFTER INSERT ON quotes BEGIN
         INSERT INTO quote_words (rowid, text) VALUES (new.key, new.text);
       END""",
    """CREATE TRIGGER quotes_gone AFTER DELETE ON quotes BEGIN
         INSERT INTO quote_words (quote_words, rowid, text) VALUES ('delete', old.key, old.text);
       END""",
    """CREATE TRIGGER decisions_stay BEFORE UPDATE ON decisions BEGIN
         SELECT raise(ABORT, 'decisions are append-only: undo one by another');
       END""",
    """CREATE TRIGGER decisions_last BEFORE DELETE ON decisions BEGIN
         SELECT raise(ABORT, 'decisions are append-only: undo one by another');
       END""",
)
SQLITE_BACK = (
    *(f"DROP TRIGGER {n}" for n in ("decisions_last", "decisions_stay", "quotes_gone", "quotes_put")),
    *(f"DROP TRIGGER {n}" for n in ("texts_gone", "texts_put")),
    "DROP TABLE quote_words",
    "DROP TABLE text_words",
)

# The same tokens as FTS5's unicode61: letters and digits; without accents, whatever the server's locale.
POSTGRESQL = (
    "CREATE TEXT SEARCH DICTIONARY dateline_porter (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION dateline (PARSER = default)",
    """ALTER TEXT SEARCH CONFIGURATION dateline
         ADD MAPPING FOR asciiword, word, asciihword, hword, hword_asciipart, hword_part WITH dateline_porter""",
    """ALTER TEXT SEARCH CONFIGURATION dateline
         ADD MAPPING FOR numword, numhword, hword_numpart, int, uint, float, sfloat, version WITH simple""",
    r"""CREATE FUNCTION dateline_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
         SELECT regexp_replace(CASE WHEN octet_length($1) = length($1) THEN $1
             ELSE regexp_replace(normalize($1, NFD), '[\u0300-\u036F]+', '', 'g') END,
           '[\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00A9\u00AB-\u00B1\u00B4\u00B6-\u00B8\u00BB\u00BF'
           '\u00D7\u00F7\u2000-\u206F\u20A0-\u20CF\u2100-\u214F\u2190-\u2BFF\u3000-\u303F\uFF00-\uFF0F]+', ' ', 'g')
       $$""",
    """CREATE FUNCTION dateline_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
         SELECT to_tsvector('dateline', dateline_plain($1))
       $$""",
    # Texts and their words lie outside the rows, so that walking many rows costs little.
    "ALTER TABLE texts SET (toast_tuple_target = 256)",
    """ALTER TABLE texts ADD COLUMN words tsvector
         GENERATED ALWAYS AS (dateline_words(coalesce(headline, '') || ' . ' || text)) STORED""",
    "CREATE INDEX ix_texts_words ON texts USING gin (words) WITH (fastupdate = on)",
    "ALTER TABLE quotes ADD COLUMN words tsvector GENERATED ALWAYS AS (dateline_words(text)) STORED",
    "CREATE INDEX ix_quotes_words ON quotes USING gin (words)",
    # Counting by day and by entity from the index alone.
    """CREATE INDEX ix_article_entity_day ON article_entity (entity, day, version)
         INCLUDE (valid_from, valid_to, copy, mentions, quotes, offices)""",
    """CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'decisions are append-only: undo one by another'; END $$""",
    """CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE ON decisions
         FOR EACH ROW EXECUTE FUNCTION decisions_stay()""",
)
POSTGRESQL_BACK = (
    "DROP INDEX IF EXISTS ix_aliases_trigrams",
    "DROP TRIGGER decisions_stay ON decisions",
    "DROP FUNCTION decisions_stay()",
    "DROP INDEX ix_article_entity_day",
    "ALTER TABLE quotes DROP COLUMN words",
    "ALTER TABLE texts DROP COLUMN words",
    "DROP FUNCTION dateline_words(text)",
    "DROP FUNCTION dateline_plain(text)",
    "DROP TEXT SEARCH CONFIGURATION dateline",
    "DROP TEXT SEARCH DICTIONARY dateline_porter",
)


def _run(statements: tuple[str, ...]) -> None:
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement)


def _with_trigrams() -> None:
    """Where the server has pg_trgm and lets us use it, words within names are found by an index."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            connection.exec_driver_sql("CREATE INDEX ix_aliases_trigrams ON aliases USING gin (folded gin_trgm_ops)")
    except DBAPIError:
        return  # not installed or not allowed: names are walked instead, as Store.lacks says


def upgrade() -> None:
    """Forward; texts that are there already are indexed."""
    if op.get_bind().dialect.name == "postgresql":
        _run(POSTGRESQL)
        _with_trigrams()
    else:
        _run(SQLITE)
        _run(
            (
                "INSERT INTO text_words (text_words) VALUES ('rebuild')",
                "INSERT INTO quote_words (quote_words) VALUES ('rebuild')",
            )
        )


def downgrade() -> None:
    """Back."""
    _run(POSTGRESQL_BACK if op.get_bind().dialect.name == "postgresql" else SQLITE_BACK)
