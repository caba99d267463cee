"""A sentence as the rules read it: words and punctuation, with every mention as one token."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.mentions import Mention

_PIECE = re.compile(r"['’]s\b|[^\W_]+(?:(?!['’]s\b)[-'’.&](?=[^\W_])[^\W_]+)*|\S")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a punctuation mark or a mention; `word` is folded, "" for a mention."""

    text: str
    word: str
    start: int
    end: int
    mention: Mention | None = None

    @property
    def label(self) -> str:
        """The label of the mention, "" for a word."""
        return self.mention.label if self.mention else ""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of letters."""
        return self.mention is None and self.text[0].isalnum()


def tokens(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """The tokens of a passage; `mentions` are those inside it, in order."""
    found: list[Token] = []
    position = start
    for mention in mentions:
        _pieces(text, position, mention.start, found)
        found.append(Token(mention.text, "", mention.start, mention.end, mention))
        position = mention.end
    _pieces(text, position, end, found)
    return found


def shown(found: Sequence[Token], start: int, end: int) -> str:
    """The words as the text has them."""
    text = found[start].text
    for left, right in zip(found[start : end - 1], found[start + 1 : end], strict=True):
        text += (" " if right.start > left.end else "") + right.text
    return text


def _pieces(text: str, start: int, end: int, found: list[Token]) -> None:
    for match in _PIECE.finditer(text, start, end):
        piece = match.group()
        # The stop of an abbreviated rank ("Gen.") is no punctuation.
        if piece == "." and found and found[-1].mention is None and found[-1].word in _STOPPED:
            found[-1] = replace(found[-1], text=f"{found[-1].text}.", end=match.end())
            continue
        found.append(Token(piece, piece.casefold().replace("’", "'"), match.start(), match.end()))


_STOPPED = frozenset(
    ("gen", "col", "lt", "maj", "capt", "cpt", "sgt", "brig", "adm", "cmdr", "prof", "dr", "mr", "mrs", "ms", "gov",
     "sen", "rep", "rev", "hon", "h.e", "supt", "insp", "eng", "engr", "st", "sr", "jr", "smt", "shri", "fr", "pres")
)  # fmt: skip
