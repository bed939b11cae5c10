"""Sets of weights in a workflow: each file is an output of `weight` and an input of `tabulate`."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from tests.conftest import Project, new_project

CUBE = "results/tiny/cube/ambtsdragers.parquet"
SET = "ambtsdragers-stellingen"
PLAIN = "weighting: {targets: population/ambtsdragers.csv}"
WITH_SET = """weighting:
      targets: population/ambtsdragers.csv
      sets: {stellingen: {targets: population/ambtsdragers.csv, groups: [stellingen]}}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny study with a set of weights for one block, built as a whole."""
    project = new_project(tmp_path_factory.mktemp("sets") / "project")
    project.replace("data/tiny/study.yaml", PLAIN, WITH_SET)
    make(project)
    return project


def make(project: Project) -> str:
    done = project.build()
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    return said


def time_of(project: Project, name: str) -> int:
    return project.path(name).stat().st_mtime_ns


@pytest.mark.slow
def test_all_files_of_a_set_are_made(built: Project) -> None:
    names = ("ambtsdragers", SET)
    files = [f"weights/{n}.parquet" for n in names] + [
        f"weight/{n}.{s}" for n in names for s in ("csv", "svg")
    ]
    assert all(built.path(f"results/tiny/{file}").is_file() for file in files)
    assert "Nothing to be done" in make(built)


@pytest.mark.slow
def test_a_deleted_set_is_made_again(built: Project) -> None:
    weights = built.path(f"results/tiny/weights/{SET}.parquet")
    before, cube = weights.read_bytes(), time_of(built, CUBE)
    weights.unlink()
    make(built)
    assert weights.read_bytes() == before
    assert time_of(built, CUBE) > cube, "tabulate reads it"
    diagnostics = built.path(f"results/tiny/weight/{SET}.csv")
    diagnostics.unlink()
    make(built)
    assert diagnostics.is_file()


@pytest.mark.slow
def test_a_changed_set_is_tabulated_again(built: Project) -> None:
    """Twice the weights for one block: its weighted bases double, those of other items don't."""
    weights = built.path(f"results/tiny/weights/{SET}.parquet")
    before = bases(built.path(CUBE))
    table = pq.read_table(weights)
    for name in ("weight", "population"):
        place = table.column_names.index(name)
        doubled = pc.multiply(table[name], 2).cast(table.schema.field(name).type)
        table = table.set_column(place, table.schema.field(name), doubled)
    pq.write_table(table, weights)
    make(built)
    after = bases(built.path(CUBE))
    assert {item: round(after[item] / before[item], 9) for item in before} == {
        "vrij": 2,
        "open": 2,
        "hinder": 1,
    }


def bases(cube: Path) -> dict[str, float]:
    """The weighted base of each item, of everyone in 2024."""
    rows = pq.read_table(cube).to_pylist()
    return {
        row["item"]: row["n_weighted"]
        for row in rows
        if row["wave"] == 2024 and row["banner"] == "totaal" and row["item"] in ("vrij", "open", "hinder")
    }


@pytest.mark.parametrize("population", ["ambtsdragers", "griffiers"])
def test_design_effects_are_those_of_the_cube(tabulated: Project, population: str) -> None:
    """The cube's are against a sample with replacement; here one without it, since Kish knows no population."""
    cube = pq.read_table(tabulated.path(f"results/tiny/cube/{population}.parquet")).to_pylist()
    known = {
        (str(row["wave"]), row["item"], row["category"]): row for row in cube if row["banner"] == "totaal"
    }
    with tabulated.path(f"results/tiny/weight/{population}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    effects = [r for r in rows if r["deff_design"] and r["stratum"] != "totaal"]
    assert len(effects) >= 2
    for row in effects:
        cell = known[row["wave"], row["variable"], row["stratum"]]
        deff = cell["deff"] / (1 - cell["n"] / cell["n_weighted"])
        assert float(row["deff_design"]) == pytest.approx(deff, rel=1e-9)
        assert float(row["n_eff_design"]) == pytest.approx(cell["n"] / deff, rel=1e-9)
        assert int(row["respondents"]) == cell["n"]
