"""What must hold for any survey: totals, ratios, limits, and no dependence on order or scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from drukproef.errors import DrukproefError
from drukproef.weight.methods import Margin, Weighted, calibrate, normalise, poststratify, rake, trim
from drukproef.weight.methods.dummies import dummies
from hypothesis import assume, settings
from hypothesis import given as given_any
from hypothesis import strategies as st


def given(**strategies: Any) -> Callable[[Any], Any]:
    """Without a deadline: a busy machine is no failure."""
    return lambda test: settings(deadline=None, max_examples=50)(given_any(**strategies)(test))


@dataclass(frozen=True)
class Sample:
    """Design weights, and two variables with targets of one total; every combination has a respondent."""

    design: np.ndarray
    gender: np.ndarray
    age: np.ndarray
    genders: dict[int, float]
    ages: dict[int, float]

    @property
    def margins(self) -> list[Margin]:
        return [Margin("gender", self.gender, self.genders), Margin("age", self.age, self.ages)]

    def taken(self, rows: np.ndarray) -> Sample:
        return Sample(self.design[rows], self.gender[rows], self.age[rows], self.genders, self.ages)

    def scaled(self, factor: float) -> Sample:
        return Sample(self.design * factor, self.gender, self.age, self.genders, self.ages)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    extra = draw(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2)), max_size=30))
    pairs = [(g, a) for g in (0, 1) for a in (0, 1, 2)] + extra
    gender, age = np.array(pairs).T
    weights = st.floats(0.2, 5)
    design = np.array(draw(st.lists(weights, min_size=len(pairs), max_size=len(pairs))))
    shares = [draw(st.lists(st.floats(0.2, 1), min_size=k, max_size=k)) for k in (2, 3)]
    genders, ages = ({i: 1000 * s / sum(part) for i, s in enumerate(part)} for part in shares)
    return Sample(design, gender, age, genders, ages)


def by_cell(sample: Sample) -> Weighted:
    return poststratify(sample.design, sample.margins[1])


def by_raking(sample: Sample) -> Weighted:
    return rake(sample.design, sample.margins)


def by_logit(sample: Sample) -> Weighted:
    """Bounds wide enough for any targets, around design weights on the scale of the population."""
    columns, totals, _ = dummies(sample.margins)
    scaled = normalise(sample.design, "population", 1000).weights
    return calibrate(scaled, columns, totals, distance="logit", bounds=(0.001, 1000))


METHODS = pytest.mark.parametrize("method", [by_cell, by_raking, by_logit])
Method = Callable[[Sample], Weighted]


@METHODS
@given(sample=samples())
def test_totals_are_met(method: Method, sample: Sample) -> None:
    weighted = method(sample)
    assert weighted.converged and weighted.max_deviation < 1e-9
    for level, target in sample.ages.items():
        assert weighted.weights[sample.age == level].sum() == pytest.approx(target, rel=1e-9)
    if method is not by_cell:
        for level, target in sample.genders.items():
            assert weighted.weights[sample.gender == level].sum() == pytest.approx(target, rel=1e-9)


@METHODS
@given(sample=samples())
def test_weights_within_a_combination_keep_their_ratios(method: Method, sample: Sample) -> None:
    factors = method(sample).factors
    combination = sample.gender * 3 + sample.age
    for cell in range(6):
        inside = factors[combination == cell]
        assert inside == pytest.approx(inside[0], rel=1e-12)


@METHODS
@given(sample=samples(), factor=st.floats(1e-3, 1e3))
def test_the_scale_of_design_weights_does_not_matter(method: Method, sample: Sample, factor: float) -> None:
    assert method(sample.scaled(factor)).weights == pytest.approx(method(sample).weights, rel=1e-9)


@METHODS
@given(sample=samples(), data=st.data())
def test_the_order_of_respondents_changes_no_bit(method: Method, sample: Sample, data: st.DataObject) -> None:
    rows = np.array(data.draw(st.permutations(range(len(sample.design)))))
    if method is not by_logit:  # whose scaling of the design divides by a sum, in any order the same
        assert method(sample.taken(rows)).weights.tolist() == method(sample).weights[rows].tolist()
    else:
        assert method(sample.taken(rows)).weights == pytest.approx(method(sample).weights[rows], rel=1e-12)


@given(sample=samples())
def test_linear_calibration_on_one_margin_is_poststratification(sample: Sample) -> None:
    columns, totals, _ = dummies([sample.margins[1]])
    linear = calibrate(sample.design, columns, totals)
    assert linear.weights == pytest.approx(by_cell(sample).weights, rel=1e-9)


@given(sample=samples())
def test_linear_calibration_meets_totals_or_says_which_weights_are_negative(sample: Sample) -> None:
    columns, totals, _ = dummies(sample.margins)
    try:
        linear = calibrate(sample.design, columns, totals)
    except DrukproefError as error:
        assert "not positive" in str(error)
    else:
        assert (linear.weights @ columns) == pytest.approx(totals, rel=1e-9)


@pytest.mark.parametrize("redistribute", ["equal", "proportional"])
@given(
    weights=st.lists(st.floats(0.5, 20), min_size=2, max_size=40),
    lower=st.floats(0.05, 0.8),
    upper=st.floats(1.3, 6),
)
def test_trimming_stays_within_the_limits_and_keeps_the_total(
    redistribute: str, weights: list[float], lower: float, upper: float
) -> None:
    start = np.array(weights)
    mean = start.mean()
    assume(start.max() < 0.95 * start.sum())
    trimmed = trim(start, lower * mean, upper * mean, redistribute=redistribute).weights  # type: ignore[arg-type]
    assert trimmed.min() >= lower * mean and trimmed.max() <= upper * mean
    assert trimmed.sum() == pytest.approx(start.sum(), rel=1e-9)


@given(weights=st.lists(st.floats(0.5, 20), min_size=2, max_size=40))
def test_limits_that_nothing_crosses_change_nothing(weights: list[float]) -> None:
    assert trim(weights, 0.4, 30).weights.tolist() == weights


@given(weights=st.lists(st.floats(0.5, 20), min_size=2, max_size=40), size=st.integers(1, 10**7))
def test_normalised_weights_add_up(weights: list[float], size: int) -> None:
    assert normalise(weights).weights.sum() == pytest.approx(len(weights), rel=1e-12)
    scaled = normalise(weights, "population", size)
    assert scaled.weights.sum() == pytest.approx(size, rel=1e-12)
    assert scaled.summary.deff_kish >= 1 - 1e-12
    assert scaled.summary.n_eff <= len(weights) + 1e-9
