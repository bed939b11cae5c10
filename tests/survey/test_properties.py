"""What must hold for any sample."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import drukproef
import numpy as np
import pytest
from drukproef.survey import (
    Design,
    Rules,
    all_pairs,
    calibrate,
    crosstab,
    difference,
    levels_against_rest,
    levels_of,
    logistic,
    mean,
    median,
    poststratify,
    rake,
    rao_scott,
    share,
    shares,
    total,
)  # fmt: skip
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

CATEGORIES = {str(code): code for code in range(1, 6)}


@dataclass(frozen=True)
class Sample:
    """Two strata at least, with at least two clusters each; answers 1 to 5 with some missing."""

    weights: NDArray[np.float64]
    strata: NDArray[np.int64]
    psu: NDArray[np.int64]
    answers: NDArray[np.float64]
    group: NDArray[np.int64]

    def design(self, factor: float = 1.0, rows: Any = slice(None)) -> Design:
        return Design((self.weights * factor)[rows], strata=self.strata[rows], psu=self.psu[rows])


@st.composite
def samples(draw: Any) -> Sample:
    n = draw(st.integers(12, 60))
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_strata = draw(st.integers(1, 3))
    psu = np.arange(n) % (n_strata * draw(st.integers(2, 4)))
    answers = random.integers(1, 6, n).astype(float)
    answers[random.random(n) < 0.1] = np.nan
    answers[:5] = np.arange(1, 6)
    group = random.integers(0, 2, n)
    group[:8] = [0, 0, 1, 1, 1, 1, 0, 0]
    return Sample(random.uniform(0.2, 5, n), psu % n_strata, psu, answers, group)


def close(left: Any, right: Any) -> None:
    assert np.asarray(left) == pytest.approx(np.asarray(right), rel=1e-10, abs=1e-13, nan_ok=True)


def numbers_of(design: Design, sample: Sample, rows: Any = slice(None)) -> list[float]:
    answers, group = sample.answers[rows], sample.group[rows]
    estimates = [
        *shares(design, answers, CATEGORIES).values(),
        mean(design, answers, group == 1),
        median(design, answers),
    ]
    change = difference(mean(design, answers, group == 1), mean(design, answers, group == 0))
    tail = [change.difference, change.variance, rao_scott(design, answers, group).p]
    return [number for e in estimates for number in (e.estimate, e.se, e.deff, e.df, e.n)] + tail


@given(samples(), st.floats(0.01, 1000))
@settings(deadline=None, max_examples=40)
def test_scaling_the_weights_changes_only_totals(sample: Sample, factor: float) -> None:
    plain, scaled = sample.design(), sample.design(factor)
    close(numbers_of(scaled, sample), numbers_of(plain, sample))
    close(mean(scaled, sample.answers).n_weighted, factor * mean(plain, sample.answers).n_weighted)
    close(total(scaled, sample.answers).se, factor * total(plain, sample.answers).se)


@given(samples(), st.randoms())
@settings(deadline=None, max_examples=40)
def test_the_order_of_the_rows_is_no_matter(sample: Sample, random: Any) -> None:
    rows = list(range(len(sample.weights)))
    random.shuffle(rows)
    close(numbers_of(sample.design(rows=rows), sample, rows), numbers_of(sample.design(), sample))


@given(samples())
@settings(deadline=None, max_examples=40)
def test_other_names_for_strata_and_clusters_are_no_matter(sample: Sample) -> None:
    named = Design(
        sample.weights, strata=[f"s{9 - s}" for s in sample.strata], psu=[f"p{99 - p}" for p in sample.psu]
    )
    close(numbers_of(named, sample), numbers_of(sample.design(), sample))


@given(samples())
@settings(deadline=None, max_examples=40)
def test_splitting_a_stratum_changes_no_estimate_only_its_error(sample: Sample) -> None:
    whole = Design(sample.weights, strata=np.zeros(len(sample.weights)))  # clusters of one respondent
    halves = Design(sample.weights, strata=np.arange(len(sample.weights)) % 2)
    for one, two in (
        (share(whole, sample.group), share(halves, sample.group)),
        (mean(whole, sample.answers), mean(halves, sample.answers)),
        (median(whole, sample.answers), median(halves, sample.answers)),
    ):
        close(
            [two.estimate, two.n, two.n_weighted, two.df], [one.estimate, one.n, one.n_weighted, one.df - 1]
        )


@given(samples())
@settings(deadline=None, max_examples=40)
def test_a_stratum_that_is_split_into_two_of_the_same_people_has_half_the_variance(sample: Sample) -> None:
    half = sample.weights / 2
    doubled = Design(
        np.concatenate([half, half]),
        strata=np.concatenate([sample.strata, sample.strata + 10]),
        psu=np.concatenate([sample.psu, sample.psu + 100]),
    )
    one, two = mean(sample.design(), sample.answers), mean(doubled, np.tile(sample.answers, 2))
    close([two.estimate, two.variance, two.df], [one.estimate, one.variance / 2, 2 * one.df])


@given(samples())
@settings(deadline=None, max_examples=40)
def test_of_two_levels_the_rest_is_the_other_one(sample: Sample) -> None:
    table = crosstab(sample.design(), sample.answers, {"top2": [4, 5]}, levels_of(sample.group))
    rest = levels_against_rest(table.row("top2"), table.rest("top2"), Rules())
    pair = all_pairs(table.row("top2"), Rules())["0", "1"]
    for level, sign in (("0", 1), ("1", -1)):
        one, other = rest[level].difference, pair.difference
        close([one.difference, one.variance, one.df], [sign * other.difference, other.variance, other.df])
        assert (rest[level].p is None) == (pair.p is None) and rest[level].mark == sign * pair.mark


@given(samples())
@settings(deadline=None, max_examples=40)
def test_nets_are_sums_and_all_shares_add_up_to_one(sample: Sample) -> None:
    found = shares(sample.design(), sample.answers, {**CATEGORIES, "top2": [4, 5], "all": [1, 2, 3, 4, 5]})
    close(found["top2"].estimate, found["4"].estimate + found["5"].estimate)
    close(found["top2"].spread, found["4"].spread + found["5"].spread)
    assert (found["all"].estimate, found["all"].se) == (1, 0)


@given(samples())
@settings(deadline=None, max_examples=40)
def test_calibrated_totals_are_the_targets_without_error(sample: Sample) -> None:
    design, group = sample.design(), sample.group.astype(float)
    strata = {code: 100.0 + code for code in np.unique(sample.strata).tolist()}
    size = sum(strata.values())
    groups = {0.0: 0.45 * size, 1.0: 0.55 * size}
    auxiliary = np.stack([np.ones(design.n), group], axis=1)
    made = [
        (poststratify(design, group, groups), "group"),
        (calibrate(design, auxiliary, [size, groups[1.0]], "raking"), "group"),
        (rake(design, [(sample.strata, strata), (group, groups)]), "both"),
    ]
    for calibrated, which in made:
        found = total(calibrated, group)
        close(found.estimate, groups[1.0])
        if which == "group":  # R's ten rounds for raking leave a little when margins overlap much
            assert found.se < 1e-9 * found.estimate
        assert (calibrated.weights > 0).all()


@given(samples())
@settings(deadline=None, max_examples=40)
def test_intervals_hold_the_estimate_and_grow_with_the_level(sample: Sample) -> None:
    estimate = share(sample.design(), np.where(np.isnan(sample.answers), np.nan, sample.answers >= 4))
    for method in ("logit", "wald", "beta", "likelihood"):
        narrow, wide = estimate.interval(method, 0.8), estimate.interval(method, 0.99)  # type: ignore[arg-type]
        assert 0 <= wide.low <= narrow.low <= estimate.estimate <= narrow.high <= wide.high <= 1


@given(samples())
@settings(deadline=None, max_examples=25)
def test_a_regression_on_a_constant_gives_the_share(sample: Sample) -> None:
    design, yes = sample.design(), np.where(np.isnan(sample.answers), np.nan, sample.answers >= 3)
    group = sample.group.astype(float)
    found = {(code, answer) for code, answer in zip(group, yes, strict=True) if not np.isnan(answer)}
    assume(len(found) == 4)  # else the odds of a group are infinite
    fit = logistic(design, yes, {"group": group})
    first = share(design, yes, group == 0)
    close(1 / (1 + np.exp(-fit.coefficients[0])), first.estimate)
    close(fit.se[0] * first.estimate * (1 - first.estimate), first.se)


PROGRAM = """
import numpy as np
from drukproef.survey import Design, analyse_items, calibrate, logistic, shares
random = np.random.default_rng(1)
n = 20000
x = np.concatenate([np.ones((n, 1)), random.normal(size=(n, 60))], axis=1)
design = calibrate(Design(random.uniform(1, 2, n)), x, x.sum(axis=0) * 1.5 + random.normal(size=61))
answers = random.integers(1, 6, n)
print([(e.estimate.hex(), e.se.hex()) for e in shares(design, answers, {str(i): i for i in range(1, 6)}).values()])
fit = logistic(design, answers > 3, {str(i): x[:, i] for i in range(1, 61)})
print([value.hex() for value in [*fit.coefficients.tolist(), *fit.se.tolist()]])
print(analyse_items(design, {str(i): x[:, i] + answers for i in range(1, 9)}).alpha.hex())
"""


@pytest.mark.slow
def test_the_last_bits_are_the_same_whatever_the_number_of_threads() -> None:
    def run(threads: str) -> str:
        names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
        environment = {**os.environ, **dict.fromkeys(names, threads), "PYTHONPATH": str(package.parent)}
        command = [sys.executable, "-c", PROGRAM]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout

    package = Path(str(drukproef.__file__)).parent
    assert run("1") == run("2") == run("4")
