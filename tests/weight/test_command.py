"""`drukproef weight FILE`: a file with weights out of one without; every wrong request named, nothing half-written."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat
import pytest
from drukproef.cli import main
from drukproef.errors import DrukproefError
from drukproef.weight.file import weight_file
from drukproef.weight.options import is_data_file
from drukproef.weight.request import Request

DATA = """nr,gender,age,score,base
001,m,1,3,1
002,m,2,4,1
003,f,1,5,3
004,f,2,8,1
"""
CELLS = "gender,population\nm,6\nf,4\n"
MARGINS = "variable,level,population\ngender,m,6\ngender,f,4\nage,1,3\nage,2,7\n"
Run = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the data and the figures, which is also where the command runs."""
    for name, text in {"data.csv": DATA, "cells.csv": CELLS, "margins.csv": MARGINS}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(file: str = "data.csv", output: str = "out.csv", **options: Any) -> str:
    paths = ("targets", "rake", "linear", "logit", "diagnostics_file", "figure_file")
    given = {k: Path(v) if k in paths and v else v for k, v in options.items()}
    return weight_file(Request(Path(file), Path(output), **given))


def found(**options: Any) -> list[str]:
    """What is wrong with a request; nothing is written then."""
    before = sorted(p.name for p in Path.cwd().iterdir())
    with pytest.raises(DrukproefError) as error:
        run(**options)
    assert sorted(p.name for p in Path.cwd().iterdir()) == before
    return [f"{p.place}: {p.found}" for p in error.value.problems]


CELL = {"poststrata": "gender", "targets": "cells.csv"}


def test_cell_weights_beside_all_columns_as_they_were(folder: Path) -> None:
    line = run(**CELL)
    text = (folder / "out.csv").read_text(encoding="utf-8")
    assert (
        text
        == "nr,gender,age,score,base,weight\n001,m,1,3,1,3.0\n002,m,2,4,1,3.0\n003,f,1,5,3,2.0\n004,f,2,8,1,2.0\n"
    )
    assert line.startswith("4 weights by poststratify, 2 to 3, adding up to 10; design effect (Kish) 1.04")


def test_design_weights_keep_their_ratio_within_a_cell(folder: Path) -> None:
    run(**CELL, base_weight="base")
    assert pd.read_csv("out.csv")["weight"].tolist() == [3, 3, 3, 1]


def test_cells_of_two_variables(folder: Path) -> None:
    text = "gender,age,population,source\nm,1,1,x\nm,2,2,x\nf,1,3,x\nf,2,4,x\n"
    (folder / "cells.csv").write_text(text, encoding="utf-8")
    run(poststrata="gender,age", targets="cells.csv")
    assert pd.read_csv("out.csv")["weight"].tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "options",
    [
        {"rake": "margins.csv"},
        {"linear": "margins.csv"},
        {"linear": "margins.csv", "bounds": "0.2,4"},
        {"logit": "margins.csv", "bounds": "0.2,4"},
        {"rake": "margins.csv", "trim": "0.4,2"},
    ],
)
def test_several_margins(folder: Path, options: dict[str, Any]) -> None:
    run(**options)
    out = pd.read_csv("out.csv")
    assert out.groupby("gender")["weight"].sum().to_dict() == pytest.approx({"m": 6, "f": 4})
    assert out.groupby("age")["weight"].sum().to_dict() == pytest.approx({1: 3, 2: 7})


def test_normalised_to_the_respondents(folder: Path) -> None:
    run(**CELL, normalise="n", name="w")
    assert pd.read_csv("out.csv")["w"].tolist() == pytest.approx([1.2, 1.2, 0.8, 0.8])


def test_trimming_that_gives_up_the_targets_says_by_how_much(folder: Path) -> None:
    line = run(rake="margins.csv", trim="0.5,1.5", keep="total", diagnostics_file="d.csv")
    assert pd.read_csv("out.csv")["weight"].max() <= 1.5 * 2.5
    assert "rake, trimmed" in line and "deviation from 4 targets 0%" not in line
    rows = {
        (r["variable"], r["stratum"]): r
        for r in csv.DictReader(Path("d.csv").read_text(encoding="utf-8").splitlines())
    }
    assert float(rows["gender", "m"]["deviation"]) < -0.01
    assert float(rows["", "totaal"]["achieved"]) == pytest.approx(10)


def test_collapsing_levels_by_rule(folder: Path) -> None:
    (folder / "margins.csv").write_text(MARGINS + "age,3,2\ngender,x,2\n", encoding="utf-8")
    run(rake="margins.csv", collapse=["age:2=3", "gender:f=x"])
    assert pd.read_csv("out.csv").groupby("age")["weight"].sum().to_dict() == pytest.approx({1: 3, 2: 9})
    assert any("'3' has a target of 2, but no respondents" in f for f in found(rake="margins.csv"))


def test_diagnostics_and_figure(folder: Path) -> None:
    run(**CELL, diagnostics_file="d.csv", figure_file="f.svg", deff=["score"])
    rows = list(csv.DictReader(Path("d.csv").read_text(encoding="utf-8").splitlines()))
    assert [(r["variable"], r["stratum"]) for r in rows] == [
        ("gender", "m"), ("gender", "f"), ("", "totaal"), ("score", ""),
    ]  # fmt: skip
    assert (rows[0]["respondents"], rows[0]["before"], rows[0]["factor"]) == ("2", "2", "3")
    assert (rows[2]["min_weight"], rows[2]["max_weight"], rows[2]["converged"]) == ("2", "3", "yes")
    assert float(rows[2]["n_eff"]) == pytest.approx(100 / 26)
    assert float(rows[3]["deff_design"]) == pytest.approx(0.28037, abs=1e-5), "gender explains the score"
    assert float(rows[3]["n_eff_design"]) == pytest.approx(4 / float(rows[3]["deff_design"]))
    assert rows[2]["deff_design"] == rows[3]["deff_design"] and rows[2]["deff_design_max_of"] == "score"
    first = Path("f.svg").read_bytes()
    run(**CELL, figure_file="f.svg", deff=["score"])
    assert Path("f.svg").read_bytes() == first and b"<title>" in first


def test_sav_to_sav_keeps_labels_missing_codes_and_formats(folder: Path) -> None:
    data = pd.DataFrame({"nr": [1.0, 2, 3, 4], "gender": [1.0, 1, 2, 2], "q": [5.0, 99, 4, np.nan]})
    pyreadstat.write_sav(
        data, "in.sav", file_label="monitor", column_labels={"q": "vraag"}, missing_ranges={"q": [99]},
        variable_value_labels={"gender": {1: "man", 2: "vrouw"}}, variable_format={"nr": "F4.0"},
    )  # fmt: skip
    Path("cells.csv").write_text("gender,population\n1,6\n2,4\n", encoding="utf-8")
    run("in.sav", "out.sav", **CELL)
    first = Path("out.sav").read_bytes()
    out, meta = pyreadstat.read_sav("out.sav", user_missing=True)
    assert out["weight"].tolist() == [3, 3, 2, 2] and out["q"].tolist()[:3] == [5, 99, 4]
    assert meta.column_names_to_labels["q"] == "vraag" and meta.file_label == "monitor"
    assert meta.variable_value_labels == {"gender": {1: "man", 2: "vrouw"}}
    assert meta.missing_ranges == {"q": [{"lo": 99, "hi": 99}]}
    assert meta.original_variable_types["nr"] == "F4.0"
    run("in.sav", "out.sav", **CELL)
    assert Path("out.sav").read_bytes() == first


def test_other_formats(folder: Path) -> None:
    run(output="out.parquet", **CELL)
    assert pd.read_parquet("out.parquet")["weight"].tolist() == [3, 3, 2, 2]
    run("out.parquet", "out.sav", **CELL, name="again")
    assert pyreadstat.read_sav("out.sav")[0]["again"].tolist() == [3, 3, 2, 2]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ({}, "command line: no method"),
        ({"poststrata": "gender"}, "command line: --poststrata without --targets"),
        ({**CELL, "rake": "margins.csv"}, "command line: rake, poststratify"),
        ({**CELL, "bounds": "0.5,2"}, "command line: poststratify would ignore bounds"),
        ({"logit": "margins.csv"}, "command line: logit needs bounds"),
        ({"linear": "margins.csv", "trim": "0.5,2"}, "command line: linear would ignore trim"),
        ({**CELL, "trim": "2,0.5"}, "--trim: '2,0.5'"),
        ({**CELL, "trim": "1.5,3"}, "command line: trim: lower: Input should be less than 1"),
        ({**CELL, "keep": "total"}, "command line: --keep total without --trim"),
        ({**CELL, "collapse": ["m"]}, "--collapse: 'm'"),
        ({**CELL, "collapse": ["f=x"]}, "collapse of 'gender': there is no target for 'x'"),
        ({**CELL, "output": "out.xlsx"}, "--output out.xlsx: the extension '.xlsx'"),
        ({**CELL, "output": "data.csv"}, "--output data.csv: this is the data file itself"),
        ({**CELL, "diagnostics_file": "out.csv"}, "command line: two results in one file"),
        ({**CELL, "base_weight": "bse"}, "data.csv: unknown column 'bse'"),
        ({**CELL, "name": "score"}, "data.csv: it has a column 'score' already"),
        ({**CELL, "id_column": "gender"}, "data.csv, column 'gender': 2 numbers occur more than once: m, f"),
        ({**CELL, "base_weight": "gender"}, "data.csv, column 'gender': 4 of 4 values are no numbers, such as 'm'"),
        ({"poststrata": "sex", "targets": "cells.csv"}, "data.csv: unknown column 'sex'"),
        ({"rake": "cells.csv"}, "cells.csv, line 1: the columns are gender, population"),
        ({"rake": "nowhere.csv"}, "nowhere.csv: the file does not exist"),
        ({**CELL, "file": "nowhere.csv"}, "nowhere.csv: the data file does not exist"),
    ],
)  # fmt: skip
def test_requests_that_can_not_be_met(folder: Path, options: dict[str, Any], problem: str) -> None:
    problems = found(**options)
    assert problems[0].startswith(problem), problems


def test_all_that_is_wrong_in_the_figures(folder: Path) -> None:
    text = "variable,level,population\ngender,m,six\ngender,,4\nage,1,-1\nage,2,inf\nage,2,7\nage,2,7\n"
    (folder / "margins.csv").write_text(text, encoding="utf-8")
    assert found(rake="margins.csv") == [
        "margins.csv, line 2: the population is 'six'",
        "margins.csv, line 3: no level",
        "margins.csv, line 4: the population is '-1'",
        "margins.csv, line 5: the population is 'inf'",
        "margins.csv, line 7: age 2 has a figure twice",
    ]


@pytest.mark.parametrize(
    ("weight", "problem"),
    [
        ("0", "1 of 4 weights are zero: row 2"),
        ("-1.5", "1 of 4 weights are negative, the lowest -1.5: row 2"),
        ("", "1 of 4 weights are missing: row 2"),
        ("inf", "1 of 4 weights are infinite: row 2"),
        ("1e9", "row 2 has 99.9999995% of all weight (1000000000)"),
    ],
)
@pytest.mark.parametrize("method", [CELL, {"rake": "margins.csv"}])
def test_design_weights_that_are_none(
    folder: Path, method: dict[str, str], weight: str, problem: str
) -> None:
    (folder / "data.csv").write_text(DATA.replace("2,4,1\n", f"2,4,{weight}\n"), encoding="utf-8")
    assert found(**method, base_weight="base") == [f"data.csv, column 'base': {problem}"]


def test_margins_that_can_not_be_met_together(folder: Path) -> None:
    (folder / "margins.csv").write_text(MARGINS.replace("2,7", "2,8"), encoding="utf-8")
    assert found(rake="margins.csv", diagnostics_file="d.csv", figure_file="f.svg") == [
        "margin 'age': the targets add up to 11, those of 'gender' to 10"
    ]
    (folder / "margins.csv").write_text(MARGINS, encoding="utf-8")
    (folder / "data.csv").write_text("gender,age\nm,1\nm,1\nf,2\n", encoding="utf-8")
    assert found(rake="margins.csv", diagnostics_file="d.csv", figure_file="f.svg") == [
        "margins.csv, line 3: raking doesn't converge: after 1000 rounds 'gender' = 'f' adds up to 7, 75% from 4"
    ]


def test_one_respondent_in_a_group_gets_all_of_it(folder: Path) -> None:
    """Which can be trimmed only by giving up the targets."""
    (folder / "data.csv").write_text("gender\nm\nf\nf\nf\n", encoding="utf-8")
    run(**CELL, diagnostics_file="d.csv")
    assert pd.read_csv("out.csv")["weight"].tolist() == pytest.approx([6, 4 / 3, 4 / 3, 4 / 3])
    (problem,) = found(**CELL, trim="0.3,2")
    assert problem.startswith(
        "cells.csv, line 2, trimming to 0.75 and 5: 1 weights within the limits add up to 0.75"
    )
    run(**CELL, trim="0.3,2", keep="total")
    assert pd.read_csv("out.csv")["weight"].tolist() == pytest.approx([5, 5 / 3, 5 / 3, 5 / 3])


def test_raking_starts_from_the_design_weights(folder: Path) -> None:
    text = "gender,age,base\nm,1,1\nm,1,4\nm,2,1\nf,1,1\nf,2,1\nf,2,3\n"
    (folder / "data.csv").write_text(text, encoding="utf-8")
    run(rake="margins.csv", base_weight="base")
    weights = pd.read_csv("out.csv")["weight"]
    assert weights[1] / weights[0] == pytest.approx(4) and weights[5] / weights[4] == pytest.approx(3)


def test_the_sample_design_counts_in_the_design_effect(folder: Path) -> None:
    """By hand: cells leave -0.5, 0.5, -1.5 and 1.5, with weights of 3 and 2, whose sums per cluster are squared."""
    (folder / "data.csv").write_text("gender,score,wijk\nm,3,x\nm,4,y\nf,5,y\nf,8,z\n", encoding="utf-8")
    mean = (3 * (3 + 4) + 2 * (5 + 8)) / 10
    squares = 3 * ((3 - mean) ** 2 + (4 - mean) ** 2) + 2 * ((5 - mean) ** 2 + (8 - mean) ** 2)
    simple = squares / 10 / 3 * 10**2
    parts = [-1.5, 1.5 - 3, 3]
    line = run(**CELL, deff=["score"], psu="wijk")
    deff = 3 / 2 * sum(part**2 for part in parts) / simple
    assert f"design effect of means: median {deff:.4g}, largest {deff:.4g} (score)" in line
    line = run(**CELL, deff=["score"], strata="gender")
    deff = 2 * (2 * 1.5**2 + 2 * 3**2) / simple
    assert f"largest {deff:.4g} (score)" in line


def test_a_sample_design_that_can_not_be_used(folder: Path) -> None:
    (folder / "data.csv").write_text(DATA.replace("002,m,2", "002,,2"), encoding="utf-8")
    options = {"poststrata": "age", "targets": "ages.csv", "deff": ["score"]}
    (folder / "ages.csv").write_text("age,population\n1,6\n2,4\n", encoding="utf-8")
    assert found(**options, strata="gender", psu="gender") == [
        "data.csv, column 'gender': 1 of 4 respondents without a stratum",
        "data.csv, column 'gender': 1 of 4 respondents without a cluster",
    ]
    (problem, *_) = found(**options, strata="nr")
    assert problem.startswith("data.csv, stratum '1': one cluster, with 1 respondents")
    assert found(**options | {"deff": []}, psu="nr") == ["command line: --psu without --deff"]
    (folder / "data.csv").write_text(DATA.replace("2,4,1", "2,inf,1"), encoding="utf-8")
    assert found(**options) == ["data.csv, column 'score': 1 infinite values"]


def test_a_constant_column_has_no_design_effect(folder: Path) -> None:
    (folder / "data.csv").write_text(DATA.replace(",1\n", ",3\n"), encoding="utf-8")
    assert found(**CELL, deff=["base"]) == ["data.csv, column 'base': 4 numbers without variation"]


def test_a_problem_with_the_last_file_leaves_the_first_one_unwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> str:
        raise DrukproefError([])

    (folder / "out.csv").write_text("old", encoding="utf-8")
    monkeypatch.setattr("drukproef.weight.file.diagnostics_figure", broken)
    with pytest.raises(DrukproefError):
        run(**CELL, figure_file="f.svg", diagnostics_file="d.csv")
    assert (folder / "out.csv").read_text(encoding="utf-8") == "old"
    assert not (folder / "d.csv").exists() and not list(folder.glob(".*"))


def test_a_file_is_told_from_a_study(folder: Path) -> None:
    assert is_data_file("data.csv") and is_data_file("missing.sav") and not is_data_file("miv2024")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["data.csv", "-o", "out.csv", "--poststrata", "gender", "--targets", "cells.csv"], ""),
        (["data.csv"], "command line: no output"),
        (["data.csv", "leden", "-o", "out.csv"], "command line: the argument 'leden'"),
        (["klein", "leden", "--trim", "0.3,3", "--diagnostics", "d.csv", "--id", "nr"],
         "command line: the options --trim, --id, --diagnostics for a study"),
        (["klein", "leden", "--keep", "targets"], "data/klein/study.yaml: the file does not exist"),
    ],
)  # fmt: skip
def test_the_command_as_it_is_typed(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    try:
        main(["weight", *arguments])
    except SystemExit as end:
        assert bool(end.code) == bool(said)
    assert said in capsys.readouterr().err
    assert (folder / "out.csv").is_file() == (not said)


def test_weights_that_no_estimate_takes_are_not_made_but_may_be_trimmed(folder: Path) -> None:
    """One respondent with 95% of all design weights: too much for an estimate, not for trimming."""
    text = "gender,age,base\nm,1,95\nm,1,1\nm,2,1\nf,1,1\nf,2,1\nf,2,1\n"
    (folder / "data.csv").write_text(text, encoding="utf-8")
    (folder / "one.csv").write_text("variable,level,population\nall,1,100\n", encoding="utf-8")
    data = pd.read_csv("data.csv").assign(all=1)
    data.to_csv("data.csv", index=False)
    (problem,) = found(rake="one.csv", base_weight="base")
    assert problem == "rake, weights: row 1 has 95.0% of the weight of 6 respondents"
    run(rake="one.csv", base_weight="base", trim="0.3,3")
    assert pd.read_csv("out.csv")["weight"].max() == pytest.approx(50)
