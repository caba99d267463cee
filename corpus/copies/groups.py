"""The texts of a stream as groups: each group one text with its copies.

An article joins the group with which it shares most. Two groups become one only when an article shows
that they share a passage: a roundup that carries two stories whole does not make them one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from corpus.copies.comparison import Comparison, Text, compared
from corpus.copies.index import CopyIndex, MemoryIndex
from corpus.copies.letters import letters
from corpus.copies.signature import signature
from dateline.records import Article

ENTRY = 0.9  # of a copy is the original's: it needs no place of its own in the index
COMMON = 0.3  # of the smaller passage that two groups have in common in one article, to be one group
STOCK = 4  # groups that have a passage in common make it a stock passage, which is nobody's
CLEAR = 0.6  # of a text that is shared: nobody asks any more what of it is stock


@dataclass(frozen=True, slots=True)
class Grouped:
    """An article's place among copies: its group, and how it carries which earlier article, if it does."""

    group: str  # id of the group's first article
    original: str | None = None
    kind: str | None = None  # verbatim, cut, rewritten, form
    share: float = 0.0


@dataclass(slots=True)
class Groups:
    """Groups of copies, built article by article."""

    index: CopyIndex = field(default_factory=MemoryIndex)
    _texts: dict[str, Text] = field(default_factory=dict)
    _found: dict[str, Grouped] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)
    _twins: dict[bytes, str] = field(default_factory=dict)  # digest of a text's letters -> who had it first
    _joined: dict[str, str] = field(default_factory=dict)  # group -> the group that it went into

    def add(self, article: Article) -> Grouped:
        """Find the article's group. Articles come best in the order of their publication."""
        own = _letters_of(article.text)
        # Texts without a letter have nothing in common.
        if own is not None and (twin := self._twins.get(own)):
            placed = Grouped(self.group(twin), twin, "verbatim", 1.0)
            self._found[article.id] = placed
            self._order[article.id] = len(self._order)
            return placed
        text, mark, day = Text(article.text), signature(article.text), article.published
        found = [(earlier, compared(text, self._texts[earlier])) for earlier in self.index.candidates(mark, day)]
        copies, forms = self._verdicts(text, found)
        if not copies:
            earlier, form = max(forms, key=lambda pair: pair[1].weight, default=(None, None))
            placed = Grouped(article.id, earlier, "form" if form else None, form.share if form else 0.0)
        else:
            copies.sort(key=lambda pair: pair[1].weight, reverse=True)
            earlier, best = copies[0]
            placed = Grouped(self.group(earlier), earlier, best.kind, best.share)
            for other, comparison in copies[1:]:
                clear = min(best.strongest, comparison.strongest) >= CLEAR
                if clear and _overlap(best.covered, comparison.covered) >= COMMON:
                    self._join(self.group(earlier), self.group(other))
        self._found[article.id] = placed
        self._order[article.id] = len(self._order)
        if own is not None:
            self._twins[own] = article.id
        if placed.kind in (None, "form", "rewritten") or copies[0][1].borrowed < ENTRY:
            self._texts[article.id] = text
            self.index.add(article.id, mark, day)
        return placed

    def _verdicts(
        self, text: Text, found: Sequence[tuple[str, Comparison]]
    ) -> tuple[list[tuple[str, Comparison]], list[tuple[str, Comparison]]]:
        stock = self._stock(text, found)
        copies: list[tuple[str, Comparison]] = []
        forms: list[tuple[str, Comparison]] = []
        for earlier, comparison in found:
            clear = not stock.any() or comparison.strongest >= CLEAR
            kind = (comparison if clear else comparison.without(stock)).kind
            if kind == "form":
                forms.append((earlier, comparison))
            elif kind:
                copies.append((earlier, comparison))
        return copies, forms

    def _stock(self, text: Text, found: Sequence[tuple[str, Comparison]]) -> npt.NDArray[np.bool_]:
        """Letters of the text that several groups have: footers, the frames of forms."""
        by_group: dict[str, npt.NDArray[np.bool_]] = {}
        for earlier, comparison in found:
            group = self.group(earlier)
            by_group[group] = by_group.get(group, np.zeros(len(text.letters), dtype=np.bool_)) | comparison.covered
        if len(by_group) < STOCK:
            return np.zeros(len(text.letters), dtype=np.bool_)
        return np.asarray(np.sum(list(by_group.values()), axis=0) >= STOCK)

    def group(self, article: str) -> str:
        """The group of an article that was added, after all joining: the id of the group's first article."""
        group = self._found[article].group
        while group in self._joined:
            group = self._joined[group]
        return group

    def _join(self, one: str, other: str) -> None:
        if one != other:
            kept, gone = sorted((one, other), key=self._order.__getitem__)
            self._joined[gone] = kept


def _letters_of(text: str) -> bytes | None:
    codes = letters(text).codes
    return blake2b(codes.tobytes(), digest_size=16).digest() if len(codes) else None


def _overlap(one: npt.NDArray[np.bool_], other: npt.NDArray[np.bool_]) -> float:
    return float((one & other).sum()) / max(1, min(int(one.sum()), int(other.sum())))
