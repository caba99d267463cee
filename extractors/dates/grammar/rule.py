"""A rule of the grammar: a phrase as a regular expression over code letters, and the moment which it makes.

Blanks in a pattern do not count. A name in (?P<name>.) hands its token's datum to the maker; a maker that answers None
says that the phrase is something else.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractors.dates.shapes import Token


@dataclass(frozen=True, slots=True)
class Parts:
    """The named tokens of a phrase."""

    match: re.Match[str]
    tokens: Sequence[Token]
    text: str

    def token(self, name: str) -> Token | None:
        """The token under a name, None where the phrase has none."""
        at = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.tokens[at] if at >= 0 else None

    def get(self, name: str) -> object:
        """What the token under a name stands for."""
        token = self.token(name)
        return token.datum if token else None

    def number(self, name: str) -> int | None:
        """The datum as a number."""
        found = self.get(name)
        return found if isinstance(found, int) else None

    def word(self, name: str) -> str:
        """The token's letters in lower case."""
        token = self.token(name)
        return self.text[token.start : token.end].lower() if token else ""

    def start(self) -> int:
        """Where the phrase begins, in characters of the text."""
        return self.tokens[self.match.start()].start

    def end(self) -> int:
        """Where the phrase ends, in characters of the text."""
        return self.tokens[self.match.end() - 1].end

    def before(self) -> str:
        """The code of the token before the phrase."""
        at = self.match.start()
        return self.tokens[at - 1].code if at else "|"

    def follows_a_number(self) -> bool:
        """Whether a number stands before the phrase, with no more than two words of no time between."""
        at = self.match.start()
        codes = "".join(token.code for token in self.tokens[max(0, at - 3) : at])
        return re.search(r"[#nK]x{0,2}$", codes) is not None

    def after(self) -> str:
        """The code of the token after the phrase."""
        at = self.match.end()
        return self.tokens[at].code if at < len(self.tokens) else "|"

    def tight(self) -> bool:
        """Whether no blank stands within the phrase."""
        return not re.search(r"\s", self.text[self.start() : self.end()])


Maker = Callable[[Parts], object]


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase and what it makes; `code` is the letter of the token which then stands in its place."""

    code: str
    pattern: re.Pattern[str]
    make: Maker


def rule(code: str, pattern: str, make: Maker) -> Rule:
    """A rule of a pattern over code letters."""
    return Rule(code, re.compile(pattern, re.VERBOSE), make)
