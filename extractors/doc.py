"""What our components leave on a spaCy Doc: declared here, in one place.

Doc._.published   datetime.date | None   the day of publication (or the dateline's day)
Doc._.language    str                    ISO 639-1
Doc._.before      records.ReadBefore | None   the version before, with what the same model read in it
Doc._.recognised  tuple[records.Recognised]   what the model itself read, before any rule
Doc._.durations   list[records.Span]     DURATION and SET expressions
Doc._.events      list[records.Event]
Doc._.affiliations, Doc._.quotes, Doc._.happenings   lists of the records of that name
Span._.score      float | None           calibrated score of an entity span
Span._.value      str | None             ISO 8601 value of a DATE
Span._.note       str | None             what is odd about a DATE
Span._.entity     str | None             best name of the thing within this text
"""

from spacy.tokens import Doc, Span

from extractors.words import Words, split

_TEXT, _WORDS = "dateline.text", "dateline.words"
_LISTS = ("durations", "events", "affiliations", "quotes", "happenings")


def declare() -> None:
    """Register the extensions; safe to call again."""
    for name, default in (("published", None), ("language", "en"), ("before", None), ("recognised", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    for name in _LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("score", "value", "note", "entity"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


declare()


def keep_words(doc: Doc, words: Words) -> None:
    """Leave the words and the text that a Doc was made from on it."""
    doc.user_data[_TEXT], doc.user_data[_WORDS] = words.text, words


def words_of(doc: Doc) -> Words:
    """The recogniser's words of a Doc; those that its tokenizer has left there."""
    known: Words | None = doc.user_data.get(_WORDS)
    return split(text_of(doc)) if known is None else known


def text_of(doc: Doc) -> str:
    """The text of a Doc. spaCy joins its tokens anew each time that Doc.text is asked; rules ask often."""
    known = doc.user_data.get(_TEXT)
    if known is None:
        known = doc.user_data[_TEXT] = doc.text
    return str(known)
