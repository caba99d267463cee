"""Entities of a Doc, taken out to be changed and put back."""

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

Change = Callable[[Doc], Iterable[Span]]


def score(span: Span) -> float:
    """The score of a span; 1 where none was given."""
    given = span._.score
    return 1.0 if given is None else float(given)


def marked(doc: Doc, start: int, end: int, label: str, given: float) -> Span:
    """A span of tokens with a label and a score."""
    span = Span(doc, start, end, label=label)
    span._.score = given
    return span


def relabelled(span: Span, label: str, given: float) -> Span:
    """The same tokens under another label."""
    return marked(span.doc, span.start, span.end, label, given)


def component(name: str, change: Change) -> None:
    """Register a change of entities as a component of pipelines."""

    def run(doc: Doc) -> Doc:
        if len(doc):
            doc.ents = tuple(change(doc))
        return doc

    Language.component(name, assigns=["doc.ents"], requires=["doc.ents"], func=run)
