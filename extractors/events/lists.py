"""Names in a row: "the A, B (C) and the D-based company E jointly with the F"."""

from collections.abc import Sequence

from extractors.events.reach import is_mark
from extractors.lexicon import words

_JOINING = words("""
    the a an , and & ; or with jointly together along alongside plus well as in cooperation co-operation collaboration
    partnership association coordination conjunction partners also both by its partner including others -based 's h.e .
    dr mr ms mrs prof eng sir dame
""")
_STOPS = words("""
    . ? ! : ( ) " “ ” to which that will is was are were has have had be been said says told according in at on from for
    supported sponsored support sponsor sponsors while but where when after before during under until since against
    his her their it he she they not
""")
_ADVERBS = words(
    "will would shall is are was were has have had also again jointly to be been being both now then each annually today later"
)

_GAP = 9  # words of a title or description between two names


def after(tokens: Sequence[str], at: int, letters: str) -> list[str]:
    """The placeholders of a list that begins at `at`, going right."""
    found: list[str] = []
    gap = 0
    for n in range(at, len(tokens)):
        token = tokens[n]
        if is_mark(token, letters):
            if not found or _is_item(tokens, n, letters):
                found.append(token)
            gap = 0
        elif is_mark(token, "EX") or (is_mark(token, "D") and found):
            break
        elif token == "X" or (token in _STOPS and not _goes_on(tokens, n)):
            if token in ("who", "where") or not found:
                break
            if not _resumes(tokens, n):
                break
            gap = 0
        elif token not in _JOINING and not is_mark(token, "HOPD"):
            gap += 1
            if gap > _GAP:
                break
    return found


def _is_item(tokens: Sequence[str], n: int, letters: str) -> bool:
    """Whether a name is an item of its own, and not the office of the person before: "H0, director of O0"."""
    if letters == "HO" and is_mark(tokens[n], "O"):
        back = n - 1
        while back > 0 and tokens[back] in ("the", "a", "an"):
            back -= 1
        return tokens[back] not in ("of", "at", "for", "from", "'s", "with", "by") and not _heads_person(tokens, n)
    return True


def _heads_person(tokens: Sequence[str], n: int) -> bool:
    """ "O0 director general H0": the organisation belongs to the title."""
    for token in tokens[n + 1 : n + 6]:
        if is_mark(token, "H"):
            return True
        if is_mark(token, "OEPDX") or token in (",", "and", ";", "."):
            return False
    return False


def _goes_on(tokens: Sequence[str], n: int) -> bool:
    """ "in collaboration with", "as well as" go on with a list, "in P0 from D0" does not."""
    following = tokens[n + 1 : n + 3]
    return tokens[n] == "in" and bool(following) and following[0] in _JOINING - {"the", "a", "an", "its"}


def _resumes(tokens: Sequence[str], n: int) -> bool:
    """A relative clause about one name that ends in a comma before the next: "H0, who is ..., and H1"."""
    return False


def ending(tokens: Sequence[str], at: int, letters: str) -> list[str]:
    """The placeholders that are the subject of a verb at `at`, going left: "O0 and O1 will"."""
    n = at - 1
    while n >= 0 and (tokens[n] in _ADVERBS or tokens[n].endswith("ly")):
        n -= 1
    if n < 0:
        return []
    if tokens[n] in ("which", "that", "who") and n:
        n -= 1
    if tokens[n] == ",":
        return _before_apposition(tokens, n, letters)
    found: list[str] = []
    while n >= 0:
        token = tokens[n]
        if is_mark(token, letters):
            found.append(token)
        elif token in ("of", "from", "at", "for", "by", "with") and found and n and not is_mark(tokens[n - 1], letters):
            # "a delegation from O0 will": the name is all that we can hold on to.
            return found[-1:]
        elif token not in (",", "and", "the", "&", "both", "or", "'s", ")") or (token == "," and not found):
            break
        n -= 1
    return found[::-1]


def _before_apposition(tokens: Sequence[str], n: int, letters: str) -> list[str]:
    """ "H0, minister of P0 and chairman of the O0, will": the name at the head of the clause."""
    for start in range(n - 1, max(-1, n - 40), -1):
        token = tokens[start]
        if token in (".", ";", '"', "“", "”") or is_mark(token, "E"):
            return []
        if is_mark(token, letters) and tokens[start + 1 : start + 2] == [","] and start + 1 < n:
            return [token]
    if is_mark(tokens[n - 1], letters):
        return [tokens[n - 1]]
    return []
