"""Weights in, the same weights out when they do what they should; the program's own check after weighting."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.checks import row_list
from drukproef.weight.methods.design import dominating
from drukproef.weight.methods.result import Achieved, Weighted

TOLERANCE = 1e-9
"""Relative deviation that a target or a ratio may have."""


def verified(weighted: Weighted, ratios: bool = True, targets: bool = True) -> Weighted:
    """The weights, after checking that targets are met and that weights within a cell kept their ratios.

    Trimming changes ratios on purpose, and may give up targets: `ratios` and `targets` say what to check.
    Raises DrukproefError with the numbers; also for weights of 0 or less, and for one that has all weight.
    """
    problems = list(_unusable(weighted))
    if targets:
        problems += [_missed(m) for m in weighted.margins if not abs(m.deviation) <= TOLERANCE]
    if ratios and not problems:
        problems += _ratio_problems(weighted)
    if problems:
        raise DrukproefError(problems)
    return weighted


def _unusable(weighted: Weighted) -> Iterator[Problem]:
    weights = weighted.weights
    bad = ~(np.isfinite(weights) & (weights > 0))
    if bad.any():
        rows = (np.flatnonzero(bad) + 1).tolist()
        yield Problem(
            f"weights ({weighted.method})",
            f"{len(rows)} of {weights.size} weights are not positive numbers, the lowest "
            f"{np.nanmin(weights):.10g}: {row_list(rows)}",
            "a positive weight for each respondent",
            "raking gives none below 0; linear and logit calibration give none below their lower bound",
        )
    else:
        yield from dominating(weights, f"weights ({weighted.method})")


def _missed(margin: Achieved) -> Problem:
    return Problem(
        f"weights, '{margin.variable}' = '{margin.level}'" if margin.level else f"weights, {margin.variable}",
        f"they add up to {margin.achieved:.12g}, {100 * margin.deviation:+.3g}% from the target",
        f"{margin.target:.12g}, to {TOLERANCE:g}",
        "this should not happen: report it with the data",
    )


def _ratio_problems(weighted: Weighted) -> Iterator[Problem]:
    factors, cells = weighted.factors, weighted.cells
    low = np.full(int(cells.max()) + 1, np.inf)
    high = np.zeros(len(low))
    np.minimum.at(low, cells, factors)
    np.maximum.at(high, cells, factors)
    apart = np.flatnonzero(high - low > TOLERANCE * high)
    if apart.size:
        cell = int(apart[0])
        rows = (np.flatnonzero(cells == cell) + 1).tolist()
        yield Problem(
            f"weights ({weighted.method}), {row_list(rows)}",
            f"factors between {low[cell]:.12g} and {high[cell]:.12g}, though they are in the same cells",
            "one factor within a cell, so that design weights keep their ratios",
            "this should not happen: report it with the data",
        )
