"""Full text on both engines: FTS5 and tsvector, cut and stemmed alike."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, func, literal, literal_column, select, table, text

from dateline.query.ast import Words
from dateline.query.scope import Scope
from dateline.store import schema as t

TEXT_WORDS = table("text_words", column("rowid", Integer), column("text_words"), column("rank"))
QUOTE_WORDS = table("quote_words", column("rowid", Integer), column("quote_words"))


def fts5(words: Sequence[Words], between: str) -> str:
    """The words as an FTS5 expression: phrases in quotation marks, which make every word harmless."""
    return f" {between} ".join('"' + " ".join(w.words) + '"' + (" *" if w.prefix else "") for w in words)


def tsquery(words: Sequence[Words], between: str) -> ColumnElement[Any]:
    """The words as a tsquery; each word goes through the same dictionary as the texts."""
    parts = [_tsphrase(w) for w in words]
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.op("&&" if between == "AND" else "||")(part)
    return whole


def _tsphrase(words: Words) -> ColumnElement[Any]:
    if words.prefix:
        # to_tsquery alone knows prefixes; the words hold nothing but letters and digits.
        *before, last = words.words
        pieces = [*before, f"{last}:*"]
        return func.to_tsquery(text("'dateline'"), literal(" <-> ".join(pieces)))
    return func.phraseto_tsquery(text("'dateline'"), literal(" ".join(words.words)))


def matches(scope: Scope, words: Sequence[Words], between: str, version: Any, *, each: bool) -> ColumnElement[bool]:
    """The version's headline or text matches. `each`: look it up version by version, where those are few."""
    if scope.on_postgresql:
        found = literal_column("texts.words").op("@@", is_comparison=True)(tsquery(words, between))
        statement: Select[Any] = (
            select(literal_column("1")).select_from(t.texts).where(t.texts.c.version == version, found)
        )
        if each:
            return statement.exists()
        # The planner thinks little of what it costs to look into each text's words: it is told to take
        # the index, once, for all of them (OFFSET 0 keeps it from joining text by text).
        scope.connection.execute(text("SET LOCAL enable_seqscan = off"))
        everywhere = select(t.texts.c.version).where(found).offset(literal_column("0"))
        condition: ColumnElement[bool] = version.in_(everywhere)
        return condition
    match = TEXT_WORDS.c.text_words.op("MATCH", is_comparison=True)(fts5(words, between))
    if each:
        return select(literal_column("1")).select_from(TEXT_WORDS).where(match, TEXT_WORDS.c.rowid == version).exists()
    found_there: ColumnElement[bool] = version.in_(select(TEXT_WORDS.c.rowid).where(match))
    return found_there


def quote_matches(scope: Scope, words: Sequence[Words], key: Any) -> ColumnElement[bool]:
    """The quotation matches one of these phrases."""
    if scope.on_postgresql:
        found: ColumnElement[bool] = literal_column("quotes.words").op("@@", is_comparison=True)(tsquery(words, "OR"))
        return found
    match = QUOTE_WORDS.c.quote_words.op("MATCH", is_comparison=True)(fts5(words, "OR"))
    condition: ColumnElement[bool] = key.in_(select(QUOTE_WORDS.c.rowid).where(match))
    return condition


def ranked(scope: Scope, statement: Select[Any], words: Sequence[Any], version: Any) -> Select[Any]:
    """The statement in the order of relevance: bm25 on SQLite (the headline counts tenfold), ts_rank on PostgreSQL."""
    phrases = [w for w in words if isinstance(w, Words)]
    if scope.on_postgresql:
        rank = func.ts_rank(literal_column("texts.words"), tsquery(phrases, "OR"))
        return statement.join(t.texts, t.texts.c.version == version).order_by(rank.desc())
    match = TEXT_WORDS.c.text_words.op("MATCH", is_comparison=True)(fts5(phrases, "OR"))
    rank = func.bm25(literal_column("text_words"), 10.0, 1.0)
    return statement.join(TEXT_WORDS, TEXT_WORDS.c.rowid == version).where(match).order_by(rank)
