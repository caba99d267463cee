"""From what resolving says of a name to what it means by the decisions: a fold in their order.

Pure: no store. Resolving goes on saying what it would without decisions; that is kept beside
(`undecided_names`), so that a decision can be previewed, undone, and replayed over another model.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from dateline.records import Decision
from dateline.store.text import folded

STORY = "STORY"  # the label of decisions that are about stories
ON_NAMES = ("merge", "split", "reject")


Numbered = tuple[int, Decision]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The standing decisions on names, by the entity that they are about."""

    partial: Mapping[str, tuple[Numbered, ...]] = field(default_factory=dict)  # splits, and rejects of some mentions
    whole: Mapping[str, Numbered] = field(default_factory=dict)  # the merge or reject that holds of all the others

    @classmethod
    def of(cls, decisions: Iterable[Numbered]) -> "Verdicts":
        """From standing decisions with their numbers; of two that contradict each other the later holds."""
        partial: dict[str, list[Numbered]] = {}
        whole: dict[str, Numbered] = {}
        for number, decision in sorted(decisions, key=lambda pair: pair[0]):
            subject, other = decision.subject, decision.object
            if decision.kind == "not-same" and other:
                for one, two in ((subject, other), (other, subject)):
                    if one in whole and whole[one][1].object == two:
                        del whole[one]
            elif decision.kind == "split" or (decision.kind == "reject" and _limited(decision)):
                partial.setdefault(subject, []).append((number, decision))
            elif decision.kind in ON_NAMES:
                if other and cls(whole=whole).root(other) == subject:
                    whole.pop(other, None)  # a ring of merges: the latest object stays itself
                whole[subject] = (number, decision)
        return cls({subject: tuple(found) for subject, found in partial.items()}, whole)

    def meaning(self, entity: str, article: str, name: str) -> str | None:
        """What a name means in an article when resolving says `entity`; None: no entity."""
        here, came, seen = entity, 0, {entity}
        while step := self._step(here, came, article, name):
            came, decision = step
            if decision.kind == "reject":
                return None
            here = other_of(decision)
            if here in seen:
                break
            seen.add(here)
        return here

    def _step(self, here: str, came: int, article: str, name: str) -> Numbered | None:
        # What was split off before a merge was not said of the names that came with the merge.
        fitting = [(n, d) for n, d in self.partial.get(here, ()) if n > came and holds(d, article, name)]
        return fitting[-1] if fitting else self.whole.get(here)

    def root(self, entity: str) -> str:
        """The entity into which one was merged as a whole; itself where it was not."""
        here, seen = entity, {entity}
        while (step := self.whole.get(here)) and step[1].object and step[1].object not in seen:
            here = step[1].object
            seen.add(here)
        return here

    def leading_to(self, entities: Iterable[str]) -> set[str]:
        """The entities whose names may mean one of these, themselves among them."""
        before: dict[str, set[str]] = {}
        for subject, found in (*self.partial.items(), *((s, (n,)) for s, n in self.whole.items())):
            for _, decision in found:
                if decision.kind != "reject":
                    before.setdefault(other_of(decision), set()).add(subject)
        reached, ahead = set(entities), list(entities)
        while ahead:
            new = before.get(ahead.pop(), set()) - reached
            reached |= new
            ahead += sorted(new)
        return reached


def _limited(decision: Decision) -> bool:
    return bool(decision.values.get("articles") or decision.values.get("aliases"))


def holds(decision: Decision, article: str, name: str) -> bool:
    """Whether a decision is about this name in this article."""
    articles, aliases = decision.values.get("articles", "").split(), names_in(decision)
    return (not articles or article in articles) and (not aliases or folded(name) in map(folded, aliases))


def names_in(decision: Decision) -> list[str]:
    """The names to which a decision is limited."""
    return [name.strip() for name in decision.values.get("aliases", "").split("|") if name.strip()]


def other_of(decision: Decision) -> str:
    """What is meant by a decision: its object, or the entity or story that a split makes."""
    made = blake2b(f"split\0{decision.id}".encode(), digest_size=8).hexdigest()
    return decision.object or (f"story-{made}" if decision.values.get("label") == STORY else made)
