"""Margins in, weights out that add up to the totals of all of them: iterative proportional fitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats, Ints


@dataclass(frozen=True)
class Goal:
    """What the weights of the levels of one margin add up to."""

    codes: Ints  # the level of each row, from 0
    totals: Floats  # per level
    levels: Sequence[Any]
    name: str
    places: Sequence[str]  # of the totals, for messages

    def sums(self, weights: Floats) -> Floats:
        """The sum of each level, added up in the order of the rows."""
        return np.asarray(np.bincount(self.codes, weights, len(self.totals)), dtype=np.float64)

    def scaled(self, weights: Floats) -> Floats:
        """The weights after post-stratification: each level at its total."""
        return weights * (self.totals / self.sums(weights))[self.codes]

    def missed(self, weights: Floats, tolerance: float, rounds: int) -> Problem | None:
        """The level that is farthest from its total; None when all are within the tolerance."""
        reached = self.sums(weights)
        deviation = np.abs(reached - self.totals) / self.totals
        worst = int(deviation.argmax())
        if deviation[worst] <= tolerance:
            return None
        return Problem(
            self.places[worst],
            f"raking doesn't converge: after {rounds} rounds '{self.name}' = '{self.levels[worst]}' adds up to "
            f"{reached[worst]:.10g}, {100 * deviation[worst]:.3g}% from {self.totals[worst]:.10g}",
            f"a deviation of at most {tolerance:g}",
            "compare the sums of the margins, merge levels that few combinations have, or rake on fewer margins",
        )


def fitted(
    start: Floats, goals: Sequence[Goal], tolerance: float, max_rounds: int
) -> tuple[list[Floats], int]:
    """The weights after each margin of the last round, and the number of rounds (Deming and Stephan 1940).

    Ready when no total is missed by more than `tolerance`, relatively. Raises DrukproefError with the worst level of
    each margin that is not met by then.

    >>> sex = Goal(np.array([0, 0, 1]), np.array([6.0, 4.0]), ["m", "f"], "sex", ["sex, m", "sex, f"])
    >>> steps, rounds = fitted(np.ones(3), [sex], 1e-12, 10)
    >>> steps[-1].tolist(), rounds
    ([3.0, 3.0, 4.0], 1)
    """
    weights = start
    for round_ in range(1, max_rounds + 1):
        steps = []
        for goal in goals:
            weights = goal.scaled(weights)
            steps.append(weights)
        missed = [goal.missed(weights, tolerance, round_) for goal in goals]
        if not any(missed):
            return steps, round_
    raise DrukproefError([problem for problem in missed if problem])
