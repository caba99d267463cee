"""Tokens of a Doc: the recogniser's own words, so that every span of it falls on borders of tokens.

Hyphens, slashes, apostrophes, quotation marks and full stops are tokens of their own: `U.S.` is four,
`New York-based` four, `9.30` three. Doc.text has the characters of the text at the same places; only a
lone surrogate, which spaCy cannot keep, stands there as U+FFFD.
"""

import re
from collections.abc import Callable

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors.doc import keep_words
from extractors.words import split

_SURROGATE = re.compile("[\ud800-\udfff]")


class PressTokenizer:
    """Text to Doc, any characters whatever."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; its text has the same length."""
        text = _SURROGATE.sub("\ufffd", text)
        found = split(text)
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for start, end in zip([*found.starts.tolist(), len(text)], [*found.ends.tolist(), len(text)], strict=True):
            if start > at:
                if words and text[at] == " ":
                    spaces[-1] = True
                    at += 1
                if start > at:  # line breaks and runs of blanks are tokens, as everywhere in spaCy
                    words.append(text[at:start])
                    spaces.append(False)
            if end > start:
                words.append(text[start:end])
                spaces.append(False)
            at = end
        doc = Doc(self.vocab, words=words, spaces=spaces)
        keep_words(doc, found)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no settings."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> "PressTokenizer":
        """Itself."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to keep."""

    def from_disk(self, *_: object, **__: object) -> "PressTokenizer":
        """Itself."""
        return self


def make_tokenizer(nlp: Language) -> PressTokenizer:
    """The tokenizer for a pipeline: `nlp.tokenizer = make_tokenizer(nlp)`."""
    return PressTokenizer(nlp.vocab)


def press_tokenizer() -> Callable[[Language], PressTokenizer]:
    """The tokenizer for a pipeline's configuration: {"nlp": {"tokenizer": {"@tokenizers": "dateline.press.v1"}}}."""
    return make_tokenizer


registry.tokenizers.register("dateline.press.v1", func=press_tokenizer)


def blank_pipeline(language: str = "en") -> Language:
    """An empty spaCy pipeline with these tokens."""
    return spacy.blank(language, config={"nlp": {"tokenizer": {"@tokenizers": "dateline.press.v1"}}})
