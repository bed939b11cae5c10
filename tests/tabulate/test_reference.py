"""Cubes with weights that differ within strata against R survey: raked.R made raked.json from the same schools."""

from __future__ import annotations

import csv
import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import Codebook, Study, StudySettings
from drukproef.tabulate.cube import CellKey, Cube
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

from tests.rscript import made_by_r, needs_r

HERE = Path(__file__).parent
FOUND = json.loads((HERE / "raked.json").read_text(encoding="utf-8"))
TOTALS = {"stype": {"e": 4421, "h": 755, "m": 1018}, "awards": {"nee": 2027, "ja": 4167}}
BOTH, TYPES = ("stype", "awards"), ("stype",)
# design: sample, wave, strata, clusters, method, margins
CASES = {
    "strat_rake": ("apistrat", 2024, "stype", None, "rake", BOTH),
    "srs_rake": ("apisrs", 2022, "stype", None, "rake", BOTH),
    "strat_linear": ("apistrat", 2024, "stype", None, "linear", BOTH),
    "clus_rake": ("apiclus1", 2024, "alle", "dnum", "rake", BOTH),
    "clus_post": ("apiclus1", 2024, "alle", "dnum", "linear", TYPES),
}
LEVELS = {
    "alle": ("alle",),
    "stype": ("e", "h", "m"),
    "awards": ("nee", "ja"),
    "poor": ("arm", "rijk"),
    "enrol": ("klein", "midden", "groot"),
    "score": ("laag", "midden", "hoog"),
    "target": ("nee", "ja"),
    "wide": ("nee", "ja"),
}
ITEMS = ("score", "target", "wide")


def between(value: str, *bounds: int) -> int:
    """The place of a number between bounds."""
    return sum(int(value) >= bound for bound in bounds)


def answers(row: dict[str, str]) -> dict[str, int]:
    """A school as codes; -4 where there is no answer."""
    return {
        "alle": 0,
        "stype": "EHM".index(row["stype"]),
        "awards": int(row["awards"]),
        "poor": int(int(row["meals"]) <= 45),
        "enrol": -4 if not row["enroll"] or int(row["enroll"]) > 1500 else between(row["enroll"], 400, 600),
        "score": between(row["api00"], 600, 700),
        "target": int(row["comp_imp"]),
        "wide": int(row["sch_wide"]) if row["acs_k3"] else -4,
        "dnum": int(row["dnum"]),
    }


@lru_cache
def sample(name: str) -> list[dict[str, str]]:
    with (HERE.parent / "reference" / f"survey_engine_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codebook(clusters: list[int], waves: list[int]) -> Codebook:
    def question(name: str, **more: Any) -> dict[str, Any]:
        levels = [{"code": i, "id": v, "label": v} for i, v in enumerate(LEVELS.get(name, ()))]
        return {"id": name, "label": name, "waves": waves, "categories": levels, **more}

    variables = [
        question(name, banner=name in ("stype", "poor", "enrol")) for name in LEVELS if name not in ITEMS
    ]
    districts = [{"code": code, "id": f"d{code}", "label": str(code)} for code in clusters]
    return Codebook.model_validate(
        {
            "population": "scholen",
            "wave_column": "wave",
            "respondent_column": "cds",
            "variables": [*variables, question("dnum", categories=districts)],
            "items": [
                question("score", kind="ordinal", score=True),
                question("target", group="doel"),
                question("wide", group="doel"),
            ],
        }
    )


def study_of(root: Path, *cases: str) -> Study:
    """A study with the samples of these cases as waves."""
    files: dict[int, str] = {}
    rows: list[dict[str, Any]] = []
    for case in cases:
        name, wave, strata, psu, method, margins = CASES[case]
        (root / f"{case}.csv").write_text(
            "cds,pw\n" + "".join(f"s{r['cds']},{r['pw']}\n" for r in sample(name)), encoding="utf-8"
        )
        files[wave] = f"{case}.csv"
        rows += [{"wave": wave, "respondent": f"s{r['cds']}", **answers(r)} for r in sample(name)]
    weighting = {"method": method, "margins": ["margins.csv"], "base_weight": "pw"}
    population = {"label": "scholen", "codebook": "c.yaml", "files": files, "strata": strata, "psu": psu}
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {**texts, "edition": 2024, "published": "2024-09-30", "rules": {"minimum_base": 1}}
    settings["populations"] = {"scholen": population | {"weighting": weighting}}
    book = codebook(sorted({row["dnum"] for row in rows}), sorted(files))
    study = Study(root, StudySettings.model_validate(settings), {"scholen": book}, (), {})
    study.data.mkdir(parents=True)
    lines = [
        f"{wave},{name},{level},{size}\n"
        for wave in files
        for name in margins
        for level, size in TOTALS[name].items()
    ]
    (study.data / "margins.csv").write_text("wave,variable,level,population\n" + "".join(lines))
    (study.results / "responses").mkdir(parents=True)
    rows.sort(key=lambda row: row["wave"])
    columns = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    pq.write_table(pa.table(columns), study.results / "responses" / "scholen.parquet")
    weight(study, "scholen")
    return study


@pytest.fixture(scope="module")
def cubes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cube]:
    """The cube of each case; the two raked samples are the waves of one."""
    made = {}
    for cases in (("srs_rake", "strat_rake"), ("strat_linear",), ("clus_rake",), ("clus_post",)):
        study = study_of(tmp_path_factory.mktemp(cases[0]), *cases)
        tabulate(study, "scholen")
        made |= dict.fromkeys(cases, Cube.load(study, "scholen"))
    return made


def rows_of(kind: str) -> list[Any]:
    rows = [row for row in FOUND["rows"] if row["kind"] == kind]
    return [
        pytest.param(rows_in, id=name)
        for name in CASES
        if (rows_in := [r for r in rows if r["design"] == name])
    ]


def same(ours: Any, theirs: Any, relative: float = 1e-9) -> None:
    assert ours == pytest.approx(theirs, rel=relative, abs=1e-13)


def key_of(row: dict[str, Any], **changed: str) -> CellKey:
    key = {"item": "score", "category": "", "banner": "totaal", "level": "totaal", **row, **changed}
    wave = CASES[row["design"]][1]
    names = ("item", "category", "banner", "level")
    return CellKey("scholen", wave, *(key[name].lower() for name in names))


def same_test(ours: Any, row: dict[str, Any], prefix: str = "") -> None:
    for name in ("difference", "se", "df"):
        same(getattr(ours, prefix + name), row[name])
    same(getattr(ours, f"{prefix}p"), row["p"], 1e-7)


@pytest.mark.parametrize("rows", rows_of("cell"))
def test_cells(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        cell = cubes[row["design"]].get(key_of(row))
        assert cell.n == row["n"] and cell.is_shown
        same(cell.estimate, row["estimate"])
        if "ci" in row:
            same(cell.se, row["se"])
            same((cell.ci_low, cell.ci_high), tuple(row["ci"]))
            same((cell.deff, cell.n_eff), (row["deff"], row["n"] / row["deff"]))


@pytest.mark.parametrize("rows", rows_of("rest"))
def test_levels_against_the_rest(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        same_test(cubes[row["design"]].get(key_of(row)), row, "rest_")


@pytest.mark.parametrize("rows", rows_of("levels"))
def test_levels_against_each_other(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        same_test(cubes[row["design"]].compare(key_of(row), key_of(row, level=row["other"])), row)


@pytest.mark.parametrize("rows", rows_of("total"))
def test_the_total_against_levels(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        total = key_of(row, banner="totaal", level="totaal")
        same_test(cubes[row["design"]].compare(total, key_of(row)), row)


@pytest.mark.parametrize("rows", rows_of("categories"))
def test_categories(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        at = {"banner": "enrol", "level": "midden"}
        pair = key_of(row, **at), key_of(row, category=row["other"], **at)
        same_test(cubes[row["design"]].compare(*pair), row)


@pytest.mark.parametrize("rows", rows_of("items"))
def test_items(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        at = {"banner": "enrol", "level": "midden"}
        pair = key_of(row, item="target", **at), key_of(row, item="wide", **at)
        same_test(cubes[row["design"]].compare(*pair), row)


@pytest.mark.parametrize("rows", rows_of("mean"))
def test_means_of_codes(cubes: dict[str, Cube], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        cell = cubes[row["design"]].get(key_of(row, category="gemiddelde"))
        assert (cell.n, cell.n_category, cell.statistic.kind) == (row["n"], None, "mean")
        same((cell.estimate, cell.se, cell.deff), (row["estimate"], row["se"], row["deff"]))
        same((cell.ci_low, cell.ci_high), tuple(row["ci"]))
        if "rest_p" in row:
            same((cell.rest_difference, cell.rest_df), (row["rest_difference"], row["rest_df"]))
            same(cell.rest_p, row["rest_p"], 1e-7)


def test_waves_are_independent_samples(cubes: dict[str, Cube]) -> None:
    """From R's cells: the variances add up, and df is the sum of both minus 1, as when the files are stacked."""
    old, new = (
        {
            (r["item"], r["category"], r["banner"], r["level"]): r
            for r in FOUND["rows"]
            if r["design"] == name and r["kind"] == "cell"
        }
        for name in ("srs_rake", "strat_rake")
    )
    assert len(old) > 50
    for place, row in new.items():
        cell = cubes["strat_rake"].get(key_of(row))
        same(cell.previous_difference, row["estimate"] - old[place]["estimate"])
        same(cell.previous_se, math.hypot(row["se"], old[place]["se"]))
        assert (cell.previous_wave, cell.previous_df) == (2022, row["df"] + old[place]["df"] - 1)


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    again = made_by_r(HERE / "raked.R", tmp_path)["rows"]
    assert len(again) == len(FOUND["rows"])
    for row, found in zip(again, FOUND["rows"], strict=True):
        for name, value in found.items():
            if isinstance(value, str):
                assert row[name] == value
            else:
                same(row[name], value, 1e-7 if name == "p" else 1e-9)
