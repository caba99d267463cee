"""Where a text that several articles carry comes from, and counts that tell pieces from independent texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.origin.bearer import Bearer, Kind, bearer
from dateline.records import Article

EPOCH = date(1970, 1, 1)  # the day of clocks that stand


@dataclass(frozen=True, slots=True)
class Origin:
    """The origin of a group of copies: its kind and name, the article that had it first, and why."""

    kind: Kind
    name: str | None
    article: str  # id of the first article that bears the named origin
    earliest: str  # id of the first article of all
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Everything is counted twice: pieces published, and texts that are no copy of another."""

    pieces: int
    independent: int


def origin(articles: Iterable[Article], *, told: bool = False) -> Origin:
    """The origin of a text from the articles that carry it, at least one.

    `told`: outlets are told where there are any, so that an article without one came from its sender itself.
    """
    group = sorted(articles, key=when)
    bearers = {article.id: bearer(article, told and not article.outlet) for article in group}
    earliest = group[0]
    named = _named(group, bearers)
    if named is None:
        reason = bearers[earliest.id].reason if len(group) == 1 else "it had the text first, and nobody names a source"
        return Origin(Kind.OUTLET, earliest.outlet, earliest.id, earliest.id, reason)
    bearing = [a for a in group if bearers[a.id].kind is named.kind and bearers[a.id].strength]
    # What no outlet published came from the sender itself: that is the origin, whatever the hours say.
    first = min(bearing, key=lambda a: (a.outlet is not None, when(a)))
    return Origin(named.kind, named.name, first.id, earliest.id, named.reason)


def _named(group: Sequence[Article], bearers: Mapping[str, Bearer]) -> Bearer | None:
    """The source that the articles name: a release that was there first, else whom most of them name."""
    speaking = [(article, bearers[article.id]) for article in group if bearers[article.id].strength]
    if not speaking:
        return None
    releases = [(a, b) for a, b in speaking if b.kind is Kind.RELEASE]
    agencies = [a for a, b in speaking if b.kind is Kind.AGENCY]
    if releases and (not agencies or when(releases[0][0]) <= when(agencies[0])):
        return max((b for _, b in releases), key=lambda b: (b.strength, b.name is not None))
    votes: dict[tuple[Kind, str | None], int] = defaultdict(int)
    for _, found in speaking:
        votes[found.kind, found.name] += found.strength
    best = max(votes, key=lambda key: (votes[key], key[0] is Kind.AGENCY))
    return max((b for _, b in speaking if (b.kind, b.name) == best), key=lambda b: b.strength)


def when(article: Article) -> tuple[bool, str, bool, str]:
    """Sorts articles by their time; those without a believable one last."""
    known = article.published is not None and article.published != EPOCH
    day = article.published.isoformat() if article.published else ""
    # The hour, where it is known, decides within the day.
    hour = article.published_at.isoformat() if article.published_at else ""
    return not known, day, not hour, hour


def count(groups: Mapping[str, str], articles: Iterable[str] | None = None) -> Count:
    """Pieces and independent texts among articles; `groups`: article id -> group of copies."""
    counted = [id for id in (groups if articles is None else articles) if id in groups]
    return Count(len(counted), len({groups[id] for id in counted}))
