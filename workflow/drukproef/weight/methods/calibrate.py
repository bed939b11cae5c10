"""Calibration variables and their population totals in, weights out that reproduce those totals."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats
from drukproef.survey.distance import Bounds, Name, bound_problems, distance_of
from drukproef.survey.exact import group_totals, patterns, total
from drukproef.survey.newton import Totals, newton, unmet
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.result import Achieved, Weighted
from drukproef.weight.methods.verify import verified


def calibrate(
    design_weights: ArrayLike,
    columns: ArrayLike,
    totals: ArrayLike,
    *,
    distance: Name = "linear",
    bounds: Bounds | None = None,
    names: Sequence[str] | None = None,
    tolerance: float = 1e-12,
    max_iterations: int = 100,
) -> Weighted:
    """Weights w = d g with Σ w x = total for each column x, as near to the design weights d as the distance allows.

    `columns`: respondents × variables, with a column of ones (or dummies that add up to one) for the size of the
    population; columns may depend on each other when their totals do too. `bounds` = (lowest, highest) g, around
    1: needed for `logit`, possible for `linear`. Ready when no total is missed by more than `tolerance`,
    relative to its size. R: `calibrate(calfun = distance)`. Raises DrukproefError when totals contradict each
    other, can't be met within the bounds, or need a negative weight.

    >>> calibrate([1, 1, 2], [[1, 0], [1, 1], [1, 1]], [8, 5]).weights.round(9).tolist()
    [3.0, 1.666666667, 3.333333333]
    """
    x = np.asarray(columns, dtype=np.float64)
    asked = np.asarray(totals, dtype=np.float64)
    shown = list(names) if names is not None else [f"column {i + 1}" for i in range(len(asked))]
    design = checked(design_weights)
    _refuse([*_shape_problems(x, asked, shown, len(design)), *bound_problems(distance, bounds)])
    rows, place = patterns(x)
    start = group_totals(design, place, len(rows))
    wanted = Totals(rows, start, asked, shown)
    _refuse(unmet(wanted))
    factors, iterations = newton(wanted, distance_of(distance, bounds), tolerance, max_iterations, bounds)
    weights = design * factors[place]
    made = tuple(_achieved(x, asked, shown, design, weights))
    method = f"calibrate ({distance})"
    return verified(Weighted(method, weights, design, place, rows, iterations, True, made))


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise DrukproefError(problems)


def _achieved(
    x: Floats, totals: Floats, names: list[str], design: Floats, weights: Floats
) -> Iterator[Achieved]:
    for column, target, name in zip(x.T, totals.tolist(), names, strict=True):
        n = int(np.count_nonzero(column))
        yield Achieved(name, "", n, total(column * design), target, total(column * weights))


def _shape_problems(x: Floats, totals: Floats, names: list[str], n: int) -> Iterator[Problem]:
    place = "calibration variables"
    if x.ndim != 2 or x.shape != (n, totals.size) or totals.ndim != 1 or len(names) != totals.size:
        found = f"a matrix of {x.shape}, {totals.size} totals, {len(names)} names and {n} respondents"
        yield Problem(place, found, "a row per respondent, and a column, total and name per variable")
        return
    if totals.size == 0:
        yield Problem(place, "none", "one variable or more")
    for name, column, target in zip(names, x.T, totals.tolist(), strict=True):
        bad = int(np.count_nonzero(~np.isfinite(column)))
        if bad:
            yield Problem(f"{place}, {name}", f"{bad} of {n} values are missing or infinite", "numbers")
        if not math.isfinite(target):
            yield Problem(f"{place}, {name}", f"the total is {target}", "a number", "mend the total")
        elif not bad and target != 0 and not np.any(column):
            yield Problem(
                f"{place}, {name}",
                f"0 for every respondent, with a total of {target:.10g}",
                "respondents for each total",
                "merge it with another variable",
            )
