"""Everything that is wrong is said at once, with what was found, what was expected, and the numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from drukproef.crosstab import crosstab
from drukproef.errors import DrukproefError
from drukproef.survey import Design, share

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
        ({"alpha": 0.01}, "--alpha without --test"),
        ({"minimum_difference": 0.1}, "--minimum-difference without --test"),
        ({"minimum_difference": -0.1, "tests": ["rest"]}, "--minimum-difference: -0.1"),
        ({"items": [], "mean": ["region"], "nets": {"top": [4]}}, "--net without --items"),
        ({"items": [], "mean": ["region"], "ci": "beta"}, "--ci without shares"),
        ({"mean": ["sex"]}, "--mean, frame: column 'sex' holds text, not numbers"),
        ({"median": ["rgion"]}, "--median, frame: unknown column 'rgion'"),
        ({"total": ["region", "region"]}, "'region' is given 2 times"),
        ({"ratio": ["region"]}, "--ratio: 'region'"),
        ({"ratio": ["region/rgion"]}, "unknown column 'rgion'"),
        ({"multiple": {"m": ["region"]}}, "--multiple: 'm=region'"),
        (
            {"multiple": {"m": ["q1", "region"]}},
            "column 'region': 504 of 600 values are not 0 or 1, such as 2",
        ),
        ({"by": ["sex*"]}, "--by: 'sex*'"),
        ({"by": ["sex*sexe"]}, "did you mean 'sex'?"),
        ({"by": ["sex*sex"]}, "'sex' is given 2 times"),
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


def written(frame: pd.DataFrame, path: Path) -> Path:
    if path.suffix == ".csv":
        frame.to_csv(path, index=False)
    elif path.suffix == ".sav":
        pyreadstat.write_sav(frame, str(path))
    else:
        frame.to_parquet(path)
    return path


@pytest.mark.parametrize("suffix", ["csv", "sav", "parquet"])
@pytest.mark.parametrize("asked", [{"items": ["q1"]}, {"items": [], "mean": ["region"]}])
@pytest.mark.parametrize(
    ("weight", "kind"), [(0, "zero"), (-2, "negative"), (np.nan, "missing"), (np.inf, "infinite")]
)
def test_a_weight_from_any_file(
    tmp_path: Path, frame: pd.DataFrame, suffix: str, asked: dict[str, Any], weight: float, kind: str
) -> None:
    frame.loc[3, "weight"] = weight
    (found,) = refused(written(frame, tmp_path / f"people.{suffix}"), **asked)
    assert f"column 'weight': 1 of 600 values are {kind}: row 4" in found


@pytest.mark.parametrize("asked", [{"items": ["q1"]}, {"items": [], "mean": ["region"]}])
def test_all_weight_on_one_person(frame: pd.DataFrame, asked: dict[str, Any]) -> None:
    frame["weight"] = np.where(frame.index == 9, 6000.0, 1.0)
    (found,) = refused(frame, **asked)
    assert "row 10" in found and "90.9% of the weight of 600 respondents" in found
    frame["weight"] = np.where(frame.index == 9, 5000.0, 1.0)
    assert len(crosstab(frame, **{**BASE, **asked}))


def test_population_totals_that_make_one_person_of_all(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "t.csv"
    path.write_text("one,population\n1,9500\n2,500\n", encoding="utf-8")
    people = frame.assign(one=np.where(frame.index == 4, 1, 2))
    (found,) = refused(people, poststrata="one", targets=path)
    assert "row 5 has 95.0% of the weight of 600 respondents" in found


def test_infinite_numbers(frame: pd.DataFrame) -> None:
    people = frame.assign(x=np.where(frame.index == 2, np.inf, 1.0))
    (found,) = refused(people, items=[], mean=["x"])
    assert "column 'x': 1 of 600 values are infinite: row 3" in found


def test_nobody_has_a_number(frame: pd.DataFrame) -> None:
    (found,) = refused(frame.assign(x=np.nan), items=[], mean=["x"])
    assert "item 'x': empty base: 0 of 600 respondents answered" in found
    (found,) = refused(frame, items=[], mean=["region"], subset="region > 50")
    assert "nobody of the 600 respondents is in the subset" in found


@pytest.mark.parametrize("psu", [None, "wave"])
def test_weights(frame: pd.DataFrame, psu: str | None) -> None:
    frame.loc[[3, 7], "weight"] = np.nan
    frame.loc[4, "weight"] = 0
    frame.loc[[9, 11, 12, 13, 14, 15, 16], "weight"] = -1
    frame.loc[20, "weight"] = np.inf
    found = "\n".join(refused(frame, psu=psu, strata=None))
    assert "2 of 600 values are missing: rows 4, 8\n" in found
    assert "1 of 600 values are zero: row 5\n" in found
    assert "7 of 600 values are negative: rows 10, 12, 13, 14, 15, ...\n" in found
    assert "1 of 600 values are infinite: row 21\n" in found


def test_strata_and_population_sizes(frame: pd.DataFrame) -> None:
    missing = frame.assign(stratum=frame["stratum"].where(frame.index > 2))
    assert "column 'stratum': 3 of 600 values are missing: rows 1, 2, 3" in refused(missing)[0]
    assert "different sizes in a stratum" in refused(frame.assign(size=frame.index + 1000.0), fpc="size")[0]
    small = refused(frame.assign(size=10), fpc="size")
    assert len(small) == 4 and "respondents, a population of 10" in small[0]
    alone = frame.assign(stratum=np.where(frame.index == 5, 9, frame["stratum"]))
    assert "stratum '9': one respondent: there is no variance to estimate" in refused(alone)[0]
    everyone = alone.assign(size=np.where(alone["stratum"] == 9, 1, 1000))
    assert len(crosstab(everyone, **BASE, fpc="size"))


@pytest.mark.parametrize("lonely", ["certainty", "centre"])
def test_a_stratum_of_one_respondent_may_be_told_what_it_counts_for(
    frame: pd.DataFrame, lonely: Literal["certainty", "centre"]
) -> None:
    """As the engine with the same choice, which is as R."""
    alone = frame.assign(stratum=np.where(frame.index == 5, 9, frame["stratum"]))
    found = crosstab(alone, **BASE, lonely=lonely).iloc[0]
    design = Design(alone["weight"], strata=alone["stratum"], lonely=lonely)
    ours = share(design, (alone["q1"] == float(found["category"])).where(alone["q1"].notna()).astype(float))
    assert (found["estimate"], found["se"]) == pytest.approx((ours.estimate, ours.se), rel=1e-12)
    assert found["se"] > 0
    assert "--lonely without --strata" in refused(alone, strata=None, lonely=lonely)[0]
    assert "--lonely: 'adjust'" in refused(alone, lonely="adjust")[0]


def test_clusters_and_strata_are_named_as_in_the_file(frame: pd.DataFrame) -> None:
    (found,) = refused(frame.assign(town=frame["wave"]), psu="town")
    assert "2 clusters lie in more than one stratum: 2022, 2024" in found
    sizes = frame.assign(size=np.where(frame.index > 3, 90, 80))
    (found,) = refused(sizes, psu="region", strata=None, fpc="size")
    assert ", fpc: the values 80, 90" in found and "give the strata" in found


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
    path.write_text("region,population\n" + "".join(f"{i},10\n" for i in range(1, 9)), encoding="utf-8")
    assert "nobody in '8', which has a total of 10" in refused(frame, poststrata="region", targets=path)[0]
    path.write_text("variable,level,population\nsex,m,100\nsex,w,100\n", encoding="utf-8")
    assert "values are missing" in refused(frame, rake=path)[0]


def test_margins_of_different_populations(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "margins.csv"
    strata = "".join(f"stratum,{i},100\n" for i in range(1, 5))
    text = f"variable,level,population\n{strata}wave,2022,100\nwave,2024,200\n"
    path.write_text(text, encoding="utf-8")
    (found,) = refused(frame, rake=path)
    assert "margin 'wave': the totals add up to 300, those of 'stratum' to 400" in found
    regions = "".join(f"{wave},region,{i},10\n" for wave in (2022, 2024) for i in range(1, 8))
    both = "".join(f"{wave},stratum,{i},17.5\n" for wave in (2022, 2024) for i in range(1, 4))
    text = f"wave,variable,level,population\n{regions}{both}2022,stratum,4,17.5\n2024,stratum,4,18.5\n"
    path.write_text(text, encoding="utf-8")
    (found,) = refused(frame, rake=path, wave="wave")
    assert "wave 2024, margin 'stratum': the totals add up to 71, those of 'region' to 70" in found


def test_raking_that_can_not_converge(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "margins.csv"
    path.write_text("variable,level,population\na,1,100\na,2,100\nb,1,50\nb,2,150\n", encoding="utf-8")
    half = np.where(frame.index < 300, 1, 2)
    (found,) = refused(frame.assign(a=half, b=half), rake=path)
    assert "after 1000 rounds 'a' = '2' adds up to 150, 50% from 100" in found
    path.write_text("variable,level,population\na,1,100\na,2,100\nb,1,200\n", encoding="utf-8")
    (found,) = refused(frame.assign(a=half, b=half), rake=path)
    assert "margin 'b': no population total for '2'" in found


def test_semicolons(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "people.csv"
    frame.to_csv(path, sep=";", index=False)
    assert "semicolons between the values" in refused(path)[0]


def test_replicate_weights_that_can_not_be_used(frame: pd.DataFrame) -> None:
    data = frame.assign(rw1=1.0, rw2=2.0, rwx="a")
    found = "\n".join(refused(data, replicates=["rw1", "v*"], fpc=10, lonely="centre"))
    for part in (
        "no column is called 'v*'",
        "--replicates and --strata",
        "--replicates and --fpc",
        "replicates without --replicate-kind",
    ):
        assert part in found
    plain = {"strata": None, "replicates": ["rw1", "rw2"]}
    for kind in ("jackknife", "Fay", "BRR:0.3"):
        assert f"--replicate-kind: '{kind}'" in refused(data, **plain, replicate_kind=kind)[0]
    assert "JKn without rscales" in refused(data, **plain, replicate_kind="JKn")[0]
    assert (
        "3 rscales for 2 replicates"
        in refused(data, **plain, replicate_kind="JKn", replicate_scale=[1, 1, 1])[0]
    )
    assert "holds text" in refused(data, strata=None, replicates=["rw*"], replicate_kind="JK1")[0]
    negative = data.assign(rw1=-1.0)
    assert (
        "600 of 1200 weights are missing, infinite or negative"
        in refused(negative, **plain, replicate_kind="JK1")[0]
    )
    assert "replicates without --replicates" in refused(data, replicate_scale=0.5)[0]
