"""Where a name begins and ends: articles, honorifics, possessives and marks at its edge stand outside."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import component, marked, score
from extractors.lexicon import words

NAME = "edges"

HONORIFICS = words("""
    mr mrs ms miss mx dr sir dame lord lady madam madame mme monsieur hon honourable honorable rev reverend fr
    h.e. shri smt sri kumari datuk dato tan haji hajia alhaji sheikh sheikha
""")
_OPENING = frozenset("\"'“‘«„([-–—•*·/:,.")
_CLOSING = frozenset("\"'”’»)]-–—•*·/:,;")
_PAIRS = {")": "(", "]": "[", "”": "“", "»": "«"}


def trimmed(doc: Doc) -> Iterator[Span]:
    """Every entity within its proper edges; one of nothing but marks is dropped."""
    for span in doc.ents:
        start, end = span.start, span.end
        while start < end and _outside_left(doc, start, end, span.label_):
            start += 1
        while end > start and _outside_right(doc, start, end, span.label_):
            end -= 1
        if start == span.start and end == span.end:
            yield span
        elif start < end:
            yield marked(doc, start, end, span.label_, score(span))


def _outside_left(doc: Doc, start: int, end: int, label: str) -> bool:
    token = doc[start]
    if token.text in _OPENING or token.is_space:
        # The quotation mark of a name's first part ("Ofa) or a bracket that closes within belongs to it.
        return not (token.text in '("“«[' and any(t.text in ')"”»]' for t in doc[start + 1 : end]))
    lower = token.lower_
    if label != "DATE" and lower == "the" and end - start > 1:
        return not token.text.isupper() or doc[start + 1].text.isupper()
    return (
        label == "PERSON"
        and end - start > 1
        and lower in HONORIFICS
        and (doc[start + 1].text == "." or lower not in ("lord", "lady", "miss", "madam", "tan", "fr", "sri"))
    )


def _outside_right(doc: Doc, start: int, end: int, label: str) -> bool:
    token = doc[end - 1]
    if token.is_space:
        return True
    if token.text == "s" and end - start > 2 and doc[end - 2].text in "'’" and token.idx == doc[end - 2].idx + 1:
        return True
    if token.text not in _CLOSING:
        return False
    opening = _PAIRS.get(token.text, token.text if token.text == '"' else "")
    return not (opening and any(t.text == opening for t in doc[start : end - 1]))


component(NAME, trimmed)
