"""An estimate with all that is known of its error, and the covariance of estimates."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from drukproef.errors import fail
from drukproef.survey.arrays import Bools, Floats, cross_products
from drukproef.survey.design import Design
from drukproef.survey.intervals import METHODS, Interval, Method, share_interval, wald

Kind = Literal["share", "mean", "total", "ratio", "quantile"]


@dataclass(frozen=True, eq=False)
class Estimate:
    """One number about a population. Shares lie between 0 and 1; NaN where nobody answered (n is 0).

    `n`: respondents of the base; `n_weighted`: their weights; `df`: clusters minus strata of the base;
    `deff`: variance over that of a simple random sample of n with replacement, NaN without variation;
    `base`: who is in it; `spread`: deviations per cluster or replicate, whose sum of squares is the
    variance.
    """

    kind: Kind
    estimate: float
    n: int
    n_weighted: float
    df: int
    deff: float
    base: Bools = field(repr=False)
    spread: Floats = field(repr=False)
    design: Design = field(repr=False)

    @property
    def variance(self) -> float:
        """The square of the standard error."""
        return float(np.add.reduce(self.spread * self.spread))

    @property
    def se(self) -> float:
        """The standard error; NaN where nobody answered."""
        return math.sqrt(self.variance) if self.n else math.nan

    @property
    def n_eff(self) -> float:
        """The effective base, n / deff; n where there is no design effect."""
        return self.n / self.deff if self.deff > 0 else float(self.n)

    @property
    def cv(self) -> float:
        """The coefficient of variation, se / |estimate|."""
        return self.se / abs(self.estimate) if self.estimate else math.nan

    def interval(self, method: Method | None = None, level: float = 0.95) -> Interval:
        """The confidence interval: logit (default), beta, likelihood or wald for shares, wald for the rest.

        A share of 0 or 1 gets the exact interval, unless its whole population answered. NaN where it can't be
        known (no degrees of freedom; one respondent). Raises DrukproefError for a method that does not fit.
        """
        if not 0 < level < 1:
            raise fail("interval", f"level {level}", "a level between 0 and 1, such as 0.95")
        if self.kind == "share":
            certain = self.se == 0 and is_certain(self.design, self.base)
            return share_interval(
                method or "logit", level, self.estimate, self.variance, self.n, self.df, certain
            )
        if method in METHODS and method != "wald":
            raise fail("interval", f"method '{method}' for a {self.kind}", "wald, or no method")
        return self._other_interval(level)

    def _other_interval(self, level: float) -> Interval:
        if self.n < 2:
            return Interval(math.nan, math.nan, level, "wald")
        return wald(level, self.estimate, self.variance, self.df)


def is_certain(design: Design, base: Bools) -> bool:
    """Whether everyone of the strata in the base answered: then there is no sampling error."""
    strata = np.unique(design.stratum[base])
    return bool(len(strata)) and bool(np.all(design.sampled_fraction[strata] >= 1))


def covariance(estimates: Sequence[Estimate]) -> Floats:
    """The covariance matrix (k x k). Estimates of one design share respondents; two designs are independent.

    >>> from drukproef.survey import Design, shares
    >>> both = shares(Design([1.0] * 4), [1, 1, 2, 2], {"yes": [1], "no": [2]})
    >>> covariance(list(both.values())).round(4).tolist()
    [[0.0833, -0.0833], [-0.0833, 0.0833]]
    """
    result = np.zeros((len(estimates), len(estimates)))
    for design in {id(e.design): e.design for e in estimates}.values():
        places = np.array([i for i, e in enumerate(estimates) if e.design is design])
        spreads = np.stack([estimates[i].spread for i in places], axis=1)
        result[np.ix_(places, places)] = cross_products(spreads, spreads)
    return result
