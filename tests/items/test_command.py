"""`drukproef items FILE`: the numbers of R, numbers by hand, every format, and requests that can't be met."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyreadstat
import pytest
from drukproef.cli import main
from drukproef.items.explained import COLUMNS

from tests.rscript import made_by_r, needs_r

REFERENCE = Path(__file__).parent.parent / "reference"
CASES = json.loads((REFERENCE / "items.json").read_text(encoding="utf-8"))["cases"]
DESIGNS = {"apiclus1": ["--psu", "dnum"], "apistrat": ["--strata", "stype"]}
ITEMS = ("ell", "meals", "mobility", "acs_k3")
Rows = list[dict[str, str]]


def table(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> Rows:
    """What the command prints, without -o."""
    main_of(*arguments)
    return list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))


def main_of(*arguments: str) -> None:
    try:
        main(["items", *arguments])
    except SystemExit as end:
        assert not end.code


def column(rows: Rows, part: str, name: str) -> list[float]:
    return [float(row[name]) for row in rows if row["part"] == part]


@pytest.mark.parametrize("sample", CASES)
def test_numbers_are_those_of_r(capsysbinary: pytest.CaptureFixture[bytes], sample: str) -> None:
    file = str(REFERENCE / f"survey_engine_{sample}.csv")
    rows = table(capsysbinary, file, "--items", ",".join(ITEMS), "--weight", "pw", *DESIGNS[sample])
    known = CASES[sample]
    for name in ("mean", "se", "sd", "item_total", "alpha_without", "loading"):
        assert column(rows, "item", name) == pytest.approx(known[name], rel=1e-9), name
    for name in ("eigenvalue", "share"):
        assert column(rows, "component", name) == pytest.approx(known[name], rel=1e-9), name
    scale = rows[0]
    assert (int(scale["n"]), int(scale["n_dropped"])) == (known["n"], known["n_dropped"])
    assert known["n_dropped"] > 0, "some left an item out"
    for ours, theirs in {"alpha": "alpha", "mean": "scale_mean", "se": "scale_se", "sd": "scale_sd"}.items():
        assert float(scale[ours]) == pytest.approx(known[theirs], rel=1e-9), ours
    assert list(scale) == list(COLUMNS)


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    again = made_by_r(REFERENCE / "items.R", tmp_path)["cases"]
    assert set(again) == set(CASES)
    for sample, row in CASES.items():
        for name, values in row.items():
            np.testing.assert_allclose(again[sample][name], values, rtol=1e-9, err_msg=f"{sample}, {name}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five people; b is a turned round, c says nothing new, and the last one left b out."""
    text = "a,b,c,t,w,wijk\n1,5,1,x,1,p\n2,4,1,y,2,p\n3,3,1,x,1,q\n4,2,1,y,2,q\n5,9,1,x,1,q\n"
    (tmp_path / "people.csv").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_missing_codes_and_items_that_cancel_each_other_out(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """b = 6 - a for those who answered it (9 is no answer): without w, a and b add up to 6."""
    rows = table(capsysbinary, "people.csv", "--items", "a,b,w", "--weight", "w", "--missing", "9")
    assert (rows[0]["n"], rows[0]["n_dropped"]) == ("4", "1")
    assert column(rows, "item", "mean") == pytest.approx([16 / 6, 20 / 6, 10 / 6])
    assert (rows[3]["name"], rows[3]["alpha_without"], rows[3]["item_total"]) == ("w", "", "")
    assert float(rows[1]["item_total"]) < 0
    assert column(rows, "component", "share")[2] == pytest.approx(0, abs=1e-12)


def test_a_subset_keeps_the_design(folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    rows = table(
        capsysbinary, "people.csv", "--items", "a,w", "--weight", "w", "--psu", "wijk", "--subset", "a < 5"
    )
    assert (rows[0]["n"], rows[0]["n_dropped"]) == ("4", "0")


def test_a_file_of_spss_and_each_format(folder: Path) -> None:
    data = pd.DataFrame({"a": [1.0, 2, 3, 4, 5], "b": [2.0, 1, 99, 4, 5], "w": [1.0, 2, 1, 2, 1]})
    pyreadstat.write_sav(data, "people.sav", missing_ranges={"b": [99]})
    for name in ("out.csv", "out.xlsx", "out.parquet", "out.json"):
        main_of("people.sav", "--items", "a,b", "--weight", "w", "-o", name)
    book = openpyxl.load_workbook("out.xlsx")
    assert book.sheetnames == ["table", "columns"]
    assert [cell.value for cell in book["table"][1]] == list(COLUMNS)
    assert {row[0].value for row in book["columns"].iter_rows(min_row=2)} == set(COLUMNS)
    alpha = pd.read_csv("out.csv")["alpha"][0]
    assert book["table"]["H2"].value == alpha == pd.read_parquet("out.parquet")["alpha"][0]
    assert json.loads(Path("out.json").read_text(encoding="utf-8"))[0]["n"] == 4
    first = Path("out.xlsx").read_bytes()
    main_of("people.sav", "--items", "a,b", "--weight", "w", "-o", "out.xlsx")
    assert Path("out.xlsx").read_bytes() == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--items", "a,bb", "--weight", "w"], ["--items, people.csv: unknown column 'bb'"]),
        (["--items", "a,b,a", "--weight", "ww", "-o", "people.csv"],
         ["--output people.csv: this is the survey itself", "--items: 'a' is given 2 times", "unknown column 'ww'"]),
        (["--items", "a", "--weight", "w"], ["people.csv, items: 1 items"]),
        (["--items", "a,t", "--weight", "w"], ["column 't': 2 answers that are no numbers, such as 'x'"]),
        (["--items", "a,b,c", "--weight", "w"], ["item 'c': all 5 respondents gave the same answer"]),
        (["--items", "a,b", "--weight", "w", "--subset", "a < 3"], ["2 of 2 respondents answered all 2 items"]),
        (["--items", "a,b", "--weight", "w", "--missing", "9"],
         ["people.csv, items: the answers of each of 4 respondents add up to the same number"]),
        (["--items", "a,b", "--weight", "t"], ["--weight, people.csv: column 't' holds"]),
        (["--items", "a,b", "--weight", "w", "-o", "out.doc"], ["--output out.doc: the extension '.doc'"]),
    ],
)  # fmt: skip
def test_requests_that_can_not_be_met(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[Any], said: list[str]
) -> None:
    before = sorted(p.name for p in folder.iterdir())
    with pytest.raises(SystemExit):
        main(["items", "people.csv", *arguments])
    errors = capsys.readouterr().err
    assert all(text in errors for text in said), errors
    assert "Traceback" not in errors and sorted(p.name for p in folder.iterdir()) == before


def test_the_help_explains_each_column(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["items", "--help"])
    shown = capsys.readouterr().out
    assert all(f"{name}: " in shown for name in COLUMNS)
