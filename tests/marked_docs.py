"""Docs for tests: "[Ana Ruiz|P] of [Acme|O] spoke." with the components run over the marked mentions."""

import random
import re
from collections.abc import Mapping
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.util import filter_spans

from extractors.affiliations import affiliations
from extractors.identity import identity
from extractors.quotes import quotes
from extractors.sentences import split_sentences

_LABELS = {"P": "PERSON", "O": "ORG", "L": "PLACE", "E": "EVENT", "D": "DATE"}
_MARKED = re.compile(r"\[([^\[\]|]+)\|([POLED])\]")
_NLP = spacy.blank("en")


def bare_doc(text: str, spans: list[tuple[int, int, str]]) -> Doc:
    """A Doc with its sentences and mentions, no component run."""
    doc = _NLP.make_doc(text)
    found = [doc.char_span(start, end, label=label, alignment_mode="expand") for start, end, label in spans]
    doc.ents = filter_spans([span for span in found if span is not None])
    return split_sentences(doc)


def marked_doc(marked: str) -> Doc:
    """The Doc of a marked text after identity, affiliations and quotes."""
    text, spans, last = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append((len(text), len(text) + len(match[1]), _LABELS[match[2]]))
        text += match[1]
        last = match.end()
    return quotes(affiliations(identity(bare_doc(text + marked[last:], spans))))


def gold_doc(gold: Mapping[str, Any], spoil: random.Random | None = None) -> Doc:
    """The Doc of a gold text on its gold spans; `spoil` drops 8 % of them and cuts others, as a recogniser might."""
    spans = []
    for span in gold["spans"]:
        start, end = span["start"], span["end"]
        if spoil is not None:
            luck = spoil.random()
            if luck < 0.08:
                continue
            if luck < 0.12 and " " in gold["text"][start:end]:
                cut = gold["text"].index(" ", start, end)
                start, end = (cut + 1, end) if spoil.random() < 0.5 else (start, cut)
        spans.append((start, end, span["label"]))
    return quotes(affiliations(identity(bare_doc(gold["text"], spans))))


def gold_record(gold: Mapping[str, Any], doc: Doc) -> dict[str, Any]:
    """What the scorer reads of a Doc."""
    return {
        "id": gold["id"],
        "text": gold["text"],
        "spans": [],
        "affiliations": [
            {"person": a.person, "title": a.title, "organisation": a.organisation} for a in doc._.affiliations
        ],
        "quotes": [{"speaker": q.speaker, "text": q.text} for q in doc._.quotes if q.kind == "direct"],
    }
