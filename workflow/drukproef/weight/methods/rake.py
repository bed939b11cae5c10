"""Several margins in, weights out that add up to the totals of each of them, as near to the design as can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Ints
from drukproef.survey.exact import group_totals, patterns
from drukproef.survey.raking import Goal, fitted
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.dummies import dummies
from drukproef.weight.methods.margin import Margin
from drukproef.weight.methods.result import Weighted, achieved
from drukproef.weight.methods.verify import verified


def rake(
    design_weights: ArrayLike,
    margins: Sequence[Margin],
    *,
    tolerance: float = 1e-12,
    max_iterations: int = 1000,
) -> Weighted:
    """Iterative proportional fitting (Deming and Stephan 1940): post-stratify on each margin in turn, until all hold.

    Starts from the design weights, so that they keep their ratios within a combination of levels. Ready when no
    target is missed by more than `tolerance`, relatively. R: `rake`, and `calibrate(calfun = "raking")`.
    Raises DrukproefError with all that doesn't fit in the margins, or with what is missed when it doesn't converge.

    >>> gender, age = Margin("gender", ["m", "m", "f"], {"m": 6, "f": 4}), Margin("age", [1, 2, 2], {1: 3, 2: 7})
    >>> rake([1, 1, 1], [gender, age]).weights.round(9).tolist()
    [3.0, 3.0, 4.0]
    """
    if not margins:
        raise DrukproefError([Problem("raking", "no margins", "one margin or more")])
    design = checked(design_weights, margins)
    rows, place = patterns(np.column_stack([m.codes for m in margins]))
    start = group_totals(design, place, len(rows))
    goals = [_goal(margin, codes) for margin, codes in zip(margins, rows.T, strict=True)]
    (*_, final), iterations = fitted(start, goals, tolerance, max_iterations)
    weights = design * (final / start)[place]
    basis = dummies([Margin(m.variable, rows[:, i], _by_code(m)) for i, m in enumerate(margins)])[0]
    made = tuple(achieved(margins, design, weights))
    return verified(Weighted("rake", weights, design, place, basis, iterations, True, made))


def _by_code(margin: Margin) -> dict[int, float]:
    return {code: margin.targets[level] for code, level in enumerate(margin.used)}


def _goal(margin: Margin, codes: Ints) -> Goal:
    totals = np.array([margin.targets[level] for level in margin.used], dtype=np.float64)
    return Goal(codes, totals, margin.used, margin.variable, [margin.place(level) for level in margin.used])
