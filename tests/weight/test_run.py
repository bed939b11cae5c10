"""The stage as a whole: its files, and everything that it refuses, each with the place to mend."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pyarrow.parquet as pq
import pytest
from drukproef.errors import DrukproefError
from drukproef.study import Study
from drukproef.weight.effects import Effect, Effects
from drukproef.weight.run import weight

Make = Callable[..., Study]
CSV = "data/klein/population.csv"


def refused(study: Study) -> dict[str, str]:
    """What is found at each place."""
    with pytest.raises(DrukproefError) as error:
        weight(study, "leden")
    assert not (study.results / "weights").exists(), "nothing is written when anything is wrong"
    return {problem.place: problem.found for problem in error.value.problems}


def test_a_weight_is_population_over_respondents(make: Make) -> None:
    study = make()
    weight(study, "leden")
    table = pq.read_table(study.results / "weights" / "leden.parquet")
    assert table["weight"].to_pylist() == [5.0] * 4 + [2.0] * 2 + [3.6] * 5 + [2.0]
    assert table["n_stratum"].to_pylist() == [4] * 4 + [2] * 2 + [5] * 5 + [1]
    assert table["population"].to_pylist() == [20] * 4 + [4] * 2 + [18] * 5 + [2]
    assert table["respondent"].to_pylist() == [f"r{number}" for number in range(12)]
    assert [str(t) for t in table.schema.types] == ["int16", "string", "int16", "double", "int32", "int32"]


def test_diagnostics_say_what_weighting_did(make: Make) -> None:
    study = make()
    weight(study, "leden")
    with (study.results / "weight" / "leden.csv").open(encoding="utf-8") as file:
        rows = {(row["wave"], row["stratum"]): row for row in csv.DictReader(file)}
    councillors, everyone = rows["2022", "raadslid"], rows["2022", "totaal"]
    assert (councillors["respondents"], councillors["population"], councillors["factor"]) == ("4", "20", "5")
    assert float(councillors["share_unweighted"]) == pytest.approx(4 / 6)
    assert councillors["share_weighted"] == councillors["share_target"]
    assert (everyone["min_weight"], everyone["max_weight"]) == ("2", "5")
    assert float(everyone["deff_kish"]) == pytest.approx(6 * (4 * 25 + 2 * 4) / 24**2)
    assert float(everyone["n_eff"]) == pytest.approx(24**2 / (4 * 25 + 2 * 4))


def test_a_single_respondent_in_a_stratum_has_no_design_effect(make: Make) -> None:
    """The weights are there all the same: `tabulate` refuses the stratum, with its name."""
    study = make()
    weight(study, "leden")
    with (study.results / "weight" / "leden.csv").open(encoding="utf-8") as file:
        rows = {(row["wave"], row["stratum"]): row for row in csv.DictReader(file)}
    assert rows["2024", "totaal"]["deff_kish"] and not rows["2024", "totaal"]["deff_design"]


def test_small_bases_do_not_count_in_the_summary() -> None:
    all_effects = tuple(
        Effect(f"v{n}", "ja", n, deff) for n, deff in ((10, 9.0), (30, 1.0), (40, 1.2), (50, 1.1), (60, 3.0))
    )
    effects = Effects(all_effects, least_n=30)
    assert effects.median == all_effects[3], "the lower one of the middle two"
    assert effects.largest == all_effects[4] and effects.largest.name == "v60/ja"
    assert effects.largest.n_eff == 20
    assert Effects(all_effects, least_n=99).median is Effects(all_effects, least_n=99).largest is None


def test_the_same_input_gives_the_same_bytes(make: Make, drawn: None) -> None:
    study = make()
    files = [study.results / "weights" / "leden.parquet"]
    files += [study.results / "weight" / f"leden.{kind}" for kind in ("csv", "svg")]
    weight(study, "leden")
    first = [file.read_bytes() for file in files]
    weight(study, "leden")
    assert [file.read_bytes() for file in files] == first
    assert b">2024<" in first[-1] and b"ontwerpeffect van de gewichten" in first[-1]


def test_all_that_is_wrong_in_the_figures_comes_at_once(make: Make) -> None:
    figures = """wave,stratum,population,source,date
2022,raadslid,twintig,register,2022
2022,wethouder,-4,register,2022
2023,raadslid,18,register,2024
2024,wethouders,2,register,2024
2024,raadslid,18,register,2024
2024,raadslid,18,register,2024
"""
    assert refused(make(figures)) == {
        f"{CSV}, line 2": "the population is 'twintig'",
        f"{CSV}, line 3": "the population is '-4'",
        f"{CSV}, line 4": "unknown wave '2023'",
        f"{CSV}, line 5": "unknown stratum 'wethouders'",
        f"{CSV}, line 7": "stratum 'raadslid' has a figure for 2024 twice",
    }


def test_respondents_and_population_must_match(make: Make) -> None:
    figures = """wave,stratum,population,source,date
2022,raadslid,3,register,2022
2022,wethouder,4,register,2022
2024,raadslid,18,register,2024
"""
    strata = {2022: [1, 1, 1, 1], 2024: [1, 1, 1, 1, 1, 2]}
    assert refused(make(figures, strata)) == {
        CSV: "no population figure for stratum 'wethouder' in 2024, which has 1 respondents",
        f"{CSV}, line 2": "stratum 'raadslid' in 2022 has 4 respondents in a population of 3",
        f"{CSV}, line 3": "stratum 'wethouder' in 2022 has a population of 4, but no respondents",
    }


def test_respondents_without_a_stratum_are_named(make: Make) -> None:
    found = refused(make(strata={2022: [1, 1, 2, 2, -2, -4], 2024: [1, 2, -1, -1, -1, -1, -1, -1]}))
    place = "results/klein/responses/leden.parquet, wave"
    unknown = "respondents without a stratum"
    assert found == {
        f"{place} 2022, column 'functie'": f"2 {unknown}: r4, r5",
        f"{place} 2024, column 'functie'": f"6 {unknown}: r8, r9, r10, r11, r12, ...",
    }


def test_a_stratum_that_nobody_lives_in_needs_no_respondents(make: Make) -> None:
    figures = """wave,stratum,population,source,date
2022,raadslid,20,register,2022
2022,wethouder,0,register,2022
2024,raadslid,18,register,2024
2024,wethouder,2,register,2024
"""
    study = make(figures, {2022: [1, 1, 1], 2024: [1, 1, 2]})
    weight(study, "leden")
    assert pq.read_table(study.results / "weights" / "leden.parquet").num_rows == 6


@pytest.mark.parametrize(
    ("figures", "place", "found"),
    [
        ("wave,stratum,N,source,date\n", f"{CSV}, line 1", "the columns are wave, stratum, N, source, date"),
        ("", f"{CSV}, line 1", "the columns are missing"),
        ("wave,stratum,population,source,date\n2022,raadslid,20\n", f"{CSV}, line 2", "not five values"),
    ],
)
def test_the_columns_of_the_figures(make: Make, figures: str, place: str, found: str) -> None:
    assert refused(make(figures)) == {place: found}


def test_missing_files(make: Make) -> None:
    study = make()
    (study.data / "population.csv").unlink()
    assert refused(study) == {CSV: "the file does not exist"}
    (study.results / "responses" / "leden.parquet").unlink()
    assert refused(study) == {"results/klein/responses/leden.parquet": "the file does not exist"}
