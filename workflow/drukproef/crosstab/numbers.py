"""Sums of 1, w and w² per stratum in, shares with their (Taylor) variances and those of differences out.

With u = w (y - p) / W in the base and 0 outside it, the variance is the sum over strata of
(1 - f) n / (n - 1) times the sum of (u - mean of u)², as R's svymean on a subset of svydesign(strata, fpc).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from drukproef.crosstab.layout import Places
from drukproef.crosstab.strata import Strata
from drukproef.crosstab.weights import Floats

Bools = NDArray[np.bool_]
ROUNDING = 1e-12  # below this part of its terms a variance is what rounding left of zero


@dataclass(frozen=True)
class Difference:
    """Left minus right (tests x categories); df per test, as in R's svyttest."""

    value: Floats
    variance: Floats
    df: Floats


class Shares(Protocol):
    """The numbers of cells x categories, from whichever way they were computed."""

    @property
    def n(self) -> Floats:
        """Respondents of the base (cells)."""

    @property
    def n_weighted(self) -> Floats:
        """Their weights (cells)."""

    @property
    def df(self) -> Floats:
        """Degrees of freedom (cells)."""

    @property
    def certain(self) -> Bools:
        """Whether everyone of the strata in the base was drawn (cells)."""

    @property
    def share(self) -> Floats:
        """Cells x categories, 0 to 1; NaN for an empty base."""

    @property
    def variance(self) -> Floats:
        """The square of the standard error (cells x categories)."""

    def difference(self, left: Places, right: Places) -> Difference:
        """The difference of cells, with all covariance."""
        ...


@dataclass(frozen=True)
class Counted:
    """Shares from sums per stratum; no two cells that are compared have a respondent in common."""

    strata: Strata
    base: Floats  # strata x cells
    n: Floats
    n_weighted: Floats
    df: Floats
    certain: Bools
    share: Floats
    variance: Floats
    influence: Floats  # strata x cells x categories: the sum of u

    def difference(self, left: Places, right: Places) -> Difference:
        """Left minus right; groups in the same strata have a covariance, as the sizes of strata are fixed."""
        products = self.influence[:, left] * self.influence[:, right]
        parts = self.variance[left] + self.variance[right]
        variance = parts + 2 * over_strata(self.strata.scale / self.strata.n, products)
        variance = np.where(variance <= ROUNDING * parts, 0.0, variance)
        df = _degrees(self.base[:, left] + self.base[:, right]) - 1
        return Difference(self.share[left] - self.share[right], variance, df)


def shares_of(strata: Strata, base: Floats, hits: Floats) -> Counted:
    """`base`: 3 (sums of 1, w, w²) x strata x cells; `hits`: the same x categories, of those in the category.

    The sum over a stratum of (u - mean of u)² is (1 - p)² A + p² B + 2 p (1 - p) C, with A and B the sums of squares
    of the weights of those in and not in the category (0 for all others) around their means, and C minus the sum of
    products. None of the terms can be negative, so nothing cancels, and what should be 0 is 0.
    """
    size, factor = base[1].sum(axis=0), strata.scale
    with np.errstate(invalid="ignore", divide="ignore"):
        share = hits[1].sum(axis=0) / size[:, None]
        others = base[..., None] - hits
        others[1:] *= others[0] > 0  # what subtracting left of nobody's weight
        squares = (1 - share) ** 2 * over_strata(factor, _around_mean(hits, strata))
        squares += share**2 * over_strata(factor, _around_mean(others, strata))
        squares += 2 * share * (1 - share) * over_strata(factor / strata.n, hits[1] * others[1])
        influence = np.nan_to_num((hits[1] - share * base[1][..., None]) / size[:, None])
    n, sampled = base[0].sum(axis=0), (base[0] > 0) & (factor > 0)[:, None]
    return Counted(
        strata,
        base[0],
        n,
        size,
        _degrees(base[0]),
        ~sampled.any(axis=0),
        share,
        squares / _square(size),
        influence,
    )


def _around_mean(sums: Floats, strata: Strata) -> Floats:
    """The sum over a stratum of the square of a weight (0 outside the group) minus the mean: within and between."""
    n = strata.n[:, None, None]
    even = sums[1] * (
        sums[1] / np.maximum(sums[0], 1)
    )  # the sum of squares if all of the group had its mean weight
    within: Floats = sums[2] - even
    within *= within > ROUNDING * sums[2]  # equal weights: exactly 0
    even *= (n - sums[0]) / n
    within += even
    return within


def _square(size: Floats) -> Floats:
    """W², NaN for an empty base."""
    return np.where(size > 0, size, np.nan)[:, None] ** 2


def over_strata(factor: Floats, values: Floats) -> Floats:
    """The sum over strata (the first axis) of factor x value, in their order; an unused stratum counts for 0."""
    total = np.zeros(values.shape[1:])
    for each, value in zip(factor.tolist(), values, strict=True):
        total += each * value
    return total


def _degrees(base: Floats) -> Floats:
    """R's degf of the design limited to a base: its respondents minus their strata."""
    return np.asarray(base.sum(axis=0) - (base > 0).sum(axis=0), dtype=np.float64)
