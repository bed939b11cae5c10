"""Shares with their variances in, confidence intervals, design effects and effective bases out."""

from __future__ import annotations

import numpy as np

from drukproef.survey.intervals import share_bounds
from drukproef.tabulate.strata import Bools, Floats, Ints


def interval(
    method: str,
    confidence: float,
    share: Floats,
    variance: Floats,
    n: Ints,
    df: Ints,
    certain: Bools,
) -> tuple[Floats, Floats]:
    """Lower and upper bounds (0 to 1) of shares (domains x categories), as svyciprop gives them."""
    return share_bounds(method, confidence, share, variance, n[:, None], df[:, None], certain[:, None])


def design_effect(share: Floats, variance: Floats, n: Ints) -> tuple[Floats, Floats]:
    """The design effect against simple random sampling with replacement, and the effective base n / deff.

    R: svymean(deff="replace"). Without variation there is no design effect, and the effective base is n.
    """
    n = n[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        deff = variance / (share * (1 - share) / (n - 1))
        effective = np.where(deff > 0, n / deff, n + 0 * share)
    return deff, effective
