"""Shares with their variances in, confidence intervals out: `drukproef.survey.intervals`, which has the rules.

The exact interval is slow, so it is only asked for where it is used: where the share is 0 or 1, or certain.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drukproef.crosstab.numbers import Bools
from drukproef.crosstab.weights import Floats
from drukproef.survey import Estimate
from drukproef.survey.intervals import METHODS, Method
from drukproef.tabulate.intervals import interval


def own_bounds(
    method: Method, confidence: float, estimates: Sequence[Sequence[Estimate]]
) -> tuple[Floats, Floats]:
    """The same of other estimates (cells x categories), each by its own rule; `method` is for those that are shares."""
    found = [
        [each.interval(method if each.kind == "share" else None, confidence) for each in row]
        for row in estimates
    ]
    low, high = ([[getattr(each, side) for each in row] for row in found] for side in ("low", "high"))
    return np.array(low), np.array(high)


def bounds(
    method: str, confidence: float, share: Floats, variance: Floats, n: Floats, df: Floats, certain: Bools
) -> tuple[Floats, Floats]:
    """Lower and upper bounds of cells x categories, the same as `interval` gives."""
    rows = np.broadcast_to(np.arange(len(n))[:, None], share.shape)
    special = (share == 0) | (share == 1) | (variance == 0) | certain[:, None]
    usable = np.where(df > 0, df, np.nan)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = METHODS[method](
            (1 - confidence) / 2, share, variance, n.astype(np.int64)[:, None], usable
        )
    if special.any():
        at = rows[special]
        some = (
            share[special][:, None],
            variance[special][:, None],
            n[at].astype(np.int64),
            df[at],
            certain[at],
        )
        exact_low, exact_high = interval(method, confidence, *some)
        low[special], high[special] = exact_low[:, 0], exact_high[:, 0]
    return low, high
