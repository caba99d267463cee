"""Versions: which texts are new, which renew an article of the store, and which are older than what it has.

A wire need not send a later take under the id of the one that it replaces. What was found out once is kept
(`take_ids`), so that every later pass and replay, in any order, says the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cmp_to_key

from sqlalchemy import Connection

from corpus.copies import Signature, signature
from corpus.revisions import FIRST, bare
from corpus.versions import Made, later, replaced, take
from corpus.versions.takes import SPAN
from dateline.records import Article, OutcomeKind
from dateline.store.copies import StoreCopyIndex
from dateline.store.current import Head, current_articles, current_heads
from dateline.store.takes import (
    Kept,
    kept_versions,
    of_one_sender,
    remember_takes,
    take_ids,
    under_headline,
    with_identity,
)
from dateline.store.text import article_digest
from flows.arriving import Reading, ended
from flows.passing import Pass

OLDER = "older than the version in the store"
EARLIER = "an earlier version of what is in the store"


@dataclass(frozen=True, slots=True)
class Near:
    """Which articles of the store are near to the texts of a batch; asked once, for versions and for copies."""

    signatures: dict[str, Signature] = field(default_factory=dict)  # by text
    ids: dict[tuple[str, date | None], list[str]] = field(default_factory=dict)  # by text and day, the likeliest first
    there: dict[str, Article] = field(default_factory=dict)  # these articles as they stand


def near(this: Pass, articles: Sequence[Article]) -> Near:
    """Look up the texts of a batch in the index of copies."""
    found = Near({article.text: signature(article.text) for article in articles})
    index = StoreCopyIndex(this.store, days=this.settings["copy_days"])
    for article in articles:
        place = (article.text, article.published)
        if place not in found.ids:
            found.ids[place] = index.candidates(found.signatures[article.text], article.published)
    with this.store.reading() as connection:
        found.there.update(current_articles(connection, {id for ids in found.ids.values() for id in ids}))
    return found


def fresh(this: Pass, readings: Sequence[Reading]) -> list[Article]:
    """The articles that are not in the store as they are: only these are worth comparing and extracting.

    A version that is older than the one that the store has is told apart here: captures come in any order.
    """
    with this.store.reading() as connection:
        known = take_ids(connection, (article.id for reading in readings for article in reading.articles))
        _rename(readings, known)
        ids = {article.id for reading in readings for article in reading.articles}
        heads = current_heads(connection, ids)
        changed = {
            article.id
            for reading in readings
            for article in reading.articles
            if article.id in heads and heads[article.id].digest != article_digest(article)
        }
        standing = current_articles(connection, changed)
        kept = kept_versions(connection, changed)
    for reading in readings:
        for article in list(reading.articles):
            if article.id in changed and heads[article.id].digest != article_digest(article):
                reason = _stale(article, reading, standing[article.id], kept[article.id])
                if reason:
                    reading.articles.remove(article)
                    reading.outcomes.append(ended(article, OutcomeKind.UNCHANGED, reason))
    return [article for article, _ in in_order(readings) if not _same(this, article, heads)]


def renew(this: Pass, readings: Sequence[Reading], new: Sequence[Article], around: Near) -> bool:
    """Let texts that are takes of another article, in the store or in this batch, be versions of it.

    Whether there were any: then what is `fresh` is to be told anew.
    """
    takes: dict[str, str] = {}
    with this.store.reading() as connection:
        there = current_heads(connection, (article.id for article in new))
        unknown = [made for made in _in_order(readings) if made.id not in there and made in new]
        for place, article in enumerate(unknown):
            others = [replace(other, id=takes.get(other.id, other.id)) for other in unknown[:place]]
            others += _of_store(connection, article, around)
            if other := replaced(article, others):
                takes[article.id] = takes.get(other.id, other.id)
    if takes:
        with this.store.writing() as connection:
            remember_takes(connection, takes)
    return bool(takes)


def in_order(readings: Sequence[Reading]) -> list[tuple[Article, Reading]]:
    """The articles of a batch, the versions of each in the order in which they were made."""
    versions: dict[str, list[tuple[Article, Reading]]] = {}
    for reading in readings:
        for article in reading.articles:
            versions.setdefault(article.id, []).append((article, reading))

    def compared(one: tuple[Article, Reading], other: tuple[Article, Reading]) -> int:
        ours, theirs = (Made.of(article, reading.capture.collected) for article, reading in (one, other))
        return (1 if later(ours, theirs) else -1) if ours != theirs else 0

    return [pair for of_one in versions.values() for pair in sorted(of_one, key=cmp_to_key(compared))]


def _in_order(readings: Sequence[Reading]) -> Iterator[Article]:
    """The articles of a batch, first takes and earlier days before what may renew them."""
    made = [
        (Made.of(article, reading.capture.collected), article) for reading in readings for article in reading.articles
    ]
    made.sort(key=lambda pair: (pair[0].day or date.min, pair[0].take.kind != FIRST, pair[0].take.number or 0))
    return (article for _, article in made)


def _of_store(connection: Connection, article: Article, around: Near) -> Iterable[Article]:
    """Articles of the store that may be takes of this one: near in text, under its headline, with its address."""
    ids = around.ids.get((article.text, article.published), [])
    headline = bare(article.headline)
    more = with_identity(connection, article.wire_id, article.url)
    if headline:
        more += under_headline(connection, headline, article.published, SPAN)
    if ids and take(article).kind != FIRST:
        more += of_one_sender(connection, article, ids)
    missing = [id for id in more if id not in around.there]
    others = current_articles(connection, missing) if missing else {}
    return [*(around.there[id] for id in dict.fromkeys((*ids, *more)) if id in around.there), *others.values()]


def _rename(readings: Sequence[Reading], ids: Mapping[str, str]) -> None:
    for reading in readings:
        reading.articles = [replace(article, id=ids.get(article.id, article.id)) for article in reading.articles]


def _stale(article: Article, reading: Reading, head: Article, kept: Kept) -> str:
    """Why a text that differs from the current version is none to come after it; empty where it is."""
    collected = reading.capture.collected
    if not later(Made.of(article, collected), Made.of(head, kept.collected)):
        return OLDER
    # What stood there once may stand there again; read again from its capture, it only did so then.
    return EARLIER if article_digest(article) in kept.digests and collected <= kept.kept else ""


def _same(this: Pass, article: Article, heads: Mapping[str, Head]) -> bool:
    head = heads.get(article.id)
    return head is not None and (head.digest, head.model) == (article_digest(article), this.model)
