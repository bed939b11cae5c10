"""Counting and the general engine agree where both apply: a cluster of one respondent changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from drukproef.crosstab import crosstab
from drukproef.survey import Design, difference, share

from .conftest import made_up

ASKED: dict[str, Any] = {
    "items": ["q1", "q2"],
    "by": ["sex", "region"],
    "weight": "weight",
    "strata": "stratum",
}
CASES: dict[str, dict[str, Any]] = {
    "plain": {"tests": ["rest", "pairs"]},
    "fpc": {"fpc": "size", "tests": ["rest"], "ci": "beta"},
    "waves": {"wave": "wave", "tests": ["wave", "rest"], "adjust": "holm"},
    "subset": {"subset": "region != 3 and wave == 2024", "tests": ["pairs"], "adjust": "bh"},
    "nets": {"nets": {"top2": [4, 5], "any": [1, 2]}, "tests": ["rest"], "ci": "wald"},
    "missing": {"missing": [99, 1], "tests": ["pairs"]},
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("weights", ["varying", "equal in a stratum"])
def test_counted_and_general(case: str, weights: str) -> None:
    frame = made_up().assign(person=lambda x: np.arange(len(x)))
    if weights != "varying":
        frame["weight"] = frame["stratum"] / 3
    counted = crosstab(frame, **ASKED, **CASES[case])
    general = crosstab(frame, **ASKED, **CASES[case], psu="person")
    pd.testing.assert_frame_equal(counted, general, rtol=1e-12, atol=1e-14)


def test_a_subset_keeps_the_whole_design(frame: pd.DataFrame) -> None:
    """Not the same as a file of the subset only: the size of the subset is itself uncertain."""
    table = crosstab(frame, ["q1"], weight="weight", strata="stratum", subset="region <= 2")
    design = Design(frame["weight"], strata=frame["stratum"])
    for code, row in zip((1, 2, 3, 4, 5), table.itertuples(), strict=True):
        y = np.where(frame["q1"].isna(), np.nan, frame["q1"] == code)
        expected = share(design, y, frame["region"] <= 2)
        assert row.se == pytest.approx(expected.se, rel=1e-12)
    cut = crosstab(frame[frame["region"] <= 2], ["q1"], weight="weight", strata="stratum")
    assert (cut["se"] != table["se"]).all()
    assert cut["estimate"].tolist() == pytest.approx(table["estimate"].tolist(), rel=1e-14)


def test_poststrata_that_are_the_strata_change_nothing(tmp_path: Path, frame: pd.DataFrame) -> None:
    """As decision 4 says: then weighting first and counting gives the same numbers, and is much faster."""
    targets = tmp_path / "population.csv"
    targets.write_text("stratum,population\n1,1000\n2,2000\n3,3000\n4,4000\n", encoding="utf-8")
    n = frame.groupby("stratum")["stratum"].transform("size")
    first = frame.assign(made=frame["size"] / n)
    options = {"by": ["sex"], "strata": "stratum", "fpc": "size", "tests": ["rest"]}
    counted = crosstab(first, ["q1"], weight="made", **options)
    inside = crosstab(frame, ["q1"], poststrata="stratum", targets=targets, **options)
    pd.testing.assert_frame_equal(counted, inside, rtol=1e-11, atol=1e-13)


def test_population_totals_per_wave(tmp_path: Path, frame: pd.DataFrame) -> None:
    cells = tmp_path / "cells.csv"
    cells.write_text("wave,stratum,population\n" + "".join(
        f"{w},{s},{100 * s + w - 2000}\n" for w in (2022, 2024) for s in range(1, 5)), encoding="utf-8")  # fmt: skip
    margins = tmp_path / "margins.csv"
    margins.write_text("wave,variable,level,population\n" + "".join(
        f"{w},stratum,{s},{100 * s + w - 2000}\n" for w in (2022, 2024) for s in range(1, 5)), encoding="utf-8")  # fmt: skip
    people = frame.assign(q1=1)
    for option in ({"poststrata": "stratum", "targets": cells}, {"rake": margins}):
        table = crosstab(people, ["q1"], wave="wave", tests=["wave"], **option)
        assert table["n_weighted"].tolist() == pytest.approx([1000 + 4 * 22, 1000 + 4 * 24], rel=1e-12)


def test_a_panel_has_covariance_between_its_waves() -> None:
    """A cluster that occurs in two waves is one cluster."""
    first = made_up(200).assign(person=range(200), wave=2022)
    second = first.assign(wave=2024, q1=first["q1"].where(np.arange(200) % 3 != 0, 2))
    both = pd.concat([first, second], ignore_index=True)
    table = crosstab(both, ["q1"], weight="weight", wave="wave", psu="person", tests=["wave"])
    ours = table[(table["category"] == "2") & (table["wave"] == "2024")].iloc[0]
    design = Design(both["weight"], psu=both["person"])
    y = np.where(both["q1"].isna(), np.nan, both["q1"] == 2)
    now, before = (share(design, y, both["wave"] == year) for year in (2024, 2022))
    assert ours["se_difference"] == pytest.approx(difference(now, before).se, rel=1e-12)
    apart = crosstab(both, ["q1"], weight="weight", wave="wave", tests=["wave"])
    loose = apart[(apart["category"] == "2") & (apart["wave"] == "2024")].iloc[0]
    assert ours["se_difference"] < 0.8 * loose["se_difference"]
