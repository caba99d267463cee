"""Happenings: who did what to whom, when and where, typed by PLOVER's ontology."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.happenings.find import find_happenings


@Language.component("happenings", requires=["doc.ents"], assigns=["doc._.happenings"])
def happenings(doc: Doc) -> Doc:
    """The spaCy component."""
    doc._.happenings = find_happenings(doc)
    return doc
