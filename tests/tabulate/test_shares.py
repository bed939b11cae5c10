"""Twelve respondents by hand, then any survey against the textbook formula applied to each respondent."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from drukproef.tabulate.shares import is_certain, shares_of
from drukproef.tabulate.strata import Strata
from hypothesis import given
from hypothesis import strategies as st

TWO = Strata(codes=np.array([1, 2]), n=np.array([6, 6]), population=np.array([12, 24]))


def test_twelve_respondents_by_hand() -> None:
    """Stratum 1: three yes, two no, one missing, weight 2. Stratum 2: one yes, five no, weight 4."""
    shares = shares_of(TWO, np.array([[5], [6]]), np.array([[[3]], [[1]]]))
    assert shares.weighted_base.tolist() == [2 * 5 + 4 * 6]
    assert shares.share.item() == pytest.approx(10 / 34, rel=1e-15)
    # influences times 17: stratum 1: 12, 12, 12, -5, -5 and 0 for the missing one; stratum 2: 12 and five -5
    first = (3 * 12**2 + 2 * 5**2) - Fraction((3 * 12 - 2 * 5) ** 2, 6)
    second = (1 * 12**2 + 5 * 5**2) - Fraction((1 * 12 - 5 * 5) ** 2, 6)
    scale_first, scale_second = Fraction(2**2 * 6, 2 * 5), Fraction(4**2 * 3 * 6, 4 * 5)  # fpc 1/2 and 3/4
    expected = (scale_first * first + scale_second * second) / 17**2 / 34**2
    assert shares.variance.item() == pytest.approx(float(expected), rel=1e-14)
    assert shares.df.tolist() == [11 - 2]


def test_one_answer_from_all_has_no_variance_at_all() -> None:
    shares = shares_of(TWO, np.array([[5], [6]]), np.array([[[5]], [[6]]]))
    assert (shares.share.item(), shares.variance.item()) == (1.0, 0.0)


def test_a_share_that_the_strata_decide_has_no_variance_at_all() -> None:
    shares = shares_of(TWO, np.array([[6], [6]]), np.array([[[6]], [[0]]]))
    assert (shares.share.item(), shares.variance.item()) == (12 / 36, 0.0)


def test_a_census_has_no_variance_at_all() -> None:
    census = Strata(TWO.codes, TWO.n, TWO.n)
    shares = shares_of(census, np.array([[5], [6]]), np.array([[[3]], [[1]]]))
    assert (shares.share.item(), shares.variance.item()) == (4 / 11, 0.0)
    assert is_certain(census, shares).tolist() == [True]
    assert is_certain(TWO, shares).tolist() == [False]


def test_an_empty_base_has_no_share() -> None:
    shares = shares_of(TWO, np.array([[0], [0]]), np.array([[[0]], [[0]]]))
    assert np.isnan(shares.share.item())


@st.composite
def surveys(draw: st.DrawFn) -> tuple[Strata, np.ndarray, np.ndarray]:
    """Strata, and per respondent a stratum and an answer: 1 yes, 0 no, -1 outside the base."""
    sizes = draw(st.lists(st.integers(2, 8), min_size=1, max_size=4))
    extra = draw(st.lists(st.integers(0, 50), min_size=len(sizes), max_size=len(sizes)))
    n, everyone = np.array(sizes), sum(sizes)
    answers = draw(st.lists(st.sampled_from([-1, 0, 1]), min_size=everyone, max_size=everyone))
    return (
        Strata(np.arange(len(n)), n, n + np.array(extra)),
        np.repeat(np.arange(len(n)), n),
        np.array(answers),
    )


@given(surveys())
def test_equals_the_formula_per_respondent(survey: tuple[Strata, np.ndarray, np.ndarray]) -> None:
    strata, stratum, answers = survey
    inside, yes = answers >= 0, answers == 1
    base = np.bincount(stratum[inside], minlength=len(strata.n))[:, None]
    hits = np.bincount(stratum[yes], minlength=len(strata.n))[:, None, None]
    shares = shares_of(strata, base, hits)
    if not inside.any():
        assert np.isnan(shares.share).all()
        return
    weight = strata.weight[stratum]
    share = (weight * yes).sum() / (weight * inside).sum()
    influence = weight * inside * (yes - share) / (weight * inside).sum()
    assert shares.share.item() == pytest.approx(share, rel=1e-12)
    assert shares.variance.item() == pytest.approx(
        stratified(strata, stratum, influence), rel=1e-9, abs=1e-16
    )


def stratified(strata: Strata, stratum: np.ndarray, influence: np.ndarray) -> float:
    parts = [influence[stratum == h] for h in range(len(strata.n))]
    return sum(
        (1 - len(u) / size) * len(u) * u.var(ddof=1) for u, size in zip(parts, strata.population, strict=True)
    )
