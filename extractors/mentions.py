"""The mentions of a Doc as plain records: rules ask them thousands of times, which spaCy's Spans are too slow for."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.records.sentences import sentence_bounds
from extractors.doc import text_of

_KEPT = "dateline.mentions"


@dataclass(frozen=True, slots=True)
class Mention:
    """One named thing in the text; `start` and `end` count characters, `sentence` counts sentences."""

    start: int
    end: int
    label: str
    text: str
    sentence: int
    entity: str | None = None  # best name, once identity is known
    value: str | None = None  # ISO 8601, of a date
    score: float | None = None

    @property
    def name(self) -> str:
        """The best name that is known."""
        return self.entity or self.text


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as (start, end) in characters; finding them again is faster than walking doc.sents."""
    return sentence_bounds(text_of(doc))


def mentions_of(doc: Doc) -> list[Mention]:
    """The entity spans of a Doc in text order."""
    known: list[Mention] | None = doc.user_data.get(_KEPT)
    if known is not None:
        return known
    starts = [start for start, _ in sentences_of(doc)]
    text = text_of(doc)
    found = []
    for ent in doc.ents:
        start, end, own = ent.start_char, ent.end_char, ent._
        sentence = max(0, bisect_right(starts, start) - 1)
        found.append(Mention(start, end, ent.label_, text[start:end], sentence, own.entity, own.value, own.score))
    return found


def keep_mentions(doc: Doc) -> None:
    """Read the mentions once for all rules to come: nothing changes doc.ents or their extensions any more."""
    forget_mentions(doc)
    doc.user_data[_KEPT] = mentions_of(doc)


def forget_mentions(doc: Doc) -> None:
    """What was kept, as when a Doc goes through a pipeline again, holds no more."""
    doc.user_data.pop(_KEPT, None)
