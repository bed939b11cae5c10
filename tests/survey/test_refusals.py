"""What is too small, too imprecise or not tested: every rule by hand, and for arrays as for one estimate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from drukproef.survey import STANDARD, Design, Limits, Reason, mean, share
from drukproef.survey.refusals import (
    Figures,
    reason_at,
    too_few,
    too_few_to_test,
    too_imprecise,
    untestable,
)
from scipy.stats import beta


def figures(share: float = 0.5, n: int = 100, deff: float = 1.0, df: int = 99, **more: object) -> Figures:
    variance = deff * share * (1 - share) / (n - 1)
    numbers = [np.array([value]) for value in (share, variance, n, n / deff, df)]
    return replace(Figures(True, *numbers, np.array([False])), **more)  # type: ignore[arg-type]


def reason(given: Figures, limits: Limits) -> Reason | None:
    return reason_at(too_imprecise(given, limits).item())


def test_bases() -> None:
    names = [reason_at(place) for place in too_few([0, 1, 29, 30], 30)]
    assert names == [Reason.EMPTY, Reason.SMALL_BASE, Reason.SMALL_BASE, None]
    assert [reason_at(place) for place in too_few_to_test([0, 1, 2], 1)] == [
        Reason.EMPTY,
        Reason.SMALL_BASE,
        None,
    ]


def test_differences() -> None:
    found = untestable([0.1, 0.1, np.nan, 0.0], [1, 0, 5, 5])
    assert [reason_at(place) for place in found] == [
        None,
        Reason.FEW_DF,
        Reason.NO_DESIGN,
        Reason.NO_VARIATION,
    ]
    assert reason_at(untestable(0.1, 4, minimum_df=5).item()) is Reason.FEW_DF


@pytest.mark.parametrize(
    ("given", "limits", "expected"),
    [
        (figures(n=60, deff=2), Limits(effective_base=30), None),
        (figures(n=60, deff=2.01), Limits(effective_base=30), Reason.SMALL_EFFECTIVE_BASE),
        (figures(n=29, deff=0.5), Limits(effective_base=30), Reason.SMALL_EFFECTIVE_BASE),  # at most n
        (figures(n=60, n_eff=np.array([np.nan])), Limits(effective_base=30), None),  # a quantile has none
        (figures(n=50), Limits(interval_width=0.28), Reason.WIDE_INTERVAL),
        (figures(n=50), Limits(interval_width=0.30), None),
        (figures(0.05, n=100), Limits(relative_width=1.3), Reason.WIDE_FOR_SHARE),
        (figures(0.05, n=100), Limits(relative_width=2.0), None),
        (figures(0.05, n=100), Limits(relative_width=1.3, narrow_width=0.12), None),
        (figures(0.0, n=100), Limits(relative_width=1.3, narrow_width=0.03), Reason.WIDE_FOR_SHARE),
        (figures(df=7), Limits(degrees_of_freedom=8), Reason.FEW_DF),
        (figures(df=8), Limits(degrees_of_freedom=8), None),
        (figures(df=7, certain=np.array([True])), Limits(degrees_of_freedom=8), None),
        (
            figures(0.01, n=20, df=3),
            Limits(coefficient_of_variation=0.1),
            None,
        ),  # that is for other estimates
        (figures(0.01, n=20, df=3), Limits(), None),
        (figures(df=0), Limits(interval_width=0.9), Reason.WIDE_INTERVAL),  # no interval at all
    ],
)
def test_every_limit_by_itself(given: Figures, limits: Limits, expected: Reason | None) -> None:
    assert reason(given, limits) is expected


def test_the_width_is_that_of_korn_and_graubard() -> None:
    """50 of 100, no design effect: the exact interval, with n - 1 and n - 1 degrees of freedom."""
    expected = beta.ppf(0.975, 51, 50) - beta.ppf(0.025, 50, 51)
    flat = figures()  # a variance over n - 1: the design effect is 1, and n is 100
    assert figures(variance=np.array([0.25 / 100])).width.item() == pytest.approx(expected, rel=1e-12)
    assert flat.width.item() > expected
    below = figures(variance=np.array([0.01 / 100]))
    assert below.width.item() == pytest.approx(expected, rel=1e-12), (
        "a better design than a simple one is not used"
    )


def test_the_first_limit_that_fails_is_the_reason() -> None:
    assert reason(figures(0.5, n=20, deff=2, df=3), STANDARD) is Reason.SMALL_EFFECTIVE_BASE
    assert reason(figures(0.5, n=36, df=3), STANDARD) is Reason.WIDE_INTERVAL
    assert reason(figures(0.5, n=400, df=3), STANDARD) is Reason.FEW_DF
    assert reason(figures(0.5, n=0, df=3), STANDARD) is None, "an empty base is for too_few"


def test_means_by_their_coefficient_of_variation() -> None:
    numbers = [
        np.array(v) for v in ([2.0, 2.0, 0.0], [0.04, 0.0441, 0.04], [9, 9, 9], [9.0, 9, 9], [8, 8, 8])
    ]
    found = too_imprecise(Figures(False, *numbers, np.zeros(3, bool)), Limits(coefficient_of_variation=0.1))  # type: ignore[arg-type]
    assert [reason_at(place) for place in found] == [None, Reason.HIGH_CV, Reason.HIGH_CV]


def test_arrays_decide_as_single_estimates_do() -> None:
    rng = np.random.default_rng(4)
    design = Design(rng.uniform(1, 4, 300), strata=np.arange(300) % 4)
    estimates = [
        estimate(design, values, rng.random(300) < part)
        for part in (0.05, 0.1, 0.2, 0.6)
        for estimate, values in ((share, rng.random(300) < 0.2), (share, rng.random(300) < 0.6))
    ]
    alone = [too_imprecise(Figures.of(estimate), STANDARD).item() for estimate in estimates]
    one = [Figures.of(estimate) for estimate in estimates]
    together = Figures(
        True, *(np.array([getattr(f, n) for f in one]) for n in vars(one[0]) if n != "is_share")
    )
    assert too_imprecise(together, STANDARD).tolist() == alone
    assert len(set(alone)) > 2
    assert not Figures.of(mean(design, rng.random(300))).is_share
