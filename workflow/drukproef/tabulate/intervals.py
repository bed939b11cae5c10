"""Shares with their variances in, confidence intervals, design effects and effective bases out."""

from __future__ import annotations

import numpy as np
from scipy.special import betaincinv, expit, logit, stdtrit

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
    """Lower and upper bounds (0 to 1) of shares (domains x categories), as svyciprop gives them.

    A share of exactly 0 or 1 has no variance to estimate: it gets the exact (Clopper-Pearson) interval,
    except where everybody of the population answered (`certain`).
    """
    tail = (1 - confidence) / 2
    n, certain = n[:, None], certain[:, None]
    usable_df = np.where(df > 0, df, np.nan)[:, None]
    extreme = (share == 0) | (share == 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = METHODS[method](tail, share, variance, n, usable_df)
        exact_low, exact_high = _beta_bounds(tail, share, n * _df_ratio(tail, n, usable_df))
    low, high = np.where(extreme, exact_low, low), np.where(extreme, exact_high, high)
    exact = (certain & ~np.isnan(share)) | (~extreme & (variance == 0))
    return np.where(exact, share, low), np.where(exact, share, high)


def design_effect(share: Floats, variance: Floats, n: Ints) -> tuple[Floats, Floats]:
    """The design effect against simple random sampling with replacement, and the effective base n / deff.

    R: svymean(deff="replace"). Without variation there is no design effect, and the effective base is n.
    """
    n = n[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        deff = variance / (share * (1 - share) / (n - 1))
        effective = np.where(deff > 0, n / deff, n + 0 * share)
    return deff, effective


def _logit(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> tuple[Floats, Floats]:
    half = _t(tail, df) * np.sqrt(variance) / (share * (1 - share))
    return expit(logit(share) - half), expit(logit(share) + half)


def _wald(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> tuple[Floats, Floats]:
    half = _t(tail, df) * np.sqrt(variance)
    return np.maximum(share - half, 0), np.minimum(share + half, 1)


def _beta(tail: float, share: Floats, variance: Floats, n: Ints, df: Floats) -> tuple[Floats, Floats]:
    """Korn and Graubard (1998): Clopper-Pearson on the effective base, corrected for degrees of freedom."""
    effective = share * (1 - share) / variance * _df_ratio(tail, n, df)
    return _beta_bounds(tail, share, effective)


def _beta_bounds(tail: float, share: Floats, effective: Floats) -> tuple[Floats, Floats]:
    successes, failures = effective * share, effective * (1 - share)
    low = np.where(successes > 0, betaincinv(successes, failures + 1, tail), 0 * successes)
    high = np.where(failures > 0, betaincinv(successes + 1, failures, 1 - tail), 1 + 0 * failures)
    return low, high


def _df_ratio(tail: float, n: Ints, df: Floats) -> Floats:
    return np.asarray((_t(tail, np.where(n > 1, n - 1, np.nan)) / _t(tail, df)) ** 2)


def _t(tail: float, df: Floats) -> Floats:
    return np.asarray(-stdtrit(df, tail))


METHODS = {"logit": _logit, "wald": _wald, "beta": _beta}
