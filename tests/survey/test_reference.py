"""Every estimator and test against R survey: tests/reference/survey_engine.R made survey_engine.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drukproef.survey import (
    Design,
    Estimate,
    Interval,
    Quantile,
    adjust,
    analyse_items,
    covariance,
    difference,
    equal_means,
    logistic,
    mean,
    quantile,
    rao_scott,
    ratio,
    share,
    shares_of_answers,
    shares_of_respondents,
    stack,
    total,
)  # fmt: skip
from drukproef.survey.intervals import share_interval

from tests.rscript import made_by_r, needs_r

from .conftest import REFERENCE, Columns

FOUND = json.loads((REFERENCE / "survey_engine.json").read_text(encoding="utf-8"))
FLAT = 1e-9  # what rounding leaves R of a standard error that is zero, as a part of the estimate
Row = dict[str, Any]
Designs = dict[str, tuple[Design, Columns]]


def rows_of(*kinds: str) -> list[Any]:
    rows = [row for row in FOUND["rows"] if row["kind"] in kinds]
    return [
        pytest.param(row, id=f"{row['design']}-{row['kind']}-{row['y']}-{i}") for i, row in enumerate(rows)
    ]


def same(ours: Any, theirs: Any, relative: float = 1e-9) -> None:
    assert np.asarray(ours, dtype=float) == pytest.approx(
        np.asarray(theirs, dtype=float), rel=relative, abs=1e-12, nan_ok=True
    )


def domain_of(row: Row, data: Columns) -> Any:
    return None if row["domain"] == "all" else data[row["domain"]] == 1


def same_estimate(ours: Estimate, row: Row) -> None:
    same(ours.estimate, row["estimate"])
    if row["se"] > FLAT * abs(row["estimate"]):
        same(ours.se, row["se"])
    else:
        assert ours.se == 0
    if "deff" in row and ours.se > 0:
        same(ours.deff, row["deff"])
    assert ours.df == row.get("df", ours.df)


@pytest.mark.parametrize("row", rows_of("share"))
def test_shares_and_their_intervals(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    estimate = share(design, data[row["y"]], domain_of(row, data))
    same_estimate(estimate, row)
    if "xlogit" not in row:
        return
    same_interval(estimate.interval("logit"), row["xlogit"])
    same_interval(estimate.interval("wald"), np.clip(row["mean"], 0, 1))
    same_interval(estimate.interval("likelihood"), row["exact_likelihood"], 1e-8)
    same_interval(estimate.interval(level=0.9), row["logit_90"])
    as_r = share_interval("beta", 0.95, estimate.estimate, estimate.variance, row["rows"], estimate.df)
    same_interval(as_r, row["beta"])
    if row["rows"] == estimate.n:
        same_interval(estimate.interval("beta"), row["beta"])
    if design.replicates is None:  # with replicates R's "logit" is the spread of logits, not the closed form
        same_interval(estimate.interval("logit"), row["logit"], 1e-6)  # R's iterations stop there
    if "r_likelihood" in row:  # R's own bounds come from a spline
        ours = estimate.interval("likelihood")
        assert (ours.low, ours.high) == pytest.approx(row["r_likelihood"], abs=1e-4)


def same_interval(ours: Interval, theirs: Any, relative: float = 1e-9) -> None:
    same((ours.low, ours.high), theirs, relative)


@pytest.mark.parametrize("row", rows_of("mean"))
def test_means(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    estimate = mean(design, data[row["y"]], domain_of(row, data))
    same_estimate(estimate, row)
    same_interval(estimate.interval(), row["wald"])


@pytest.mark.parametrize("row", rows_of("total"))
def test_totals(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    same_estimate(total(design, data[row["y"]], domain_of(row, data)), row)


@pytest.mark.parametrize("row", rows_of("ratio"))
def test_ratios(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    top, bottom = row["y"].split("/")
    same_estimate(ratio(design, data[top], data[bottom], domain_of(row, data)), row)


@pytest.mark.parametrize("row", rows_of("quantile"))
def test_quantiles(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    estimate = quantile(design, data[row["y"]], row["p"], domain_of(row, data))
    if is_rounded_tie(estimate, row["p"]):
        assert row["estimate"] == next_value(estimate, row["p"])
        return
    interval, bound = estimate.interval(), estimate.below.interval().low
    same(estimate.estimate, row["estimate"])
    same(interval.high, row["interval"][1])
    if 0 <= bound < estimate.distribution.cumulative[0]:
        assert interval.low == estimate.distribution.values[0]
        assert row["interval"][0] == estimate.distribution.values[1]
        return
    same(interval.low, row["interval"][0])
    same(estimate.se, row["se"])


def is_rounded_tie(estimate: Quantile, p: float) -> bool:
    """R 4.1.1 takes the next value where exactly a share p lies at or below a value, if rounding says it is less."""
    return bool(np.any(np.isclose(estimate.distribution.cumulative, p, rtol=1e-12, atol=0))) and p == 0.1


def next_value(estimate: Quantile, p: float) -> float:
    """The value after the one that a share p lies at or below."""
    place = np.flatnonzero(np.isclose(estimate.distribution.cumulative, p, rtol=1e-12, atol=0))[0]
    return float(estimate.distribution.values[place + 1])


@pytest.mark.parametrize("row", rows_of("difference"))
def test_differences_between_groups(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    estimator = share if row["y"] == "comp_imp" else mean
    found = difference(*(estimator(design, data[row["y"]], data[row["by"]] == code) for code in (1, 0)))
    same_difference(found, row)


@pytest.mark.parametrize("row", rows_of("paired"))
def test_differences_between_two_questions(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    left, right = row["y"].split("-")
    same_difference(difference(mean(design, data[left]), mean(design, data[right])), row)


def same_difference(ours: Any, row: Row) -> None:
    same(ours.difference, row["difference"])
    same(ours.se, row["se"])
    assert ours.df == row["df"]
    same(ours.p, row["p"], 1e-7)


@pytest.mark.parametrize("row", rows_of("part_whole"))
def test_a_part_against_the_whole(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    part = mean(design, data["api00"], data["awards"] == 1)
    ours = difference(part, mean(design, data["api00"]))
    same(ours.difference, row["difference"])
    same(ours.se, row["se"])
    assert ours.df == row["df"]
    same(ours.p, row["p"], 1e-7)


@pytest.mark.parametrize("row", rows_of("panel", "waves"))
def test_waves(designs: Designs, row: Row) -> None:
    """R stacks the file; ours does, and for independent waves two designs give the same."""
    _, data = designs["stratified"]
    now, before = np.arange(40, 200), np.arange(160)
    waves = [Design(data["pw"][k], strata=data["stype"][k], fpc=data["fpc"][k]) for k in (now, before)]
    ids = [data["cds"][now], data["cds"][before]] if row["kind"] == "panel" else None
    stacked = stack(waves, ids)
    answers = stacked.together([data["api00"][now], data["api99"][before]])
    ours = difference(*(mean(stacked.design, answers, wave) for wave in stacked.waves))
    same_difference(ours, row)
    if row["kind"] == "waves":
        apart = difference(mean(waves[0], data["api00"][now]), mean(waves[1], data["api99"][before]))
        same_difference(apart, row)


@pytest.mark.parametrize("row", rows_of("association"))
def test_association(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    ours = rao_scott(design, data[row["y"]], data[row["by"]], statistic=row["statistic"])
    same(ours.statistic, row["value"], 1e-8)
    same(ours.df, row["df"], 1e-8)
    same(ours.p, row["p"], 1e-7)


@pytest.mark.parametrize("row", rows_of("equal_means"))
def test_equal_means(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    ours = equal_means([mean(design, data[row["y"]], data[row["by"]] == code) for code in "EHM"])
    same(ours.statistic, row["value"], 1e-8)
    assert (ours.df, ours.denominator_df) == (row["df"], row["ddf"])
    same(ours.p, row["p"], 1e-7)


@pytest.mark.parametrize("row", rows_of("logistic"))
def test_logistic_regression(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    dummies = {code: (data["stype"] == code).astype(float) for code in "HM"}
    fit = logistic(design, data["comp_imp"], {"ell": data["ell"], "meals": data["meals"], **dummies})
    same(fit.coefficients, row["coefficients"])
    same(fit.se, row["se"])
    assert fit.df == row["df"]
    same(fit.p, row["p"], 1e-7)
    same(fit.wald_test(["H", "M"]), (row["F"], row["F_p"]), 1e-7)


@pytest.mark.parametrize("row", rows_of("items"))
def test_items(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    ours = analyse_items(design, {name: data[name] for name in ("ell", "meals", "mobility")})
    same(ours.alpha, row["alpha"])
    same(list(ours.item_total.values()), row["item_total"])
    same(list(ours.alpha_without.values()), row["alpha_without"])
    same(ours.eigenvalues, row["eigenvalues"])


@pytest.mark.parametrize("row", rows_of("covariance"))
def test_covariances(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    estimates = [mean(design, data["api00"]), mean(design, data["api99"]), share(design, data["comp_imp"])]
    ours, theirs = covariance(estimates), np.array(row["covariance"]).reshape(3, 3)
    size = np.sqrt(np.outer(np.diag(theirs), np.diag(theirs)))
    known = size > 1e-12 * 1e3
    assert np.abs((ours - theirs)[known] / size[known]).max() < 1e-9


@pytest.mark.parametrize("row", rows_of("answers"))
def test_shares_of_answers(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    found = shares_of_answers(design, {name: data[name] for name in row["y"].split(", ")})
    same([estimate.estimate for estimate in found.values()], row["estimate"])
    same([estimate.se for estimate in found.values()], row["se"])


@pytest.mark.parametrize("row", rows_of("net"))
def test_nets_of_a_multiple_response_set(designs: Designs, row: Row) -> None:
    design, data = designs[row["design"]]
    names = tuple(row["y"].split(", "))
    found = shares_of_respondents(design, {name: data[name] for name in names}, nets={"some": names})
    same_estimate(found["some"], row)


@pytest.mark.parametrize("method", ["bonferroni", "holm", "bh"])
def test_adjustment(method: str) -> None:
    same(adjust([0.01, 0.04, 0.03, 0.005, 0.5, 0.04], method), FOUND["adjusted"][method])
    assert adjust([None, 0.01, 0.04], method)[1:] == adjust([0.01, 0.04], method)


def test_every_kind_of_row_is_tested() -> None:
    kinds = {row["kind"] for row in FOUND["rows"]}
    assert kinds == {
        "share", "mean", "total", "ratio", "quantile", "difference", "paired", "part_whole", "panel", "waves",
        "association",
        "equal_means", "logistic", "items", "covariance", "answers", "net",
    }  # fmt: skip


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    again = made_by_r(REFERENCE / "survey_engine.R", tmp_path)["rows"]
    for row, now in zip(FOUND["rows"], again, strict=True):
        for name, value in row.items():
            assert value == now[name] if isinstance(value, str) else same(now[name], value) is None
