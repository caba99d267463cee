"""What the wire says of a text: which take of a story it is, whether it corrects, kills or holds back.

A writethru need not come under the id or address of the text that it replaces: `replaced` finds that by the
sender, the time, and the headline or the text itself.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from corpus.copies import Text, compared
from corpus.revisions import ADVISORY, FIRST, KILL, UPDATE, Take, bare, take_said
from dateline.records import Article

SPAN = timedelta(days=3)  # within which an agency replaces a take by the next
MOSTLY = 0.5  # of either text is the other's, where two takes have no headline in common

_NUMBER = re.compile(r"^\d{1,4}$")


def take(article: Article) -> Take:
    """Which take of its story an article says it is, by its status, revision, headline and first line."""
    if article.status != "usable":
        return Take(KILL, None, article.status)
    for line in (article.revision, article.headline, article.text[:120].split("\n", 1)[0]):
        if line and (said := take_said(line)):
            return said
    if article.revision and _NUMBER.match(article.revision):
        # ninjs and NewsML-G2 count the versions of an item from 1.
        number = int(article.revision)
        return Take(UPDATE if number > 1 else FIRST, number, article.revision)
    return Take(FIRST)


def replaced(article: Article, others: Iterable[Article]) -> Article | None:
    """The article of which this one is another take; None where it is an article of its own.

    An id of the world (a URN) or an address with the same text says so; a wire without ids is asked for takes:
    the same sender, within days, one of the two not the first, under the same headline or with mostly the same
    text. Which of the two is the later one, `corpus.versions.later` says. Of several, the nearest in text.
    """
    own = take(article)
    text = Text(article.text)
    found: list[tuple[float, date, Article]] = []
    for other in others:
        if other.id == article.id or not _agree(article, other):
            continue
        if _one_item(article, other):
            found.append((1.0, other.published or date.min, other))
            continue
        same_address = article.url is not None and article.url == other.url
        takes = _takes(own, take(other)) and _near(article, other)
        if not _one_sender(article, other) or not (same_address or takes):
            continue  # before the texts are set side by side, which costs most
        share = _shared(text, other)
        if (same_address and _one_text(article, other, share)) or (takes and _one_story(article, other, share)):
            found.append((share, other.published or date.min, other))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _one_item(article: Article, other: Article) -> bool:
    """An id like `urn:newsml:...` is one item's in all the world; a plain number is one sender's own affair."""
    return article.wire_id is not None and ":" in article.wire_id and article.wire_id == other.wire_id


def _takes(one: Take, other: Take) -> bool:
    """Whether one of two texts says that it is a later take; an advisory is no take of a text."""
    kinds = {one.kind, other.kind}
    return ADVISORY not in kinds and kinds != {FIRST}


def _one_sender(article: Article, other: Article) -> bool:
    """The same agency and outlet, or the same source: without any of them nothing says whose take it is."""
    named = bool(article.agency or article.outlet)
    return _agree(article, other) and (named or (article.source is not None and article.source == other.source))


def _agree(article: Article, other: Article) -> bool:
    """No other agency and outlet; within one source what only one of the two says is no difference."""
    pairs = ((article.agency, other.agency), (article.outlet, other.outlet))
    if article.source and article.source == other.source:
        return all(ours is None or theirs is None or ours == theirs for ours, theirs in pairs)
    return all(ours == theirs for ours, theirs in pairs)


def _near(article: Article, other: Article) -> bool:
    return not (article.published and other.published) or abs(article.published - other.published) <= SPAN


def _one_story(article: Article, other: Article, share: float) -> bool:
    """The same headline, for a kill or on one day; else with some of the same text, or mostly the same text alone."""
    if (headline := bare(article.headline)) and headline == bare(other.headline):
        killed = KILL in (take(article).kind, take(other).kind)
        return killed or share > 0 or article.published == other.published
    return share >= MOSTLY


def _one_text(article: Article, other: Article, share: float) -> bool:
    headline = bare(article.headline)
    return share >= MOSTLY or bool(headline and headline == bare(other.headline))


def _shared(text: Text, other: Article) -> float:
    """How much of either text is the other's, 0 to 1; a form letter with other names in it shares nothing."""
    found = compared(text, Text(other.text))
    return 0.0 if found.kind in (None, "form") else found.strongest
