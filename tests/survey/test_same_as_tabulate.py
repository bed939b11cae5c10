"""Where this engine and the stage `tabulate` overlap (constant weights per stratum) they give the same numbers."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.survey import Design, difference, shares
from drukproef.tabulate.differences import between_categories, total_against_level
from drukproef.tabulate.intervals import interval
from drukproef.tabulate.shares import shares_of
from drukproef.tabulate.strata import Strata

N = np.array([5, 4, 3])
POPULATION = np.array([20, 4, 9])
STRATUM = np.repeat([0, 1, 2], N)
ANSWER = np.array([1, 1, 2, 2, 0, 1, 2, 2, 2, 1, 1, 2])  # 0: no answer
LEVEL = np.array([1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1]) == 1


def counts(rows: np.ndarray) -> np.ndarray:
    return np.bincount(STRATUM[rows], minlength=3)


def test_shares_intervals_and_differences() -> None:
    strata = Strata(np.arange(3), N, POPULATION)
    rows = [np.ones(12, dtype=bool), LEVEL]
    base = np.stack([counts(r & (ANSWER > 0)) for r in rows], axis=1)
    hits = np.stack([np.stack([counts(r & (c == ANSWER)) for c in (1, 2)], axis=1) for r in rows], axis=1)
    table = shares_of(strata, base, hits)
    design = Design((POPULATION / N)[STRATUM], strata=STRATUM, fpc=POPULATION[STRATUM])
    answers = np.where(ANSWER > 0, ANSWER, np.nan)
    ours = [shares(design, answers, {"1": 1, "2": 2}, domain) for domain in rows]
    for d, found in enumerate(ours):
        for c, estimate in enumerate(found.values()):
            assert estimate.estimate == pytest.approx(table.share[d, c], rel=1e-14)
            assert estimate.variance == pytest.approx(table.variance[d, c], rel=1e-12)
            assert (estimate.n, estimate.df) == (table.n[d], table.df[d])
            for method in ("logit", "wald", "beta", "likelihood"):
                low, high = interval(
                    method, 0.95, table.share, table.variance, table.n, table.df, np.array([False, False])
                )
                bounds = estimate.interval(method)
                assert (bounds.low, bounds.high) == pytest.approx((low[d, c], high[d, c]), rel=1e-11)
    whole = total_against_level(strata, table.take([0]), table.take([1]))
    mine = difference(ours[0]["1"], ours[1]["1"])
    assert mine.variance == pytest.approx(whole.variance[0, 0], rel=1e-12)
    assert mine.df == whole.df[0, 0]
    both = between_categories(strata, table.pick([0]), table.pick([1]), 0 * hits[..., :1])
    mine = difference(ours[1]["1"], ours[1]["2"])
    assert mine.variance == pytest.approx(both.variance[1, 0], rel=1e-12)
    assert mine.df == both.df[1, 0]
