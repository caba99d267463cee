"""Heads and ends of agency stories: PLACE, DATE (AGENCY) at the beginning, --AGENCY at the end."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from extractors.knowledge.spans import UNSURE, component, marked, relabelled, score
from extractors.lexicon import words

NAME = "datelines"
_HEAD = 220  # characters within which a dateline ends

AGENCIES = words("""
    Reuters AP AFP Xinhua TASS dpa EFE ANSA Kyodo Yonhap IANS PTI ANI APP BSS UNB Bernama Antara NNN PNA VNA KUNA WAM
    SPA QNA MENA NAN GNA KNA APS TAP ENA ANGOP Lusa Belga APA NTB CTK PAP MTI Tanjug HINA BTA ANA-MPA Interfax
    Ukrinform Kazinform AZERTAC Montsame CNA AAP CMC PRNewswire BUSINESS GLOBE MNA ZANIS RSS MOLDPRES
""")
_BRACKETS = re.compile(r"\(([A-Z][\w .&’'-]{1,40})\)\s*(?:[-–—:]+|\s)")
_SIGNED = re.compile(r"(?:^|\n)\s*(?:--|—|–|\()\s*([A-Z][\w .&-]{1,30}?)\)?\s*(?=\n|$)")


def signed(doc: Doc) -> Iterator[Span]:
    """The entities, with the agency of the head and of the sign-off as an organisation."""
    named = {token.text for token in doc if token.text in AGENCIES}
    head = doc.text[:_HEAD].split("\n\n", 2)
    spots: list[tuple[int, int]] = []
    at = 0
    for part in head:
        found = _BRACKETS.search(part)
        if found and (found.group(1) in AGENCIES or _dateline_before(part[: found.start()])):
            spots.append((at + found.start(1), at + found.end(1)))
            break
        at += len(part) + 2
    tail = max(0, len(doc.text) - 200)
    for found in _SIGNED.finditer(doc.text[tail:]):
        if found.group(1) in AGENCIES or found.group(1) in {doc.text[a:b] for a, b in spots}:
            spots.append((tail + found.start(1), tail + found.end(1)))
    yield from _with(doc, spots) if spots or named else doc.ents


def _dateline_before(text: str) -> bool:
    """A place and perhaps a day, nothing that reads like a sentence."""
    return bool(re.fullmatch(r"\W*(?:[A-Z][\w.’'-]*,?\s*|\d{1,4},?\s*|/\s*){1,8}", text))


def _with(doc: Doc, spots: list[tuple[int, int]]) -> list[Span]:
    spans = list(doc.ents)
    for start, end in spots:
        new = doc.char_span(start, end, label="ORG")
        if new is None:
            continue
        same = [s for s in spans if s.start < new.end and new.start < s.end]
        if not same:
            spans.append(marked(doc, new.start, new.end, "ORG", 0.95))
        elif all(score(s) < UNSURE for s in same) and not (len(same) == 1 and same[0].label_ == "ORG"):
            spans = [s for s in spans if s not in same] + [relabelled(new, "ORG", 0.95)]
    return sorted(spans, key=lambda span: span.start)


component(NAME, signed)
