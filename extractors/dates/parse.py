"""The cascade: each level's rules find phrases in the code letters, and what they make stands there as one token."""

from collections.abc import Sequence

from extractors.dates.grammar import LEVELS
from extractors.dates.grammar.rule import Parts, Rule
from extractors.dates.shapes import Token


def parse(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a text with its phrases of time put together."""
    for rules in LEVELS:
        tokens = _level(text, tokens, rules)
    return list(tokens)


def _level(text: str, tokens: Sequence[Token], rules: Sequence[Rule]) -> Sequence[Token]:
    """One level: among overlapping phrases the longest goes first, then the leftmost, then the rule named first."""
    codes = "".join(token.code for token in tokens)
    found = [
        (match.start() - match.end(), match.start(), number, match)
        for number, rule in enumerate(rules)
        for match in rule.pattern.finditer(codes)
    ]
    if not found:
        return tokens
    found.sort(key=lambda entry: entry[:3])
    taken = bytearray(len(codes))
    made: dict[int, tuple[int, Token]] = {}
    for _, start, number, match in found:
        end = match.end()
        if any(taken[start:end]):
            continue
        datum = rules[number].make(Parts(match, tokens, text))
        if datum is None:
            continue
        taken[start:end] = b"\1" * (end - start)
        made[start] = (end, Token(rules[number].code, tokens[start].start, tokens[end - 1].end, datum))
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        if at in made:
            at, token = made[at]
            out.append(token)
        else:
            out.append(tokens[at])
            at += 1
    return out
