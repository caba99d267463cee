"""The texts of a file as groups of copies and as stories: what `dateline copies` and `dateline stories` share."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.cli.context import errors
from dateline.records import Article, Outcome

if TYPE_CHECKING:
    from corpus.copies import Grouped
    from corpus.origin import Count, Origin


class Format(StrEnum):
    """How it is shown."""

    TEXT = "text"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Alike:
    """The texts of a file, in its order, with what they have in common."""

    articles: tuple[Article, ...]
    found: "dict[str, Grouped]"  # article id -> how it carries which other
    groups: dict[str, str]  # article id -> group of copies
    stories: dict[str, str]  # article id -> story
    origins: "dict[str, Origin]"  # group -> where its text comes from
    refused: tuple[Outcome, ...]

    @property
    def pieces(self) -> "Count":
        """Pieces and independent texts."""
        from corpus.origin import count

        return count(self.groups)

    def records(self) -> Iterator[dict[str, Any]]:
        """One record an article, in the order of the file."""
        for article in self.articles:
            group, found = self.groups[article.id], self.found[article.id]
            source = self.origins[group]
            yield {
                "id": article.id,
                "copy_group": group,
                "story": self.stories[article.id],
                "origin": source.kind.value,
                "origin_name": source.name,
                "origin_article": source.article,
                "reason": source.reason,
                "original": found.original,
                "kind": found.kind,
                "share": round(found.share, 3) if found.original else None,
            }


def read_alike(path: Path) -> Alike:
    """Read a JSON Lines file and sort its texts. Raises InputError."""
    # Here, for they load NumPy and SciPy, which a question to the store does not need.
    from corpus.copies import Groups
    from corpus.origin import origin
    from corpus.origin.tracing import when
    from corpus.texts import read_texts
    from dateline.stories import Piece, cluster

    articles: list[Article] = []
    refused: list[Outcome] = []
    for read in read_texts(path):
        if isinstance(read, Article):
            articles.append(read)
        else:
            refused.append(read)
    in_order = sorted(articles, key=when)
    copies = Groups()
    found = {article.id: copies.add(article) for article in in_order}
    groups = {id: copies.group(id) for id in found}
    members: dict[str, list[Article]] = {}
    for article in in_order:
        members.setdefault(groups[article.id], []).append(article)
    stories = cluster(
        [
            Piece(
                id=article.id,
                text=article.text,
                headline=article.headline,
                day=article.published,
                moment=article.published_at,
                original=None if groups[article.id] == article.id else groups[article.id],
            )
            for article in in_order
        ]
    )
    told = any(article.outlet for article in articles)
    origins = {group: origin(carriers, told=told) for group, carriers in members.items()}
    return Alike(tuple(articles), found, groups, stories, origins, tuple(refused))


def tell_refused(alike: Alike) -> None:
    """Say on standard error what of the file was not used, and what was odd in the rest."""
    for reason, number in Counter(outcome.reason for outcome in alike.refused).items():
        first = next(outcome.detail for outcome in alike.refused if outcome.reason == reason)
        errors.print(f"{number} refused, {reason}: {first}", markup=False, soft_wrap=True)
    for note, number in Counter(note for article in alike.articles for note in article.notes).items():
        errors.print(f"{note}" + (f" ({number} times)" if number > 1 else ""), markup=False, soft_wrap=True)
