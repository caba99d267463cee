"""Sentences by rule: a tagger would cost more than all our other rules together."""

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from dateline.records.sentences import sentence_bounds
from extractors.doc import text_of


def split_sentences(doc: Doc) -> Doc:
    """Set token.is_sent_start; blanks between sentences belong to the sentence before them."""
    if not len(doc):
        return doc
    starts = np.array([start for start, _ in sentence_bounds(text_of(doc))], dtype=np.int64)
    offsets = doc.to_array(["IDX"]).reshape(-1).astype(np.int64)
    marks = np.full(len(doc), -1, dtype=np.int64)
    # A boundary inside a token moves to the token that begins after it.
    at = np.searchsorted(offsets, starts)
    marks[at[at < len(doc)]] = 1
    marks[0] = 1
    values: Any = marks.astype(np.uint64).reshape(-1, 1)
    doc.from_array(["SENT_START"], values)
    return doc


@Language.component("sentences", assigns=["token.is_sent_start", "doc.sents"])
def sentences(doc: Doc) -> Doc:
    """The spaCy component."""
    return split_sentences(doc)
