"""Keeping articles with all their facts: each whole or not at all, each once however often it is handed in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from dateline.errors import StoreError
from dateline.records import Article, Copy, Entity, Findings, Outcome, OutcomeKind
from dateline.store import schema as t
from dateline.store.accounting import note_items, record, run_number
from dateline.store.blocks import Learned, learn
from dateline.store.decisions import forget_undecided
from dateline.store.facet_sets import COLUMNS, Values, copy_kind, counts_as_copy, set_keys
from dateline.store.facts import Row, fact_rows
from dateline.store.knowing import entity_keys, model_keys, put_entities
from dateline.store.linking import link_copies, link_stories
from dateline.store.packed import entities_packed, forget_packed
from dateline.store.recognised import packed
from dateline.store.states import open_state
from dateline.store.text import article_digest

if TYPE_CHECKING:
    from dateline.store.opening import Store

UNDATED = date(1, 1, 1)
_UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")
TRIES = 6  # against other writers on PostgreSQL that keep the same article at the same moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An article with all that is known of it, ready to be kept."""

    article: Article
    findings: Findings
    outcome: Outcome  # how the flow sees it; the store answers `unchanged` or `new version` where that is so
    copy: Copy | None = None
    story: str | None = None  # Story.id of a story that is in the store (`put_stories`)
    entities: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    # (label, name as in Span.entity) -> Entity.id
    coined: tuple[Entity, ...] = ()  # entities that are new with this article or have a new alias
    learned: tuple[Learned, ...] = ()  # what the article teaches about the entities that it names
    headline: str = ""  # without the words of the wire, folded: by it later takes find the article
    item: str | None = None  # by what its source knows it (guid, address): see `known_items`


@dataclass(frozen=True, slots=True)
class _Head:
    """What the store has of an article: its current version."""

    article: int
    version: int
    number: int
    digest: str
    model: int
    faceted: Values


def keep(store: "Store", batch: Sequence[Kept], run: str) -> list[Outcome]:
    """Keep a batch in one transaction and answer how each article ended, in the batch's order.

    The same id with the same text is `unchanged` (with another model's findings its facts are
    replaced); the same id with another text, headline, status or embargo is a `new version`. The
    outcomes are recorded in the run within the same transaction, so that nothing is counted twice.
    Raises StoreError; then nothing of the batch was kept.
    """
    for attempt in range(1, TRIES + 1):
        try:
            with store.writing() as connection:
                return _Keeping(store, connection, run).keep(batch)
        except IntegrityError as error:
            # Another writer has just kept the same article or entity: on the next look it is there.
            if attempt == TRIES or store.engine == "sqlite":
                raise StoreError(f"The articles cannot be kept: {error.orig}.") from error
        except StoreError as error:
            if attempt == TRIES or "deadlock" not in str(error.__cause__).lower():
                raise
    raise AssertionError  # the last attempt returns or raises


class _Keeping:
    """One transaction: rows are gathered, then inserted table by table."""

    def __init__(self, store: "Store", connection: Connection, run: str) -> None:
        self.dialect = store.dialect
        self.connection = connection
        self.run = run_number(connection, run)
        self.state = open_state(connection)
        self.now = datetime.now(UTC)

    def keep(self, batch: Sequence[Kept]) -> list[Outcome]:
        fit = [kept for kept in batch if _storable(kept.article)]
        ended = iter(self._keep(fit))
        outcomes = [next(ended) if _storable(kept.article) else _unstorable(kept) for kept in batch]
        record(self.connection, self.run, outcomes, self.now)
        note_items(self.connection, [(k.item, o) for k, o in zip(batch, outcomes, strict=True) if k.item], self.now)
        return outcomes

    def _keep(self, batch: Sequence[Kept]) -> list[Outcome]:
        put_entities(self.connection, [entity for kept in batch for entity in kept.coined], self.state)
        models = model_keys(self.connection, {kept.findings.model for kept in batch})
        entities = entity_keys(self.connection, {id for kept in batch for id in kept.entities.values()})
        outcomes: list[Outcome] = []
        for turn in _turns(batch):
            heads = self._heads([kept.article.id for kept in turn])
            digests = [article_digest(kept.article) for kept in turn]
            changed: list[tuple[Kept, str]] = []
            for kept, digest in zip(turn, digests, strict=True):
                head = heads.get(kept.article.id)
                model = models[kept.findings.model]
                if head is None or (head.digest, head.model) != (digest, model):
                    changed.append((kept, digest))
                outcomes.append(_ended(kept, head, digest, model))
            self._write(changed, heads, models, entities)
            for again in (False, True):
                some = [kept for kept, _ in changed if (kept.article.id in heads) is again]
                learn(self.connection, [one for kept in some for one in kept.learned], again=again)
        anew = [k.article.id for k, o in zip(batch, outcomes, strict=True) if o.kind is OutcomeKind.NEW_VERSION]
        link_copies(self.connection, [kept.copy for kept in batch if kept.copy], self.state, anew=anew)
        link_stories(self.connection, {k.article.id: k.story for k in batch if k.story}, self.state)
        return outcomes

    def _heads(self, ids: Sequence[str]) -> dict[str, _Head]:
        a, v = t.articles.c, t.versions.c
        rows = self.connection.execute(
            select(a.id, a.key, v.key, v.number, v.digest, v.model, *(v[name] for name in COLUMNS), copy_kind(a.key))
            .join(t.versions, (v.article == a.key) & v.valid_to.is_(None))
            .where(a.id.in_(ids))
        )
        return {
            id: _Head(article, version, number, digest, model, tuple(faceted))
            for id, article, version, number, digest, model, *faceted in rows
        }

    def _write(
        self,
        changed: Sequence[tuple[Kept, str]],
        heads: Mapping[str, _Head],
        models: Mapping[Any, int],
        entities: Mapping[str, int],
    ) -> None:
        rows: dict[str, list[Row]] = {}
        same_text = {
            k.article.id for k, digest in changed if k.article.id in heads and heads[k.article.id].digest == digest
        }
        article_keys = iter(self._allocate(t.articles, sum(k.article.id not in heads for k, _ in changed)))
        version_keys = iter(self._allocate(t.versions, sum(k.article.id not in same_text for k, _ in changed)))
        self._forget_open([heads[id].version for id in sorted(same_text)])
        self._close([heads[k.article.id] for k, _ in changed if k.article.id in heads])
        faceted = [_faceted(k, heads[k.article.id] if k.article.id in same_text else None) for k, _ in changed]
        sets = set_keys(self.connection, set(faceted))
        for (kept, digest), values in zip(changed, faceted, strict=True):
            article, head, model = kept.article, heads.get(kept.article.id), models[kept.findings.model]
            day = article.published or UNDATED
            if head and article.id in same_text:
                version = head.version
                self.connection.execute(
                    update(t.versions).where(t.versions.c.key == version).values(valid_to=None, model=model)
                )
            else:
                key = head.article if head else next(article_keys)
                version = next(version_keys)
                if head is None:
                    rows.setdefault("articles", []).append(
                        {
                            "key": key,
                            "id": article.id,
                            "url": article.url,
                            "wire_id": article.wire_id,
                            "valid_from": self.state,
                        }
                    )
                number = head.number + 1 if head else 1
                rows.setdefault("versions", []).append(self._version(article, key, version, number, day, digest, model))
                rows.setdefault("texts", []).append(_text(article, version))
                if kept.headline:
                    rows.setdefault("take_headlines", []).append(
                        {"headline": kept.headline, "day": day, "version": version}
                    )
                if article.status != "usable" or article.embargo:
                    self._hold_back(article, key, version, rows)
            if kept.findings.recognised:
                rows.setdefault("recognised", []).append(
                    {"version": version, "model": model, "spans": packed(kept.findings.recognised)}
                )
            resolved = {pair: entities[id] for pair, id in kept.entities.items()}
            facts = fact_rows(
                article,
                kept.findings,
                resolved,
                version=version,
                day=day,
                model=model,
                state=self.state,
                copy=counts_as_copy(values[-1]),
                facets=sets[values],
            )
            for name in ("mentions", "names", "article_entity", "dates", "affiliations", "quotes", "happenings"):
                rows.setdefault(name, []).extend(getattr(facts, name))
            if facts.article_entity:
                together = entities_packed([row["entity"] for row in facts.article_entity])
                rows.setdefault("version_entities", []).append({"version": version, "entities": together})
            rows.setdefault("events", []).extend(
                {**event, "roles": roles} for event, roles in zip(facts.events, facts.event_roles, strict=True)
            )
        self._insert(rows)

    def _version(
        self, article: Article, key: int, version: int, number: int, day: date, digest: str, model: int
    ) -> Row:
        line = article.dateline
        return {
            "key": version,
            "article": key,
            "number": number,
            "day": day,
            "outlet": article.outlet,
            "agency": article.agency,
            "language": article.language,
            "source": article.source,
            "country": article.country,
            "section": article.section,
            "published": article.published,
            "published_at": article.published_at,
            "changed_at": article.changed_at,
            "dateline_place": line.place if line else None,
            "dateline_date": line.date if line else None,
            "status": article.status,
            "embargo": article.embargo,
            "paywalled": article.paywalled,
            "revision": article.revision,
            "url": article.url,
            "capture": article.capture,
            "words": len(article.text.split()),
            "digest": digest,
            "kept_at": self.now,
            "run": self.run,
            "model": model,
            "valid_from": self.state,
            "valid_to": None,
        }

    def _hold_back(self, article: Article, key: int, version: int, rows: dict[str, list[Row]]) -> None:
        """Out of all answers: an embargoed version until its time; a canceled article in all its versions, for good."""
        until = article.embargo if article.status == "usable" else None
        rows.setdefault("held_back", []).append({"version": version, "until": until})
        if until is None:
            older = select(t.versions.c.key).where(t.versions.c.article == key)
            self.connection.execute(delete(t.held_back).where(t.held_back.c.version.in_(older)))
            self.connection.execute(insert(t.held_back).from_select(["version"], older))

    def _close(self, heads: Sequence[_Head]) -> None:
        """The facts of these versions, and the versions themselves, hold no longer."""
        if versions := [head.version for head in heads]:
            forget_undecided(self.connection, [head.article for head in heads], versions)
            self.connection.execute(delete(t.recognised).where(t.recognised.c.version.in_(versions)))
            forget_packed(self.connection, versions)
            for table in (*t.FACTS, t.versions):
                of = (table.c.key if table is t.versions else table.c.version).in_(versions)
                self.connection.execute(update(table).where(of, table.c.valid_to.is_(None)).values(valid_to=self.state))

    def _forget_open(self, versions: Sequence[int]) -> None:
        """Facts that another model replaces within the open state leave no trace: they could never be asked for."""
        if versions:
            of = t.events.c.version.in_(versions)
            fresh = select(t.events.c.key).where(of, t.events.c.valid_from == self.state)
            self.connection.execute(delete(t.event_roles).where(t.event_roles.c.event.in_(fresh)))
            for table in t.FACTS:
                of = table.c.version.in_(versions)
                self.connection.execute(delete(table).where(of, table.c.valid_from == self.state))

    def _allocate(self, table: Any, count: int) -> Sequence[int]:
        return self.dialect.allocate(self.connection, table, count) if count else ()

    def _insert(self, rows: dict[str, list[Row]]) -> None:
        for name in ("events", "affiliations", "quotes", "happenings"):
            table = t.metadata.tables[name]
            for key, row in zip(self._allocate(table, len(rows.get(name, ()))), rows.get(name, ()), strict=True):
                row["key"] = key
        rows["event_roles"] = [
            {"event": event["key"], **role} for event in rows.get("events", ()) for role in event.pop("roles")
        ]
        for table in t.metadata.sorted_tables:
            if rows.get(table.name):
                self.dialect.insert_rows(self.connection, table, rows[table.name])


def _faceted(kept: Kept, same: _Head | None) -> Values:
    """What facets count of an article. `same`: its text is in the store, and the row of its version stays as it is."""
    if same is None:
        article, kind = kept.article, kept.copy.kind if kept.copy else None
        return (*(getattr(article, name) for name in COLUMNS), kind)
    # A text that was extracted again is the copy that it was; a new one has been compared anew.
    return (*same.faceted[:-1], kept.copy.kind if kept.copy else same.faceted[-1])


def _turns(batch: Sequence[Kept]) -> Iterator[list[Kept]]:
    """The batch in pieces within which no id comes twice: a later one is a version of the earlier."""
    turn: dict[str, Kept] = {}
    for kept in batch:
        if kept.article.id in turn:
            yield list(turn.values())
            turn = {}
        turn[kept.article.id] = kept
    yield list(turn.values())


def _ended(kept: Kept, head: _Head | None, digest: str, model: int) -> Outcome:
    outcome = replace(kept.outcome, article=kept.article.id, headline=kept.outcome.headline or kept.article.headline)
    if head is None:
        fine = (OutcomeKind.KEPT, OutcomeKind.COPY)
        return outcome if outcome.kind in fine else replace(outcome, kind=OutcomeKind.KEPT)
    if head.digest != digest:
        return replace(outcome, kind=OutcomeKind.NEW_VERSION)
    if head.model != model:
        return replace(outcome, kind=OutcomeKind.UNCHANGED, reason="extracted again by another model")
    return replace(outcome, kind=OutcomeKind.UNCHANGED)


def _storable(article: Article) -> bool:
    """No engine keeps lone surrogates, PostgreSQL no NUL: one such text must not stop its batch."""
    whole = f"{article.text}{article.headline or ''}{article.byline or ''}{article.credit or ''}"
    return _UNSTORABLE.search(whole) is None


def _unstorable(kept: Kept) -> Outcome:
    return replace(
        kept.outcome,
        kind=OutcomeKind.QUARANTINED,
        reason="characters that no store keeps",
        detail="The text holds NUL characters or halves of surrogate pairs: it was not decoded rightly.",
        article=kept.article.id,
        headline=None,
    )


def _text(article: Article, version: int) -> Row:
    return {
        "version": version,
        "headline": article.headline,
        "text": article.text,
        "byline": article.byline,
        "credit": article.credit,
        "notes": list(article.notes),
    }
