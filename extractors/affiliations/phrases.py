"""Titles with their organisations, as phrases of a sentence; to whom they belong is found elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.affiliations.lexicon import (
    AFTER_HEAD,
    INNER_BODIES,
    NOT_IN_TITLE,
    TITLE_PARTICIPLES,
    VAGUE,
    head_kind,
    is_nationality,
    singular,
)
from extractors.affiliations.tokens import Token
from extractors.identity.discourse import NOUNS, Discourse
from extractors.lexicon import words
from extractors.reporting import VERBS

_PREPOSITIONS = words("of for at with in from to on within under")
_FORMER = words("former ex late then-")
_STATUS_WORDS = words("former acting interim outgoing incoming deputy vice caretaker retired then ex assistant associate")
_ARTICLES = words("the a an")
_PREFIXES = ("ex-", "vice-", "deputy-", "co-", "then-", "sub-", "under-", "pro-", "non-", "mid-", "self-")
_SUFFIXES = ("-elect", "-designate", "-general", "-in-chief", "-in-charge", "-emeritus")
_SUBJECTS = words("in for")  # "lecturer in environmental law", "commissioner for agriculture"
# Offices that places have: "Senator X of Vermont", "the governor of Y".
_MOST_WORDS = 7


@dataclass(slots=True)
class Title:
    """A title; `left` and `right` are the edges, in tokens, of all that belongs to it with its organisation."""

    text: str
    head: str
    kind: str
    start: int  # first token of the title itself
    end: int  # token after it
    left: int
    right: int
    organisation: str | None = None
    article: str = ""  # the, a, an, 's, its, his, ...
    personal: bool = False  # "her lawyer": no organisation's
    modified: bool = False  # words before or after the noun
    plural: bool = False
    person: str | None = None
    status: str = "current"
    inherits: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a title where it stands: an office, or anything at an organisation."""
        if self.organisation:
            return True
        if self.personal or self.kind == "occupation":
            return False
        return self.head not in VAGUE or self.modified


def head_of(word: str) -> str | None:
    """The noun of a title in a folded word, without what is hyphenated to it; None where it is no title's noun."""
    if head_kind(word):
        return word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and head_kind(word[len(prefix) :]):
            return word[len(prefix) :]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and head_kind(word[: -len(suffix)]):
            return word[: -len(suffix)]
    return None


def find_titles(found: Sequence[Token], discourse: Discourse) -> list[Title]:
    """The titles of a sentence in order, none inside another."""
    titles: list[Title] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token.is_word and (head_of(token.word) or singular(token.word)):
            title = _title(found, at, discourse, floor=titles[-1].right if titles else 0)
            if title is not None:
                titles.append(title)
                at = title.right
                continue
        at += 1
    return titles


def _title(found: Sequence[Token], at: int, discourse: Discourse, floor: int) -> Title | None:
    start = _leftmost(found, at, floor)
    end, head = _heads(found, at)
    plural = head_of(found[end - 1].word) is None and singular(found[end - 1].word) is not None and end - 1 == head
    end, right, organisation = _complement(found, end, discourse, found[head])
    kind = head_kind(head_of(found[head].word) or singular(found[head].word) or "") or "office"
    text = _shown(found, start, end)
    if plural:
        text = text.replace(found[head].text, found[head].text[:-1], 1)
    title = Title(
        text=text,
        head=head_of(found[head].word) or singular(found[head].word) or found[head].word,
        kind=kind,
        start=start,
        end=end,
        left=start,
        right=right,
        organisation=organisation,
        modified=end - start > 1,
        plural=plural,
    )
    _look_left(title, found, discourse)
    lowered = title.text.casefold()
    if lowered.startswith(("former ", "ex-", "late ", "then-")):
        title.status = "former"
    elif lowered.startswith(("acting ", "interim ", "caretaker ")):
        title.status = "acting"
    elif "-elect" in lowered or "designate" in lowered or lowered.startswith("incoming "):
        title.status = "designate"
    return title


def _leftmost(found: Sequence[Token], at: int, floor: int) -> int:
    """The first word of the title whose first noun is at a place."""
    capitals = found[at].text[0].isupper()
    start = at
    while start > floor and at - start < 4:
        token = found[start - 1]
        if not token.is_word or token.word in NOT_IN_TITLE or token.word in VERBS or is_nationality(token.word):
            break
        if token.text[0].isdigit() or token.word.endswith("ly"):
            break
        if token.word.endswith(("ed", "ing")) and token.word not in TITLE_PARTICIPLES and not token.text[0].isupper():
            break
        if token.text[0].isupper() != capitals and token.word not in _STATUS_WORDS and not _is_first(found, start - 1):
            break
        if token.text[0].isupper() and _is_first(found, start - 1) and not capitals and token.word not in _STATUS_WORDS:
            break
        if head_of(token.word) and start - 1 < at and not token.word.startswith(("vice", "deputy", "chief", "ex-")):
            pass
        start -= 1
    return start


def _is_first(found: Sequence[Token], at: int) -> bool:
    return at == 0 or found[at - 1].text in "\"“‘'«:"


def _heads(found: Sequence[Token], at: int) -> tuple[int, int]:
    """The end of the run of nouns that begins at a place, and its last noun: "Chief Executive Officer"."""
    end, head = at + 1, at
    capitals = found[at].text[0].isupper()
    while end < len(found) and found[end].is_word:
        token = found[end]
        if head_of(token.word) or singular(token.word):
            if capitals and not token.text[0].isupper():
                break
            head = end
        elif token.word in AFTER_HEAD and token.text[0].isupper() == capitals:
            pass
        elif token.word in ("1st", "2nd", "3rd", "first", "second", "third") and end + 1 < len(found):
            if found[end + 1].word not in ("rank", "class"):
                break
            end += 1
        elif not (capitals and token.text[0].isupper() and token.word not in NOT_IN_TITLE and end - at < 4):
            break
        end += 1
    return end, head


def _complement(found: Sequence[Token], end: int, discourse: Discourse, head: Token) -> tuple[int, int, str | None]:
    """What follows the noun: (end of the title, right edge, organisation)."""
    right = end
    while right < len(found) and found[right].is_word and found[right].word in _PREPOSITIONS:
        preposition = found[right].word
        named = _named(found, right + 1, preposition)
        if named is not None:
            mention = found[named].mention
            if mention is None:
                break
            return end, _after_brackets(found, named + 1), mention.name
        nominal = _nominal(found, right + 1, discourse)
        if nominal is not None and preposition in ("of", "at", "for"):
            return end, nominal[0], nominal[1]
        stop = _words(found, right + 1, preposition, head)
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
        small = token.word in _ARTICLES or token.word in ("its", "their") or is_nationality(token.word)
        if not small and (
            token.word in NOT_IN_TITLE or token.text[0].isupper() or token.word in VERBS or head_of(token.word)
            or token.word in _PREPOSITIONS
        ):
            return None
        if not small and begin == at and preposition in ("of", "for", "in") and not _describes(found, at):
            return None
        at += 1
    return None


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
            if following is not None and (following.is_word and following.word in ("of", "for") or following.label):
                return None
            name = discourse.organisation(found[stop].word, found[at].start)
            return (stop + 1, name) if name else None
    return None


def _words(found: Sequence[Token], at: int, preposition: str, head: Token) -> int | None:
    """The end of a complement in plain words: "of agriculture and food", "for Wind & Grid", "of the Opposition"."""
    if preposition not in ("of", "for", "in", "on"):
        return None
    begin = at
    if at < len(found) and found[at].word in ("the", "its", "a", "an"):
        following = found[at + 1].word if at + 1 < len(found) else ""
        if following not in INNER_BODIES:
            return None
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
            or token.word in _PREPOSITIONS
            or (at > first and token.text[0].isupper() != found[first].text[0].isupper())
            or (token.word.endswith("ed") and not token.text[0].isupper())
        ):
            break
        at += 1
    if preposition in ("in", "on") and (found[first].word if first < len(found) else "") in ("charge", "duty", "chief"):
        return at
    return at if at > first else None


def _list_goes_on(found: Sequence[Token], at: int) -> bool:
    """Whether "Trade, Industry and Energy" comes to its "and" within three words."""
    return any(token.text in ("and", "&") for token in found[at : at + 3]) and all(
        token.is_word or token.text in ("&", ",") for token in found[at : at + 3]
    )


def _after_brackets(found: Sequence[Token], at: int) -> int:
    """Past "(ACRONYM)"."""
    if at + 2 < len(found) and found[at].text in "([" and found[at + 2].text in ")]":
        return at + 3
    return at


def _look_left(title: Title, found: Sequence[Token], discourse: Discourse) -> None:
    """The organisation, possessive or article before a title."""
    left = title.start
    while left > 0 and found[left - 1].is_word and is_nationality(found[left - 1].word):
        left -= 1
    before = found[left - 1] if left else None
    if before is None:
        pass
    elif before.label in ("ORG", "PLACE") and left == title.start:
        if title.organisation is None and before.mention is not None:
            title.organisation = before.mention.name
        left -= 1
    elif before.text == ")" and left > 3 and found[left - 3].text == "(" and found[left - 2].label == "ORG":
        if title.organisation is None and found[left - 4].mention is not None:
            title.organisation = (found[left - 4].mention or found[left - 2].mention).name  # type: ignore[union-attr]
        left -= 4
    elif before.text in ("'s", "’s", "'", "’") and left > 1:
        left = _possessor(title, found, left - 2, discourse)
    elif before.word in ("its", "their", "our"):
        title.organisation = title.organisation or discourse.organisation(None, before.start)
        title.article, left = before.word, left - 1
    elif before.word in ("his", "her", "my", "your"):
        title.personal, title.article, left = True, before.word, left - 1
    if left and found[left - 1].word in _FORMER and left < title.start:  # "former INEC commissioner"
        title.text = f"{found[left - 1].text} {title.text}"
        left -= 1
    if left and found[left - 1].word in _ARTICLES:
        title.article = title.article or found[left - 1].word
        left -= 1
    title.left = left


def _possessor(title: Title, found: Sequence[Token], at: int, discourse: Discourse) -> int:
    """Who has the title, where its possessive is at a place; the left edge of that."""
    owner = found[at]
    title.article = "'s"
    if owner.label in ("ORG", "PLACE"):
        if title.organisation is None and owner.mention is not None:
            title.organisation = owner.mention.name
        return at
    if owner.label == "PERSON":
        title.personal = True
        return at
    if owner.is_word and owner.word in NOUNS and title.organisation is None:
        title.organisation = discourse.organisation(owner.word, owner.start)
    while at and found[at].is_word and found[at].word not in _ARTICLES and found[at].text not in ",;":
        at -= 1
    return at


def _shown(found: Sequence[Token], start: int, end: int) -> str:
    """The words as the text has them."""
    shown = found[start].text
    for left, right in zip(found[start : end - 1], found[start + 1 : end], strict=True):
        shown += (" " if right.start > left.end else "") + right.text
    return shown
