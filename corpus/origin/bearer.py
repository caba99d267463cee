"""The marks of one article, weighed: whose text it says it is."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from corpus.origin.marks import marks
from dateline.records import Article


class Kind(StrEnum):
    """What kind of sender a text comes from."""

    RELEASE = "press release"
    AGENCY = "agency"
    OUTLET = "outlet"


ENOUGH = 2  # strength from which on marks outweigh that an outlet has printed it without saying more


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose text an article says it is, how strongly (0: it says nothing) and in which words."""

    kind: Kind
    name: str | None
    strength: int
    reason: str


def bearer(article: Article, unprinted: bool = False) -> Bearer:
    """Whose text an article is by its own marks; its outlet's where it has none.

    `unprinted`: the article has no outlet because none printed it, not because nobody said which.
    """
    by_kind: dict[str, list[tuple[int, str | None, str]]] = defaultdict(list)
    for mark in marks(article, unprinted):
        by_kind[mark.kind].append((mark.strength, mark.name, mark.reason))
    weighed = {kind: max(s for s, _, _ in found) + min(1, len(found) - 1) for kind, found in by_kind.items()}
    for kind in sorted(weighed, key=lambda k: (-weighed[k], list(Kind).index(Kind(k)))):
        if weighed[kind] < ENOUGH:
            break
        found = sorted(by_kind[kind], key=lambda mark: -mark[0])
        name = next((name for _, name, _ in found if name), None)
        return Bearer(Kind(kind), name or article.outlet, weighed[kind], found[0][2])
    return Bearer(Kind.OUTLET, article.outlet, 0, "it names no other source")
