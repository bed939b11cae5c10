"""Estimates of `drukproef.survey` in all domains in, arrays of what the cube says of them out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.study import Rules
from drukproef.survey.estimate import Estimate
from drukproef.tabulate.linearised import LinearShares
from drukproef.tabulate.strata import Bools, Floats, Ints

Estimator = Callable[[Bools], Sequence[Estimate]]
"""From the rows of a domain, in which someone is in the base, to an estimate of each of the shown."""


@dataclass(frozen=True, eq=False)
class Precision:
    """Bounds, design effects and effective bases (domains x shown); NaN where there are none."""

    ci_low: Floats
    ci_high: Floats
    deff: Floats
    n_eff: Floats

    def pick(self, shown: slice) -> Precision:
        """The same for some of the shown."""
        return Precision(*(values[:, shown] for values in vars(self).values()))


def estimated(
    estimator: Estimator, members: Bools, base: Ints, hits: Ints, rules: Rules
) -> tuple[LinearShares, Precision]:
    """Estimate in all domains. `members`: n x domains; `base`, `hits`: counts, as in `Estimates`."""
    n, shown = base.sum(axis=0), hits.shape[2]
    found = [estimator(rows) if n[d] else None for d, rows in enumerate(members.T)]

    def each(of: Callable[[Estimate], float]) -> Floats:
        none = [math.nan] * shown
        return np.array([none if es is None else [of(e) for e in es] for es in found], dtype=np.float64)

    def first(name: str) -> Any:
        return [0 if es is None else getattr(es[0], name) for es in found]

    df, weighted = np.array(first("df"), dtype=np.int64), np.array(first("n_weighted"), dtype=np.float64)
    shares = LinearShares(base, hits, n, df, weighted, each(lambda e: e.estimate), each(lambda e: e.variance))
    bounds = [None if es is None else [_interval(e, rules) for e in es] for es in found]
    low, high = (
        np.array([[math.nan] * shown if bs is None else [b[side] for b in bs] for bs in bounds])
        for side in (0, 1)
    )
    return shares, Precision(low, high, each(_deff), each(lambda e: math.nan if _is_quantile(e) else e.n_eff))


def _interval(estimate: Estimate, rules: Rules) -> tuple[float, float]:
    """The study's interval for shares; for other statistics there is one."""
    method = rules.interval if estimate.kind == "share" else None
    found = estimate.interval(method, rules.confidence)
    return found.low, found.high


def _deff(estimate: Estimate) -> float:
    return math.nan if _is_quantile(estimate) else estimate.deff


def _is_quantile(estimate: Estimate) -> bool:
    """R gives a quantile no design effect."""
    return estimate.kind == "quantile"
