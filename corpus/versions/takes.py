"""What the wire says of a text: which take of a story it is, whether it corrects, kills or holds back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from corpus.copies import Text, compared
from dateline.records import Article

FIRST, UPDATE, CORRECTION, KILL, ADVISORY = "first", "update", "correction", "kill", "advisory"
SPAN = timedelta(days=3)  # within which an agency replaces a take by the next

_ORDINAL = r"(?P<number>\d{1,2})(?:st|nd|rd|th)?"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"^\W*{words}", re.IGNORECASE))
    for kind, words in (
        (KILL, r"(?:(?:mandatory |bulletin )?kill|(?:story |item )?(?:withdrawn|retracted|withdrawal)|please kill)\b"),
        (CORRECTION, r"(?:correct(?:s|ed|ing|ion)?|corr|clarification|clarifies|erratum|refil(?:e|ed|ing)|fixes)\b\W"),
        (UPDATE, rf"{_ORDINAL}\W?(?:ld|lead)\b(?:[\W_]*write-?thr(?:u|ough))?"),
        (UPDATE, r"(?:(?:ld\b[\W_]*)?write-?thr(?:u|ough)|ld)\b"),
        (UPDATE, r"(?:updat(?:e|ed|ing|es)|upd)\b\W{0,2}(?P<number>\d{1,2})?"),
        (UPDATE, r"(?:recasts?|adds|sub)\b\W*[:,]"),
        (ADVISORY, r"(?:media |eds?\W+|editors?\W+)?(?:advisory|note to editors|budget)\b"),
    )
)
_NUMBER = re.compile(r"^\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Take:
    """Which take a text is: its kind, its number where the sender counts, and the words that say so."""

    kind: str  # first, update, correction, kill, advisory
    number: int | None = None
    words: str = ""


def take(article: Article) -> Take:
    """Which take of its story an article says it is, by its revision, headline and first line."""
    for said in (article.revision or "", article.headline or "", article.text[:120].split("\n", 1)[0]):
        for kind, form in _FORMS:
            if match := form.search(said):
                number = match.groupdict().get("number")
                return Take(kind, int(number) if number else None, match.group().strip(" :-–—"))
    if article.status != "usable":
        return Take(KILL, None, article.status)
    if article.revision and _NUMBER.match(article.revision):
        # ninjs and NewsML-G2 count the versions of an item from 1.
        number = int(article.revision)
        return Take(UPDATE if number > 1 else FIRST, number, article.revision)
    return Take(FIRST)


def bare(headline: str | None) -> str:
    """A headline without the words that say which take it is."""
    words = headline or ""
    for _, form in _FORMS:
        words = form.sub("", words)
    return " ".join(words.strip(" :-–—()").casefold().split())


def replaced(article: Article, earlier: Iterable[Article]) -> Article | None:
    """The earlier article of which this one is a new version; None where it is an article of its own.

    The same sender's id or address says so; a wire without ids is asked for takes: the same agency, within
    days, a take that is not the first, under the same headline or with the same text.
    """
    own = take(article)
    for other in earlier:
        if other.id == article.id:
            continue
        if (article.wire_id and article.wire_id == other.wire_id) or (article.url and article.url == other.url):
            return other
        if own.kind in (UPDATE, CORRECTION, KILL) and _one_sender(article, other) and _one_story(article, other):
            return other
    return None


def _one_sender(article: Article, other: Article) -> bool:
    if not article.agency or article.agency != other.agency:
        return False
    if article.published and other.published:
        return timedelta(0) <= article.published - other.published <= SPAN
    return True


def _one_story(article: Article, other: Article) -> bool:
    if (headline := bare(article.headline)) and headline == bare(other.headline):
        return True
    return compared(Text(article.text), Text(other.text)).kind not in (None, "form")


def standing(article: Article, now: datetime) -> str:
    """`shown`; `withdrawn` (canceled, withheld, killed: gone from all answers at once); `embargoed` until its time."""
    if article.status != "usable" or take(article).kind == KILL:
        return "withdrawn"
    return "embargoed" if article.embargo and article.embargo > now else "shown"
