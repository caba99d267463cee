"""Which decisions stand: an undo takes one away, an undo of the undo brings it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.records import Decision


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision with its number; `undone_by`: the decision that took it away."""

    number: int
    decision: Decision
    undone_by: Decision | None = None


def stand(decisions: Mapping[int, Decision]) -> list[Standing]:
    """Decisions by number, in their order: an undo that is undone itself takes nothing away."""
    undone: dict[str, Decision] = {}
    for number in sorted(decisions, reverse=True):
        decision = decisions[number]
        if decision.kind == "undo" and decision.id not in undone:
            undone.setdefault(decision.subject, decision)
    return [Standing(n, decisions[n], undone.get(decisions[n].id)) for n in sorted(decisions)]
