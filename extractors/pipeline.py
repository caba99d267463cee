"""From articles to findings: every extractor in its order, in batches, with limits.

`load_pipeline` says what runs; `extract` is the way through it. A text ends either in Findings or
in an ExtractError with a countable reason, and never stops the ones after it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import ExtractError, InputError
from dateline.records import Article, Findings, Model, ReadBefore, Span
from extractors.doc import text_of
from extractors.knowledge import COMPONENTS as KNOWLEDGE
from extractors.limits import OverTime, within
from extractors.tokens import blank_pipeline

LIMIT = 1_000_000  # characters of one text
NOTHING_BEFORE: Mapping[str, ReadBefore] = MappingProxyType({})
BATCH_CHARACTERS = 400_000  # a batch of long texts is cut shorter, so that memory stays flat


# component -> the module that registers its factory, in the order in which they run
STAGES: dict[str, str] = {
    "recogniser": "extractors.recogniser.component",
    "sentences": "extractors.sentences",
    **dict.fromkeys(KNOWLEDGE, "extractors.knowledge"),
    "dates": "extractors.dates.component",
    "identity": "extractors.identity",
    "affiliations": "extractors.affiliations",
    "quotes": "extractors.quotes",
    "events": "extractors.events",
    "happenings": "extractors.happenings",
}


def load_pipeline(*, disable: Collection[str] = (), model: Path | None = None) -> Language:
    """The pipeline with every component but the disabled ones; `model`: a recogniser's folder, the shipped one without.

    Raises InputError for an unknown component, ExtractError for a model that cannot be used.
    """
    for name in disable:
        if name not in STAGES:
            raise InputError(f"There is no component {name!r}.", remedy=f"There are: {', '.join(STAGES)}.")
    nlp = blank_pipeline()
    nlp.max_length = 1 << 40  # the limit is ours, and counted
    for name, module in STAGES.items():
        if name not in disable:
            import_module(module)
            nlp.add_pipe(name, config={"path": str(model)} if model and name == "recogniser" else {})
    return nlp


def model_of(nlp: Language) -> Model:
    """Name and version of what recognises the spans of this pipeline."""
    found = getattr(nlp.get_pipe("recogniser"), "model", None) if nlp.has_pipe("recogniser") else None
    return found if isinstance(found, Model) else Model(name="none", version="0")


def findings(doc: Doc, *, text: str | None = None, model: Model | None = None) -> Findings:
    """What the components left on a Doc, as our noun.

    `text`: the article's own, which spaCy cannot always hold to the letter (lone surrogates).
    """
    text = text_of(doc) if text is None else text
    spans = tuple(
        Span(
            start=ent.start_char,
            end=ent.end_char,
            label=ent.label_,
            text=text[ent.start_char : ent.end_char],
            entity=ent._.entity,
            score=ent._.score,
            value=ent._.value,
            note=ent._.note,
        )
        for ent in doc.ents
    )
    return Findings(
        spans=spans,
        durations=tuple(doc._.durations or ()),
        events=tuple(doc._.events or ()),
        affiliations=tuple(doc._.affiliations or ()),
        quotes=tuple(doc._.quotes or ()),
        happenings=tuple(doc._.happenings or ()),
        model=model or Model(name="none", version="0"),
        recognised=tuple(doc._.recognised or ()),
    )


def extract(
    articles: Iterable[Article],
    nlp: Language,
    *,
    batch_size: int = 32,
    seconds: float = 60.0,
    limit: int = LIMIT,
    before: Mapping[str, ReadBefore] = NOTHING_BEFORE,
) -> Iterator[tuple[Article, Findings | ExtractError]]:
    """Each article with its findings, or with why there are none; in input order.

    A batch has `seconds` in all. When it takes longer, or breaks a component, its texts are tried one by one,
    each with `seconds` of its own, and only the one at fault is given up. `limit`: characters of one text.
    `before`: by article id the version before, read by the same model: what stayed is not recognised again.
    """
    for batch in batches(articles, batch_size):
        try:
            yield from zip(batch, read_batch(batch, nlp, seconds=seconds, limit=limit, before=before), strict=True)
        except (OverTime, Exception):  # noqa: BLE001  whatever it was, it is found and counted in the next line
            yield from ((article, _singly(article, nlp, seconds, limit)) for article in batch)


def batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Articles in lists of at most `size`, and of at most BATCH_CHARACTERS where there are several."""
    batch: list[Article] = []
    characters = 0
    for article in articles:
        if batch and (len(batch) >= size or characters + len(article.text) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += len(article.text)
    if batch:
        yield batch


def read_batch(
    batch: Sequence[Article],
    nlp: Language,
    *,
    seconds: float,
    limit: int,
    before: Mapping[str, ReadBefore] = NOTHING_BEFORE,
) -> list[Findings | ExtractError]:
    """The findings of each article of a batch. Raises OverTime, or whatever a component raises."""
    model = model_of(nlp)
    readable = [a for a in batch if a.text.strip() and len(a.text) <= limit]
    made = [_doc(a, nlp, before.get(a.id)) for a in readable]
    docs = within(seconds, lambda: list(nlp.pipe(made, batch_size=len(made) or 1)))
    found = {id(a): findings(doc, text=a.text, model=model) for a, doc in zip(readable, docs, strict=True)}
    nothing = Findings(model=model)
    return [_too_long(a, limit) if len(a.text) > limit else found.get(id(a), nothing) for a in batch]


def _singly(article: Article, nlp: Language, seconds: float, limit: int) -> Findings | ExtractError:
    try:
        return read_batch([article], nlp, seconds=seconds, limit=limit)[0]
    except OverTime:
        return over_time(article, seconds)
    except Exception as error:  # noqa: BLE001  the text is quarantined with this reason, and the next ones go on
        return broke(article, f"{type(error).__name__}: {error}")


def _doc(article: Article, nlp: Language, before: ReadBefore | None) -> Doc:
    doc = nlp.make_doc(article.text)
    filed = article.dateline.date if article.dateline else None
    doc._.published = filed or article.published
    doc._.language = article.language or "en"
    doc._.before = before
    return doc


def _too_long(article: Article, limit: int) -> ExtractError:
    return ExtractError(
        f"The text {article.id} has {len(article.text):,} characters; at most {limit:,} are allowed.",
        reason="too long",
        remedy="Raise the setting text_limit, or split the text.",
    )


def over_time(article: Article, seconds: float) -> ExtractError:
    """Why an article is given up that took more than its seconds."""
    return ExtractError(
        f"The text {article.id} was not worked through within {seconds:g} seconds.",
        reason="over its time limit",
        remedy="Raise the setting text_seconds, or split the text.",
    )


def broke(article: Article, how: str) -> ExtractError:
    """Why an article is given up on which an extractor failed."""
    return ExtractError(
        f"The text {article.id} broke an extractor: {how}.",
        reason="broke an extractor",
        remedy="Please report it with the text.",
    )
