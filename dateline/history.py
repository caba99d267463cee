"""How an article changed after it was first published: its versions side by side, names first, wording last."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from corpus.versions import Change, difference
from dateline.query.questions import versions
from dateline.store import Store
from dateline.store.reading import Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a version of an article changed of the one before that may be shown."""

    version: int
    revision: str | None  # what its sender called it
    published: date | None
    changed: datetime | None
    headline: tuple[str | None, str | None] | None  # before and after, where it changed
    named: tuple[str, ...]  # who and what is named from this version on, by the names that the store knows
    no_longer_named: tuple[str, ...]
    changes: tuple[Change, ...]
    same_words: bool  # nothing but the findings, or how it was sent, differs


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of an article."""

    article: str
    headline: str | None
    versions: int  # the number of the newest
    changes: tuple[Revision, ...]


def history(store: Store, id: str, *, at: int | str | None = None) -> History:
    """The versions of an article, the first one first. Raises QueryError where there is none that may be shown."""
    known = versions(store, id, at=at)
    newest = known[-1]
    return History(
        article=newest.article.id,
        headline=newest.article.headline,
        versions=newest.number,
        changes=tuple(_revision(old, new) for old, new in pairwise(known)),
    )


def _revision(old: Known, new: Known) -> Revision:
    found = difference(old.article, new.article)
    before, after = _named(old), _named(new)
    return Revision(
        version=new.number,
        revision=new.article.revision,
        published=new.article.published,
        changed=new.article.changed_at,
        headline=found.headline,
        named=tuple(sorted(after - before)),
        no_longer_named=tuple(sorted(before - after)),
        changes=found.changes,
        same_words=found.empty,
    )


def _named(known: Known) -> set[str]:
    return {name for (label, _), (_, name) in known.entities.items() if label != "DATE"}
