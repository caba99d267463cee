"""Names in a row: "the A, B (C) and the D-based company E jointly with the F"."""

from collections.abc import Sequence

from extractors.events.reach import is_mark
from extractors.lexicon import words

_JOINING = words("""
    the a an , and & ; or jointly together along alongside plus well as cooperation co-operation collaboration
    partnership association coordination conjunction partners both its partner including others -based 's h.e dr mr ms
    mrs prof eng sir dame company companies
""")
_STOPS = words("""
    . ? ! : ( ) " “ ” to which that will is was are were has have had be been said says told according in at on from
    for
    supported sponsored support sponsor sponsors backed funded financed while but where when after before during under
    until since against his her their it he she they not by with featuring drew attracted
""")
_WITH = words(
    "together along jointly cooperation co-operation collaboration partnership association coordination conjunction"
)
_ADVERBS = words("""
    will would shall is are was were has have had also again jointly to be been being both now then each annually today
    later first
""")
_OF_OFFICE = words("of at for from 's by -based")  # before an organisation: it belongs to the name before

_GAP = 9  # words of a title or description between two names
_CLAUSE = 40  # words of an apposition between a subject and its verb


def after(tokens: Sequence[str], at: int, letters: str) -> list[str]:
    """The placeholders of a list that begins at `at`, going right."""
    found: list[str] = []
    gap = 0
    n = at
    while n < len(tokens):
        token = tokens[n]
        if is_mark(token, letters):
            if letters == "O" or _is_item(tokens, n, at):
                found.append(token)
            gap = 0
        elif token == "X" or is_mark(token, "E") or (is_mark(token, "D") and found):
            break
        elif _joins(tokens, n):
            gap = 0
        elif found and (end := _aside_end(tokens, n, letters)):
            n = end
        elif token in _STOPS and (found or token in (".", ";", ":")) and not is_mark(tokens[n - 1], "P"):
            break
        elif token not in _JOINING and not is_mark(token, "HOPD"):
            gap += 1
            if gap > _GAP:
                break
        n += 1
    return found


def _joins(tokens: Sequence[str], n: int) -> bool:
    """Whether a preposition goes on with a list: "together with", "in collaboration"."""
    following = tokens[n + 1] if n + 1 < len(tokens) else ""
    return (tokens[n] == "with" and tokens[n - 1] in _WITH) or (tokens[n] == "in" and following in _WITH)


def _aside_end(tokens: Sequence[str], n: int, letters: str) -> int | None:
    """Where a place or clause ends that belongs to the name before, and after which the list goes on."""
    if tokens[n] in ("in", "of", "with"):
        return _place_of_name(tokens, n)
    return _clause_end(tokens, n, letters) if tokens[n] == "who" else None


def _place_of_name(tokens: Sequence[str], n: int) -> int | None:
    """ "the Embassy of O0 in P0, the O1": a place that belongs to the name before, within a list."""
    k = n + 1
    while k < len(tokens) and tokens[k] in ("the",):
        k += 1
    if k + 1 < len(tokens) and is_mark(tokens[k], "P") and tokens[k + 1] in (",", "and", ";"):
        return k
    return None


def _clause_end(tokens: Sequence[str], n: int, letters: str) -> int | None:
    """ "H0 , who is also the director of O0 , and H1": where the clause ends and the list goes on."""
    for k in range(n + 1, min(len(tokens) - 2, n + 20)):
        if tokens[k] == "," and (tokens[k + 1] == "and" or is_mark(tokens[k + 1], letters)):
            return k
    return None


def _is_item(tokens: Sequence[str], n: int, start: int) -> bool:
    """Whether a name is an item of its own, and not the office of the person beside it: "H0, director of O0"."""
    if not is_mark(tokens[n], "O"):
        return True
    back = n - 1
    while back >= start and tokens[back] in ("the", "a", "an"):
        back -= 1
    if back >= start and tokens[back] in _OF_OFFICE:
        return False
    for token in tokens[n + 1 : n + 6]:  # "O0 director general H0"
        if is_mark(token, "H"):
            return False
        if is_mark(token, "OEPDX") or token in (",", "and", ";", ".", "with"):
            return True
    return True


def ending(tokens: Sequence[str], at: int, letters: str) -> list[str]:
    """The placeholders that are the subject of a verb at `at`, going left: "O0 and O1 will"."""
    n = at - 1
    while n >= 0 and (tokens[n] in _ADVERBS or tokens[n].endswith("ly")):
        n -= 1
    if n > 0 and tokens[n] in ("which", "that", "who"):
        n -= 1
    if n < 0:
        return []
    if tokens[n] == ",":
        return _before_apposition(tokens, n, letters)
    found: list[str] = []
    while n >= 0:
        token = tokens[n]
        if is_mark(token, letters):
            found.append(token)
        elif token not in (",", "and", "the", "&", "both", "or") or not found:
            break
        n -= 1
    if n > 0 and found and is_mark(found[-1], "O") and tokens[n] in _OF_OFFICE and is_mark(tokens[n - 1], "H"):
        return [tokens[n - 1]] if "H" in letters else []  # "H0 of the O0 told"
    return found[::-1]


def _before_apposition(tokens: Sequence[str], n: int, letters: str) -> list[str]:
    """ "H0, minister of P0 and chairman of the O0, will": the name at the head of the clause."""
    for start in range(n - 1, max(-1, n - _CLAUSE), -1):
        token = tokens[start]
        if token in (".", ";", '"', "“", "”") or is_mark(token, "E"):
            break
        if is_mark(token, letters) and tokens[start + 1] == "," and start + 1 < n:
            return [token]
    return [tokens[n - 1]] if n and is_mark(tokens[n - 1], letters) else []
