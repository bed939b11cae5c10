"""Twelve respondents, worked out on paper (the same as in tests/survey/test_by_hand.py)."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from drukproef.crosstab import COLUMNS, crosstab

# Stratum a: 8 of 80, so a weight of 10; stratum b: 4 of 20, a weight of 5. Half of a says yes (1), a quarter of b.
FRAME = pd.DataFrame(
    {
        "stratum": ["a"] * 8 + ["b"] * 4,
        "weight": [10.0] * 8 + [5.0] * 4,
        "size": [80] * 8 + [20] * 4,
        "yes": [1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0],
        "sex": ["w", "w", "m", "m", "m", "m", "m", "m", "w", "w", "m", "m"],
    }
)
DESIGN = {"weight": "weight", "strata": "stratum", "fpc": "size"}


def cell(table: pd.DataFrame, **keys: str) -> pd.Series:
    found = table
    for name, value in keys.items():
        found = found[found[name] == value]
    assert len(found) == 1
    return found.iloc[0]


def test_a_share_and_its_error() -> None:
    """p = (40 + 5) / 100. Variance: sum of (1 - f) n / (n - 1) w² SS / W², with SS = 8/4 and 4 * 3/16."""
    row = cell(crosstab(FRAME, ["yes"], **DESIGN), category="1")
    variance = (0.9 * 8 / 7 * 100 * 2 + 0.8 * 4 / 3 * 25 * 0.75) / 100**2
    assert (row["n"], row["n_weighted"], row["estimate"]) == (12, 100.0, 0.45)
    assert row["se"] == pytest.approx(math.sqrt(variance), rel=1e-14)
    assert row["deff"] == pytest.approx(variance / (0.45 * 0.55 / 11), rel=1e-14)
    assert row["n_eff"] == pytest.approx(12 / row["deff"], rel=1e-14)


def test_a_level_against_the_rest() -> None:
    """Women: (20 + 5) of 30; men: 20 of 70. u of women: 10/30 * 1/6 twice, 5/30 * (1/6, -5/6); of men minus that of
    10/70 * (5/7, 5/7, -2/7 x 4), 5/70 * -2/7 twice; the difference is the sum of squares around the stratum's mean."""
    row = cell(crosstab(FRAME, ["yes"], ["sex"], tests=["rest"], **DESIGN), category="1", level="w")
    w, m = 25 / 30, 20 / 70
    a = [10 / 30 * (1 - w)] * 2 + [-10 / 70 * (1 - m)] * 2 + [10 / 70 * m] * 4
    b = [5 / 30 * (1 - w), -5 / 30 * w] + [5 / 70 * m] * 2
    variance = sum(
        f * len(u) / (len(u) - 1) * sum((x - sum(u) / len(u)) ** 2 for x in u)
        for f, u in ((0.9, a), (0.8, b))
    )
    assert row["difference"] == pytest.approx(w - m, rel=1e-14)
    assert row["se_difference"] == pytest.approx(math.sqrt(variance), rel=1e-13)
    assert row["statistic"] == pytest.approx((w - m) / math.sqrt(variance), rel=1e-13)
    assert row["df"] == 12 - 2 - 1
    assert row["p"] == row["p_adjusted"] < 0.2
    assert row["versus"] == "rest"


def test_without_an_fpc_the_population_is_infinite() -> None:
    row = cell(crosstab(FRAME, ["yes"], weight="weight", strata="stratum"), category="1")
    assert row["se"] == pytest.approx(math.sqrt((8 / 7 * 100 * 2 + 4 / 3 * 25 * 0.75) / 100**2), rel=1e-14)


def test_everybody_was_asked() -> None:
    table = crosstab(FRAME.assign(size=[8] * 8 + [4] * 4), ["yes"], **DESIGN)
    assert table["se"].tolist() == [0.0, 0.0]
    assert table["ci_low"].tolist() == table["ci_high"].tolist() == table["estimate"].tolist()


def test_strata_that_decide_the_share() -> None:
    """All of a say yes, nobody of b: no sampling can change that."""
    table = crosstab(FRAME.assign(yes=[1] * 8 + [0] * 4), ["yes"], **DESIGN)
    assert table["se"].tolist() == [0.0, 0.0]


def test_a_constant_item_has_an_exact_interval_and_no_test() -> None:
    table = crosstab(FRAME.assign(yes=1), ["yes"], ["sex"], tests=["rest"], **DESIGN)
    assert table["estimate"].tolist() == [1.0] * 3
    assert table["se"].tolist() == [0.0] * 3
    assert (table["ci_low"] < 1).all() and (table["ci_high"] == 1).all()
    assert table["p"].isna().all() and table["deff"].isna().all()
    assert table["n_eff"].tolist() == table["n"].tolist()


def test_one_respondent_in_a_group_is_shown_but_not_tested() -> None:
    table = crosstab(FRAME.assign(sex=["w"] + ["m"] * 11), ["yes"], ["sex"], tests=["rest"], **DESIGN)
    alone = table[table["level"] == "w"]
    assert alone["n"].tolist() == [1, 1]
    assert alone[["ci_low", "ci_high", "difference", "p"]].isna().all().all()
    assert set(table["mark"]) == {""}


def test_a_level_without_answers_is_an_empty_row() -> None:
    yes = FRAME["yes"].where(FRAME["sex"] == "m")
    table = crosstab(FRAME.assign(yes=yes), ["yes"], ["sex"], tests=["pairs"], **DESIGN)
    empty = table[table["level"] == "w"]
    assert empty["n"].tolist() == [0, 0]
    assert empty[["estimate", "se", "ci_low", "p"]].isna().all().all()


def test_pairs_are_shown_from_both_sides_but_count_once() -> None:
    frame = pd.concat([FRAME] * 2).assign(by=["x", "y", "z"] * 8)
    table = crosstab(frame, ["yes"], ["by"], "weight", tests=["pairs"], adjust="bonferroni")
    table = table[(table["category"] == "1") & (table["by"] == "by")]
    assert table[["level", "versus"]].values.tolist() == [
        ["x", "y"], ["x", "z"], ["y", "z"], ["y", "x"], ["z", "x"], ["z", "y"]
    ]  # fmt: skip
    there, back = cell(table, level="x", versus="z"), cell(table, level="z", versus="x")
    assert (back["difference"], back["statistic"]) == (-there["difference"], -there["statistic"])
    assert there["p_adjusted"] == back["p_adjusted"] == min(1, 3 * there["p"])


def test_marks_say_which_way() -> None:
    frame = pd.DataFrame(
        {"yes": [1, 1, 1, 1, 1, 0] * 9 + [0, 0, 0, 0, 0, 1] * 9, "by": [1] * 54 + [2] * 54, "w": 1.0}
    )
    table = crosstab(frame, ["yes"], ["by"], "w", tests=["rest"])
    assert table["mark"].tolist() == ["", "", "lower", "higher", "higher", "lower"]


def test_a_net_is_the_sum_of_its_answers() -> None:
    frame = pd.DataFrame({"q": [1, 2, 4, 5, 5, 3], "other": [1, 2, 1, 2, 1, 2], "w": [1.0, 2, 1, 3, 1, 1]})
    table = crosstab(frame, ["q", "other"], weight="w", nets={"top2": [4, 5]})
    assert cell(table, category="top2")["estimate"] == pytest.approx(5 / 9, rel=1e-15)
    assert list(table[table["item"] == "other"]["category"]) == [
        "1",
        "2",
    ]  # a net without answers does not apply


def test_the_columns_are_those_that_are_explained() -> None:
    assert list(crosstab(FRAME, ["yes"], **DESIGN)) == list(COLUMNS)
