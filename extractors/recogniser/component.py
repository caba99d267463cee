"""The recogniser in a spaCy pipeline: `nlp.add_pipe("recogniser")` sets doc.ents and span._.score."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, minibatch

from dateline.records import Model
from extractors import doc as extensions
from extractors.doc import words_of
from extractors.recogniser.reading import Named, Reader, open_reader

extensions.declare()


class Recogniser:
    """A component: Doc to the same Doc with people, organisations, places, dates and events."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @property
    def model(self) -> Model:
        """Name and version of the model that finds the spans."""
        return self.reader.model

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one Doc."""
        return _marked(doc, self.reader([words_of(doc)], [doc._.before])[0])

    def pipe(self, stream: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Set the entities of many Docs, in their order; the passages of a batch are decoded side by side."""
        for docs in minibatch(stream, size=batch_size):  # type: ignore[no-untyped-call]
            found = self.reader([words_of(doc) for doc in docs], [doc._.before for doc in docs])
            for doc, named in zip(docs, found, strict=True):
                yield _marked(doc, named)


def _marked(doc: Doc, named: Sequence[Named]) -> Doc:
    doc._.recognised = tuple((name.start, name.end, name.label, name.score) for name in named)
    spans: list[Span] = []
    for name in named:
        span = doc.char_span(name.start, name.end, label=name.label, alignment_mode="expand")
        if span is not None:
            span._.score = name.score
            spans.append(span)
    # Only a pipeline with coarser tokens than extractors.tokens can make two spans meet.
    doc.ents = filter_spans(spans)
    return doc


@lru_cache(maxsize=4)
def _reader(path: Path | None, threads: int) -> Reader:
    return open_reader(path, threads=threads)


def load_recogniser(path: Path | None = None, *, threads: int = 1) -> Recogniser:
    """The recogniser of a model's folder (None: the shipped one), loaded once a process.

    `threads`: of one call; 1 lets n processes on n cores scale. Raises ExtractError for missing or foreign files.
    """
    return Recogniser(_reader(path, threads))


@Language.factory(
    "recogniser", assigns=["doc.ents", "doc._.recognised", "span._.score"], default_config={"path": None, "threads": 1}
)
def make_recogniser(nlp: Language, name: str, path: str | None, threads: int) -> Recogniser:
    """The component for `nlp.add_pipe("recogniser", config={"path": ..., "threads": ...})`."""
    return load_recogniser(Path(path) if path else None, threads=threads)
