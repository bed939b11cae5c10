"""Weights and limits in, weights within the limits out, with the same total."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats
from drukproef.survey.exact import total
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.result import Weighted
from drukproef.weight.methods.verify import verified

ROUNDS = 1000
ROUNDING = 1e-14
Redistribute = Literal["equal", "proportional"]


def trim(
    weights: ArrayLike, lower: float = 0.0, upper: float = math.inf, *, redistribute: Redistribute = "equal"
) -> Weighted:
    """Cut weights off at `lower` and `upper`, and give what that frees to (or takes from) the others.

    `equal`: each of the others gets the same amount, as R's `trimWeights(strict = TRUE)`; `proportional`: the same
    percentage. Repeated until all weights are within the limits. Raises DrukproefError when the limits leave no room
    for the total.

    >>> trim([1, 2, 9], upper=6).weights.tolist()
    [2.5, 3.5, 6.0]
    """
    start = checked(weights)
    _check_limits(start, lower, upper)
    now, rounds = start, 0
    while _outside(now, lower, upper) and rounds < ROUNDS:
        rounds += 1
        now = _round(now, lower, upper, redistribute)
    if _outside(now, lower, upper):
        raise DrukproefError([_stuck(now, lower, upper)])
    now = np.clip(now, lower, upper)
    cells = np.arange(len(start), dtype=np.int64)
    return verified(Weighted("trim", _kept(start, now), start, cells, None, rounds, True, ()))


def _outside(weights: Floats, lower: float, upper: float) -> bool:
    """Whether a weight crosses a limit by more than rounding, which could go on for ever."""
    return bool(np.any((weights < lower * (1 - ROUNDING)) | (weights > upper * (1 + ROUNDING))))


def _round(weights: Floats, lower: float, upper: float, redistribute: Redistribute) -> Floats:
    cut = np.clip(weights, lower, upper)
    freed = total(weights - cut)
    others = cut == weights
    if not others.any():  # R stops here, with another total
        others = cut < upper if freed > 0 else cut > lower
    rest = cut[others]
    if rest.size:
        same = redistribute == "equal"
        cut[others] = rest + freed / rest.size if same else rest * (1 + freed / total(rest))
    return cut


def _check_limits(weights: Floats, lower: float, upper: float) -> None:
    n, size = len(weights), total(weights)
    place = f"trimming to {lower:g} and {upper:g}"
    if not 0 <= lower < upper:
        raise DrukproefError(
            [Problem(place, "these limits", "0 or more, and an upper limit above the lower one")]
        )
    if not n * lower < size < n * upper and bool(np.any((weights < lower) | (weights > upper))):
        raise DrukproefError(
            [
                Problem(
                    place,
                    f"{n} weights within the limits add up to {n * lower:.10g} at least and {n * upper:.10g} "
                    f"at most; the total is {size:.10g}",
                    f"limits around the mean weight, {size / n:.10g}",
                    "widen the limits",
                )
            ]
        )


def _stuck(weights: Floats, lower: float, upper: float) -> Problem:
    return Problem(
        f"trimming to {lower:g} and {upper:g}",
        f"after {ROUNDS} rounds the weights still lie between {weights.min():.10g} and {weights.max():.10g}",
        "weights within the limits",
        "widen the limits",
    )


def _kept(before: Floats, after: Floats) -> Floats:
    """The trimmed weights, after checking that their total is the old one."""
    if not math.isclose(total(before), total(after), rel_tol=1e-9):
        found = f"the total became {total(after):.12g}"
        raise DrukproefError([Problem("trimming", found, f"{total(before):.12g}", "report it with the data")])
    return after
