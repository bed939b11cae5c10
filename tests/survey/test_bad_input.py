"""Each mistake in the input: what is said, with the numbers and the next step."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from drukproef.errors import DrukproefError
from drukproef.survey import (
    Design,
    Replicates,
    Rules,
    adjust,
    analyse_items,
    calibrate,
    equal_means,
    logistic,
    mean,
    poststratify,
    quantile,
    rake,
    rao_scott,
    ratio,
    scale_scores,
    share,
    stack,
    total,
)  # fmt: skip

FOUR = Design([1.0, 2.0, 1.0, 2.0], name="wave 2024")


def said(action: Any) -> str:
    with pytest.raises(DrukproefError) as caught:
        action()
    return str(caught.value)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1, 0, 2], "1 of 3 weights are zero: row 2"),
        ([1, -1, -2], "2 of 3 weights are negative, the lowest -2: rows 2, 3"),
        ([1, math.nan, 2], "1 of 3 weights are missing: row 2"),
        ([1, math.inf, 2], "1 of 3 weights are infinite: row 2"),
        ([0] * 12, "12 of 12 weights are zero: rows 1, 2, 3, 4, 5, ..."),
        ([], "an array of shape (0,)"),
        ([1, 1, 1, 999], "row 4 has 99.7% of the weight of 4 respondents"),
    ],
)
def test_weights(weights: list[float], words: str) -> None:
    assert words in said(lambda: Design(weights, name="wave 2024"))
    assert "wave 2024, weights" in said(lambda: Design(weights, name="wave 2024"))


def test_all_kinds_of_bad_weights_are_named_at_once() -> None:
    message = said(lambda: Design([0, -1, math.nan]))
    assert all(kind in message for kind in ("zero", "negative", "missing"))
    assert "next: mend the weights" in message


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"strata": ["a", "a", "b"]}, "strata: 3 rows"),
        ({"strata": ["a", "a", None, "b"]}, "1 of 4 values are missing: row 3"),
        ({"psu": [1.0, 2.0, math.nan, math.nan]}, "2 of 4 values are missing: rows 3, 4"),
        ({"strata": [1, 1, 2, 2], "psu": [1, 2, 2, 3]}, "1 clusters lie in more than one stratum: 2"),
        ({"strata": list("aaab")}, "stratum 'b': one cluster, with 1 respondents"),
        ({"psu": [7, 7, 7, 7]}, "one cluster, with 4 respondents"),
        ({"fpc": 3}, "4 clusters in the sample, 3 in the population"),
        ({"fpc": [10, 10, 11, 10]}, "the values 10, 11"),
        ({"fpc": [math.nan] * 4}, "4 of 4 values are missing"),
        ({"fpc": 0.1}, "give the number of clusters in the population"),
        ({"lonely": "ignore"}, "one of fail, certainty, centre"),
    ],
)
def test_designs(parts: dict[str, Any], words: str) -> None:
    assert words in said(lambda: Design(np.ones(4), **parts))


def test_a_lonely_cluster_says_what_to_do() -> None:
    message = said(lambda: Design(np.ones(5), strata=list("aabbc")))
    assert (
        "merge this stratum with another, or choose what it counts for: lonely is certainty or centre"
        in message
    )
    assert (
        Design(np.ones(5), strata=list("aabbc"), fpc=[9, 9, 9, 9, 1]).df() == 2
    )  # certain: nothing to estimate


@pytest.mark.parametrize("estimator", [share, mean, total])
def test_an_empty_base(estimator: Any) -> None:
    nobody = np.zeros(4, dtype=bool)
    assert "wave 2024" in said(lambda: estimator(FOUR, [1, 0, 1, 0], nobody))
    assert "empty base: 0 of the 0 respondents" in said(lambda: estimator(FOUR, [1, 0, 1, 0], nobody))
    assert "empty base: 0 of the 4 respondents" in said(lambda: estimator(FOUR, [None] * 4))


def test_answers_that_don_t_fit() -> None:
    assert "an array of shape (3,)" in said(lambda: share(FOUR, [1, 0, 1]))
    assert "1 infinite values" in said(lambda: mean(FOUR, [1, 2, math.inf, 3]))
    assert "True or False for each respondent" in said(lambda: mean(FOUR, [1, 2, 3, 4], [1, 2, 1, 2]))
    assert "empty base" in said(lambda: ratio(FOUR, [1, 2, 3, 4], [0, 0, 0, 0]))
    assert "a total of 0" in said(lambda: ratio(FOUR, [1, 2, 3, 4], [2, -1, 0, 0]))
    assert "4 values other than 0 and 1, such as 5" in said(lambda: share(FOUR, [5, 4, 5, 3]))
    assert "a number between 0 and 1" in said(lambda: quantile(FOUR, [1, 2, 3, 4], 50))


def test_one_respondent_in_a_group() -> None:
    """There is an estimate, but no interval for a mean, and an exact one for a share (without df: none)."""
    one = np.array([True, False, False, False])
    average, yes = mean(FOUR, [3, 4, 5, 6], one), share(FOUR, [1, 0, 0, 1], one)
    assert (average.estimate, average.n, average.df) == (3, 1, 0)
    assert math.isnan(average.interval().low) and math.isnan(yes.interval().low)
    assert math.isnan(average.deff) and average.n_eff == 1


def test_a_constant_answer_has_no_error_and_an_exact_interval() -> None:
    assert mean(FOUR, [0.1] * 4).se == 0
    everyone = share(FOUR, [1, 1, 1, 1])
    assert (everyone.estimate, everyone.se) == (1, 0)
    assert everyone.interval().high == 1
    assert everyone.interval().low == pytest.approx(0.025 ** (1 / 4))  # Clopper-Pearson on 4 of 4


def test_intervals_that_don_t_fit() -> None:
    assert "method 'beta' for a mean" in said(lambda: mean(FOUR, [1, 2, 3, 4]).interval("beta"))
    assert "level 95" in said(lambda: mean(FOUR, [1, 2, 3, 4]).interval(level=95))
    method: Any = "wilson"
    assert "one of logit, wald, beta, likelihood" in said(lambda: share(FOUR, [1, 0, 1, 0]).interval(method))


def test_calibration() -> None:
    cells = ["a", "a", "b", "b"]
    assert "no population total for 'b'" in said(lambda: poststratify(FOUR, cells, {"a": 5}))
    assert "nobody in 'c'" in said(lambda: poststratify(FOUR, cells, {"a": 5, "b": 5, "c": 5}))
    margins = [(cells, {"a": 5, "b": 5}), ([1, 2, 1, 2], {1: 5, 2: 50})]
    assert "compare the sums of the margins" in said(lambda: rake(FOUR, margins))
    assert "not above 0" in said(
        lambda: calibrate(FOUR, np.stack([np.ones(4), [0, 0, 0, 1]], axis=1), [6, 7])
    )
    assert "no weights found that meet all totals" in said(
        lambda: calibrate(FOUR, np.stack([np.ones(4), [0, 0, 0, 1]], axis=1), [6, 7], "raking")
    )
    assert "a matrix of (3, 1), 1 totals, 1 names and 4 respondents" in said(
        lambda: calibrate(FOUR, np.ones((3, 1)), [6])
    )
    assert "1 of 4 values are missing" in said(lambda: calibrate(FOUR, [[1], [1], [1], [np.nan]], [6]))
    assert "none, with logit" in said(lambda: calibrate(FOUR, np.ones((4, 1)), [6], "logit"))
    assert "0 margins" in said(lambda: rake(FOUR, []))
    assert "2 margins and 1 names" in said(lambda: rake(FOUR, margins, ["a"]))


def test_replicates() -> None:
    weights = np.ones((4, 3))
    kind: Any = "SDR"
    assert "one of JK1" in said(lambda: Replicates.of(kind, weights))
    assert "JKn without rscales" in said(lambda: Replicates.of("JKn", weights))
    assert "a rho from 0 up to 1" in said(lambda: Replicates.of("Fay", weights))
    assert "no scale" in said(lambda: Replicates.of("other", weights))
    assert "1 of 12 weights" in said(lambda: Replicates.of("BRR", np.where(np.eye(4, 3) * [1, 0, 0], -1, 1)))
    short = Replicates.of("BRR", np.ones((3, 3)))
    assert "replicates: 3 rows" in said(lambda: Design(np.ones(4), replicates=short))
    good = Design(np.ones(4), replicates=Replicates.of("BRR", weights))
    assert "calibrated already" in said(lambda: poststratify(good, list("aabb"), {"a": 1, "b": 2}))


def test_association() -> None:
    groups = [mean(FOUR, [1, 2, 3, 4], np.arange(4) == i) for i in range(2)]
    assert "2 groups with 2 respondents and 0 degrees" in said(lambda: equal_means(groups))
    assert "1 by 2 categories among 4" in said(lambda: rao_scott(FOUR, [1, 1, 1, 1], [1, 2, 1, 2]))


def test_items() -> None:
    varied = [1, 2, 3, 4]
    assert "all 4 respondents gave the same answer" in said(
        lambda: analyse_items(FOUR, {"a": varied, "b": [2] * 4})
    )
    assert "1 items" in said(lambda: analyse_items(FOUR, {"a": varied}))
    few = [1, 2, None, None]
    assert "2 of 4 respondents answered all 2 items" in said(
        lambda: analyse_items(FOUR, {"a": varied, "b": few})
    )
    assert "a number from 1 to 1 items" in said(lambda: scale_scores({"a": varied}, minimum_answered=2))


def test_regression() -> None:
    y, x = [0, 0, 1, 1, 0, 1], [1.0, 2.0, 3.0, 4.0, 2.5, 3.5]
    six = Design(np.ones(6))
    separating = (
        "'x' separates the outcomes of at least 5 of 6 respondents completely, so that the odds are infinite"
    )
    assert separating in said(lambda: logistic(six, y, {"x": x}))
    dependent = said(lambda: logistic(six, y, {"x": x, "again": [2 * v for v in x], "one": [1] * 6}))
    assert (
        "predictor 'again': the predictors before it say all that it says: 4 coefficients, of which 2"
        in dependent
    )
    assert "predictor 'one'" in dependent
    assert "outcomes other than 0 and 1: 6 of 6, such as 1.5" in said(
        lambda: logistic(six, [v + 0.5 for v in x], {"x": x})
    )
    assert "0 of 6 outcomes are 1" in said(lambda: logistic(six, [0] * 6, {"x": x}))
    assert "2 respondents for 2 coefficients" in said(
        lambda: logistic(six, y, {"x": x}, np.array([False, True, True, False, False, False]))
    )


def test_regression_with_a_category_in_which_all_say_yes() -> None:
    """The others vary, so that the likelihood has a limit and its coefficient none."""
    group, y = np.repeat(["a", "b", "c"], 20), np.tile([0, 1], 30)
    y[group == "c"] = 1
    dummies = {code: (group == code) * 1.0 for code in "bc"}
    found = said(lambda: logistic(Design(np.ones(60)), y, dummies))
    assert "'c' separates the outcomes of at least 20 of 60 respondents" in found
    y[-1] = 0
    assert logistic(Design(np.ones(60)), y, dummies).coefficients[2] == pytest.approx(np.log(19))


def test_strong_predictors_do_not_separate() -> None:
    """Fitted chances as small as 1e-9, but one respondent on either side of the line."""
    x = np.array([-10.0, -9, -8, -1, 1, 8, 9, 10, 0.5, -0.5])
    y = np.array([0, 0, 0, 0, 1, 1, 1, 1, 0, 1])
    fit = logistic(Design(np.ones(10)), y, {"x": np.sign(x) * np.abs(x) ** 3})
    assert np.isfinite(fit.coefficients).all() and fit.coefficients[1] > 0


def test_regression_that_does_not_converge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drukproef.survey.binomial.ROUNDS", 2)
    found = said(lambda: logistic(Design(np.ones(6)), [0, 0, 1, 0, 1, 1], {"x": [1.0, 2, 3, 4, 5, 6]}))
    assert "no convergence in 2 rounds: the last deviances are 5.035327515, 4.957861769" in found


def test_regression_on_replicates_that_can_not_be_fitted() -> None:
    """Without the second half nobody says yes."""
    weights = np.array([[1.0] * 6, [2.0] * 3 + [0.0] * 3]).T
    design = Design(np.ones(6), replicates=Replicates.of("bootstrap", weights))
    found = said(lambda: logistic(design, [0, 0, 0, 1, 0, 1], {"x": [1.0, 2, 3, 1, 2, 3]}))
    assert "logistic regression, replicate 2: 0 of 3 outcomes are 1" in found


def test_waves() -> None:
    assert "two or more" in said(lambda: stack([FOUR]))
    assert "4 ids, of which 3 differ" in said(lambda: stack([FOUR, FOUR], ids=[list("aabc"), list("abcd")]))
    moved = Design(np.ones(4), strata=[1, 1, 2, 2]), Design(np.ones(4), strata=[2, 2, 1, 1])
    assert "more than one stratum" in said(lambda: stack(moved, ids=[list("abcd")] * 2))


def test_rules() -> None:
    assert "rules, alpha: 5" in said(lambda: Rules(alpha=5))
    assert "one of none" in said(lambda: Rules(adjustment="sidak"))
    assert "between alpha and 1" in said(lambda: Rules(loose_alpha=0.01))
    assert "one of none" in said(lambda: adjust([0.1], "fdr"))
