"""The pipe `dates`: unites the recogniser's DATE spans with the grammar's and gives each its value."""

import re
from bisect import bisect_right
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from dateline import records
from extractors import doc as extensions
from extractors.dates.covered import Covered
from extractors.dates.find import Expression, find, read_value
from extractors.dates.lexicon import WORDS
from extractors.doc import text_of

extensions.declare()

DATE = records.Label.DATE.value
_LETTER = re.compile(r"[^\W\d_]{2}")
# What a recogniser at times takes for a date: counts, scores, telephone numbers, round the clock.
_NO_DATE = re.compile(r"[\d\s.,:/+()%$€£-]+|24/7|\d[\d.,]*[\s-]+(?!\w*(?:day|week|month|year|decade)s?\b)[a-z]{4,}")


@Language.factory(
    "dates",
    requires=["doc.ents"],
    assigns=["doc.ents", "doc._.durations", "span._.value", "span._.note"],
)
def make_dates(nlp: Language, name: str) -> "Dates":
    """The pipe, as a pipeline's configuration names it."""
    return Dates()


class Dates:
    """Sets doc.ents anew: every other name is kept, dates carry their values, durations stand in doc._.durations."""

    def __call__(self, doc: Doc) -> Doc:
        """Find, repair, add and drop the dates of a text."""
        held = [ent for ent in doc.ents if ent.label_ == DATE]
        names = [ent for ent in doc.ents if ent.label_ != DATE and not _is_month_of_a_date(ent)]
        found = find(
            text_of(doc),
            doc._.published,
            doc._.language or "en",
            names=[(ent.start_char, ent.end_char) for ent in names],
            dates=[(ent.start_char, ent.end_char) for ent in held],
        )
        named = Covered((ent.start, ent.end) for ent in names)
        spans: list[Span] = []
        for each in found:
            span = _span(doc, each) if each.kind == "DATE" else None
            if span is not None and not named.meets(span.start, span.end):
                span._.value, span._.note = each.value, each.note
                span._.score = _score(span, held)
                spans.append(span)
        known = Covered((each.start, each.end) for each in found)
        for ent in held:
            if not known.meets(ent.start_char, ent.end_char) and _may_be_date(ent.text):
                reading = read_value(ent.text, _day(doc))
                ent._.value, ent._.note = reading.value, reading.note if reading.value else "not understood"
                spans.append(ent)
        doc.ents = tuple(filter_spans([*names, *spans]))
        doc._.durations = [_record(each) for each in found if each.kind != "DATE"]
        return doc


def _day(doc: Doc) -> date | None:
    published: date | None = doc._.published
    return published


def _span(doc: Doc, each: Expression) -> Span | None:
    """The tokens of an expression; where one of them reaches beyond it, the whole token."""
    return doc.char_span(each.start, each.end, label=DATE, alignment_mode="expand")


def _record(each: Expression) -> records.Span:
    return records.Span(
        start=each.start, end=each.end, label=each.kind, text=each.text, value=each.value, note=each.note
    )


def _score(span: Span, held: list[Span]) -> float | None:
    """The best score of the recogniser's dates that share a token with a span."""
    at = bisect_right(held, span.start, key=lambda ent: ent.end)
    scores = []
    while at < len(held) and held[at].start < span.end:
        scores.append(held[at]._.score)
        at += 1
    return max((score for score in scores if score is not None), default=None)


def _may_be_date(text: str) -> bool:
    """Whether a span that the grammar does not know could still be a date: Rajab 15, midweek, but not 2,882,015."""
    return _LETTER.search(text) is not None and _NO_DATE.fullmatch(text) is None


def _is_month_of_a_date(ent: Span) -> bool:
    """Whether a name is but the month of "May 13": the recogniser's slip."""
    if len(ent) != 1 or WORDS.get(ent.text.lower(), ("", None))[0] != "M":
        return False
    beside = [ent.doc[at] for at in (ent.start - 1, ent.end) if 0 <= at < len(ent.doc)]
    return any(token.text.isdigit() and len(token.text) <= 2 for token in beside)
