"""Stages 3 to 6 of the way, noun to noun, without Prefect: each takes a batch and leaves nothing half done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from corpus.copies import MemoryIndex, signature
from corpus.copies import compare as copy_of
from corpus.origin import origin
from corpus.origin.tracing import when
from corpus.versions import bare
from dateline.decisions import apply_decisions
from dateline.entities import Resolved, resolve_batch
from dateline.errors import ExtractError
from dateline.records import Article, Copy, Findings, Outcome, OutcomeKind
from dateline.store import Kept
from dateline.store.copies import StoreCopyIndex
from dateline.store.current import current_articles
from dateline.store.linking import link_copies
from dateline.store.recognised import read_before
from dateline.store.states import open_state
from dateline.store.text import article_digest
from dateline.stories.renewed import follow, unfollowed
from dateline.stories.stored import place, unplaced
from flows.arriving import Reading, ended
from flows.passing import Pass
from flows.renewing import Near, in_order

_ARCHIVE = 365  # days beyond the window in which copies are looked for: archives are imported in any order


def compare(this: Pass, articles: Sequence[Article], around: Near) -> dict[str, Copy]:
    """Stage 3, copies: who carries whose text, among the articles and those in the store: id of the bearer -> copy.

    Usually the article that came later carries the text of the earlier one; where the texts themselves
    name another origin (an agency whose text the outlet had first in the store), it is the other way round.
    """
    copies: dict[str, Copy] = {}
    here = {article.id: article for article in articles}  # of several versions the one that stands
    there = around.there
    index = MemoryIndex(this.settings["copy_days"])
    for article in sorted(here.values(), key=when):
        signed = around.signatures[article.text]
        asked = around.ids.get((article.text, article.published), [])
        ids = (*asked, *index.candidates(signed, article.published))
        others = [here.get(id) or there[id] for id in dict.fromkeys(ids) if id in here or id in there]
        copy = copy_of(article, others)
        index.add(article.id, signed, article.published)
        if copy is None:
            continue
        original = next(other for other in others if other.id == copy.original)
        copy = _directed(copy, article, original)
        copies.setdefault(copy.article, copy)
    return copies


def _directed(copy: Copy, article: Article, original: Article) -> Copy:
    """The copy from its origin to its bearer."""
    if copy.kind == "form" or origin([original, article]).article != article.id:
        return copy
    return copy_of(original, [article]) or copy


def extract(this: Pass, articles: Sequence[Article]) -> dict[str, Findings | ExtractError]:
    """Stage 4: what each text says, in this process or in as many as the setting workers asks for."""
    from extractors.pipeline import extract as extract_here
    from extractors.processes import extract_in_processes

    limits = {"seconds": this.settings["text_seconds"], "limit": this.settings["text_limit"]}
    workers = this.settings["workers"]
    found: Iterator[tuple[Article, Findings | ExtractError]]
    if not articles:
        return {}
    with this.store.reading() as connection:
        before = read_before(connection, (article.id for article in articles), this.model)
    if workers > 1:
        found = extract_in_processes(articles, workers, model=this.settings.model, before=before, **limits)
    else:
        found = extract_here(articles, this.nlp, before=before, **limits)
    return {_version(article): result for article, result in found}


def _version(article: Article) -> str:
    return f"{article.id} {article_digest(article)}"


def resolve(
    this: Pass, articles: Sequence[Article], findings: Mapping[str, Findings | ExtractError]
) -> dict[str, Resolved]:
    """Stage 5: which entities the names of each article mean."""
    pairs = [(a, f) for a in articles if isinstance(f := findings[_version(a)], Findings)]
    resolved = resolve_batch(this.store, pairs)
    return {_version(article): found for (article, _), found in zip(pairs, resolved, strict=True)}


def keep(
    this: Pass,
    readings: Sequence[Reading],
    copies: Mapping[str, Copy],
    findings: Mapping[str, Findings | ExtractError],
    known: Mapping[str, Resolved],
) -> list[Outcome]:
    """Stage 6: every article with its facts and its outcome, in one transaction; then the items that gave none."""
    this.store.note_captures([(reading.capture, None) for reading in readings])
    batch: list[Kept] = []
    aside: list[tuple[str | None, Outcome]] = []
    for reading in readings:
        aside += [(None if reading.articles else reading.key, outcome) for outcome in reading.outcomes]
    for article, reading in in_order(readings):
        found = findings.get(_version(article))
        if isinstance(found, Findings):
            reason = _clash(article, reading)
            resolved = known[_version(article)]
            batch.append(_kept(article, found, copies.get(article.id), resolved, reading.key, reason))
        elif found:
            aside.append((reading.key, ended(article, OutcomeKind.QUARANTINED, found.reason, str(found))))
        else:
            aside.append((reading.key, ended(article, OutcomeKind.UNCHANGED)))
    outcomes = this.store.keep(batch, this.run.id)
    this.note(aside)
    connect(this, [kept.article for kept in batch], copies)
    return [*outcomes, *(outcome for _, outcome in aside)]


def _clash(article: Article, reading: Reading) -> str:
    """Said of several texts that one capture gives under one id: all are kept, as versions, the last one stands."""
    texts = {other.text for other in reading.articles if other.id == article.id}
    return "one of several texts under one id" if len(texts) > 1 else ""


def _kept(article: Article, found: Findings, copy: Copy | None, known: Resolved, item: str, reason: str) -> Kept:
    kind = OutcomeKind.KEPT
    if copy and copy.kind != "form":
        kind, reason = OutcomeKind.COPY, f"{copy.kind} of another"
    return Kept(
        article=article,
        findings=found,
        outcome=ended(article, kind, reason),
        copy=copy,
        entities=known.entities,
        coined=known.coined,
        learned=known.learned,
        headline=bare(article.headline),
        item=item,
    )


def connect(this: Pass, kept: Sequence[Article], copies: Mapping[str, Copy]) -> None:
    """After they are kept: earlier and later articles are linked as copies, decisions hold, each has its story."""
    ids = [article.id for article in kept]
    earlier = [copy for id, copy in copies.items() if id not in ids]
    if earlier:
        with this.store.writing() as connection:
            link_copies(connection, earlier, open_state(connection))
    index = StoreCopyIndex(this.store, days=this.settings["copy_days"])
    index.add_all([(article.id, signature(article.text), article.published) for article in kept])
    apply_decisions(this.store, [*ids, *(copy.article for copy in earlier)])
    place(this.store, ids)
    follow(this.store, ids)


def catch_up(this: Pass) -> None:
    """What a killed pass kept without connecting it; and what is long too old to be copied is let go."""
    days = this.settings["copy_days"]
    index = StoreCopyIndex(this.store, days=days)
    index.forget(datetime.now(UTC).date() - timedelta(days=days + _ARCHIVE))
    while missing := index.missing():
        with this.store.reading() as connection:
            articles = current_articles(connection, missing)
        index.add_all([(id, signature(article.text), article.published) for id, article in articles.items()])
    apply_decisions(this.store)
    while (left := unplaced(this.store)) and place(this.store, left):
        pass
    follow(this.store, unfollowed(this.store))
