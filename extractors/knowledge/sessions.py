"""Titled sessions: what stands in quotation marks after panel, session or lecture is an event, to the last word."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.doc import text_of
from extractors.knowledge.spans import component, marked

NAME = "sessions"

_TITLE = re.compile(
    r"\b(?:panel|session|plenary|discussion|dialogue|round ?table|workshop|seminar|webinar|lecture|keynote|track|"
    r"symposium|masterclass|debate|conference|exhibition|campaign)s?"
    r"(?: discussion| session| debate| event)?,?"
    r"(?: titled| entitled| called| on| named| themed| dubbed| under the (?:title|theme|heading))?[,:]? "
    # An apostrophe inside single marks stands before a letter or a capital (Mayors' Dialogue), the last one not.
    r"(?:[\"“«]([A-Z0-9][^\"“”»\n]{3,140})[\"”»]|['‘]([A-Z0-9][^\"“”\n]{3,140}?)['’](?!\w| [A-Z]))"
)


def titled(doc: Doc) -> Iterator[Span]:
    """The entities, with the titles of sessions as events in place of what covers parts of them."""
    kept = list(doc.ents)
    text = text_of(doc)
    for found in _TITLE.finditer(text):
        start, end = found.span(1 if found.group(1) else 2)
        while text[end - 1] in ",.; ":
            end -= 1
        span = doc.char_span(start, end)
        if span is None:
            continue
        same = [ent for ent in kept if ent.start < span.end and span.start < ent.end]
        if len(same) == 1 and (same[0].start, same[0].end, same[0].label_) == (span.start, span.end, "EVENT"):
            continue
        kept = [ent for ent in kept if ent not in same]
        kept.append(marked(doc, span.start, span.end, "EVENT", 0.95))
    yield from sorted(kept, key=lambda ent: ent.start)


component(NAME, titled)
