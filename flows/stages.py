"""Stages 2 to 6 of the way, noun to noun, without Prefect: each takes a batch and leaves nothing half done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from corpus.copies import MemoryIndex, signature
from corpus.copies import compare as copy_of
from corpus.kinds import read as read_capture
from corpus.language import language_of
from corpus.origin import origin
from corpus.origin.tracing import when
from dateline.decisions import apply_decisions
from dateline.entities import Resolved, resolve_batch
from dateline.errors import ExtractError, ReadError
from dateline.records import Article, Capture, Copy, Findings, Outcome, OutcomeKind
from dateline.store import Kept
from dateline.store.copies import StoreCopyIndex
from dateline.store.current import current_articles, current_heads
from dateline.store.linking import link_copies
from dateline.store.states import open_state
from dateline.store.text import article_digest
from dateline.stories.stored import place, unplaced
from flows.passing import Pass

_ARCHIVE = 365  # days beyond the window in which copies are looked for: archives are imported in any order


@dataclass(slots=True)
class Reading:
    """A capture with what came of it."""

    key: str
    capture: Capture
    articles: list[Article] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def read(this: Pass, captures: Sequence[tuple[str, Capture]]) -> list[Reading]:
    """Stage 2: the articles of each capture, or the reason why none came of it."""
    return [_reading(this, key, capture) for key, capture in captures]


def _reading(this: Pass, key: str, capture: Capture) -> Reading:
    reading = Reading(key, capture)
    try:
        for parsed in read_capture(capture, this.sources[capture.source]):
            if isinstance(parsed, Article):
                checked = _checked(this, parsed, capture)
                (reading.articles if isinstance(checked, Article) else reading.outcomes).append(checked)  # type: ignore[arg-type]
            elif isinstance(parsed, Outcome):
                reading.outcomes.append(parsed)
    except ReadError as error:
        reading.outcomes.append(_refused(capture, error.reason, str(error)))
    except Exception as error:  # noqa: BLE001  one capture must not stop the others: it is put aside with the reason
        broken = _refused(capture, "broke a reader", f"{type(error).__name__}: {error}")
        reading.outcomes.append(replace(broken, kind=OutcomeKind.QUARANTINED))
    if not reading.articles and not reading.outcomes:
        reading.outcomes.append(_refused(capture, "not an article", "The capture holds no article."))
    return reading


def _checked(this: Pass, article: Article, capture: Capture) -> Article | Outcome:
    """The article, complete; or why it is not wanted."""
    if article.status == "usable" and len(article.text) < this.settings["shortest"]:
        detail = f"{len(article.text)} characters; the setting shortest asks for {this.settings['shortest']}."
        return _refused(capture, "too short", detail, article)
    language = article.language or language_of(article.text)
    wanted = this.settings["languages"]
    if language and wanted and language not in wanted:
        detail = f"It is {language!r}; the setting languages asks for {', '.join(wanted)}."
        return _refused(capture, "language not wanted", detail, article)
    published, notes = article.published, article.notes
    if published is None:
        published = capture.collected.date()
        notes = (*notes, "No day of publication was found; it is the day of collection.")
    return replace(article, language=language, published=published, notes=notes)


def _refused(capture: Capture, reason: str, detail: str, article: Article | None = None) -> Outcome:
    item = capture.item
    return Outcome(
        kind=OutcomeKind.REFUSED,
        stage="read",
        reason=reason,
        detail=detail,
        source=capture.source,
        address=(article.url if article else None) or (item.address if item else None) or capture.address,
        headline=article.headline if article else item.headline if item else None,
        capture=capture.id,
    )


def fresh(this: Pass, readings: Sequence[Reading]) -> list[Article]:
    """The articles that are not in the store as they are: only these are worth comparing and extracting.

    An older version than the one that the store has is told apart here: files of a folder come in any order.
    """
    articles = [article for reading in readings for article in reading.articles]
    with this.store.reading() as connection:
        there = current_heads(connection, (article.id for article in articles))
    for reading in readings:
        for article in list(reading.articles):
            head = there.get(article.id)
            if head and head.made and (made := _made(article)) and made < head.made:
                reading.articles.remove(article)
                reading.outcomes.append(_ended(article, OutcomeKind.UNCHANGED, "older than the version in the store"))
    return [
        article
        for reading in readings
        for article in reading.articles
        if article.id not in there
        or (there[article.id].digest, there[article.id].model) != (article_digest(article), this.model)
    ]


def _made(article: Article) -> datetime | None:
    return article.changed_at or article.published_at


def compare(this: Pass, articles: Sequence[Article]) -> dict[str, Copy]:
    """Stage 3: who carries whose text, among the articles and those in the store: id of the bearer -> copy.

    Usually the article that came later carries the text of the earlier one; where the texts themselves
    name another origin (an agency whose text the outlet had first in the store), it is the other way round.
    """
    copies: dict[str, Copy] = {}
    here = {article.id: article for article in articles}
    near = MemoryIndex(this.settings["copy_days"])
    index = StoreCopyIndex(this.store, days=this.settings["copy_days"])
    signatures = {article.id: signature(article.text) for article in articles}
    asked = {id: index.candidates(found, here[id].published) for id, found in signatures.items()}
    with this.store.reading() as connection:
        there = current_articles(connection, {id for ids in asked.values() for id in ids})
    for article in sorted(articles, key=when):
        ids = (*asked[article.id], *near.candidates(signatures[article.id], article.published))
        others = [here.get(id) or there[id] for id in dict.fromkeys(ids) if id in here or id in there]
        copy = copy_of(article, others)
        near.add(article.id, signatures[article.id], article.published)
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
    if workers > 1:
        found = extract_in_processes(articles, workers, model=this.settings.model, **limits)
    else:
        found = extract_here(articles, this.nlp, **limits)
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
        for article in reading.articles:
            found = findings.get(_version(article))
            if isinstance(found, Findings):
                batch.append(_kept(article, found, copies.get(article.id), known[_version(article)], reading.key))
            elif found:
                aside.append((reading.key, _ended(article, OutcomeKind.QUARANTINED, found.reason, str(found))))
            else:
                aside.append((reading.key, _ended(article, OutcomeKind.UNCHANGED)))
    # Versions of one article in the order in which they were made.
    batch.sort(key=lambda kept: _made(kept.article) or datetime.min.replace(tzinfo=UTC))
    outcomes = this.store.keep(batch, this.run.id)
    this.note(aside)
    connect(this, [kept.article for kept in batch], copies)
    return [*outcomes, *(outcome for _, outcome in aside)]


def _kept(article: Article, found: Findings, copy: Copy | None, known: Resolved, item: str) -> Kept:
    kind, reason = (
        (OutcomeKind.COPY, f"{copy.kind} of another") if copy and copy.kind != "form" else (OutcomeKind.KEPT, "")
    )
    return Kept(
        article=article,
        findings=found,
        outcome=_ended(article, kind, reason),
        copy=copy,
        entities=known.entities,
        coined=known.coined,
        learned=known.learned,
        item=item,
    )


def _ended(article: Article, kind: OutcomeKind, reason: str = "", detail: str = "") -> Outcome:
    return Outcome(
        kind=kind,
        stage="extract" if kind is OutcomeKind.QUARANTINED else "keep",
        reason=reason,
        detail=detail,
        source=article.source,
        address=article.url,
        headline=article.headline,
        article=article.id,
        capture=article.capture,
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
