"""Weights in, design effects out: Kish's from the weights alone, and the design-based one of a mean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drukproef.weight.methods.solve import apply, cross, solve
from drukproef.weight.methods.sums import Floats, Ints, group_sums, total

if TYPE_CHECKING:
    from drukproef.weight.methods.result import Weighted


def kish_deff(weights: NDArray[np.float64]) -> float:
    """Kish's design effect of unequal weights: n times the sum of squares over the square of the sum; at least 1.

    >>> kish_deff(np.array([1.0, 1.0, 2.0]))
    1.125
    """
    return len(weights) * total(weights**2) / total(weights) ** 2


def design_deff(weighted: Weighted, y: ArrayLike, strata: ArrayLike | None = None) -> float:
    """The design effect of the weighted mean of `y` (a number per respondent; NaN: not in the base).

    The variance (Taylor, residuals from the calibration variables; with replacement within the strata of the
    sample) over that of a simple random sample with replacement, as R's `svymean(~y, subset(design, base), deff =
    "replace")`. Auxiliary variables that explain `y` bring it below Kish's. NaN when `y` is constant or a stratum
    has one respondent.
    """
    values = np.asarray(y, dtype=np.float64)
    base = ~np.isnan(values)
    weights, n = np.where(base, weighted.weights, 0.0), int(base.sum())
    values, size = np.where(base, values, 0.0), total(weights)
    if n < 2 or np.all(values[base] == values[base][0]):
        return math.nan
    u = np.where(base, values - total(weights * values) / size, 0.0) / size
    residuals = weighted.weights * (u - _fitted(weighted, u))
    places = (
        np.zeros(len(u), int) if strata is None else np.unique(np.asarray(strata), return_inverse=True)[1]
    )
    return stratified_variance(residuals, places) / (total(weights * u**2) * size / (n - 1))


def stratified_variance(values: Floats, strata: Ints) -> float:
    """Σₕ nₕ/(nₕ − 1) Σ(z − z̄ₕ)²; NaN with a stratum of one."""
    n = np.bincount(strata)
    if n.min() < 2:
        return math.nan
    means = group_sums(values, strata, len(n)) / n
    return total((n / (n - 1))[strata] * (values - means[strata]) ** 2)


def _fitted(weighted: Weighted, values: Floats) -> Floats:
    """The regression of the values on the calibration variables, weighted by the design weights."""
    basis, cells = weighted.basis, weighted.cells
    count = int(cells.max()) + 1
    design = group_sums(weighted.design_weights, cells, count)
    moments = group_sums(weighted.design_weights * values, cells, count)
    if basis is None:
        return (moments / design)[cells]
    right = np.array([total(column * moments) for column in basis.T])
    slopes = solve(cross(basis, design), right)[0]
    return apply(basis, slopes)[cells]
