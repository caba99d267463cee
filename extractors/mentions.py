"""The mentions of a Doc as plain records: rules ask them thousands of times, which spaCy's Spans are too slow for."""

from bisect import bisect_right
from collections.abc import Iterable
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
    """The entity spans of a Doc in text order; those that were kept, where they were."""
    known: list[Mention] | None = doc.user_data.get(_KEPT)
    return read_mentions(doc) if known is None else known


def read_mentions(doc: Doc) -> list[Mention]:
    """The entity spans of a Doc as they are now."""
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
    doc.user_data[_KEPT] = read_mentions(doc)


def by_sentence(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """Number of a sentence -> its mentions, in text order; sentences without any are not there."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.sentence, []).append(mention)
    return found
