"""Every number of the cube against R survey: survey.R makes survey.json from the same respondents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drukproef.tabulate.cube import Cell, CellKey, Cube
from drukproef.tabulate.intervals import interval

from tests.rscript import made_by_r, needs_r

HERE = Path(__file__).parent
REFERENCE = json.loads((HERE / "survey.json").read_text(encoding="utf-8"))
FLAT = 1e-12  # R leaves this much of a standard error that is zero

Row = dict[str, Any]


def cell_of(cubes: dict[str, Cube], row: Row) -> Cell:
    return cubes[row["study"]].cell(row["wave"], row["item"], row["category"], row["banner"], row["level"])


def rows_of(kind: str) -> list[Row]:
    return [row for row in REFERENCE["tests"] if row["kind"] == kind]


def approx(value: float, relative: float = 1e-9) -> Any:
    return pytest.approx(value, rel=relative, abs=1e-13)


def same(ours: float | None, theirs: float, relative: float = 1e-9) -> None:
    assert ours == approx(theirs, relative)


def test_the_reference_says_what_made_it() -> None:
    assert REFERENCE["R"].startswith("R version")
    assert REFERENCE["survey"]


def test_shares_and_their_standard_errors(cubes: dict[str, Cube]) -> None:
    for row in REFERENCE["shares"]:
        cell = cell_of(cubes, row)
        assert cell.n == row["n"]
        same(cell.estimate, row["estimate"])
        same(cell.se, row["se"])


def test_design_effects_and_logit_intervals(cubes: dict[str, Cube]) -> None:
    varying = [row for row in REFERENCE["shares"] if "logit_low" in row]
    assert len(varying) > 200
    for row in varying:
        cell = cell_of(cubes, row)
        same(cell.deff, row["deff"])
        same(cell.n_eff, row["n"] / row["deff"])
        same(cell.ci_low, row["xlogit_low"])  # the closed form
        same(cell.ci_high, row["xlogit_high"])
        same(cell.ci_low, row["logit_low"], 1e-6)  # found by iterations, which stop here
        same(cell.ci_high, row["logit_high"], 1e-6)


@pytest.mark.parametrize(("method", "name"), [("beta", "beta"), ("wald", "mean")])
def test_other_intervals(method: str, name: str) -> None:
    for row in (row for row in REFERENCE["shares"] if "logit_low" in row):
        share, variance = np.array([[row["estimate"]]]), np.array([[row["se"] ** 2]])
        n, df = np.array([row["n"]]), np.array([row["df"]])
        low, high = interval(method, 0.95, share, variance, n, df, np.array([False]))
        same(low.item(), max(row[f"{name}_low"], 0), 1e-7)  # Wald bounds stop at 0 and 1
        same(high.item(), min(row[f"{name}_high"], 1), 1e-7)


def test_likelihood_intervals() -> None:
    """The definition to 8 decimals, and R's own bounds to the 3 or more that its spline gives."""
    rows = [row for row in REFERENCE["shares"] if "likelihood" in row]
    share, n, df = (np.array([row[key] for row in rows]) for key in ("estimate", "n", "df"))
    variance = np.array([row["se"] for row in rows])[:, None] ** 2
    found = interval("likelihood", 0.95, share[:, None], variance, n, df, np.zeros(len(rows), dtype=bool))
    ours = np.concatenate(found, axis=1)
    np.testing.assert_allclose(ours, [row["likelihood"] for row in rows], rtol=1e-8)
    of_r = [row.get("r_likelihood", bounds) for row, bounds in zip(rows, ours, strict=True)]
    np.testing.assert_allclose(ours, of_r, atol=3e-4)
    assert sum("r_likelihood" in row for row in rows) > 200


def test_level_against_the_rest(cubes: dict[str, Cube]) -> None:
    for row in rows_of("rest"):
        cell = cell_of(cubes, row)
        compared(row, cell.rest_difference, cell.rest_se, cell.rest_df, cell.rest_p)


def test_wave_against_the_previous_one(cubes: dict[str, Cube]) -> None:
    for row in rows_of("waves"):
        cell = cell_of(cubes, {**row, "wave": row["wave_right"]})
        difference = None if cell.previous_difference is None else -cell.previous_difference
        compared(row, difference, cell.previous_se, cell.previous_df, cell.previous_p)


@pytest.mark.parametrize("kind", ["levels", "total", "waves", "items", "categories"])
def test_comparisons(cubes: dict[str, Cube], kind: str) -> None:
    rows = rows_of(kind)
    assert len(rows) > 100
    for row in rows:
        left, right = keys_of(row, cell_of(cubes, row).key)
        found = cubes[row["study"]].compare(left, right)
        assert found.kind == kind
        compared(row, found.difference, found.se, found.df, found.p)
        back = cubes[row["study"]].compare(right, left)
        assert (back.difference, back.p) == (found.difference and -found.difference, found.p)


def keys_of(row: Row, key: CellKey) -> tuple[CellKey, CellKey]:
    if row["kind"] == "total":
        return replace(key, banner="totaal", level="totaal"), key
    part = {"levels": "level", "waves": "wave", "items": "item", "categories": "category"}[row["kind"]]
    return key, replace(key, **{part: row[f"{part}_right"]})


def compared(row: Row, difference: float | None, se: float | None, df: float | None, p: float | None) -> None:
    same(difference, row["difference"])
    same(se, row["se"] if row["se"] > FLAT else 0)
    assert df == row["df"]
    if row["se"] > FLAT:
        same(p, row["p"], 1e-7)
    else:
        assert p is None


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    now = made_by_r(HERE / "survey.R", tmp_path)
    for part in ("shares", "tests"):
        for row, again in zip(REFERENCE[part], now[part], strict=True):
            assert again == {k: v if isinstance(v, str) or v is None else approx(v) for k, v in row.items()}
