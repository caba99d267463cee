"""What an article says about where its text comes from: one piece of evidence."""

from dataclasses import dataclass

OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence: the kind of origin it speaks for, whom it names, how strongly, in which words."""

    kind: str  # press release, agency, outlet
    name: str | None
    strength: int  # 3: says so, 2: shows it, 1: hints at it
    reason: str
