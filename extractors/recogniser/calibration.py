"""Scores that mean what they say: of spans with score 0.8, four of five are right.

The network is too sure of itself. A line through the log-odds of its probabilities, fitted on texts that it
did not learn from (Platt's scaling), makes up for it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_EDGE = 1e-6  # log-odds of 0 and 1 are infinite


@dataclass(frozen=True, slots=True)
class Line:
    """Probability to calibrated score."""

    slope: float
    shift: float

    def __call__(self, probability: float) -> float:
        """A score from 0 to 1, rounded to four places."""
        return round(1 / (1 + math.exp(-(self.slope * _odds(probability) + self.shift))), 4)


PLAIN = Line(1.0, 0.0)


def fit(probabilities: Sequence[float], right: Sequence[bool]) -> Line:
    """The line of the greatest likelihood; PLAIN where there is nothing to learn from."""
    if len(set(right)) < 2:
        return PLAIN
    odds = [_odds(p) for p in probabilities]
    # One wrong and one right answer more than seen, so that the line stays finite.
    hits = sum(right)
    wanted = [(hits + 1) / (hits + 2) if r else 1 / (len(right) - hits + 2) for r in right]
    slope, shift = 1.0, 0.0
    for _ in range(50):  # Newton's steps on a convex function of two numbers
        g0 = g1 = h00 = h01 = h11 = 0.0
        for x, y in zip(odds, wanted, strict=True):
            p = 1 / (1 + math.exp(-max(min(slope * x + shift, 30.0), -30.0)))
            weight = max(p * (1 - p), 1e-9)
            g0, g1 = g0 + (p - y) * x, g1 + (p - y)
            h00, h01, h11 = h00 + weight * x * x, h01 + weight * x, h11 + weight
        determinant = h00 * h11 - h01 * h01 + 1e-9
        slope -= (h11 * g0 - h01 * g1) / determinant
        shift -= (h00 * g1 - h01 * g0) / determinant
    return Line(slope, shift)


def _odds(probability: float) -> float:
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))
