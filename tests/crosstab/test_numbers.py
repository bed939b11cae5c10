"""Means, medians, totals, ratios and sets of several answers: those of R survey, and of drukproef.survey per level."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from drukproef.crosstab import crosstab
from drukproef.survey import Design, difference, mean

from .conftest import made_up

HERE = Path(__file__).parents[1] / "reference"
ENGINE = json.loads((HERE / "survey_engine.json").read_text(encoding="utf-8"))["rows"]
FLAT = 1e-12
TOTALS = {
    "clus1_post": "stype,population\nE,4421\nH,755\nM,1018\n",
    "clus1_rake": "variable,level,population\nstype,E,4421\nstype,H,755\nstype,M,1018\n"
    "sch_wide,0,1072\nsch_wide,1,5122\n",
}
OPTIONS = ("sch_wide", "comp_imp", "awards")


def options_of(design: str, folder: Path) -> dict[str, Any]:
    options: dict[str, Any] = {"weight": "pw", "fpc": "fpc"}
    options |= {"psu": "dnum"} if design.startswith("clus1") else {"strata": "stype"}
    if design in TOTALS:
        path = folder / "totals.csv"
        path.write_text(TOTALS[design], encoding="utf-8")
        options |= {"rake": path} if design.endswith("rake") else {"poststrata": "stype", "targets": path}
    return options


def file_of(design: str) -> Path:
    return HERE / f"survey_engine_api{'clus1' if design.startswith('clus1') else 'strat'}.csv"


def same(ours: float, theirs: float | None) -> None:
    assert ours == pytest.approx(np.nan if theirs is None else theirs, rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("domain", ["all", "poor"])
@pytest.mark.parametrize("design", ["stratified", "clus1", "clus1_post", "clus1_rake"])
def test_equal_to_r(design: str, domain: str, tmp_path: Path) -> None:
    subset = "meals > 45" if domain == "poor" else None
    table = crosstab(
        file_of(design), mean=["api00", "acs_k3"], median=["api00", "meals"], total=["enroll", "comp_imp"],
        ratio=["api_stu/enroll"], subset=subset, **options_of(design, tmp_path),
    ).set_index(["item", "measure"])  # fmt: skip
    compared = 0
    for row in ENGINE:
        kind = "median" if row["kind"] == "quantile" and row["p"] == 0.5 else row["kind"]
        if row["design"] != design or row["domain"] != domain or (row["y"], kind) not in table.index:
            continue
        ours = table.loc[(row["y"], kind)]
        same(ours["estimate"], row["estimate"])
        same(ours["se"], row["se"] if row["se"] > FLAT else 0)
        if "deff" in row and row["se"] > FLAT:
            same(ours["deff"], row["deff"])
        bounds = row.get("wald") or row.get("interval")
        if bounds and row["se"] > FLAT:
            same(ours["ci_low"], bounds[0])
            same(ours["ci_high"], bounds[1])
        compared += 1
    assert compared == 7


@pytest.mark.parametrize("design", ["stratified", "clus1_rake"])
def test_several_answers_are_those_of_r(design: str, tmp_path: Path) -> None:
    table = crosstab(file_of(design), multiple={"which": OPTIONS}, **options_of(design, tmp_path))
    (row,) = [r for r in ENGINE if r["design"] == design and r["kind"] == "answers"]
    ours = table[table["measure"] == "share of answers"]
    assert ours["category"].tolist() == list(OPTIONS)
    assert ours["estimate"].tolist() == pytest.approx(row["estimate"], rel=1e-9)
    assert ours["se"].tolist() == pytest.approx(row["se"], rel=1e-9)
    assert ours["estimate"].sum() == pytest.approx(1, rel=1e-14)
    shares = [r for r in ENGINE if r["design"] == design and r["kind"] == "share" and r["domain"] == "all"]
    for share in shares:
        mine = table[(table["measure"] == "share") & (table["category"] == share["y"])].iloc[0]
        same(mine["estimate"], share["estimate"])
        same(mine["se"], share["se"] if share["se"] > FLAT else 0)


def test_several_answers_by_hand() -> None:
    """Of three who were asked, two gave tv, one of them radio too; one gave none, and is in no base of answers."""
    frame = pd.DataFrame({"tv": [1, 1, 0, np.nan], "radio": [1, 0, 0, 1], "w": 1.0})
    table = crosstab(frame, weight="w", multiple={"media": ["tv", "radio"]})
    assert table[["measure", "category", "n", "estimate"]].values.tolist() == [
        ["share", "tv", 3, pytest.approx(2 / 3)], ["share", "radio", 3, pytest.approx(1 / 3)],
        ["share of answers", "tv", 2, pytest.approx(2 / 3)], ["share of answers", "radio", 2, pytest.approx(1 / 3)],
    ]  # fmt: skip


def test_levels_and_tests_of_a_mean() -> None:
    frame = made_up().assign(hours=lambda x: x["region"] * 3.0 + x["q1"].fillna(0))
    frame.loc[:9, "hours"] = np.nan
    table = crosstab(frame, by=["sex"], weight="weight", strata="stratum", mean=["hours"], tests=["pairs"])
    design = Design(frame["weight"], strata=frame["stratum"])
    men, women = (mean(design, frame["hours"], frame["sex"] == sex) for sex in ("m", "w"))
    row = table[table["level"] == "m"].iloc[0]
    assert (row["estimate"], row["se"], row["n"]) == (men.estimate, men.se, men.n)
    assert row["difference"] == men.estimate - women.estimate
    assert row["se_difference"] == pytest.approx(difference(men, women).se, rel=1e-14)


def test_thin_levels_are_empty_rows() -> None:
    """A level without answers, one with a denominator of 0, and one respondent."""
    frame = pd.DataFrame({"by": ["a", "a", "b", "c", "c", "d"], "w": 1.0, "x": [1.0, 3, np.nan, 2, 2, 5],
                          "y": [1.0, 1, 1, 0, 0, 1]})  # fmt: skip
    options: dict[str, Any] = {"by": ["by"], "weight": "w", "mean": ["x"], "median": ["x"], "total": ["x"]}
    table = crosstab(frame, ratio=["x/y"], tests=["rest"], publish=True, **options)
    empty = table[(table["level"] == "b") | ((table["level"] == "c") & (table["measure"] == "ratio"))]
    assert len(empty) == 5
    assert empty[["estimate", "se", "ci_low", "p"]].isna().all().all()
    assert set(empty["publish"]) == {"suppress"}
    alone = table[table["level"] == "d"]
    assert alone["estimate"].tolist() == [5, 5, 5, 5]
    assert alone[["ci_low", "ci_high", "p"]].isna().all().all()


def test_numbers_come_after_shares_and_change_nothing(frame: pd.DataFrame) -> None:
    options = {"by": ["sex"], "weight": "weight", "strata": "stratum", "tests": ["rest"]}
    shares, numbers = crosstab(frame, ["q1", "q2"], **options), crosstab(frame, mean=["region"], **options)
    both = crosstab(frame, ["q1", "q2"], mean=["region"], **options)
    pd.testing.assert_frame_equal(
        both, pd.concat([shares, numbers], ignore_index=True), check_exact=True, check_dtype=False
    )
    assert set(shares["measure"]) == {"share"}


@pytest.mark.parametrize("psu", [None, "person"])
def test_crossed_banners(frame: pd.DataFrame, psu: str | None) -> None:
    """The same as a column that was made of the two; missing when one of them is."""
    both = frame["sex"] + " × " + frame["region"].astype(str)
    people = frame.assign(both=both, person=range(len(frame)))
    options: dict[str, Any] = {
        "weight": "weight",
        "strata": "stratum",
        "tests": ["rest", "pairs"],
        "psu": psu,
    }
    crossed = crosstab(people, ["q1"], ["sex*region"], **options)
    single = crosstab(people, ["q1"], ["both"], **options)
    assert set(crossed["by"]) == {"total", "sex*region"}
    pd.testing.assert_frame_equal(crossed.drop(columns="by"), single.drop(columns="by"), check_exact=True)


def test_publication_rules(frame: pd.DataFrame) -> None:
    """Forty respondents: an effective base over 30, but a Clopper-Pearson interval (of 39) of over 30 points; a thousand: publish."""
    few = pd.DataFrame({"q": [1, 2] * 20, "w": 1.0})
    assert (
        crosstab(few, ["q"], weight="w", publish=True)[["publish", "reason"]].values.tolist()
        == [["suppress", "interval of 32.8 points"]] * 2
    )
    many = pd.DataFrame({"q": [1, 2] * 500, "w": 1.0})
    assert (
        crosstab(many, ["q"], weight="w", publish=True)[["publish", "reason"]].values.tolist()
        == [["publish", ""]] * 2
    )
    five = crosstab(many.assign(psu=np.arange(1000) % 5), ["q"], weight="w", psu="psu", publish=True)
    assert "4 degrees of freedom, under 8" in five["reason"].iloc[0]
    assert "publish" not in crosstab(many, ["q"], weight="w")
    pairs = [crosstab(frame.assign(p=range(600)), ["q1", "q2"], ["region"], "weight", psu=psu, publish=True)
             for psu in (None, "p")]  # fmt: skip
    pd.testing.assert_frame_equal(pairs[0][["publish", "reason"]], pairs[1][["publish", "reason"]])


def test_no_mark_below_the_minimum_difference() -> None:
    frame = pd.DataFrame(
        {"q": ([1] * 60 + [2] * 40) * 9 + ([1] * 50 + [2] * 50) * 9, "by": [1] * 900 + [2] * 900}
    )
    options: dict[str, Any] = {"by": ["by"], "weight": "w", "tests": ["rest"]}
    for minimum, marks in ((0.0999, {"higher", "lower"}), (0.1001, {""})):
        table = crosstab(frame.assign(w=1.0), ["q"], minimum_difference=minimum, **options)
        levels = table[table["by"] == "by"]
        assert (levels["p"] < 0.001).all()
        assert set(levels["mark"]) == marks
