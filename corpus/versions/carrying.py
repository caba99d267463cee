"""Findings of sentences that did not change, moved to where these sentences stand in the new version.

What lies in changed sentences is not carried: it is to be extracted again (`Difference.to_extract`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.versions.difference import Bounds, Difference
from dateline.records import Findings, Quote, Span


def carried(findings: Findings, difference: Difference) -> Findings:
    """The findings of an old version that hold in the new one, with their new offsets."""
    moves = [(old, new[0] - old[0]) for old, new in difference.kept if old[1] - old[0] == new[1] - new[0]]
    return replace(
        findings,
        spans=_moved(findings.spans, moves),
        durations=_moved(findings.durations, moves),
        quotes=_moved(findings.quotes, moves),
        events=tuple(replace(e, evidence=there) for e in findings.events if (there := _all(moves, e.evidence))),
        affiliations=tuple(
            replace(a, evidence=there[0])
            for a in findings.affiliations
            if a.evidence and (there := _all(moves, (a.evidence,)))
        ),
        happenings=tuple(
            replace(h, evidence=there[0])
            for h in findings.happenings
            if h.evidence and (there := _all(moves, (h.evidence,)))
        ),
    )


Placed = TypeVar("Placed", Span, Quote)


def _moved(found: Iterable[Placed], moves: Sequence[tuple[Bounds, int]]) -> tuple[Placed, ...]:
    return tuple(
        replace(one, start=one.start + by, end=one.end + by) for one in found for by in _by(moves, one.start, one.end)
    )


def _by(moves: Sequence[tuple[Bounds, int]], start: int, end: int) -> Sequence[int]:
    """By how many characters a stretch moved; empty where it does not lie in one kept sentence."""
    return [by for (first, last), by in moves if first <= start and end <= last][:1]


def _all(moves: Sequence[tuple[Bounds, int]], evidence: Sequence[Bounds]) -> tuple[Bounds, ...]:
    """The evidence moved, all of it or none."""
    moved = [(start + by, end + by) for start, end in evidence for by in _by(moves, start, end)]
    return tuple(moved) if len(moved) == len(evidence) else ()
