"""The entities that a batch may mean: those of the store that its names find, and those that it coins itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.store.blocks import VALUES, Candidate, Learned


@dataclass(slots=True)
class Pool:
    """Looked up once a batch; what its earlier articles teach is there for the later ones."""

    blocks: dict[str, list[str]]
    known: dict[str, Candidate]
    taken: set[str]  # ids that are somebody's, in the pool or elsewhere in the store
    renamed: set[str]  # ids whose name is for people to give
    before: dict[tuple[str, str, str], str] = field(default_factory=dict)  # (article, label, name) -> id

    def candidates(self, blocks: Iterable[str]) -> list[Candidate]:
        """Those that stand in one of the blocks, each once, in a fixed order."""
        ids = {id for block in blocks for id in self.blocks.get(block, ())}
        return [self.known[id] for id in sorted(ids)]

    def add(self, candidate: Candidate) -> None:
        """Take in an entity that is new."""
        self.known[candidate.id] = candidate
        self.taken.add(candidate.id)

    def change(self, id: str, **values: Any) -> Candidate:
        """An entity with other values."""
        self.known[id] = replace(self.known[id], **values)
        return self.known[id]

    def learn(self, learned: Learned) -> None:
        """Take in what an article teaches."""
        evidence = self.known[learned.entity].evidence
        for kind, values in learned.evidence.items():
            there = evidence.setdefault(kind, {})
            for value, n in values.items():
                there[value] = there.get(value, 0) + n
        for block in learned.blocks:
            if learned.entity not in self.blocks.setdefault(block, []):
                self.blocks[block].append(learned.entity)

    def worth_learning(self, id: str, kind: str, values: Iterable[str]) -> list[str]:
        """Those of the values that are kept: of each kind an entity has room for so many."""
        there = self.known[id].evidence.get(kind, {})
        room = VALUES - len(there)
        kept = []
        for value in sorted(values):
            if value in there:
                kept.append(value)
            elif room > 0:
                kept.append(value)
                room -= 1
        return kept
