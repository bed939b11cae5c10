"""An attack by other means: on the cube as it was written, over everything that a respondent can be, with SciPy."""

from __future__ import annotations

import csv
import random
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from drukproef.study import Study
from scipy.optimize import Bounds, LinearConstraint, milp

from .survey import LAAG, Row, cube_of, study_of

NAMES: dict[str, dict[str, tuple[int, ...]]] = {
    "functie": {"cdk": (1,), "statenlid": (2,), "wethouder": (3,), "raadslid": (4,)},
    "laag": {
        name: tuple(f for f, of in LAAG.items() if of == code)
        for name, code in (("provincie", 1), ("gemeente", 2))
    },
    "geslacht": {"man": (1,), "vrouw": (2,)},
    "v1": {"nee": (0,), "ja": (1,), "misschien": (2,), "niet_nee": (1, 2)},
}
KINDS = list(product((1, 2, 3, 4), (1, 2, 9), (0, 1, 2)))  # functie, geslacht, v1: all that somebody can be
PLACE = {"functie": 0, "laag": 0, "geslacht": 1, "v1": 2}


def people(variable: str, value: str) -> np.ndarray:
    """Which kinds of respondents have this level or answer."""
    if variable == "totaal":
        return np.ones(len(KINDS))
    return np.array([float(kind[PLACE[variable]] in NAMES[variable][value]) for kind in KINDS])


def answered(item: str) -> np.ndarray:
    return sum((people(item, value) for value in NAMES[item] if value != "niet_nee"), np.zeros(len(KINDS)))


def printed(study: Study, linked: bool) -> tuple[list[np.ndarray], list[int], list[dict[str, Any]]]:
    """What the cube of 2024 says: sums of kinds of respondents with their values, and the hidden cells of v1."""
    rows, values, hidden = [], [], []
    for cell in pq.read_table(study.results / "cube" / "leden.parquet").to_pylist():
        if cell["wave"] != 2024 or cell["item"] == "v2" or (cell["item"] != "v1" and not linked):
            continue
        level = people(cell["banner"], cell["level"])
        rows.append(level * answered(cell["item"]))
        values.append(cell["n"])
        if cell["n_category"] is not None:
            rows.append(level * people(cell["item"], cell["category"]))
            values.append(cell["n_category"])
        elif cell["item"] == "v1":
            hidden.append(cell)
    return rows, values, hidden


def interval(rows: list[np.ndarray], values: list[int], target: np.ndarray) -> tuple[int, int]:
    ends = [
        milp(sign * target, integrality=np.ones(len(target)), bounds=Bounds(0, np.inf),
             constraints=LinearConstraint(np.array(rows), values, values))
        for sign in (1, -1)
    ]  # fmt: skip
    assert all(end.success for end in ends)
    return round(ends[0].fun), round(-ends[1].fun)


def survey(seed: int) -> list[Row]:
    rng = random.Random(seed)
    rows = [
        (2024, f, rng.choice((1, 1, 2, 2, 9)), rng.choice((0, 0, 1, 1, 2)))
        for f in (1, 1, 1, *[2, 3, 4] * 12)
    ]
    return [*rows, (2022, 2, 1, 0), (2022, 3, 2, 1)]


@pytest.mark.parametrize("policy", [{}, {"minimum_cell": 2}, {"protection": 2}])
@pytest.mark.parametrize("seed", range(4))
def test_the_record_says_what_another_solver_finds_in_the_cube(
    tmp_path: Path, seed: int, policy: dict[str, Any]
) -> None:
    """For every hidden cell of v1: the same smallest and largest count that agree with all printed cells of v1."""
    study = study_of(tmp_path, survey(seed), policy)
    cube_of(study)
    rows, values, hidden = printed(study, linked=False)
    lines = (study.results / "disclosure" / "leden.csv").read_text(encoding="utf-8").splitlines()
    record = {row["cell"]: (int(row["low"]), int(row["high"])) for row in csv.DictReader(lines)}
    assert hidden
    for cell in hidden:
        target = people(cell["banner"], cell["level"]) * people("v1", cell["category"])
        domain = "" if cell["level"] == "totaal" else f"/{cell['banner']}={cell['level']}"
        low, high = record[f"leden/2024/v1/{cell['category']}{domain}"]
        found = interval(rows, values, target)
        assert low >= found[0] and high <= found[1], "the record knows of more than the cube says: the rests"
        assert (low, high) == found
