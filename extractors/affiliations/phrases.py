"""Titles with their organisations, as phrases of a sentence; to whom they belong is found elsewhere."""

from collections.abc import Sequence

from extractors.affiliations.complements import complement, rank_begins
from extractors.affiliations.lexicon import (
    AFTER_HEAD,
    ARTICLES,
    LEADING,
    NOT_IN_TITLE,
    OFFICES,
    OFFICES_IF_MODIFIED,
    OWNERS,
    PREPOSITIONS,
    RANKS,
    STATUS,
    TITLE_PARTICIPLES,
    head_kind,
    head_of,
    is_nationality,
    singular,
)
from extractors.affiliations.title import Title
from extractors.affiliations.tokens import Token, shown
from extractors.identity.discourse import Discourse
from extractors.identity.names import HONORIFICS
from extractors.identity.nouns import NOUNS
from extractors.lexicon import words
from extractors.mentions import Mention
from extractors.reporting import VERBS

_FORMER = words("former ex late")
_LOWERED = words("former acting interim outgoing incoming deputy vice caretaker retired then ex assistant associate")


def find_titles(found: Sequence[Token], discourse: Discourse) -> list[Title]:
    """The titles of a sentence in order, none inside another."""
    titles: list[Title] = []
    at = 0
    while at < len(found):
        token = found[at]
        written = token.text.isupper() or len(token.word) > 3 or token.word in RANKS  # "MD" is a title, "md" is none
        if token.is_word and written and (head_of(token.word) or singular(token.word)):
            titles.append(_title(found, at, discourse, floor=titles[-1].right if titles else 0))
            at = titles[-1].right
        else:
            at += 1
    return titles


def _title(found: Sequence[Token], at: int, discourse: Discourse, floor: int) -> Title:
    start = _leftmost(found, at, floor)
    end, last = _heads(found, at)
    noun = found[last]
    head = head_of(noun.word) or singular(noun.word) or noun.word
    plural = head_of(noun.word) is None and end - 1 == last
    end, right, owner = complement(found, end, discourse)
    text = shown(found, start, end)
    if plural:
        text = text.replace(noun.text, noun.text[:-1], 1)
    title = Title(
        text=text,
        head=head,
        kind=head_kind(head) or "office",
        start=start,
        end=end,
        left=start,
        right=right,
        organisation=owner.name if isinstance(owner, Mention) else owner,
        # At the head of a sentence "Captain" has its capital anyway.
        ranked=noun.word in RANKS and noun.text[0].isupper() and (at > 0 or noun.word != "captain"),
        governs=right < len(found) and found[right].word == "of",
        placed=isinstance(owner, Mention) and owner.label == "PLACE",
        plural=plural,
    )
    _look_left(title, found, discourse)
    title.status = _status(title.text.casefold())
    return title


def _status(title: str) -> str:
    """What the words of a title say about whether it is held now."""
    if title.startswith(("former ", "ex-", "late ", "then-")):
        return "former"
    if title.startswith(("acting ", "interim ", "caretaker ")):
        return "acting"
    if "-elect" in title or "designate" in title or title.startswith("incoming "):
        return "designate"
    return "current"


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
        if token.text[0].isupper() != capitals and token.word not in _LOWERED and not _is_first(found, start - 1):
            break
        opening = token.text[0].isupper() and _is_first(found, start - 1) and not capitals
        if opening and not _opens_title(token.word, found[at].word):
            break
        start -= 1
    return start


def _opens_title(word: str, head: str) -> bool:
    """Whether the first word of a sentence, a capital only for that, belongs to a title: "Managing director"."""
    return word in _LOWERED or word in NOUNS or head_of(word) is not None or head in OFFICES_IF_MODIFIED | OFFICES


def _is_first(found: Sequence[Token], at: int) -> bool:
    return at == 0 or found[at - 1].text in "\"“‘'«:-–—)."


def _heads(found: Sequence[Token], at: int) -> tuple[int, int]:
    """The end of the run of nouns that begins at a place, and its last noun: "Chief Executive Officer"."""
    end, head = at + 1, at
    capitals = found[at].text[0].isupper()
    while end < len(found) and found[end].is_word:
        token = found[end]
        if token.word in HONORIFICS and not head_of(token.word):
            break
        if rank_begins(found, end) and not rank_begins(found, at) and found[head].word not in RANKS:
            break
        if head_of(token.word) or singular(token.word):
            if capitals and not token.text[0].isupper():
                break
            head = end
        elif (token.word in AFTER_HEAD and token.text[0].isupper() == capitals) or (
            found[end - 1].word in LEADING and _title_goes_on(found, end, capitals)
        ):
            pass
        elif token.word in ("1st", "2nd", "3rd", "first", "second", "third") and end + 1 < len(found):
            if found[end + 1].word not in ("rank", "class"):
                break
            end += 1
        elif not (capitals and token.text[0].isupper() and token.word not in NOT_IN_TITLE and end - at < 4):
            break
        end += 1
    return end, head


def _title_goes_on(found: Sequence[Token], at: int, capitals: bool) -> bool:
    """Whether a noun of titles comes after one more word: "deputy national chairwoman"."""
    token = found[at]
    plain = token.word not in NOT_IN_TITLE and token.word not in VERBS and token.word not in PREPOSITIONS
    following = found[at + 1] if at + 1 < len(found) else None
    return (
        plain
        and token.text[0].isupper() == capitals
        and following is not None
        and following.is_word
        and head_of(following.word) is not None
    )


def _look_left(title: Title, found: Sequence[Token], discourse: Discourse) -> None:
    """The organisation, possessive or article before a title."""
    left = title.start
    while left > 0 and found[left - 1].is_word and is_nationality(found[left - 1].word):
        left -= 1
    left = _owner(title, found, left, discourse)
    if title.organisation is None and not title.personal and title.end - title.start > 1:
        noun = found[title.start + (found[title.start].word in STATUS)].word
        if noun in OWNERS and not head_of(noun):  # "company spokesman X"
            title.organisation = discourse.organisation(noun, found[title.start].start)
    if left and found[left - 1].word in _FORMER and left < title.start:  # "former INEC commissioner"
        title.text = f"{found[left - 1].text} {title.text}"
        left -= 1
    if left and found[left - 1].word in ARTICLES:
        title.article = title.article or found[left - 1].word
        left -= 1
    title.left = left


def _owner(title: Title, found: Sequence[Token], left: int, discourse: Discourse) -> int:
    """Whose title it is by what stands before its left edge; the new edge."""
    before = found[left - 1] if left else None
    if before is None:
        return left
    if before.label in ("ORG", "PLACE") and left == title.start:
        title.belong_to(before.mention)
        return left - 1
    if before.text == ")" and left > 3 and found[left - 3].text == "(" and found[left - 2].label == "ORG":
        title.belong_to(found[left - 4].mention or found[left - 2].mention)
        return left - 4
    if before.text in ("'s", "’s", "'", "’") and left > 1:
        return _possessor(title, found, left - 2, discourse)
    if before.word == "their" and title.kind == "occupation" and title.head not in OFFICES_IF_MODIFIED:
        title.personal = True  # "a couple and their driver"
    elif before.word in ("its", "their", "our"):
        title.organisation = title.organisation or discourse.organisation(None, before.start)
    elif before.word == "whose":
        owner = next((t.mention for t in reversed(found[: left - 1]) if t.label in ("ORG", "PERSON")), None)
        title.personal = owner is None or owner.label == "PERSON"
        title.belong_to(owner)
    elif before.word in ("his", "her", "my", "your"):
        title.personal = True
    else:
        return left
    title.article = before.word
    return left - 1


def _possessor(title: Title, found: Sequence[Token], at: int, discourse: Discourse) -> int:
    """Who has the title, where its possessive is at a place; the left edge of that."""
    owner = found[at]
    title.article = "'s"
    if owner.label in ("ORG", "PLACE"):
        title.belong_to(owner.mention)
        return at
    if owner.label == "PERSON":
        title.personal = True
        return at
    if owner.is_word and owner.word in NOUNS and title.organisation is None:
        title.organisation = discourse.organisation(owner.word, owner.start)
    while at and found[at].is_word and found[at].word not in ARTICLES and found[at].text not in ",;":
        at -= 1
    return at
