"""What follows the noun of a title: "of agriculture and food", "at the Institute", "for Wind & Grid at Acme (ACM)"."""

from collections.abc import Sequence

from extractors.affiliations.lexicon import (
    ARTICLES,
    GATHERINGS,
    INNER_BODIES,
    NOT_IN_TITLE,
    PREPOSITIONS,
    RANK_STARTS,
    head_of,
    is_nationality,
    singular,
)
from extractors.affiliations.tokens import Token, shown
from extractors.identity.discourse import Discourse
from extractors.identity.names import HONORIFICS
from extractors.identity.nouns import NOUNS
from extractors.lexicon import words
from extractors.mentions import Mention
from extractors.reporting import VERBS

_MOST_WORDS = 7
_INSIDE_NAMES = words("of for and the in de du &")


def rank_begins(found: Sequence[Token], at: int) -> bool:
    """Whether the title of a rank begins at a place: "Vice Admiral", "Prof"."""
    if found[at].word in RANK_STARTS:
        return True
    return found[at].word == "vice" and at + 1 < len(found) and found[at + 1].word in RANK_STARTS


def complement(found: Sequence[Token], end: int, discourse: Discourse) -> tuple[int, int, Mention | str | None]:
    """What follows the noun: (end of the title, right edge, organisation: its mention, or its name)."""
    begin = right = end
    while right < len(found) and found[right].is_word and found[right].word in PREPOSITIONS:
        preposition = found[right].word
        named = _named(found, right + 1, preposition)
        if named is not None:
            mention = found[named].mention
            if mention is None:
                break
            return end, _after_brackets(found, named + 1), mention
        nominal = _nominal(found, right + 1, discourse)
        if nominal is not None and preposition in ("of", "at", "for"):
            return end, nominal[0], nominal[1]
        unmarked = _unmarked(found, right + 1, preposition, further=right > begin)
        if unmarked is not None:
            return end, unmarked[0], unmarked[1]
        stop = _words(found, right + 1, preposition)
        if stop is None:
            break
        end = right = stop
    return end, right, None


def _named(found: Sequence[Token], at: int, preposition: str) -> int | None:
    """The organisation or place right after a preposition, past its article and a few describing words."""
    begin = at
    while at < len(found) and at - begin < 7:
        token = found[at]
        if token.label == "ORG":
            return at
        if token.label == "PLACE":
            following = found[at + 1].text if at + 1 < len(found) else ""
            if following in ("-", "–", "'s", "’s", ","):
                later = at + (3 if following in "-–" else 2)
                if following != "," and (inner := _named(found, later, preposition)) is not None and inner - at < 8:
                    return inner
                if following in ("-", "–"):
                    return None
            if at + 1 < len(found) and found[at + 1].label == "ORG":
                return at + 1
            return at if preposition in ("of", "for", "to", "in", "at") else None
        if token.label or not token.is_word:
            return None
        small = token.word in ARTICLES or token.word in ("its", "their") or is_nationality(token.word)
        if not small and (
            token.word in NOT_IN_TITLE
            or token.text[0].isupper()
            or token.word in VERBS
            or head_of(token.word)
            or token.word in PREPOSITIONS
        ):
            return None
        if not small and begin == at and preposition in ("of", "for", "in") and not _describes(found, at):
            return None
        at += 1
    return None


def _unmarked(found: Sequence[Token], at: int, preposition: str, further: bool) -> tuple[int, str] | None:
    """An organisation that was not recognised as one, by its capitals: (token after it, its name).

    "of the Union of Women", "at Goldman Sachs"; without an article "of" leads to a field of work ("of Finance"),
    unless one was named before (`further`): "of Roads of Iran".
    """
    article = at < len(found) and found[at].word in ("the", "its")
    if not (article or further or preposition in ("at", "with")):
        return None
    begin = stop = at + article
    last = begin
    while stop < len(found) and stop - begin < 12:
        token = found[stop]
        capital = token.is_word and (token.text[0].isupper() or token.text[0].isdigit()) and token.word not in VERBS
        if capital or token.label == "ORG":
            last = stop + 1
        elif not (stop > begin and token.word in _INSIDE_NAMES):
            break
        stop += 1
    run = found[begin:last]
    generic = INNER_BODIES | NOUNS | GATHERINGS | _INSIDE_NAMES
    if not run or head_of(run[0].word) or all(token.word in generic or singular(token.word) for token in run):
        return None  # "the Supervisory Board", "the Board of Directors"
    if run[0].word in INNER_BODIES and not found[begin + 1].text[0].isupper():  # "the Board of X"
        return None
    if run[0].text[0].isdigit() and len(run) == 1:
        return None
    whole = [token for token in run if token.label == "ORG"]
    if whole and whole[-1].mention is not None:  # the rest of a name of which only a part was recognised
        return _after_brackets(found, last), whole[-1].mention.name
    return _after_brackets(found, last), shown(found, begin, last)


def _describes(found: Sequence[Token], at: int) -> bool:
    """Whether small words without an article describe the organisation after them: "of medical charity X"."""
    stop = at
    while stop < len(found) and found[stop].is_word and stop - at < 4:
        stop += 1
    return stop < len(found) and found[stop].label == "ORG" and found[stop - 1].word in NOUNS


def _nominal(found: Sequence[Token], at: int, discourse: Discourse) -> tuple[int, str] | None:
    """ "of the company": (token after it, the organisation that it means)."""
    if at + 1 >= len(found) or found[at].word not in ("the", "its"):
        return None
    for stop in (at + 1, at + 2):
        if stop < len(found) and found[stop].is_word and found[stop].word in NOUNS - INNER_BODIES:
            following = found[stop + 1] if stop + 1 < len(found) else None
            if following is not None and ((following.is_word and following.word in ("of", "for")) or following.label):
                return None
            name = discourse.organisation(found[stop].word, found[at].start)
            return (stop + 1, name) if name else None
    return None


def _words(found: Sequence[Token], at: int, preposition: str) -> int | None:
    """The end of a complement in plain words: "of agriculture and food", "for Wind & Grid", "of the Opposition"."""
    if preposition not in ("of", "for", "in"):
        return None
    begin = at
    if at < len(found) and found[at].word in ("the", "its", "a", "an"):
        if at + 1 >= len(found):
            return None
        if found[at + 1].word not in INNER_BODIES:
            return _body(found, at + 1) if preposition == "of" and found[at].word in ("the", "its") else None
        at += 1
    first = at
    while at < len(found) and at - begin < _MOST_WORDS:
        token = found[at]
        if token.text in ("&", "and", ",") and at > first and at + 1 < len(found):
            following = found[at + 1]
            joins = following.is_word and following.word not in NOT_IN_TITLE and not head_of(following.word)
            if token.text == ",":
                joins = joins and following.text[0].isupper() and _list_goes_on(found, at + 2)
            if not joins or following.word in VERBS or following.text[0].isupper() != found[first].text[0].isupper():
                break
        elif token.label == "PLACE" and preposition in ("for", "of") and at == first:
            return None
        elif (
            not token.is_word
            or token.word in NOT_IN_TITLE
            or token.word in VERBS
            or token.word in PREPOSITIONS
            or (at > first and token.text[0].isupper() != found[first].text[0].isupper())
            or (at > first and (rank_begins(found, at) or token.word in HONORIFICS))
            or head_of(token.word)
            or (token.word.endswith("ed") and not token.text[0].isupper())
        ):
            break
        at += 1
    return at if at > first else None


def _body(found: Sequence[Token], at: int) -> int | None:
    """The end of an unnamed body in small letters: "chairman of the electoral panel", no ship, film or shop."""
    stop = at
    while stop < len(found) and stop - at < 4 and found[stop].is_word:
        if not found[stop].text.islower() and found[stop].word not in NOUNS | GATHERINGS:
            break
        if found[stop].word in NOT_IN_TITLE or found[stop].word in PREPOSITIONS or found[stop].word in VERBS:
            break
        stop += 1
    if stop == at or found[stop - 1].word not in NOUNS | GATHERINGS:
        return None
    named = stop < len(found) and (found[stop].label or found[stop].text[0].isupper())
    return None if named and found[stop].label not in ("PERSON", "DATE") else stop


def _list_goes_on(found: Sequence[Token], at: int) -> bool:
    """Whether "Trade, Industry and Energy" comes to its "and" within three words."""
    ahead = found[at : at + 3]
    return any(token.text in ("and", "&") for token in ahead) and all(
        token.is_word or token.text in ("&", ",") for token in ahead
    )


def _after_brackets(found: Sequence[Token], at: int) -> int:
    """Past "(ACRONYM)"."""
    if at + 2 < len(found) and found[at].text in "([" and found[at + 2].text in ")]":
        return at + 3
    return at
