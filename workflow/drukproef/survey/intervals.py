"""Shares or other estimates with their variance in, confidence intervals out (R: svyciprop, confint)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import elementwise
from scipy.special import betaincinv, expit, log_expit, logit, stdtrit

from drukproef.errors import fail
from drukproef.survey.arrays import Bools, Floats, Ints

Method = Literal["logit", "wald", "beta", "likelihood"]
Bounds = tuple[Floats, Floats]


@dataclass(frozen=True)
class Interval:
    """Bounds, NaN when they can't be known."""

    low: float
    high: float
    level: float
    method: str

    @property
    def width(self) -> float:
        """The distance between the bounds."""
        return self.high - self.low


def share_interval(
    method: Method, level: float, share: float, variance: float, n: int, df: int, certain: bool = False
) -> Interval:
    """The interval of one share (0 to 1): see `share_bounds`."""
    if method not in METHODS:
        raise fail("interval", f"method '{method}'", f"one of {', '.join(METHODS)}")
    figures = np.array(share), np.array(variance), np.array(n), np.array(df), np.array(certain)
    low, high = share_bounds(method, level, *figures)
    return Interval(low.item(), high.item(), level, method)


def share_bounds(
    method: str, level: float, share: Floats, variance: Floats, n: Ints, df: Ints, certain: Bools
) -> Bounds:
    """Lower and upper bounds of shares (arrays that broadcast); NaN without degrees of freedom.

    logit and wald with t on `df`, Wald stopping at 0 and 1; beta: Korn and Graubard (1998); likelihood: Rao and
    Scott (1984), as svyciprop has it. A share of exactly 0 or 1 has no variance to estimate: it gets the exact
    (Clopper-Pearson) interval. [p, p] where everybody of the strata answered (`certain`), or nothing varies.
    """
    tail = (1 - level) / 2
    usable_df = np.where(df > 0, df, np.nan)
    extreme = (share == 0) | (share == 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = METHODS[method](tail, share, variance, n, usable_df)
        exact_low, exact_high = _beta_bounds(tail, share, n * _df_ratio(tail, n, usable_df))
    low, high = np.where(extreme, exact_low, low), np.where(extreme, exact_high, high)
    exact = (certain & ~np.isnan(share)) | (~extreme & (variance == 0))
    return np.where(exact, share, low), np.where(exact, share, high)


def wald(level: float, estimate: float, variance: float, df: float) -> Interval:
    """Estimate plus and minus t times its standard error."""
    half = student(level, df) * math.sqrt(variance) if df >= 1 else math.nan
    return Interval(estimate - half, estimate + half, level, "wald")


def student(level: float, df: float) -> float:
    """The quantile of t that leaves (1 - level) / 2 on each side.

    >>> round(student(0.95, 10), 4)
    2.2281
    """
    return float(-stdtrit(df, (1 - level) / 2))


def _logit(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> Bounds:
    half = _t(tail, df) * np.sqrt(variance) / (share * (1 - share))
    return expit(logit(share) - half), expit(logit(share) + half)


def _wald(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> Bounds:
    half = _t(tail, df) * np.sqrt(variance)
    return np.maximum(share - half, 0), np.minimum(share + half, 1)


def _beta(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> Bounds:
    """Clopper-Pearson on the effective base, corrected for degrees of freedom."""
    effective = share * (1 - share) / variance * _df_ratio(tail, n, df)
    return _beta_bounds(tail, share, effective)


def _beta_bounds(tail: float, share: Floats, effective: Floats) -> Bounds:
    successes, failures = effective * share, effective * (1 - share)
    low = np.where(successes > 0, betaincinv(successes, failures + 1, tail), 0 * successes)
    high = np.where(failures > 0, betaincinv(successes + 1, failures, 1 - tail), 1 + 0 * failures)
    return low, high


def _likelihood(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> Bounds:
    """Where the deviance, over R's dispersion n / (n - 1), is t² times variance / (share (1 - share))."""
    limit = _t(tail, df) ** 2 * variance / (share * (1 - share)) * n / np.where(n > 1, n - 1, np.nan)
    figures = np.broadcast_arrays(share, limit)
    return expit(_root(-1, *figures)), expit(_root(1, *figures))


def _root(side: int, share: Floats, limit: Floats) -> Floats:
    """The logit on one side of the share's at which the deviance is the limit; NaN where there is none."""
    start = logit(share)
    usable = np.isfinite(start) & (limit > 0)
    p, at = np.where(usable, share, 0.5), np.where(usable, start, 0.0)

    def excess(step: Floats, p: Floats, at: Floats, limit: Floats) -> Floats:
        there = at + side * step
        deviance = p * (log_expit(at) - log_expit(there)) + (1 - p) * (log_expit(-at) - log_expit(-there))
        return np.asarray(2 * deviance - limit)

    figures = p, at, np.where(usable, limit, 1.0)
    ends = elementwise.bracket_root(excess, np.zeros_like(p), np.ones_like(p), xmin=0.0, args=figures).bracket
    found = elementwise.find_root(excess, ends, args=figures, tolerances={"xatol": 1e-13, "xrtol": 1e-14}).x
    return np.where(usable, start + side * found, np.nan)


def _df_ratio(tail: float, n: Ints, df: Floats) -> Floats:
    return np.asarray((_t(tail, np.where(n > 1, n - 1, np.nan)) / _t(tail, df)) ** 2)


def _t(tail: float, df: Floats) -> Floats:
    return np.asarray(-stdtrit(df, tail))


METHODS: dict[str, Callable[[float, Floats, Floats, Ints, Floats], Bounds]] = {
    "logit": _logit,
    "wald": _wald,
    "beta": _beta,
    "likelihood": _likelihood,
}
