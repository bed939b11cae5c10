"""An outcome and predictors in, a weighted logistic regression with design-based errors out (R: svyglm)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import expit, fdtrc, stdtr, xlogy

from drukproef.errors import fail
from drukproef.survey.answers import answered, domain_of, numbers
from drukproef.survey.arrays import Bools, Floats, Values, cross_products, orthonormal
from drukproef.survey.design import Design
from drukproef.survey.intervals import Interval, wald
from drukproef.survey.spread import spread

INTERCEPT = "intercept"
ROUNDS = 50
CONVERGED = 1e-14  # relative change of the deviance


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

    Base: who has a value for everything. Covariance by linearisation (Binder 1983), or refitted on each
    replicate. Raises DrukproefError when a predictor depends on others, y does not vary, or the odds go to
    infinity.

    >>> fit = logistic(Design([1.0] * 6), [0, 0, 1, 0, 1, 1], {"x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]})
    >>> fit.coefficients.round(4).tolist(), fit.df
    ([-4.2491, 1.214], 4)
    """
    inside = domain_of(design, domain)
    columns = [numbers(design, x, name) for name, x in predictors.items()]
    outcome = numbers(design, y, "outcome")
    base = np.logical_and.reduce([answered(column, inside) for column in [outcome, *columns]])
    x = np.where(base[:, None], np.stack([np.ones(design.n), *columns], axis=1), 0.0)
    _check(design, base, outcome, x, names := (INTERCEPT, *predictors))
    beta = _fit(design, x[base], outcome[base], design.weights[base])
    covariance = _covariance(design, base, x, np.where(base, outcome, 0.0), beta)
    return Logistic(names, beta, covariance, int(base.sum()), design.df(base) + 1 - len(names))


def _fit(design: Design, x: Floats, y: Floats, weights: Floats, start: Floats | None = None) -> Floats:
    """Newton's method (iteratively reweighted least squares) until the deviance stands still."""
    weights = weights / np.add.reduce(weights)
    beta = np.zeros(x.shape[1]) if start is None else start
    before = np.inf
    for _ in range(ROUNDS):
        expected = expit(_linear(x, beta))
        score = np.add.reduce(x * (weights * (y - expected))[:, None], axis=0)
        beta = beta + np.linalg.solve(_information(x, weights, expected), score)
        deviance = _deviance(y, weights, expit(_linear(x, beta)))
        if abs(before - deviance) <= CONVERGED * (abs(deviance) + 0.1) and np.abs(score).max() < 1e-12:
            return beta
        if deviance < 1e-8 or not np.isfinite(beta).all():
            break
        before = deviance
    raise fail(
        f"{design.name}, logistic regression",
        f"coefficients that grow without end, with {len(y)} respondents",
        "predictors that don't separate the outcomes completely",
        "leave out or merge the category in which everyone has the same outcome",
    )


def _covariance(design: Design, base: Bools, x: Floats, y: Floats, beta: Floats) -> Floats:
    if design.replicates is not None:
        again = [_fit(design, x[base], y[base], w[base], beta) for w in design.replicates.weights.T]
        deviations = design.replicates.spread(np.stack(again), beta)
        return cross_products(deviations, deviations)
    expected = expit(_linear(x, beta))
    inverse = np.linalg.inv(_information(x, np.where(base, design.weights, 0.0), expected))
    scores = x * (design.weights * (y - expected))[:, None]
    deviations = spread(design, np.einsum("ij,jk->ik", scores, inverse, optimize=False))
    return cross_products(deviations, deviations)


def _linear(x: Floats, beta: Floats) -> Floats:
    return np.asarray(np.einsum("ij,j->i", x, beta, optimize=False))


def _information(x: Floats, weights: Floats, expected: Floats) -> Floats:
    return cross_products(x * (weights * expected * (1 - expected))[:, None], x)


def _deviance(y: Floats, weights: Floats, expected: Floats) -> float:
    return float(-2 * np.add.reduce(weights * (xlogy(y, expected) + xlogy(1 - y, 1 - expected))))


def _check(design: Design, base: Bools, outcome: Floats, x: Floats, names: tuple[str, ...]) -> None:
    place, n = f"{design.name}, logistic regression", int(base.sum())
    if not np.isin(outcome[base], (0.0, 1.0)).all():
        raise fail(place, "outcomes other than 0 and 1", "0, 1 or NaN for each respondent")
    if n <= len(names) or len(np.unique(outcome[base])) < 2:
        ones = int(np.add.reduce(outcome[base]))
        raise fail(place, f"{ones} of {n} outcomes are 1, {len(names)} coefficients", "outcomes that vary")
    rank = orthonormal(x[base]).shape[1]
    if rank < len(names):
        step = "leave one category of each variable out, and predictors that others add up to"
        raise fail(
            place,
            f"{len(names)} coefficients, of which {rank} can be told apart",
            "independent predictors",
            step,
        )
