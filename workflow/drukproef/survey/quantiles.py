"""Numbers of a design in, medians and other quantiles out (R: svyquantile, its default rule and interval)."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from drukproef.errors import fail
from drukproef.survey.answers import answered, check_base, domain_of, numbers
from drukproef.survey.arrays import ROUNDING, Floats, Values
from drukproef.survey.design import Design
from drukproef.survey.estimate import Estimate
from drukproef.survey.estimators import of_columns
from drukproef.survey.intervals import Interval, wald


@dataclass(frozen=True, eq=False)
class Distribution:
    """Sorted values with the share of the weight up to and including each."""

    values: Floats
    cumulative: Floats

    def quantile(self, p: float) -> float:
        """The smallest value with a share of at least p at or below it (R: qrule "math").

        A cumulative share that differs from p by rounding counts as p, so that the order of rows is no
        matter.
        """
        if math.isnan(p):
            return math.nan
        place = int(np.searchsorted(self.cumulative, p * (1 - ROUNDING)))
        return float(self.values[min(place, len(self.values) - 1)])


@dataclass(frozen=True, eq=False)
class Quantile(Estimate):
    """A quantile; its interval inverts that of the share at or below it (Woodruff 1952)."""

    distribution: Distribution = field(kw_only=True, repr=False)
    below: Estimate = field(kw_only=True, repr=False)

    def _other_interval(self, level: float) -> Interval:
        return _woodruff(self.distribution, self.below, level)


def quantile(design: Design, y: Values, p: float, domain: Values | None = None) -> Quantile:
    """The p-quantile (0 < p < 1) of y (n numbers, NaN: missing). Raises DrukproefError on an empty base.

    Its standard error is the 95% interval's width over twice t, as in R. Its spread is that of the share at
    or below it, scaled to this standard error, so that differences of quantiles can be tested.

    >>> quantile(Design([1.0] * 5), [1.0, 2.0, 3.0, 4.0, 5.0], 0.5).estimate
    3.0
    """
    if not 0 < p < 1:
        raise fail(f"{design.name}, quantile", f"p {p}", "a number between 0 and 1")
    values, inside = numbers(design, y), domain_of(design, domain)
    base = answered(values, inside)
    check_base(design, base, inside, "quantile")
    distribution = _distribution(values[base], design.weights[base])
    value = distribution.quantile(p)
    below = of_columns(design, "mean", base, (values <= value)[:, None])[0]
    spread = _scaled(below, _woodruff(distribution, below, 0.95))
    return Quantile(
        "quantile", value, below.n, below.n_weighted, below.df, below.deff, base, spread, design,
        distribution=distribution, below=below,
    )  # fmt: skip


def median(design: Design, y: Values, domain: Values | None = None) -> Quantile:
    """The median of y.

    >>> median(Design([1.0, 1.0, 5.0]), [1.0, 2.0, 9.0]).estimate
    9.0
    """
    return quantile(design, y, 0.5, domain)


def _distribution(values: Floats, weights: Floats) -> Distribution:
    order = np.argsort(values, kind="stable")
    cumulative = np.add.accumulate(weights[order])
    return Distribution(values[order], cumulative / cumulative[-1])


def _woodruff(distribution: Distribution, below: Estimate, level: float) -> Interval:
    """NaN on the side where the share's (Wald) bound lies outside 0 to 1, as in R."""
    bounds = wald(level, below.estimate, below.variance, below.df)
    low = distribution.quantile(bounds.low if bounds.low >= 0 else math.nan)
    high = distribution.quantile(bounds.high if bounds.high <= 1 else math.nan)
    return Interval(low, high, level, "woodruff")


def _scaled(below: Estimate, interval: Interval) -> Floats:
    """The spread of the quantile: it falls where the share at or below it rises."""
    share_width = wald(interval.level, below.estimate, below.variance, below.df).width
    slope = interval.width / share_width if share_width > 0 else 0.0
    return -slope * below.spread
