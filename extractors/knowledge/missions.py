"""Missions abroad: embassies, consulates, trade representations of one country in another are one organisation."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.doc import text_of
from extractors.knowledge.spans import component, marked

NAME = "missions"

# Republic of the Congo, Bosnia and Herzegovina; in "in India and the High Commission" the next thing begins.
_COUNTRY = r"[A-Z][\w’'-]+(?: (?:of (?:the )?|and )?[A-Z][\w’'-]+){0,4}"
_MISSION = re.compile(
    r"\b(?:Embassy|Consulate(?:[- ]General)?|High Commission|Trade (?:Representation|Mission|Delegation|Office)|"
    r"Permanent (?:Mission|Representation|Delegation)|Apostolic Nunciature|Representative Office)"
    rf" of (?:the )?{_COUNTRY}(?:,? (?:in|to) (?:the )?{_COUNTRY})?"
)


def named(doc: Doc) -> Iterator[Span]:
    """The entities, with missions in place of the countries in their names."""
    kept = list(doc.ents)
    for found in _MISSION.finditer(text_of(doc)):
        span = doc.char_span(*found.span())
        if span is None:
            continue
        same = [ent for ent in kept if ent.start < span.end and span.start < ent.end]
        # What reaches beyond it the network has read in a larger context; an organisation that it found stays.
        if any(ent.label_ == "ORG" or ent.start < span.start or ent.end > span.end for ent in same):
            continue
        kept = [ent for ent in kept if ent not in same]
        kept.append(marked(doc, span.start, span.end, "ORG", 0.9))
    yield from sorted(kept, key=lambda ent: ent.start)


component(NAME, named)
