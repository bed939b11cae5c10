"""Two variables of a design in, a test of their association out (R: svychisq, regTermTest)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.special import chdtrc, fdtrc

from drukproef.errors import fail
from drukproef.survey.answers import answered, domain_of, labels
from drukproef.survey.arrays import Bools, Floats, Ints, Values, coded, cross_products
from drukproef.survey.design import Design
from drukproef.survey.estimate import Estimate
from drukproef.survey.estimators import of_columns


@dataclass(frozen=True)
class Association:
    """The test: F with two numbers of degrees of freedom (not always whole), or chi-square with one."""

    statistic: float
    df: float
    denominator_df: float
    p: float
    n: int
    kind: str


def rao_scott(
    design: Design,
    rows: Values,
    columns: Values,
    domain: Values | None = None,
    statistic: Literal["F", "Chisq"] = "F",
) -> Association:
    """Rao and Scott's (1984) test of independence: second order ("F", default) or first order ("Chisq").

    Base: who has both answers. Denominator: that base's degrees of freedom times those of F. Raises
    DrukproefError when a variable has one category, or there are no degrees of freedom.

    >>> design = Design([1.0] * 6)
    >>> round(rao_scott(design, [1, 1, 1, 2, 2, 2], [1, 1, 2, 2, 2, 2]).p, 4)
    0.1582
    """
    left, right, inside = labels(design, rows), labels(design, columns), domain_of(design, domain)
    base = answered(left, inside) & answered(right, inside)
    shape, cells = _cells(design, base, left[base], right[base])
    estimates = of_columns(design, "share", base, cells)
    p = np.array([estimate.estimate for estimate in estimates])
    spread = np.stack([estimate.spread for estimate in estimates], axis=1)
    effects = _design_effects(p, cross_products(spread, spread), shape)
    return _result(statistic, _pearson(p, shape), effects, int(base.sum()), design.df(base))


def equal_means(estimates: Sequence[Estimate]) -> Association:
    """Wald's F of the hypothesis that groups of one design have the same mean (R: regTermTest after svyglm).

    Also for shares, medians and groups that overlap. Raises DrukproefError for groups that can't be tested.

    >>> from drukproef.survey import Design, mean
    >>> design, group = Design([1.0] * 6), np.array([1, 1, 2, 2, 3, 3])
    >>> means = [mean(design, [1.0, 2.0, 3.0, 5.0, 5.0, 9.0], group == code) for code in (1, 2, 3)]
    >>> test = equal_means(means)
    >>> round(test.statistic, 4), test.df, test.denominator_df
    (9.127, 2, 3)
    """
    first, k = estimates[0], len(estimates) - 1
    base = np.logical_or.reduce([estimate.base for estimate in estimates])
    df, n = first.design.df(base) - k, int(base.sum())
    gaps = np.array([estimate.estimate - first.estimate for estimate in estimates[1:]])
    spread = np.stack([estimate.spread - first.spread for estimate in estimates[1:]], axis=1)
    matrix = cross_products(spread, spread)
    if (
        any(estimate.design is not first.design for estimate in estimates)
        or df < 1
        or not _is_regular(matrix)
    ):
        found = f"{k + 1} groups with {n} respondents and {df} degrees of freedom"
        raise fail(
            "association", found, "groups of one design that vary", "leave this test out, or merge groups"
        )
    statistic = float(np.add.reduce(gaps * np.linalg.solve(matrix, gaps)) / k)
    return Association(statistic, k, df, float(fdtrc(k, df, statistic)), n, "Wald")


def _is_regular(matrix: Floats) -> bool:
    size = np.sqrt(np.diag(matrix))
    return bool(np.all(size > 0) and np.linalg.cond(matrix / np.outer(size, size)) < 1e12)


def _cells(design: Design, base: Bools, left: Values, right: Values) -> tuple[tuple[int, int], Floats]:
    """Indicators (n x cells) of the cells of the table, row after row, for categories that occur."""
    (row_labels, row), (column_labels, column) = coded(left), coded(right)
    shape = (len(row_labels), len(column_labels))
    if min(shape) < 2:
        raise fail(
            f"{design.name}, association",
            f"{shape[0]} by {shape[1]} categories among {int(base.sum())} respondents with both answers",
            "at least two categories of each variable",
            "leave this test out, or widen the domain",
        )
    cells = np.zeros((design.n, shape[0] * shape[1]))
    place: Ints = row * shape[1] + column
    cells[np.flatnonzero(base), place] = 1.0
    return shape, cells


def _pearson(p: Floats, shape: tuple[int, int]) -> float:
    """Pearson's chi-square over n."""
    table = p.reshape(shape)
    expected = np.add.reduce(table, axis=1)[:, None] * np.add.reduce(table, axis=0)[None, :]
    return float(np.add.reduce(((table - expected) ** 2 / expected).ravel()))


def _design_effects(p: Floats, covariance: Floats, shape: tuple[int, int]) -> Floats:
    """The matrix whose eigenvalues are the generalised design effects, over n."""
    contrasts = np.asarray(np.kron(_contrasts(shape[0]), _contrasts(shape[1])), dtype=np.float64)
    scaled = contrasts * np.where(p > 0, 1 / np.where(p > 0, p, 1), 0.0)[:, None]
    simple = cross_products(scaled, contrasts)
    actual = cross_products(scaled, np.einsum("ij,jk->ik", covariance, scaled, optimize=False))
    return np.asarray(np.linalg.solve(simple, actual))


def _contrasts(levels: int) -> Floats:
    """Columns that are orthogonal to the constant: each level against the last."""
    return np.concatenate([np.eye(levels - 1), np.full((1, levels - 1), -1.0)])


def _result(statistic: str, pearson: float, effects: Floats, n: int, df: int) -> Association:
    trace = float(np.trace(effects))
    squares = float(np.trace(np.einsum("ij,jk->ik", effects, effects, optimize=False)))
    if df < 1 or not trace > 0:
        found = f"{df} degrees of freedom" if df < 1 else "no variance"
        step = "leave this test out, or widen the domain"
        raise fail("association", f"{found} among {n} respondents", "a table that varies in the design", step)
    if statistic == "Chisq":
        value = pearson / trace * len(effects)
        return Association(
            pearson * n, len(effects), math.inf, float(chdtrc(len(effects), value)), n, "Chisq"
        )
    numerator, value = trace**2 / squares, pearson / trace
    p = float(fdtrc(numerator, numerator * df, value))
    return Association(value, numerator, numerator * df, p, n, "F")
