"""Two estimates in, their difference with its variance out: common respondents are never left out of it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr

from drukproef.survey.arrays import ROUNDING, Bools, Floats
from drukproef.survey.estimate import Estimate
from drukproef.survey.intervals import Interval, wald


@dataclass(frozen=True, eq=False)
class Difference:
    """Left minus right, in their units. `df`: that of both bases together, minus 1 (R: svyttest)."""

    left: Estimate
    right: Estimate
    difference: float
    variance: float
    df: int

    @property
    def se(self) -> float:
        """The standard error of the difference."""
        return math.sqrt(self.variance)

    @property
    def statistic(self) -> float:
        """t; NaN when nothing varies."""
        return self.difference / self.se if self.se > 0 else math.nan

    @property
    def p(self) -> float:
        """The two-sided p value of t; NaN when there is no test."""
        return float(2 * stdtr(self.df, -abs(self.statistic))) if self.df >= 1 else math.nan

    def interval(self, level: float = 0.95) -> Interval:
        """The confidence interval of the difference."""
        return wald(level, self.difference, self.variance, self.df)


def difference(left: Estimate, right: Estimate) -> Difference:
    """Left minus right. Within a design, common respondents (or clusters) count; two designs are independent.

    A part against the whole that contains it is `difference(part, whole)`: the overlap is in the variance
    when both come from one design, and there is none when they come from two files.

    >>> from drukproef.survey import Design, share
    >>> design, women = Design([1.0] * 6), np.array([True, True, True, False, False, False])
    >>> yes = [1, 1, 0, 0, 0, 1]
    >>> part = difference(share(design, yes, women), share(design, yes))
    >>> round(part.difference, 4), round(part.se, 4), part.df
    (0.1667, 0.2236, 4)
    """
    value = left.estimate - right.estimate
    if left.design is right.design:
        spread = left.spread - right.spread
        union = left.base | right.base
        return Difference(left, right, value, _without_noise(spread, left, right), left.design.df(union) - 1)
    return Difference(left, right, value, left.variance + right.variance, left.df + right.df - 1)


def against_rest(
    estimate: Callable[[Bools], Estimate], group: Bools, known: Bools | None = None
) -> Difference:
    """A group minus everyone else of `known` (default: everyone). `estimate`: from a domain to its estimate.

    >>> from drukproef.survey import Design, mean
    >>> design, first = Design([1.0] * 4), np.array([True, True, False, False])
    >>> against_rest(lambda rows: mean(design, [1.0, 2.0, 5.0, 6.0], rows), first).difference
    -4.0
    """
    others = ~group if known is None else known & ~group
    return difference(estimate(group), estimate(others))


def _without_noise(spread: Floats, left: Estimate, right: Estimate) -> float:
    variance = float(np.add.reduce(spread * spread))
    return variance if variance > ROUNDING * (left.variance + right.variance) else 0.0
