"""Copies: which articles carry one text, verbatim, cut or rewritten, and which only the same form.

letters      a text as the letters that copying leaves alone
signature    64 numbers by which earlier copies are looked up
index        the look-up: what every index keeps to, and one in memory
alignment    the passages that two texts share
forms        the same frame with other names and figures: no copy
comparison   two texts side by side, with the verdict
groups       the texts of one file or batch as groups of copies
"""

from collections.abc import Iterable

from corpus.copies.comparison import Comparison, Text, compared
from corpus.copies.groups import Grouped, Groups
from corpus.copies.index import CopyIndex, MemoryIndex
from corpus.copies.signature import Signature, signature
from corpus.origin import origin
from dateline.records import Article, Copy

__all__ = [
    "Comparison",
    "CopyIndex",
    "Grouped",
    "Groups",
    "MemoryIndex",
    "Signature",
    "Text",
    "compare",
    "compared",
    "signature",
]


def compare(article: Article, candidates: Iterable[Article]) -> Copy | None:
    """How an article carries the text of one of the candidates: of the one that it shares most with.

    None where it carries none. A `form` is told only where there is no copy: the article is then a
    story of its own, written into the same frame.
    """
    text = Text(article.text)
    forms: list[tuple[int, Copy]] = []
    copies: list[tuple[int, Copy]] = []
    for candidate in candidates:
        if candidate.id == article.id:
            continue
        found = compared(text, Text(candidate.text))
        kind = found.kind
        if kind:
            (forms if kind == "form" else copies).append((found.weight, _copy(article, candidate, found, kind)))
    best = max(copies or forms, key=lambda pair: pair[0], default=None)
    return best[1] if best else None


def _copy(article: Article, original: Article, found: Comparison, kind: str) -> Copy:
    source = origin([original, article])
    named = f" {source.name}" if source.name else ""
    return Copy(
        article=article.id,
        original=original.id,
        kind=kind,
        share=round(found.share, 3),
        dropped=found.dropped(),
        added=found.added(),
        origin=source.kind.value,
        reason=(
            f"{found.share:.0%} of the original kept, {found.borrowed:.0%} of the text taken from it; "
            f"{source.kind.value}{named}: {source.reason}"
        ),
    )
