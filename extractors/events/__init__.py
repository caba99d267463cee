"""Named events with their facts: days, place, organisers, participants, each from the sentences that say it."""

from spacy.language import Language
from spacy.tokens import Doc

from extractors.events.assembly import find_events


@Language.component("events", requires=["doc.ents"], assigns=["doc._.events"])
def events(doc: Doc) -> Doc:
    """The spaCy component."""
    doc._.events = find_events(doc)
    return doc
