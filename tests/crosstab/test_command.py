"""The command: every format, whole or not at all, and help that explains every column."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest
import typer
from drukproef.crosstab import COLUMNS, crosstab
from drukproef.crosstab.command import crosstab_command
from drukproef.crosstab.explained import ALL_COLUMNS
from drukproef.errors import DrukproefError
from typer.testing import CliRunner

app = typer.Typer(pretty_exceptions_enable=False)
app.command("crosstab")(crosstab_command)
OPTIONS = [
    "--items",
    "q1,q2",
    "--by",
    "sex",
    "--weight",
    "weight",
    "--strata",
    "stratum",
    "--test",
    "rest,pairs",
]


@pytest.fixture
def file(tmp_path: Path, frame: pd.DataFrame) -> Path:
    path = tmp_path / "people.parquet"
    frame.to_parquet(path)
    return path


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def write(frame: pd.DataFrame, path: Path) -> None:
    if path.suffix == ".csv":
        frame.to_csv(path, index=False)
    elif path.suffix == ".sav":
        pyreadstat.write_sav(frame, str(path))
    else:
        frame.to_parquet(path)


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=True)
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pandas()
    if path.suffix == ".json":
        return pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
    rows = list(openpyxl.load_workbook(path)["table"].values)
    return pd.DataFrame(rows[1:], columns=rows[0])


@pytest.mark.parametrize("suffix", ["csv", "parquet", "json", "xlsx"])
def test_formats_hold_the_full_precision_and_the_same_bytes(
    file: Path, frame: pd.DataFrame, suffix: str
) -> None:
    output = file.with_name(f"table.{suffix}")
    contents = set()
    for _ in range(2):
        run(str(file), *OPTIONS, "-o", str(output))
        contents.add(output.read_bytes())
    assert len(contents) == 1
    expected = crosstab(frame, ["q1", "q2"], ["sex"], "weight", strata="stratum", tests=["rest", "pairs"])
    found = read(output)
    assert list(found) == list(COLUMNS)
    for name in ("n", "estimate", "se", "ci_low", "deff", "difference", "p", "df"):
        digits = 1e-15 if suffix == "xlsx" else 0  # Excel files keep 16 or 17 digits
        assert found[name].astype(float).tolist() == pytest.approx(
            expected[name].tolist(), rel=digits, abs=0, nan_ok=True
        )
    assert found["versus"].fillna("").tolist() == expected["versus"].tolist()
    assert [path.name for path in file.parent.iterdir() if path.name.startswith(".")] == []


def test_without_an_output_it_prints_csv(file: Path) -> None:
    assert run(str(file), *OPTIONS).splitlines()[0].replace('"', "").split(",") == list(COLUMNS)


def test_the_help_explains_every_column() -> None:
    text = run("--help")
    for name in ALL_COLUMNS:
        assert f"{name}:" in text


@pytest.mark.parametrize("text", ["=1+1", "+a", "-x", "@b"])
@pytest.mark.parametrize("suffix", ["csv", "parquet", "sav"])
def test_texts_are_never_formulas(tmp_path: Path, frame: pd.DataFrame, suffix: str, text: str) -> None:
    path = tmp_path / f"people.{suffix}"
    frame["sex"] = text
    frame["q2"] = -1.0
    write(frame, path)
    for output in ("t.xlsx", "t.csv"):
        run(str(path), *OPTIONS[:8], "-o", str(tmp_path / output))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["table"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n"}
    found = read(tmp_path / "t.csv")
    assert set(found["level"]) == {"total", f"'{text}"}
    assert set(found.loc[found["item"] == "q2", "category"].astype(str)) == {"-1"}  # a number is no formula


@pytest.mark.parametrize("source", ["csv", "parquet", "sav"])
def test_every_kind_of_estimate_from_every_file_to_every_file(
    tmp_path: Path, frame: pd.DataFrame, source: str
) -> None:
    path = tmp_path / f"people.{source}"
    people = frame.assign(tv=frame["region"] > 3, web=frame["region"] > 5).astype({"tv": float, "web": float})
    write(people, path)
    asked = ["--items", "q1", "--by", "sex*wave,wave", "--weight", "weight", "--mean", "region", "--median", "region",
             "--total", "size", "--ratio", "size/region", "--multiple", "media=tv,web", "--test", "pairs",
             "--minimum-difference", "0.05", "--publish"]  # fmt: skip
    expected = crosstab(
        people, ["q1"], ["sex*wave", "wave"], "weight", mean=["region"], median=["region"], total=["size"],
        ratio=["size/region"], multiple={"media": ["tv", "web"]}, tests=["pairs"], minimum_difference=0.05,
        publish=True,
    )  # fmt: skip
    for suffix in ("csv", "parquet", "json", "xlsx"):
        output = tmp_path / f"table.{suffix}"
        run(str(path), *asked, "-o", str(output))
        found = read(output)
        assert list(found) == list(ALL_COLUMNS)
        for name in ("estimate", "se", "ci_high", "p"):
            digits = 1e-15 if suffix == "xlsx" else 0
            assert found[name].astype(float).tolist() == pytest.approx(
                expected[name].tolist(), rel=digits, abs=0, nan_ok=True
            )
        for name in ("measure", "publish", "reason"):
            assert found[name].astype(object).fillna("").tolist() == expected[name].tolist()


def test_variable_labels_of_options(tmp_path: Path, frame: pd.DataFrame) -> None:
    path = tmp_path / "people.sav"
    people = frame.assign(tv=1.0, web=0.0)
    pyreadstat.write_sav(people, str(path), column_labels={"tv": "Television"})
    table = crosstab(path, weight="weight", multiple={"media": ["tv", "web"]})
    assert table["label"].tolist() == ["Television", "", "Television", ""]


def test_notes_say_where_there_is_no_test(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(
        "q,r,by,w,x,y\n1,1,a,1,1,0\n1,2,b,1,2,0\n1,,c,1,3,0\n1,1,c,1,3,0\n1,,d,1,4,0\n", encoding="utf-8"
    )
    result = CliRunner().invoke(
        app,
        [str(path), "--items", "q,r", "--by", "by", "--weight", "w", "--ratio", "x/y"],
        catch_exceptions=False,
    )
    assert result.stderr.splitlines() == [
        "note: nobody in the base, so no estimate: 1 of 15 bases, first share of 'r', by 'd' (n = 0)",
        "note: one respondent, so no interval and no test: 9 of 15 bases, first share of 'q', by 'a' (n = 1)",
        "note: a denominator of 0, so no ratio: 2 of 15 bases, first ratio of 'x/y' (n = 5)",
        "note: the same answer of everyone, so a standard error of 0 and no test: 2 of 15 bases, first share of 'q' (n = 5)",
    ]
    plain = CliRunner().invoke(app, [str(path), "--items", "r", "--weight", "w"], catch_exceptions=False)
    assert plain.stderr == ""


def test_places_that_can_not_be_written(file: Path) -> None:
    folder = file.with_name("folder.csv")
    folder.mkdir()
    with pytest.raises(DrukproefError, match="this is a folder"):
        run(str(file), *OPTIONS, "-o", str(folder))
    for suffix in ("csv", "parquet", "json", "xlsx"):
        inside = file / f"table.{suffix}"  # `file` is no folder
        with pytest.raises(DrukproefError, match="it can't be written"):
            run(str(file), *OPTIONS, "-o", str(inside))


def test_all_that_is_wrong_at_once_and_nothing_is_written(file: Path) -> None:
    before = sorted(file.parent.iterdir())
    with pytest.raises(DrukproefError) as caught:
        run(
            str(file),
            "--items",
            "q9",
            "--weight",
            "w",
            "--net",
            "top",
            "--ci",
            "x",
            "-o",
            str(file.with_name("a.ods")),
        )
    assert len(caught.value.problems) == 5
    with pytest.raises(DrukproefError, match="this is the survey itself"):
        run(str(file), *OPTIONS, "-o", str(file))
    assert sorted(file.parent.iterdir()) == before
