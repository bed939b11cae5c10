"""Numeric items and shares of answers in the cube against R survey: numbers.R made numbers.json from the same schools."""

from __future__ import annotations

import csv
import json
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
FOUND = json.loads((HERE / "numbers.json").read_text(encoding="utf-8"))
SIZES = {"e": 4421, "h": 755, "m": 1018}
AMOUNTS, TICKS = ("enroll", "api_stu"), ("awards", "sch_wide", "comp_imp")
LEVELS = {"alle": ("alle",), "stype": ("e", "h", "m"), "poor": ("arm", "rijk"), "class": ("klein", "groot")}
CASES = {"2022": ("apisrs", 2022), "2024": ("apistrat", 2024), "clusters": ("apiclus1", 2024)}
Row = dict[str, Any]


def sample(name: str) -> list[dict[str, str]]:
    with (HERE / f"survey_engine_{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(row: dict[str, str]) -> dict[str, Any]:
    """A school as codes and amounts; -4 where there is no answer."""
    return {
        "alle": 0,
        "stype": "EHM".index(row["stype"]),
        "poor": int(int(row["meals"]) <= 45),
        "class": int(int(row["acs_k3"]) >= 19) if row["acs_k3"] else -4,
        "dnum": int(row["dnum"]),
        **{name: int(row[name]) for name in TICKS},
        **{name: float(row[name] or -4) for name in AMOUNTS},
    }


def codebook(clusters: list[int], waves: list[int]) -> Codebook:
    def question(name: str, **more: Any) -> Row:
        levels = [{"code": i, "id": v, "label": v} for i, v in enumerate(LEVELS.get(name, ()))]
        return {"id": name, "label": name, "waves": waves, "categories": levels, **more}

    every = ["mean", "median", "p25", "p75", "total"]
    ticks = [{"code": 0, "id": "nee", "label": "nee"}, {"code": 1, "id": "ja", "label": "ja"}]
    numeric = {"kind": "numeric", "unit": "leerlingen", "statistics": every, "group": "omvang"}
    multiple = {"kind": "multiple", "categories": ticks, "share_of_answers": True, "group": "doelen"}
    districts = [{"code": code, "id": f"d{code}", "label": str(code)} for code in clusters]
    variables = [question(name, banner=name != "alle") for name in LEVELS]
    items = [question(name, **numeric) for name in AMOUNTS] + [question(n, **multiple) for n in TICKS]
    columns = {"population": "scholen", "wave_column": "wave", "respondent_column": "cds"}
    variables.append(question("dnum", categories=districts))
    return Codebook.model_validate({**columns, "variables": variables, "items": items})


def study_of(root: Path, cases: tuple[str, ...], population: Row, weighting: Row) -> Study:
    """A study with the samples of these cases as waves."""
    rows: list[Row] = []
    files = {}
    for name, wave in (CASES[case] for case in cases):
        (root / f"{wave}.csv").write_text(
            "cds,pw\n" + "".join(f"s{r['cds']},{r['pw']}\n" for r in sample(name))
        )
        files[wave] = f"{wave}.csv"
        rows += [{"wave": wave, "respondent": f"s{r['cds']}", **answers(r)} for r in sample(name)]
    texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
    settings = {**texts, "edition": 2024, "published": "2024-09-30", "rules": {"minimum_base": 1}}
    people = {"label": "scholen", "codebook": "c.yaml", "files": files, "weighting": weighting, **population}
    settings["populations"] = {"scholen": people}
    book = codebook(sorted({row["dnum"] for row in rows}), sorted(files))
    study = Study(root, StudySettings.model_validate(settings), {"scholen": book}, (), {})
    study.data.mkdir(parents=True)
    sizes = [(wave, level, n) for wave in files for level, n in SIZES.items()]
    (study.data / "margins.csv").write_text(
        "wave,variable,level,population\n" + "".join(f"{w},stype,{level},{n}\n" for w, level, n in sizes)
    )
    (study.data / "targets.csv").write_text(
        "wave,stratum,population,source,date\n" + "".join(f"{w},{level},{n},r,d\n" for w, level, n in sizes)
    )
    (study.results / "responses").mkdir(parents=True)
    columns = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    pq.write_table(pa.table(columns), study.results / "responses" / "scholen.parquet")
    weight(study, "scholen")
    return study


@pytest.fixture(scope="module")
def cubes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cube]:
    """The cube of each case: two waves with plain weights, and post-stratified clusters."""
    clusters = {"method": "linear", "margins": ["margins.csv"], "base_weight": "pw"}
    made = {}
    for cases, population, weighting in (
        (("2022", "2024"), {"strata": "stype"}, {"targets": "targets.csv"}),
        (("clusters",), {"strata": "alle", "psu": "dnum"}, clusters),
    ):
        study = study_of(tmp_path_factory.mktemp(cases[0]), cases, population, weighting)
        tabulate(study, "scholen")
        made |= dict.fromkeys(cases, Cube.load(study, "scholen"))
    return made


def rows_of(kind: str) -> list[Any]:
    rows = [row for row in FOUND["rows"] if row["kind"] == kind]
    return [
        pytest.param(mine, id=name) for name in CASES if (mine := [r for r in rows if r["design"] == name])
    ]


def key_of(row: Row, category: str, **changed: str) -> CellKey:
    key = {**row, **changed}
    wave = CASES[row["design"]][1]
    return CellKey("scholen", wave, key["item"], category, key["banner"], key["level"].lower())


def same(ours: Any, theirs: Any, relative: float = 1e-9) -> None:
    """R writes NA where a bound lies outside the data; the cube holds nothing there."""
    if isinstance(theirs, str | None):
        assert theirs in (None, "NA", "NaN") and ours is None
    else:
        assert ours == pytest.approx(theirs, rel=relative, abs=1e-12)


def same_test(ours: Any, row: Row, prefix: str = "") -> None:
    for name in ("difference", "se", "df"):
        same(getattr(ours, prefix + name), row[name])
    same(getattr(ours, f"{prefix}p"), row["p"], 1e-7)


@pytest.mark.parametrize("rows", rows_of("cell"))
def test_means_totals_and_quantiles(cubes: dict[str, Cube], rows: list[Row]) -> None:
    assert {row["category"] for row in rows} == {"gemiddelde", "mediaan", "p25", "p75", "som"}
    for row in rows:
        cell = cubes[row["design"]].get(key_of(row, row["category"]))
        assert (cell.n, cell.n_category, cell.is_shown) == (row["n"], None, True)
        if (
            "tie" in row
        ):  # exactly a quarter or half lies at or below it: that value by R's rule, the next by its rounding
            assert cell.estimate == row["tie"] and row["estimate"] >= row["tie"]
            continue
        same(cell.estimate, row["estimate"])
        same(cell.se, row["se"])
        same(cell.deff, row.get("deff"))
        for ours, theirs in zip((cell.ci_low, cell.ci_high), row["ci"], strict=True):
            same(ours, theirs)


@pytest.mark.parametrize("rows", rows_of("rest"))
def test_means_of_levels_against_the_rest(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        same_test(cubes[row["design"]].get(key_of(row, "gemiddelde")), row, "rest_")


@pytest.mark.parametrize("rows", rows_of("levels"))
def test_means_of_levels_against_each_other(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        pair = key_of(row, "gemiddelde"), key_of(row, "gemiddelde", level=row["other"])
        same_test(cubes[row["design"]].compare(*pair), row)


@pytest.mark.parametrize("rows", rows_of("total"))
def test_the_mean_of_all_against_levels(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        everyone = key_of(row, "gemiddelde", banner="totaal", level="totaal")
        same_test(cubes[row["design"]].compare(everyone, key_of(row, "gemiddelde")), row)


@pytest.mark.parametrize("rows", rows_of("items"))
def test_means_of_two_items(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        pair = key_of(row, "gemiddelde"), key_of(row, "gemiddelde", item=row["other"])
        same_test(cubes[row["design"]].compare(*pair), row)


def test_means_of_two_waves(cubes: dict[str, Cube]) -> None:
    rows = [row for row in FOUND["rows"] if row["kind"] == "waves"]
    assert len(rows) > 10
    for row in rows:
        same_test(cubes["2024"].get(key_of(row, "gemiddelde")), row, "previous_")


@pytest.mark.parametrize("rows", rows_of("answers"))
def test_shares_of_answers(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        cell = cubes[row["design"]].get(key_of(row, "aandeel_antwoorden"))
        assert (cell.n, cell.n_category) == (row["n"], row["n_category"])
        same(cell.estimate, row["estimate"])
        same(cell.se, row["se"])
        if "ci" in row:
            same((cell.ci_low, cell.ci_high), tuple(row["ci"]))


@pytest.mark.parametrize("rows", rows_of("answers_rest"))
def test_shares_of_answers_against_the_rest(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        same_test(cubes[row["design"]].get(key_of(row, "aandeel_antwoorden")), row, "rest_")


@pytest.mark.parametrize("rows", rows_of("answers_items"))
def test_shares_of_answers_of_two_items(cubes: dict[str, Cube], rows: list[Row]) -> None:
    for row in rows:
        pair = key_of(row, "aandeel_antwoorden"), key_of(row, "aandeel_antwoorden", item=row["other"])
        same_test(cubes[row["design"]].compare(*pair), row)


@pytest.mark.parametrize("category", ["mediaan", "p25", "p75", "som"])
def test_what_r_has_no_test_for_is_not_tested(cubes: dict[str, Cube], category: str) -> None:
    row = {"design": "2024", "item": "enroll", "banner": "poor", "level": "arm"}
    cell = cubes["2024"].get(key_of(row, category))
    assert (cell.rest_difference, cell.rest_p, cell.previous_p, cell.previous_wave) == (
        None,
        None,
        None,
        2022,
    )
    found = cubes["2024"].compare(cell.key, key_of(row, category, level="rijk"))
    assert (found.tested, found.p, found.mark) == (False, None, "")


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    again = made_by_r(HERE / "numbers.R", tmp_path)["rows"]
    for row, found in zip(again, FOUND["rows"], strict=True):
        for name, value in found.items():
            assert row[name] == (pytest.approx(value, rel=1e-7) if isinstance(value, float) else value)
