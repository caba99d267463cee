"""Scores that mean what they say: of spans with score 0.8, four of five are right.

The network is too sure of itself. A line through the log-odds of its probabilities, fitted on texts that it
did not learn from (Platt's scaling), makes up for it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
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
    odds = np.asarray([[_odds(p), 1.0] for p in probabilities])
    # One more of each than seen, as Platt has it, so that the line stays finite.
    hits = sum(right)
    wanted = np.where(np.asarray(right), (hits + 1) / (hits + 2), 1 / (len(right) - hits + 2))
    line = np.asarray([1.0, 0.0])
    for _ in range(100):  # Newton's method on a convex function of two numbers, never uphill
        given = _logistic(odds @ line)
        slope = odds.T @ (given - wanted)
        bend = odds.T @ (odds * (given * (1 - given))[:, None]) + 1e-9 * np.eye(2)
        step = np.linalg.solve(bend, slope)
        while _loss(odds, wanted, line - step) > _loss(odds, wanted, line) and np.abs(step).max() > 1e-9:
            step = step / 2
        line = line - step
        if np.abs(step).max() < 1e-7:
            break
    return Line(float(line[0]), float(line[1]))


def _logistic(x: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return result


def _loss(odds: Numbers, wanted: Numbers, line: Numbers) -> float:
    x = odds @ line
    return float((np.logaddexp(0, x) - wanted * x).sum())


def _odds(probability: float) -> float:
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))
