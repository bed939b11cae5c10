"""Intervals where R survey has none: shares of exactly 0 or 1, a census, no degrees of freedom."""

from __future__ import annotations

import numpy as np
import pytest
from drukproef.tabulate.intervals import design_effect, interval
from scipy.stats import binomtest, t


def one(
    method: str, share: float, variance: float, n: int, df: int, certain: bool = False
) -> tuple[float, float]:
    figures = np.array([[share]]), np.array([[variance]]), np.array([n]), np.array([df]), np.array([certain])
    low, high = interval(method, 0.95, *figures)
    return low.item(), high.item()


@pytest.mark.parametrize("method", ["logit", "wald", "beta", "likelihood"])
def test_nobody_or_everybody_gets_the_exact_interval(method: str) -> None:
    """With (almost) as many degrees of freedom as respondents it is the plain Clopper-Pearson interval."""
    exact = binomtest(0, 40).proportion_ci(0.95, "exact")
    assert one(method, 0.0, 0.0, 40, 39) == pytest.approx((0, exact.high), rel=1e-9)
    assert one(method, 1.0, 0.0, 40, 39) == pytest.approx((1 - exact.high, 1), rel=1e-9)


def test_fewer_degrees_of_freedom_widen_the_exact_interval() -> None:
    low, high = one("logit", 0.0, 0.0, 40, 5)
    effective = 40 * (t.ppf(0.025, 39) / t.ppf(0.025, 5)) ** 2
    assert (low, high) == pytest.approx((0, 1 - 0.025 ** (1 / effective)), rel=1e-9)


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_a_census_leaves_nothing_to_doubt(share: float) -> None:
    assert one("logit", share, 0.0, 40, 39, certain=True) == (share, share)


@pytest.mark.parametrize("method", ["logit", "wald", "beta", "likelihood"])
def test_a_share_that_the_strata_decide_leaves_nothing_to_doubt(method: str) -> None:
    assert one(method, 0.25, 0.0, 40, 38) == (0.25, 0.25)


def test_without_degrees_of_freedom_there_is_no_interval() -> None:
    assert np.isnan(one("logit", 0.3, 0.01, 2, 0)).all()


def test_wald_bounds_are_shares() -> None:
    assert one("wald", 0.02, 0.01, 40, 39)[0] == 0


def test_design_effect_is_against_sampling_with_replacement() -> None:
    deff, effective = design_effect(np.array([[0.5, 0.0]]), np.array([[0.01, 0.0]]), np.array([101]))
    assert deff[0, 0] == pytest.approx(0.01 / (0.25 / 100))
    assert np.isnan(deff[0, 1])
    assert effective.tolist() == [[pytest.approx(101 / 4), 101]]
