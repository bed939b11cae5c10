"""The stage with recipes of study.yaml: margins, design weights, collapsing, waves and question blocks of their own."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Codebook, Study, StudySettings
from drukproef.weight.run import weight
from pydantic import ValidationError

CELLS = "wave,stratum,population,source,date\n2022,raad,12,r,d\n2022,college,4,r,d\n2024,raad,10,r,d\n2024,college,6,r,d\n"
MARGINS = """wave,variable,level,population
2022,laag,raad,12
2022,laag,college,4
2022,geslacht,man,7.5
2022,geslacht,vrouw,8.5
2024,laag,raad,10
2024,laag,college,6
2024,geslacht,man,8
2024,geslacht,vrouw,8
"""
# wave, laag, geslacht, v1, v2, base
ROWS = [
    (2022, 1, 1, 1, 1, 2.0), (2022, 1, 2, 1, -4, 1.0), (2022, 2, 1, 1, -2, 1.0), (2022, 2, 2, -4, 1, 3.0),
    (2024, 1, 1, 1, 1, 1.0), (2024, 1, 1, 0, -1, 3.0), (2024, 1, 2, 1, 0, 1.0), (2024, 2, 1, 1, 1, 1.0), (2024, 2, 2, 1, 1, 1.0),
]  # fmt: skip
Make = Callable[..., Study]
RAKE = {"method": "rake", "margins": ["margins.csv"]}
PLAIN = {"targets": "cells.csv"}


def categories(**codes: int) -> list[dict[str, Any]]:
    return [{"code": code, "id": name, "label": name} for name, code in codes.items()]


def codebook() -> Codebook:
    waves = (2022, 2024)
    variables = {
        "laag": categories(raad=1, college=2, griffie=3),
        "geslacht": categories(man=1, vrouw=2, anders=3),
    }
    return Codebook.model_validate(
        {
            "population": "leden",
            "wave_column": "meting",
            "respondent_column": "nr",
            "variables": [
                {"id": name, "label": name, "waves": waves, "categories": levels}
                for name, levels in variables.items()
            ],
            "items": [
                {
                    "id": "v1",
                    "label": "v1",
                    "waves": waves,
                    "categories": categories(nee=0, ja=1),
                    "group": "a",
                },
                {
                    "id": "v2",
                    "label": "v2",
                    "waves": waves,
                    "categories": categories(nee=0, ja=1),
                    "group": "b",
                },
            ],
        }
    )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """The study with a recipe, and its files."""

    def write(weighting: dict[str, Any], cells: str = CELLS, margins: str = MARGINS) -> Study:
        population = {
            "label": "leden",
            "codebook": "c.yaml",
            "files": {wave: f"{wave}.csv" for wave in (2022, 2024)},
            "strata": "laag",
            "weighting": weighting,
        }
        texts = {"id": "klein", "title": "k", "client": "n", "author": "d", "licence": "CC0", "chapters": ()}
        settings = {"edition": 2024, "published": "2024-09-30", "populations": {"leden": population}, **texts}
        study = Study(tmp_path, StudySettings.model_validate(settings), {"leden": codebook()}, (), {})
        study.data.mkdir(parents=True)
        (study.data / "cells.csv").write_text(cells, encoding="utf-8")
        (study.data / "margins.csv").write_text(margins, encoding="utf-8")
        names = ("wave", "laag", "geslacht", "v1", "v2")
        columns = {n: pa.array([row[i] for row in ROWS], pa.int16()) for i, n in enumerate(names)}
        columns["respondent"] = pa.array([f"r{i}" for i in range(len(ROWS))])
        (study.results / "responses").mkdir(parents=True)
        pq.write_table(pa.table(columns), study.results / "responses" / "leden.parquet")
        for wave in (2022, 2024):
            lines = [f"r{i},{row[5]}" for i, row in enumerate(ROWS) if row[0] == wave]
            text = "\n".join(["nr,base", *reversed(lines)]) + "\n"
            (tmp_path / f"{wave}.csv").write_text(text, encoding="utf-8")
        return study

    return write


def weights(study: Study, name: str = "leden") -> dict[str, list[Any]]:
    weight(study, "leden")
    return pq.read_table(study.results / "weights" / f"{name}.parquet").to_pydict()


def diagnosed(study: Study, name: str = "leden") -> dict[tuple[str, str, str], dict[str, str]]:
    with (study.results / "weight" / f"{name}.csv").open(encoding="utf-8") as file:
        return {(r["wave"], r["variable"], r["stratum"]): r for r in csv.DictReader(file)}


def refused(study: Study) -> list[str]:
    with pytest.raises(DrukproefError) as error:
        weight(study, "leden")
    assert not (study.results / "weights").exists() and not (study.results / "weight").exists()
    return [f"{p.place}: {p.found}" for p in error.value.problems]


def sums(table: dict[str, list[Any]], column: str) -> dict[tuple[int, int], float]:
    total: dict[tuple[int, int], float] = {}
    for wave, code, value in zip(table["wave"], table[column], table["weight"], strict=True):
        total[wave, code] = total.get((wave, code), 0) + value
    return total


@pytest.mark.parametrize(
    "recipe",
    [
        {**RAKE, "base_weight": "base"},
        {**RAKE, "method": "linear"},
        {**RAKE, "method": "logit", "bounds": [0.2, 4]},
        {**RAKE, "trim": {"lower": 0.2, "upper": 2}},
    ],
)
def test_margins_are_met_and_the_file_has_what_a_variance_needs(make: Make, recipe: dict[str, Any]) -> None:
    study = make(recipe)
    table = weights(study)
    assert sums(table, "cell_laag") == pytest.approx(
        {(2022, 1): 12, (2022, 2): 4, (2024, 1): 10, (2024, 2): 6}
    )
    assert sums(table, "cell_geslacht") == pytest.approx(
        {(2022, 1): 7.5, (2022, 2): 8.5, (2024, 1): 8, (2024, 2): 8}
    )
    assert table["respondent"] == [f"r{i}" for i in range(len(ROWS))]
    base = [row[5] for row in ROWS] if "base_weight" in recipe else [1.0] * len(ROWS)
    assert table["design_weight"] == base
    product = [d * g for d, g in zip(table["design_weight"], table["factor"], strict=True)]
    assert table["weight"] == pytest.approx(product)
    assert table["population"] == [12, 12, 4, 4, 10, 10, 10, 6, 6], "laag is a margin, so it is known"
    assert table["n_stratum"] == [2, 2, 2, 2, 3, 3, 3, 2, 2]
    assert (study.results / "weight" / "leden.svg").read_text(encoding="utf-8").startswith("<?xml")


def test_a_stratum_without_a_figure_has_no_population(make: Make) -> None:
    lines = [line for line in MARGINS.splitlines() if "laag" not in line]
    table = weights(make(RAKE, margins="\n".join(lines) + "\n"))
    assert table["population"] == [None] * len(ROWS)


def test_post_stratified_design_weights_keep_their_ratios(make: Make) -> None:
    table = weights(make({**PLAIN, "base_weight": "base"}))
    assert table["weight"] == pytest.approx([8, 4, 1, 3, 2, 6, 2, 3, 3])
    assert table["cell_laag"] == [1, 1, 2, 2, 1, 1, 1, 2, 2]


def test_the_plain_form_has_the_plain_columns(make: Make) -> None:
    plain = ["wave", "respondent", "stratum", "weight", "n_stratum", "population"]
    assert list(weights(make(PLAIN))) == plain


def test_collapsed_strata_stay_strata_of_the_design(make: Make) -> None:
    cells = CELLS + "2022,griffie,2,r,d\n2024,griffie,1,r,d\n"
    recipe = {**PLAIN, "collapse": {"college": ["griffie"]}}
    study = make(recipe, cells=cells)
    table = weights(study)
    assert table["weight"] == pytest.approx([6, 6, 3, 3, 10 / 3, 10 / 3, 10 / 3, 3.5, 3.5])
    assert table["population"] == [12, 12, 4, 4, 10, 10, 10, 6, 6]
    assert diagnosed(study)["2022", "laag", "college"]["population"] == "6"


def test_without_the_rule_it_is_an_error(make: Make) -> None:
    found = refused(make(PLAIN, cells=CELLS + "2022,griffie,2,r,d\n"))
    assert found == [
        "data/klein/cells.csv, line 6: stratum 'griffie' in 2022 has a population of 2, but no respondents"
    ]


def test_each_wave_may_have_a_recipe_of_its_own(make: Make) -> None:
    study = make({**RAKE, "waves": {2022: {"targets": "cells.csv"}}})
    table = weights(study)
    assert table["weight"][:4] == [6, 6, 2, 2]
    assert table["cell_geslacht"][:4] == [None] * 4 and None not in table["cell_geslacht"][4:]
    assert {r["method"] for (w, *_), r in diagnosed(study).items() if w == "2022"} == {"poststratify"}
    assert {r["method"] for (w, *_), r in diagnosed(study).items() if w == "2024"} == {"rake"}


def test_a_question_block_has_weights_of_its_own(make: Make) -> None:
    """r1 broke off before v2 and r5 was not asked; r2 said not to know, which is an answer."""
    study = make({**PLAIN, "sets": {"blok_b": {**PLAIN, "groups": ["b"]}}})
    assert weights(study)["respondent"] == [f"r{i}" for i in range(9)]
    block = pq.read_table(study.results / "weights" / "leden-blok_b.parquet").to_pydict()
    assert block["respondent"] == ["r0", "r2", "r3", "r4", "r6", "r7", "r8"]
    assert block["weight"] == pytest.approx([12, 2, 2, 5, 5, 3, 3])
    assert block["n_stratum"] == [1, 2, 2, 2, 2, 2, 2]
    assert diagnosed(study, "leden-blok_b")["2022", "", "totaal"]["respondents"] == "3"


def test_design_effects_are_of_the_items_that_have_these_weights(make: Make) -> None:
    """In 2024 two of the four who answered v1 in the council said yes; 2022 has nobody who said no."""
    study = make({**PLAIN, "sets": {"blok_b": {**PLAIN, "groups": ["b"]}}})
    weight(study, "leden")
    main = {key: row for key, row in diagnosed(study).items() if row["deff_design"]}
    assert {variable for _, variable, _ in main} == {"v1"}
    assert main["2024", "v1", "ja"]["deff_design"] == main["2024", "v1", "nee"]["deff_design"]
    assert main["2024", "v1", "ja"]["respondents"] == "5"
    assert diagnosed(study)["2024", "", "totaal"]["deff_design"] == "", "five is below the minimum base"
    block = {key for key, row in diagnosed(study, "leden-blok_b").items() if row["deff_design"]}
    assert block == {("2024", "v2", "ja"), ("2024", "v2", "nee")}


def test_normalised_to_the_respondents(make: Make) -> None:
    table = weights(make({**RAKE, "normalise": "n"}))
    assert sum(table["weight"][:4]) == pytest.approx(4) and sum(table["weight"][4:]) == pytest.approx(5)


def test_the_same_input_gives_the_same_bytes(make: Make) -> None:
    study = make({**RAKE, "sets": {"b": {**PLAIN, "items": ["v2"]}}})
    weight(study, "leden")
    files = sorted(study.results.glob("weight*/*"))
    assert [f.name for f in files] == [
        "leden-b.csv", "leden-b.svg", "leden.csv", "leden.svg", "leden-b.parquet", "leden.parquet",
    ]  # fmt: skip
    first = [f.read_bytes() for f in files]
    weight(study, "leden")
    assert [f.read_bytes() for f in files] == first


def test_everything_wrong_with_margins_comes_at_once(make: Make) -> None:
    margins = (
        MARGINS.replace("2022,laag,raad,12", "2021,laag,raad,12").replace("man,8\n", "mn,8\n")
        + "2024,leeftijd,a,3\n"
    )
    assert refused(make(RAKE, margins=margins)) == [
        "data/klein/margins.csv, line 2: unknown wave '2021'",
        "data/klein/margins.csv, line 8: unknown level 'mn'",
        "data/klein/margins.csv, line 10: unknown variable 'leeftijd'",
    ]


def test_margins_and_respondents_that_do_not_match(make: Make) -> None:
    margins = MARGINS.replace("2022,geslacht,man,7.5\n", "").replace("2024,laag,raad,10", "2024,laag,raad,11")
    assert refused(make(RAKE, margins=margins)) == [
        "variable 'geslacht' (wave 2022): no target for 'man', which has 2 respondents",
        "margin 'geslacht' (wave 2022): the targets add up to 8.5, those of 'laag' to 16",
        "margin 'geslacht' (wave 2024): the targets add up to 16, those of 'laag' to 17",
    ]


def test_limits_that_cells_can_not_keep(make: Make) -> None:
    (found, *_) = refused(make({**PLAIN, "trim": {"upper": 1.2}}))
    assert found.startswith(
        "data/klein/cells.csv, line 2, trimming to 0 and 4.8 (wave 2022): 2 weights within"
    )


def test_base_weights_that_are_missing(make: Make, tmp_path: Path) -> None:
    study = make({**PLAIN, "base_weight": "basis"})
    assert refused(study) == ["2022.csv: unknown column 'basis'", "2024.csv: unknown column 'basis'"]


def test_respondents_without_a_base_weight(make: Make, tmp_path: Path) -> None:
    study = make({**PLAIN, "base_weight": "base"})
    (tmp_path / "2022.csv").write_text("nr,base\nr0,1\nr1,0\nr2,1\nr2,1\n", encoding="utf-8")
    assert refused(study) == ["2022.csv, column 'nr': 2 respondents are not there exactly once: r2, r3"]


def test_base_weights_that_are_none(make: Make, tmp_path: Path) -> None:
    study = make({**RAKE, "base_weight": "base"})
    (tmp_path / "2022.csv").write_text("nr,base\nr0,1\nr1,0\nr2,-2\nr3,\nr99,0\n", encoding="utf-8")
    found = "3 of 4 weights are not positive numbers: respondent r1 has 0, r2 has -2, r3 has nan"
    assert refused(study) == [f"2022.csv, column 'base': {found}"]


@pytest.mark.parametrize(
    ("sets", "found"),
    [
        ({"b": {**PLAIN, "items": ["v9"]}}, "weights 'b': unknown item 'v9'"),
        ({"b": {**PLAIN, "groups": ["z"]}}, "weights 'b': unknown group 'z'"),
        ({"b": PLAIN}, "weights 'b': no items and no groups"),
        ({"b": {**PLAIN, "items": ["v2"]}, "c": {**PLAIN, "groups": ["b"]}},
         "weights 'c': 'v2' is also in the weights 'b'"),
    ],
)  # fmt: skip
def test_question_blocks_that_are_not_there(make: Make, sets: dict[str, Any], found: str) -> None:
    assert f"data/klein/study.yaml, population leden, {found}" in refused(make({**PLAIN, "sets": sets}))


def test_a_block_that_can_not_be_weighted_says_which(make: Make) -> None:
    """Those who answered v2 in 2022 are one councillor and two of the college, in margins that ask for more."""
    (found,) = refused(make({**PLAIN, "sets": {"b": {**RAKE, "items": ["v2"]}}}))
    assert "raking doesn't converge: after 1000 rounds 'laag' = 'college' adds up to 8.5" in found
    assert found.startswith("data/klein/margins.csv, line 3 (wave 2022) (weights 'b')")


def test_waves_and_recipes_must_match(make: Make) -> None:
    place = "data/klein/study.yaml, population leden"
    assert refused(make({"waves": {2022: PLAIN, 2023: PLAIN}})) == [
        f"{place}: a recipe for 2023",
        f"{place}: no recipe for 2024",
    ]


@pytest.mark.parametrize(
    ("recipe", "message"),
    [
        ({}, "poststratify needs targets"),
        ({"method": "rake", "targets": "x"}, "rake needs margins; rake would ignore targets"),
        ({**PLAIN, "margins": ["m"]}, "poststratify would ignore margins"),
        ({**RAKE, "bounds": [0.5, 2]}, "rake would ignore bounds"),
        ({**RAKE, "method": "logit"}, "logit needs bounds"),
        ({**RAKE, "method": "linear", "bounds": [1.5, 2]}, "bounds lie around 1, not 1.5 and 2"),
        ({**RAKE, "method": "linear", "trim": {"upper": 2}}, "linear would ignore trim"),
        ({**RAKE, "collapse": {"a": ["b"]}}, "collapse is {variable: {into: \\[from\\]}}"),
        ({**PLAIN, "collapse": {"v": {"a": ["b"]}}}, "collapse is {into: \\[from\\]}"),
        ({**PLAIN, "trim": {"upper": 0.9}}, "greater than 1"),
    ],
)  # fmt: skip
def test_a_recipe_leaves_nothing_out_and_ignores_nothing(
    make: Make, recipe: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        make(recipe)


def test_the_files_that_the_weights_depend_on(make: Make) -> None:
    study = make({**PLAIN, "waves": {2024: RAKE}, "sets": {"b": {"targets": "b.csv", "items": ["v2"]}}})
    assert study.population("leden").weighting.files == ("cells.csv", "margins.csv", "b.csv")
    assert study.weights_of("leden") == ["leden", "leden-b"]


def test_weights_of_a_set_depend_on_the_design_weights_of_its_waves(make: Make) -> None:
    in_a_wave = {**PLAIN, "items": ["v2"], "waves": {2024: {**PLAIN, "base_weight": "base"}}}
    study = make({**PLAIN, "sets": {"b": in_a_wave}})
    assert study.weighting_files_of("leden") == ["data/klein/cells.csv", "2022.csv", "2024.csv"]
