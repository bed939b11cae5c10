"""A share or another estimate with its variance in, a confidence interval out (R: svyciprop, confint)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from scipy.optimize import brentq
from scipy.special import betaincinv, expit, log_expit, logit, stdtrit

from drukproef.errors import fail

Method = Literal["logit", "wald", "beta", "likelihood"]


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
    """The interval of a share (0 to 1).

    logit and wald with t on `df`; beta: Korn and Graubard (1998); likelihood: Rao and Scott (1984), the
    shares whose deviance is at most t² times the design effect. Wald stops at 0 and 1.
    """
    if method not in SHARE_METHODS:
        raise fail("interval", f"method '{method}'", f"one of {', '.join(SHARE_METHODS)}")
    if math.isnan(share) or df < 1:
        return Interval(math.nan, math.nan, level, method)
    extreme = share in (0.0, 1.0)
    if certain or (variance == 0 and not extreme):
        return Interval(share, share, level, method)
    t = student(level, df)
    if extreme:
        return Interval(*_beta_bounds(level, share, n * _df_ratio(level, n, t)), level, method)
    return Interval(*SHARE_METHODS[method](level, share, variance, n, t), level, method)


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


Bounds = tuple[float, float]


def _logit(level: float, share: float, variance: float, n: int, t: float) -> Bounds:
    half = t * math.sqrt(variance) / (share * (1 - share))
    return float(expit(logit(share) - half)), float(expit(logit(share) + half))


def _wald(level: float, share: float, variance: float, n: int, t: float) -> Bounds:
    half = t * math.sqrt(variance)
    return max(share - half, 0.0), min(share + half, 1.0)


def _beta(level: float, share: float, variance: float, n: int, t: float) -> Bounds:
    return _beta_bounds(level, share, share * (1 - share) / variance * _df_ratio(level, n, t))


def _beta_bounds(level: float, share: float, effective: float) -> Bounds:
    tail = (1 - level) / 2
    successes, failures = effective * share, effective * (1 - share)
    low = float(betaincinv(successes, failures + 1, tail)) if successes > 0 else 0.0
    high = float(betaincinv(successes + 1, failures, 1 - tail)) if failures > 0 else 1.0
    return low, high


def _df_ratio(level: float, n: int, t: float) -> float:
    return (student(level, n - 1) / t) ** 2 if n > 1 else math.nan


def _likelihood(level: float, share: float, variance: float, n: int, t: float) -> Bounds:
    limit = t**2 * variance / (share * (1 - share))

    start = float(logit(share))

    def log_likelihood(position: float) -> float:
        return float(share * log_expit(position) + (1 - share) * log_expit(-position))

    def excess(position: float) -> float:
        return 2 * (log_likelihood(start) - log_likelihood(position)) - limit

    return _root(excess, start, -1.0), _root(excess, start, 1.0)


def _root(excess: Callable[[float], float], start: float, step: float) -> float:
    end = start + step
    while excess(end) < 0:
        step *= 2
        end = start + step
    return float(expit(brentq(excess, start, end, xtol=1e-13, rtol=1e-14)))


SHARE_METHODS: dict[str, Callable[[float, float, float, int, float], Bounds]] = {
    "logit": _logit,
    "wald": _wald,
    "beta": _beta,
    "likelihood": _likelihood,
}
