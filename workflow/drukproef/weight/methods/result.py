"""What every method returns: the weights, how they came about, and how well the targets are met."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.survey.arrays import Floats, Ints
from drukproef.survey.exact import group_totals, total
from drukproef.weight.methods.deff import kish_deff
from drukproef.weight.methods.margin import Margin


@dataclass(frozen=True)
class Achieved:
    """One target: a level of a variable (or a calibration total), before and after weighting."""

    variable: str
    level: str
    respondents: int
    before: float  # sum of design weights
    target: float
    achieved: float  # sum of weights

    @property
    def factor(self) -> float:
        """What weighting multiplied this level by; NaN when there was nothing."""
        return self.achieved / self.before if self.before else math.nan

    @property
    def deviation(self) -> float:
        """Achieved minus target, relative to the target (to 1 when that is 0)."""
        return (self.achieved - self.target) / (abs(self.target) or 1)


@dataclass(frozen=True)
class Summary:
    """How uneven weights are, and what that costs."""

    n: int
    total: float
    minimum: float
    maximum: float
    deff_kish: float  # n Σw² / (Σw)²
    n_eff: float  # n / deff_kish


@dataclass(frozen=True)
class Weighted:
    """Weights per respondent, in the order that the respondents came in."""

    method: str
    weights: Floats
    design_weights: Floats
    cells: Ints  # respondents with the same number have the same factor
    basis: Floats | None  # calibration variables per cell, for the residuals; None: the cells themselves
    iterations: int
    converged: bool
    margins: tuple[Achieved, ...]

    @property
    def factors(self) -> Floats:
        """The g-factor of each respondent: weight / design weight."""
        return self.weights / self.design_weights

    @property
    def max_deviation(self) -> float:
        """The largest relative deviation from a target; 0 without targets."""
        return max((abs(m.deviation) for m in self.margins), default=0.0)

    @property
    def summary(self) -> Summary:
        """Minimum, maximum, Kish's design effect and the effective base."""
        return summarise(self.weights)


def summarise(weights: Floats) -> Summary:
    """The summary of any positive weights.

    >>> summarise(np.array([1.0, 1.0, 2.0])).deff_kish
    1.125
    """
    deff = kish_deff(weights)
    n = len(weights)
    return Summary(n, total(weights), float(weights.min()), float(weights.max()), deff, n / deff)


def achieved(margins: Sequence[Margin], before: Floats, after: Floats) -> Iterator[Achieved]:
    """Every target of every margin, in order, with what the weights add up to."""
    for margin in margins:
        codes, levels = margin.codes, margin.used
        n = np.bincount(codes, minlength=len(levels))
        sums = [group_totals(weights, codes, len(levels)) for weights in (before, after)]
        for i, level in enumerate(levels):
            target = float(margin.targets[level])
            yield Achieved(
                margin.variable, str(level), int(n[i]), float(sums[0][i]), target, float(sums[1][i])
            )
