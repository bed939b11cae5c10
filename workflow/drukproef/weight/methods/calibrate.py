"""Calibration variables and their population totals in, weights out that reproduce those totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from drukproef.survey.arrays import Floats
from drukproef.survey.distance import Bounds, Name
from drukproef.survey.exact import total
from drukproef.survey.factors import calibration_factors
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
    found = calibration_factors(design, x, asked, shown, distance, bounds, tolerance, max_iterations)
    weights = design * found.factors
    made = tuple(_achieved(x, asked, shown, design, weights))
    method = f"calibrate ({distance})"
    return verified(Weighted(method, weights, design, found.row_of, found.rows, found.iterations, True, made))


def _achieved(
    x: Floats, totals: Floats, names: list[str], design: Floats, weights: Floats
) -> Iterator[Achieved]:
    for column, target, name in zip(x.T, totals.tolist(), names, strict=True):
        n = int(np.count_nonzero(column))
        yield Achieved(name, "", n, total(column * design), target, total(column * weights))
