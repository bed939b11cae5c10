"""Weights that meet targets and limits in, weights within the limits out: targets kept, or given up on purpose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.study.weighting import Trim
from drukproef.survey.arrays import Floats
from drukproef.survey.exact import total
from drukproef.weight.methods import Margin, Weighted, rake, trim
from drukproef.weight.methods.result import achieved

ROUNDS = 500
CLOSE = 1e-10


def trimmed(weighted: Weighted, limits: Trim, margins: Sequence[Margin]) -> Weighted:
    """The weights within `limits` (multiples of the mean weight), with the same total.

    Keeping the targets: post-stratified weights are trimmed within each cell; raked ones are trimmed and raked in
    turn until both hold. Otherwise they are trimmed over everyone, and the targets are missed by what that costs.
    Raises DrukproefError, with the numbers, when the limits leave no room.
    """
    mean = total(weighted.weights) / len(weighted.weights)
    lower, upper = limits.lower * mean, limits.upper * mean
    rounds = weighted.iterations
    if limits.keep == "total":
        weights = trim(weighted.weights, lower, upper).weights
    elif weighted.method == "poststratify":
        weights = _within_cells(weighted, lower, upper, margins[0])
    else:
        weights, more = _in_turn(weighted.weights, lower, upper, margins)
        rounds += more
    rows = tuple(achieved(margins, weighted.design_weights, weights))
    return replace(
        weighted, method=f"{weighted.method}, trimmed", weights=weights, iterations=rounds, margins=rows
    )


def _within_cells(weighted: Weighted, lower: float, upper: float, margin: Margin) -> Floats:
    weights = weighted.weights.copy()
    problems: list[Problem] = []
    for code, level in enumerate(margin.used):
        inside = weighted.cells == code
        try:
            if np.count_nonzero(inside) > 1 or not lower <= weights[inside][0] <= upper:
                weights[inside] = trim(weights[inside], lower, upper).weights
        except DrukproefError as error:
            problems += [
                Problem(f"{margin.place(level)}, {p.place}", p.found, p.expected, _advice(level))
                for p in error.problems
            ]
    if problems:
        raise DrukproefError(problems)
    return weights


def _advice(level: object) -> str:
    return f"widen the limits, merge '{level}' with another level, or give up the targets (keep: total)"


def _in_turn(weights: Floats, lower: float, upper: float, margins: Sequence[Margin]) -> tuple[Floats, int]:
    """Trim and rake until raking keeps the weights within the limits; and how many rounds of raking that took."""
    raking = 0
    for _ in range(ROUNDS):
        if weights.min() >= lower * (1 - CLOSE) and weights.max() <= upper * (1 + CLOSE):
            return np.clip(weights, lower, upper), raking
        again = rake(trim(weights, lower, upper).weights, margins)
        weights, raking = again.weights, raking + again.iterations
    found = (
        f"after {ROUNDS} rounds of trimming and raking the weights lie between {weights.min():.10g} "
        f"and {weights.max():.10g}"
    )
    step = "widen the limits, or give up the targets (keep: total)"
    raise DrukproefError(
        [Problem(f"trimming to {lower:.10g} and {upper:.10g}", found, "both limits and targets met", step)]
    )
