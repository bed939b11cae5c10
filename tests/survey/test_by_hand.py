"""Twelve respondents, worked out on paper."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from drukproef.survey import (
    Design,
    PostStrata,
    Raking,
    calibrate,
    covariance,
    crosstab,
    difference,
    mean,
    median,
    poststratify,
    rake,
    share,
    shares,
    shares_of_answers,
    shares_of_respondents,
    stack,
    total,
)  # fmt: skip
from drukproef.survey.crosstab import crossed, levels_of, means

# Stratum a: 8 of 80, so a weight of 10; stratum b: 4 of 20, a weight of 5. Half of a says yes, a quarter of b.
STRATUM = np.array(["a"] * 8 + ["b"] * 4)
WEIGHT = np.where(STRATUM == "a", 10.0, 5.0)
SIZE = np.where(STRATUM == "a", 80.0, 20.0)
YES = np.array([1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0])
WOMAN = np.array([1, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0]) == 1
DESIGN = Design(WEIGHT, strata=STRATUM, fpc=SIZE)


def near(value: float | Fraction) -> float:
    return pytest.approx(float(value), rel=1e-14)


def test_a_share_of_a_stratified_sample() -> None:
    """N² (1 - f) s² / n: 80² 0.9 (2/7) / 8 for a, 20² 0.8 (1/4) / 4 for b, over 100²."""
    estimate = share(DESIGN, YES)
    assert (estimate.estimate, estimate.n, estimate.n_weighted, estimate.df) == (0.45, 12, 100, 10)
    variance = Fraction(79, 3500)
    assert estimate.variance == near(variance)
    assert estimate.deff == near(variance / (Fraction(45 * 55, 10000) / 11))
    assert estimate.n_eff == near(12 / (variance / (Fraction(45 * 55, 10000) / 11)))


def test_a_total_is_the_share_of_the_known_population() -> None:
    estimate = total(DESIGN, YES)
    assert estimate.estimate == 45
    assert estimate.variance == near(Fraction(79, 3500) * 100**2)


def test_a_domain_keeps_the_whole_design() -> None:
    """Women: 2 of a (both yes), 2 of b (one yes): 25 / 30. The zeros of the men count in the variance."""
    estimate = share(DESIGN, YES, WOMAN)
    assert (estimate.estimate, estimate.n, estimate.n_weighted, estimate.df) == (
        near(Fraction(5, 6)),
        4,
        30,
        2,
    )
    sixth = Fraction(1, 6)
    squares_a = 2 * sixth**2 - (2 * sixth) ** 2 / 8
    squares_b = sixth**2 + (5 * sixth) ** 2 - (-4 * sixth) ** 2 / 4
    in_a, in_b = 100 * Fraction(9, 10) * Fraction(8, 7), 25 * Fraction(8, 10) * Fraction(4, 3)
    assert estimate.variance == near((in_a * squares_a + in_b * squares_b) / 900)


def test_clusters_that_agree_make_the_sample_small() -> None:
    """Three clusters of four with 4, 2 and 0 yes: totals around the mean 2, 0 and -2 (over 12), times 3 / 2."""
    answers = [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    estimate = share(Design(np.ones(12), psu=np.repeat([1, 2, 3], 4)), answers)
    assert (estimate.estimate, estimate.df) == (0.5, 2)
    assert estimate.variance == near(Fraction(1, 12))
    assert estimate.deff == near(Fraction(44, 12))


def test_a_full_census_has_no_error() -> None:
    estimate = share(Design(np.ones(12), strata=STRATUM, fpc=np.where(STRATUM == "a", 8.0, 4.0)), YES)
    assert estimate.se == 0
    interval = estimate.interval()
    assert (interval.low, interval.high) == (estimate.estimate, estimate.estimate)
    everyone = share(estimate.design, np.ones(12)).interval()
    assert (everyone.low, everyone.high) == (1, 1)


def test_two_separate_groups_of_one_sample() -> None:
    """Without strata their covariance is 0, so the variances add up."""
    design = Design(np.ones(12))
    women, men = share(design, YES, WOMAN), share(design, YES, ~WOMAN)
    assert difference(women, men).variance == near(women.variance + men.variance)
    assert covariance([women, men])[0, 1] == pytest.approx(0, abs=1e-17)


def test_a_part_against_the_whole_is_a_part_of_the_difference_with_the_rest() -> None:
    """p - P = (1 - n/N)(p - q) in a simple sample: the test is the same one."""
    design = Design(np.ones(12))
    women, men, all_of_them = share(design, YES, WOMAN), share(design, YES, ~WOMAN), share(design, YES)
    whole, rest = difference(women, all_of_them), difference(women, men)
    assert whole.difference == near(Fraction(8, 12) * Fraction(rest.difference))
    assert whole.variance < women.variance + all_of_them.variance


def test_a_part_and_a_whole_from_two_files_are_independent() -> None:
    here, there = share(Design(np.ones(12)), YES, WOMAN), share(Design(np.ones(12)), YES)
    found = difference(here, there)
    assert found.variance == near(here.variance + there.variance)
    assert found.df == here.df + there.df - 1


def test_nets_are_sums_and_missing_answers_stay_in_the_design() -> None:
    answers = np.array([1, 2, 3, 4, 5, 5, 4, np.nan, 1, 2, 3, 5])
    found = shares(DESIGN, answers, {"1": 1, "4": 4, "5": 5, "top2": [4, 5]})
    assert found["top2"].estimate == near(Fraction(45, 90))
    assert found["top2"].estimate == near(found["4"].estimate + found["5"].estimate)
    assert found["top2"].n == 11 and len(found["top2"].spread) == 12


def test_means_and_medians() -> None:
    """Ages 20, 30, ... in the order of the rows; half of the weight, 50, is reached by the fifth."""
    ages = 20 + 10.0 * np.arange(12)
    assert mean(DESIGN, ages).estimate == near(Fraction(10 * (8 * 55) + 5 * (4 * 115), 100))
    assert median(DESIGN, ages).estimate == 60


def test_a_multiple_response_set() -> None:
    """Of 4 people, 3 read: paper 2, screen 2 (one person both): 4 answers."""
    options = {"paper": [1, 1, 0, 0], "screen": [0, 1, 1, 0]}
    design = Design(np.ones(4))
    people = shares_of_respondents(design, options, nets={"reads": ("paper", "screen")})
    assert [estimate.estimate for estimate in people.values()] == [0.5, 0.5, 0.75]
    answers = shares_of_answers(design, options)
    assert [estimate.estimate for estimate in answers.values()] == [0.5, 0.5]
    assert answers["paper"].n == 3
    assert answers["paper"].variance == near(Fraction(4, 3) * Fraction(1 + 0 + 1, 64))


def test_a_crosstab_with_its_rest_and_an_empty_level() -> None:
    banner = {"women": WOMAN, "men": ~WOMAN, "others": np.zeros(12, dtype=bool)}
    table = crosstab(DESIGN, YES, {"yes": 1}, banner)
    assert table.cells["yes", "women"].estimate == share(DESIGN, YES, WOMAN).estimate
    assert table.rest("yes")["women"].estimate == table.cells["yes", "men"].estimate
    assert table.totals["yes"].estimate == 0.45
    empty = table.cells["yes", "others"]
    assert (empty.n, math.isnan(empty.estimate), math.isnan(empty.se)) == (0, True, True)


def test_a_two_way_banner() -> None:
    banner = crossed(levels_of(WOMAN, {"women": True, "men": False}), levels_of(STRATUM))
    found = means(DESIGN, YES, banner).row("mean")
    assert {name: cell.n for name, cell in found.items()} == {
        "women × a": 2,
        "women × b": 2,
        "men × a": 6,
        "men × b": 2,
    }
    assert found["men × a"].estimate == near(Fraction(2, 6))


def test_poststratified_answers_that_the_cells_explain_have_no_error() -> None:
    design = poststratify(Design(np.ones(12)), STRATUM, {"a": 80, "b": 20})
    assert design.weights.tolist() == WEIGHT.tolist()
    assert share(design, STRATUM == "a").se == 0
    assert share(design, YES).estimate == 0.45


def test_a_file_that_brings_only_its_final_weights_and_its_cells() -> None:
    """The same residuals as those of a design that was calibrated here."""
    cells, sex = (STRATUM == "b").astype(np.int64), WOMAN.astype(np.int64)
    made = poststratify(Design(np.ones(12)), STRATUM, {"a": 80, "b": 20})
    read = Design(WEIGHT, calibration=PostStrata(cells, WEIGHT))
    assert share(read, YES).se == near(share(made, YES).se)
    raked = rake(Design(np.ones(12)), [(STRATUM, {"a": 80, "b": 20}), (sex, {0: 60, 1: 40})])
    weights = raked.weights
    read = Design(weights, calibration=Raking((cells, sex), (weights, weights)))
    assert share(read, YES).se == pytest.approx(share(raked, YES).se, rel=1e-9)


def test_one_raked_margin_is_poststratification() -> None:
    raked = rake(Design(np.ones(12)), [(STRATUM, {"a": 80, "b": 20})])
    post = poststratify(Design(np.ones(12)), STRATUM, {"a": 80, "b": 20})
    assert share(raked, YES).se == near(share(post, YES).se)


def test_a_panel_whose_answers_don_t_change_has_no_error_in_the_change() -> None:
    ids = list("abcdefghijkl")
    panel = stack([DESIGN, DESIGN], ids=[ids, ids])
    answers = panel.together([YES, YES])
    change = difference(*(share(panel.design, answers, wave) for wave in panel.waves))
    assert (change.difference, change.variance) == (0, 0)


def test_a_stacked_wave_keeps_its_own_calibration() -> None:
    design = poststratify(Design(np.ones(12)), STRATUM, {"a": 80, "b": 20})
    waves = stack([design, DESIGN])
    answers = waves.together([STRATUM == "a", STRATUM == "a"])
    assert share(waves.design, answers, waves.waves[0]).se == 0
    assert share(waves.design, waves.together([YES, YES]), waves.waves[0]).se == near(share(design, YES).se)


def test_logit_calibration_keeps_its_bounds() -> None:
    ages = np.array([[1, 20], [1, 40], [1, 60.0]])
    design = Design([2.0, 2.0, 2.0])
    linear = calibrate(design, ages, [6, 270])
    bound = calibrate(design, ages, [6, 270], "logit", (0.7, 1.5))
    # Of mean age 40 to 45: the slope is 5 years over a variance of 800 / 3.
    assert linear.weights / 2 == pytest.approx([1 - 0.375, 1, 1 + 0.375])
    assert (bound.weights > 0.7 * 2).all() and (bound.weights < 1.5 * 2).all()
    assert (bound.weights @ ages).tolist() == pytest.approx([6, 270])
