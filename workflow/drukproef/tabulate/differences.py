"""Shares in, their differences with the variance of the difference out: no covariance is left out.

Cov(p1, p2) = sum over strata of scale (sum of u1 u2 - sum of u1 * sum of u2 / n), where `cross` is the sum of
u1 u2 over the respondents who are in both bases, without the weights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.tabulate.estimates import Estimates
from drukproef.tabulate.shares import Shares
from drukproef.tabulate.strata import Floats, Ints, Strata, along, over_strata

ROUNDING = 1e-12  # a variance below this part of its terms is what rounding left of zero


@dataclass(frozen=True)
class Difference:
    """Left minus right, for domains x categories."""

    value: Floats
    variance: Floats
    df: Floats  # R's degf of the design limited to both bases, minus 1, as in svyttest


def between_groups(strata: Strata, left: Shares, right: Shares) -> Difference:
    """Groups without a common respondent: two levels of a banner, or a level and the rest."""
    return _difference(strata, left, right, 0.0, _df(left.base + right.base))


def total_against_level(strata: Strata, total: Shares, level: Shares) -> Difference:
    """All respondents against a group of them."""
    hits, base = level.hits, level.base[..., None]
    cross = hits * (1 - total.share - level.share) + total.share * level.share * base
    weights = total.weighted_base * level.weighted_base
    return _difference(strata, total, level, _over(cross, weights), _df(total.base))


def between_categories(strata: Strata, left: Shares, right: Shares, both: Ints) -> Difference:
    """Two categories of one item; `both` counts who is in both, as with a net and a part of it."""
    cross = both - left.share * right.hits - right.share * left.hits
    cross = cross + left.share * right.share * left.base[..., None]
    return _difference(strata, left, right, _over(cross, left.weighted_base**2), _df(left.base))


@dataclass(frozen=True)
class Joint:
    """How two items were answered together: respondents who answered both."""

    answered: Ints  # strata x domains
    left: Ints  # strata x domains x categories: answered both, and in the category of the left item
    right: Ints
    both: Ints


def between_items(strata: Strata, left: Shares, right: Shares, joint: Joint) -> Difference:
    """The same category of two items, whose bases may differ."""
    cross = joint.both - left.share * joint.right - right.share * joint.left
    cross = cross + left.share * right.share * joint.answered[..., None]
    weights = left.weighted_base * right.weighted_base
    return _difference(
        strata, left, right, _over(cross, weights), _df(left.base + right.base - joint.answered)
    )


def between_waves(left: Estimates, right: Estimates) -> Difference:
    """Two waves: independent samples, so the strata of each wave are strata of their own."""
    df = np.asarray(left.df + right.df - 1, dtype=float)
    return Difference(left.share - right.share, left.variance + right.variance, df[:, None] + 0 * left.share)


def _difference(strata: Strata, left: Shares, right: Shares, cross: Floats | float, df: Floats) -> Difference:
    means = left.residual * right.residual / along(strata.n, 3)
    covariance = over_strata(along(strata.scale, 3) * (cross - means))
    parts = left.variance + right.variance
    variance = parts - 2 * covariance
    variance = np.where(variance <= ROUNDING * parts, 0.0, variance)
    value = left.share - right.share
    return Difference(value, variance, df[:, None] + 0 * value)


def _df(union: Ints) -> Floats:
    return np.asarray(union.sum(axis=0) - (union > 0).sum(axis=0) - 1, dtype=float)


def _over(cross: Floats, weights: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return cross / weights[:, None]
