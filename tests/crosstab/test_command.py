"""The command: every format, whole or not at all, and help that explains every column."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import typer
from drukproef.crosstab import COLUMNS, crosstab
from drukproef.crosstab.command import crosstab_command
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
    for name in COLUMNS:
        assert f"{name}:" in text


def test_texts_are_never_formulas(tmp_path: Path, frame: pd.DataFrame) -> None:
    frame["sex"] = '=HYPERLINK("http://x")'
    path = tmp_path / "people.csv"
    frame.to_csv(path, index=False)
    run(str(path), *OPTIONS[:8], "-o", str(tmp_path / "t.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["table"]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n"}


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
