"""Names after titles: who is Minister, Captain or coach is a person, whatever the network made of the name."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.edges import HONORIFICS
from extractors.knowledge.spans import UNSURE, component, marked, relabelled, score
from extractors.lexicon import words

NAME = "titles"

_TITLES = words("""
    president vice-president chancellor premier minister secretary governor mayor senator congressman congresswoman
    ambassador commissioner general colonel major captain lieutenant sergeant corporal admiral commander inspector
    constable superintendent marshal brigadier professor judge justice attorney bishop archbishop cardinal pope
    pastor imam rabbi swami king queen prince princess emperor sultan emir chief chairman chairwoman chairperson
    director coach striker goalkeeper midfielder defender spokesman spokeswoman spokesperson
    actor actress singer pianist violinist novelist poet painter photographer economist analyst
""")
_TITLE_PERSON = _TITLES - words("general major king queen prince justice cardinal chief director secretary")


def addressed(doc: Doc) -> Iterator[Span]:
    """The entities, with unsure ones right after a title as people, and unmarked names after honorifics."""
    kept: list[Span] = []
    for span in doc.ents:
        if span.label_ in ("ORG", "PLACE", "EVENT") and score(span) < UNSURE and _after_title(doc, span):
            kept.append(relabelled(span, "PERSON", round(1 - score(span) / 2, 4)))
        else:
            kept.append(span)
    covered = {i for span in kept for i in range(span.start, span.end)}
    for token in doc:
        if token.lower_ in ("mr", "mrs", "ms", "dr") and token.text[0].isupper() and token.i not in covered:
            start = token.i + 1
            if start < len(doc) and doc[start].text == ".":
                start += 1
            end = start
            while end < len(doc) and end - start < 4 and doc[end].is_title and end not in covered:
                end += 1
            if end > start and end not in covered and not (end < len(doc) and doc[end].text in "-'’"):
                kept.append(marked(doc, start, end, "PERSON", 0.8))
    yield from sorted(kept, key=lambda span: span.start)


def _after_title(doc: Doc, span: Span) -> bool:
    at = span.start - 1
    if at >= 0 and doc[at].text == "." and at > 0 and doc[at - 1].lower_ in HONORIFICS:
        at -= 1
    if at < 0 or not span[0].is_title or len(span) > 4:
        return False
    return doc[at].lower_ in HONORIFICS or (doc[at].lower_ in _TITLE_PERSON and doc[at].text != doc[at].text.upper())


component(NAME, addressed)
