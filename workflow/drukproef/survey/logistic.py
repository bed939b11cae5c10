"""An outcome and predictors in, a weighted logistic regression with design-based errors out (R: svyglm)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import fdtrc, stdtr

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey.answers import answered, domain_of, numbers
from drukproef.survey.arrays import Floats, Values, cross_products, orthonormal
from drukproef.survey.binomial import Fit, fit
from drukproef.survey.design import Design
from drukproef.survey.intervals import Interval, wald
from drukproef.survey.spread import spread

INTERCEPT = "intercept"


@dataclass(frozen=True, eq=False)
class Logistic:
    """Coefficients (log odds) with their covariance. `df`: of the base, plus 1, minus the coefficients."""

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    n: int
    df: int

    @property
    def se(self) -> Floats:
        """The standard errors."""
        return np.asarray(np.sqrt(np.diag(self.covariance)))

    @property
    def p(self) -> Floats:
        """Two-sided p values of t."""
        return np.asarray(2 * stdtr(self.df, -np.abs(self.coefficients / self.se)))

    def interval(self, name: str, level: float = 0.95) -> Interval:
        """The interval of a coefficient; exp() of its bounds is that of the odds ratio."""
        i = self.names.index(name)
        return wald(level, float(self.coefficients[i]), float(self.covariance[i, i]), self.df)

    def wald_test(self, names: list[str]) -> tuple[float, float]:
        """F and p of the hypothesis that these coefficients are all 0 (R: regTermTest)."""
        places = [self.names.index(name) for name in names]
        beta, matrix = self.coefficients[places], self.covariance[np.ix_(places, places)]
        statistic = float(np.add.reduce(beta * np.linalg.solve(matrix, beta)) / len(places))
        return statistic, float(fdtrc(len(places), self.df, statistic))


def logistic(
    design: Design, y: Values, predictors: Mapping[str, Values], domain: Values | None = None
) -> Logistic:
    """Regress y (n values 0, 1 or NaN) on numbers or dummies, with an intercept.

    Base: who has a value for everything. Coefficients and scores are those of statsmodels; their covariance is
    by linearisation (Binder 1983), or refitted on each replicate. Raises DrukproefError, with the numbers, when a
    predictor depends on others, y does not vary, predictors separate its values, or nothing converges.

    >>> fit = logistic(Design([1.0] * 6), [0, 0, 1, 0, 1, 1], {"x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
    >>> fit.coefficients.round(4).tolist(), fit.df
    ([-4.2491, 1.214], 4)
    """
    inside = domain_of(design, domain)
    columns = [numbers(design, x, name) for name, x in predictors.items()]
    outcome = numbers(design, y, "outcome")
    base = np.logical_and.reduce([answered(column, inside) for column in [outcome, *columns]])
    x, y = np.stack([np.ones(design.n), *columns], axis=1)[base], outcome[base]
    names, place = (INTERCEPT, *predictors), f"{design.name}, logistic regression"
    found = _fitted(x, y, design.weights[base], names, place)
    if design.replicates is None:
        influence = np.zeros((design.n, len(names)))
        inverse = np.linalg.inv(found.information)
        influence[base] = np.einsum("ij,jk->ik", found.scores, inverse, optimize=False)
        deviations = spread(design, influence)
    else:
        again = [
            _fitted(x, y, weights, names, f"{place}, replicate {number}").coefficients
            for number, weights in enumerate(design.replicates.weights[base].T, 1)
        ]
        deviations = design.replicates.spread(np.stack(again), found.coefficients)
    covariance = cross_products(deviations, deviations)
    df = design.df(base) + 1 - len(names)
    return Logistic(names, found.coefficients, covariance, int(base.sum()), df)


def _fitted(x: Floats, y: Floats, weights: Floats, names: tuple[str, ...], place: str) -> Fit:
    """The fit on those with a weight (in a replicate some have none)."""
    used = weights > 0
    _check(x[used], y[used], names, place)
    return fit(x[used], y[used], weights[used], names, place)


def _check(x: Floats, y: Floats, names: tuple[str, ...], place: str) -> None:
    n, k = x.shape
    others = y[~np.isin(y, (0.0, 1.0))]
    if len(others):
        found = f"outcomes other than 0 and 1: {len(others)} of {n}, such as {others[0]:g}"
        raise fail(place, found, "0, 1 or NaN for each respondent")
    ones = int(np.add.reduce(y))
    if ones in (0, n):
        step = "choose an outcome that both occurs and doesn't, or a wider domain"
        raise fail(place, f"{ones} of {n} outcomes are 1", "outcomes that vary", step)
    if n <= k:
        found = f"{n} respondents for {k} coefficients"
        raise fail(place, found, "more respondents than coefficients", "leave predictors out")
    _check_collinear(x, names, place)


def _check_collinear(x: Floats, names: tuple[str, ...], place: str) -> None:
    """Each predictor that those before it add up to."""
    if orthonormal(x).shape[1] == len(names):
        return
    ranks = [orthonormal(x[:, : i + 1]).shape[1] for i in range(len(names))]
    dependent = [
        name for name, rank, before in zip(names[1:], ranks[1:], ranks, strict=False) if rank == before
    ]
    step = "leave one category of each variable out, and predictors that others add up to"
    raise DrukproefError(
        Problem(
            f"{place}, predictor '{name}'",
            f"the predictors before it say all that it says: {len(names)} coefficients, of which "
            f"{ranks[-1]} can be told apart",
            "independent predictors that vary",
            step,
        )
        for name in dependent
    )
