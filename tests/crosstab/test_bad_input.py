"""Everything that is wrong is said at once, with what was found, what was expected, and the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from drukproef.crosstab import crosstab
from drukproef.errors import DrukproefError

BASE: dict[str, Any] = {"items": ["q1"], "by": ["sex"], "weight": "weight", "strata": "stratum"}


def refused(data: Any, **options: Any) -> list[str]:
    with pytest.raises(DrukproefError) as caught:
        crosstab(data, **{**BASE, **options})
    return [str(problem) for problem in caught.value.problems]


def test_all_problems_at_once(frame: pd.DataFrame) -> None:
    found = refused(
        frame, items=["q11"], by=["sexe"], strata="stratun", ci="exact", adjust="sidak", subset="wav == 1", tests=["rst"],
        targets="x.csv",
    )  # fmt: skip
    text = "\n".join(found)
    for part in (
        "unknown column 'q11'",
        "did you mean 'q1'?",
        "'sexe'",
        "'stratun'",
        "'exact'",
        "'sidak'",
        "'wav'",
        "'rst'",
    ):
        assert part in text
    assert "--targets without --poststrata" in text


@pytest.mark.parametrize(
    ("options", "part"),
    [
        ({"targets": "a.csv"}, "--targets without --poststrata"),
        ({"poststrata": "sex"}, "--poststrata without --targets"),
        ({"poststrata": "sex", "targets": "a.csv", "rake": "b.csv"}, "--poststrata and --rake"),
        ({"adjust": "holm"}, "--adjust without --test"),
        ({"tests": ["wave"]}, "--test wave without --wave"),
        ({"tests": ["rest"], "by": []}, "--test rest without --by"),
        ({"weight": ""}, "--weight: no weight"),
        ({"fpc": 1000}, "one size, 1000, for all strata"),
        ({"fpc": -5, "strata": None}, "--fpc: -5"),
        ({"nets": {"top": [8, 9]}}, "--net top: no item has one of its answers: 8, 9"),
        ({"nets": {"top": [8, 9]}, "psu": "region", "strata": None}, "--net top: no item"),
        ({"items": ["q1", "q1"]}, "'q1' is given 2 times"),
        ({"items": []}, "no items"),
        ({"alpha": 5}, "--alpha: 5"),
        ({"confidence": 95}, "--confidence: 95"),
        ({"weight": "sex"}, "column 'sex' holds text, not numbers"),
        ({"items": ["weight"]}, "more than 2000 different values"),
    ],
)
def test_options(frame: pd.DataFrame, options: dict[str, Any], part: str) -> None:
    if options.get("items") == ["weight"]:
        frame = pd.concat([frame] * 5).assign(weight=lambda x: np.arange(len(x)) / 7 + 1)
    assert part in "\n".join(refused(frame, **options))


@pytest.mark.parametrize("psu", [None, "wave"])
def test_weights(frame: pd.DataFrame, psu: str | None) -> None:
    frame.loc[[3, 7], "weight"] = np.nan
    frame.loc[4, "weight"] = 0
    frame.loc[[9, 11, 12, 13, 14, 15, 16], "weight"] = -1
    frame.loc[20, "weight"] = np.inf
    found = "\n".join(refused(frame, psu=psu, strata=None))
    assert "2 of 600 values are missing: row 4, 8\n" in found
    assert "1 of 600 values are zero: row 5\n" in found
    assert "7 of 600 values are negative: row 10, 12, 13, 14, 15, ...\n" in found
    assert "1 of 600 values are infinite: row 21\n" in found


def test_strata_and_population_sizes(frame: pd.DataFrame) -> None:
    missing = frame.assign(stratum=frame["stratum"].where(frame.index > 2))
    assert "column 'stratum': 3 of 600 values are missing: row 1, 2, 3" in refused(missing)[0]
    assert "different sizes in a stratum" in refused(frame.assign(size=frame.index + 1000.0), fpc="size")[0]
    small = refused(frame.assign(size=10), fpc="size")
    assert len(small) == 4 and "respondents, a population of 10" in small[0]
    alone = frame.assign(stratum=np.where(frame.index == 5, 9, frame["stratum"]))
    assert "stratum '9': one respondent: there is no variance to estimate" in refused(alone)[0]
    everyone = alone.assign(size=np.where(alone["stratum"] == 9, 1, 1000))
    assert len(crosstab(everyone, **BASE, fpc="size"))


def test_too_many_strata(frame: pd.DataFrame) -> None:
    many = pd.concat([frame] * 5).assign(stratum=range(3000))
    assert "column 'stratum': more than 2000 different values" in refused(many)[0]


def test_empty_bases(frame: pd.DataFrame) -> None:
    assert "item 'q1': empty base: 0 of 600 respondents answered" in refused(frame.assign(q1=np.nan))[0]
    assert "nobody of the 600 respondents is in the subset" in refused(frame, subset="region > 50")[0]
    assert "nobody of the 600" in refused(frame, subset="region > 50", psu="region", strata=None)[0]
    nobody = frame.assign(q3=np.nan)
    assert len(refused(nobody, items=["q1", "q3"])) == 1
    assert "respondents" in refused(frame.iloc[:0])[0]


@pytest.mark.parametrize("name", ["none.parquet", "bad.parquet", "bad.sav", "bad.csv", "notes.txt"])
def test_files(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "none.parquet":
        path.write_bytes(b"" if name == "bad.csv" else b"not a survey")
    assert name in refused(path)[0]


def test_population_figures(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "population.csv"
    path.write_text("region,population\n1,100\n2,x\n", encoding="utf-8")
    assert "line 3" in refused(frame, poststrata="region", targets=path)[0]
    path.write_text("region,population\n1,100\n", encoding="utf-8")
    assert len(refused(frame, poststrata="region", targets=path)) == 6
    path.write_text("variable,level,population\nreigon,1,100\n", encoding="utf-8")
    assert "did you mean 'region'?" in refused(frame, rake=path)[0]
    path.write_text("variable,level,population\nsex,m,100\nsex,w,100\n", encoding="utf-8")
    assert "values are missing" in refused(frame, rake=path)[0]
