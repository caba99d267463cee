"""Quotes: who said what, directly and indirectly."""

from spacy.language import Language
from spacy.tokens import Doc

from dateline.records import Quote
from extractors.doc import text_of
from extractors.identity.discourse import Discourse
from extractors.quotes.direct import direct_quotes
from extractors.quotes.indirect import indirect_quotes
from extractors.quotes.marks import passages


def find_quotes(doc: Doc) -> list[Quote]:
    """The quotes of a Doc whose spans have their entities, in text order."""
    found = passages(text_of(doc))
    discourse = Discourse.of(doc, [passage.outer for passage in found])
    made = [*direct_quotes(discourse, found), *indirect_quotes(discourse)]
    return sorted(made, key=lambda quote: quote.start)


@Language.component("quotes", requires=["doc.ents", "span._.entity"], assigns=["doc._.quotes"])
def quotes(doc: Doc) -> Doc:
    """The spaCy component."""
    doc._.quotes = find_quotes(doc)
    return doc
