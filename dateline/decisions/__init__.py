"""What people correct: append-only, applied to what is there, replayed on every later run and model.

kinds      what each kind of decision needs, and whether one has it
standing   which decisions stand (an undo takes one away, an undo of the undo brings it back); contradictions
naming     verdicts on the names and entities of the store
fixing     offices, days and copies as decided, and as they were
deciding   `decide` and its preview
applying   what stands, applied to what is there (`apply_decisions`: the hook of flows)
           what stands, and the fold over it, lie in dateline.store (standing, verdicts): placing stories asks them too
exchange   decisions as JSON Lines, out and in
gold       decided articles as gold texts
"""

from dateline.decisions.applying import apply_decisions
from dateline.decisions.deciding import Effect, decide
from dateline.decisions.kinds import KINDS, Kind
from dateline.decisions.standing import Conflict, conflicts, standing
from dateline.store.standing import Standing

__all__ = [
    "KINDS",
    "Conflict",
    "Effect",
    "Kind",
    "Standing",
    "apply_decisions",
    "conflicts",
    "decide",
    "standing",
]
