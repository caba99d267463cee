"""The mentions of a Doc as plain records: rules ask them thousands of times, which spaCy's Spans are too slow for."""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.records.sentences import sentence_bounds
from extractors.doc import text_of


@dataclass(frozen=True, slots=True)
class Mention:
    """One named thing in the text; `start` and `end` count characters, `sentence` counts sentences."""

    start: int
    end: int
    label: str
    text: str
    sentence: int
    entity: str | None = None  # best name, once identity is known

    @property
    def name(self) -> str:
        """The best name that is known."""
        return self.entity or self.text


def sentences_of(doc: Doc) -> list[tuple[int, int]]:
    """The sentences as (start, end) in characters; finding them again is faster than walking doc.sents."""
    return sentence_bounds(text_of(doc))


def mentions_of(doc: Doc, sentences: list[tuple[int, int]]) -> list[Mention]:
    """The entity spans of a Doc in text order."""
    starts = [start for start, _ in sentences]
    text = text_of(doc)
    return [
        Mention(
            start=ent.start_char,
            end=ent.end_char,
            label=ent.label_,
            text=text[ent.start_char : ent.end_char],
            sentence=max(0, bisect_right(starts, ent.start_char) - 1),
            entity=ent._.entity,
        )
        for ent in doc.ents
    ]
