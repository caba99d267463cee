"""An acronym follows its expansion: `World Robot Championship (WRC)` makes every WRC an event."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import component, marked, relabelled, score

NAME = "acronyms"

_ACRONYM = re.compile(r"[A-Z][A-Za-z&]{0,8}[A-Z]\d{0,4}")


def followed(doc: Doc) -> Iterator[Span]:
    """The entities, with the acronyms that a text explains under the label of what they stand for."""
    explained = _explained(doc)
    if not explained:
        yield from doc.ents
        return
    covered: set[int] = set()
    kept: list[Span] = []
    for span in doc.ents:
        covered.update(range(span.start, span.end))
        label, given = explained.get(span.text, (span.label_, 0.0))
        kept.append(relabelled(span, label, given) if label != span.label_ else span)
    kept += [
        marked(doc, token.i, token.i + 1, *explained[token.text])
        for token in doc
        if token.text in explained and token.i not in covered and not _glued(doc, token.i)
    ]
    yield from sorted(kept, key=lambda span: span.start)


def _explained(doc: Doc) -> dict[str, tuple[str, float]]:
    """acronym -> label and score of the name right before its bracket."""
    found: dict[str, tuple[str, float]] = {}
    for span in doc.ents:
        after = span.end
        if span.label_ not in ("ORG", "EVENT") or after + 2 >= len(doc) or doc[after].text != "(":
            continue
        acronym = doc[after + 1].text
        if doc[after + 2].text in ")," and _ACRONYM.fullmatch(acronym) and _initials_fit(acronym, span):
            found.setdefault(acronym, (span.label_, score(span)))
    return found


def _initials_fit(acronym: str, span: Span) -> bool:
    """Whether the acronym's letters come in this order among the initials, one of them perhaps not."""
    letters = [c for c in acronym.upper() if c.isalpha()]
    initials = iter([t.text[0].upper() for t in span if t.text[0].isalpha()])
    return sum(letter in initials for letter in letters) >= max(2, len(letters) - 1)


def _glued(doc: Doc, at: int) -> bool:
    """Whether the acronym is part of a longer word, as in IANS-WAM."""
    before, after = doc[at - 1] if at else None, doc[at + 1] if at + 1 < len(doc) else None
    return bool(
        (before is not None and before.text in "-/@#." and not before.whitespace_)
        or (
            after is not None
            and after.text in "-/@."
            and not doc[at].whitespace_
            and at + 2 < len(doc)
            and not after.whitespace_
            and doc[at + 2].is_alpha
        )
    )


component(NAME, followed)
