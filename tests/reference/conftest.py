"""The studies that R read too, weighted and tabulated here."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import load_study
from drukproef.tabulate.cube import Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

HERE = Path(__file__).parent


def write_responses(source: Path, target: Path) -> None:
    """The CSV that R reads, as the file that the stage `clean` would write."""
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    text = {name: [row[name] for row in rows] for name in rows[0]}
    columns = {
        name: pa.array(values) if name == "respondent" else pa.array(map(int, values), pa.int16())
        for name, values in text.items()
    }
    target.parent.mkdir(parents=True)
    pq.write_table(pa.table(columns), target)


@pytest.fixture(scope="session")
def cubes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cube]:
    """The cube of each study, by the study's id."""
    root = tmp_path_factory.mktemp("reference")
    shutil.copytree(HERE / "data", root / "data")
    made = {}
    for name, population in (("survey", "people"), ("apistrat", "schools")):
        study = load_study(name, root)
        write_responses(study.data / "respondents.csv", study.results / "responses" / f"{population}.parquet")
        weight(study, population)
        tabulate(study, population)
        made[name] = Cube.load(study, population)
    return made
