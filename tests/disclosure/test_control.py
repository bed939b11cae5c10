"""Disclosure control of a whole cube: what a policy hides, that the rest gives nothing away, and that the proof can fail."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drukproef.disclosure.counts import Reasons
from drukproef.errors import DrukproefError
from drukproef.study import Study
from drukproef.tabulate import hiding
from drukproef.tabulate.cube import Cell, Cube, Status
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.measure import Measured
from drukproef.tabulate.statuses import SHOWN
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .survey import Row, codebook, cube_of, study_of

Policy = dict[str, Any]
BEFORE: list[Row] = [(2022, 2, 1, 0), (2022, 3, 2, 1)]
# 2022: nobody is hidden. 2024: three commissioners (2 yes, 1 no), the others are many and varied.
ROWS: list[Row] = [(2022, 1 + i % 4, 1 + i // 4 % 2, i * i % 3) for i in range(80)]
ROWS += [(2024, 1, 1, 1), (2024, 1, 2, 1), (2024, 1, 1, 0)]
ROWS += [(2024, 2 + i % 3, 1 + i // 3 % 2, (i + i // 7) % 3) for i in range(90)]


def cells(cube: Cube, wave: int = 2024, item: str = "v1") -> dict[tuple[str, str], Cell]:
    """(level, category): the cell."""
    levels = {
        "functie": ("cdk", "statenlid", "wethouder", "raadslid"),
        "laag": ("provincie", "gemeente"),
        "geslacht": ("man", "vrouw"),
        "totaal": ("totaal",),
    }
    categories = ("nee", "ja", "misschien", "niet_nee")
    return {
        (level, c): cube.cell(wave, item, c, banner, level)
        for banner, ls in levels.items()
        for level in ls
        for c in categories
    }


def hidden(cube: Cube, **where: Any) -> set[tuple[str, str]]:
    return {key for key, cell in cells(cube, **where).items() if cell.n and not cell.is_shown}


def record(study: Study) -> list[dict[str, str]]:
    path = study.results / "disclosure" / "leden.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_without_a_policy_the_audit_says_what_is_given_away(tmp_path: Path) -> None:
    """'provincie' minus Statenleden is the commissioners: today's rule looks at one banner at a time."""
    study = study_of(tmp_path, ROWS, None)
    cube = cube_of(study)
    assert {level for level, _ in hidden(cube)} == {"cdk", "statenlid"}
    assert "given_away" in {row["outcome"] for row in record(study)}


def test_with_a_policy_nested_banners_hide_more(tmp_path: Path) -> None:
    study = study_of(tmp_path, ROWS, {})
    cube = cube_of(study)
    found = hidden(cube)
    assert {("cdk", c) for c in ("nee", "ja", "misschien", "niet_nee")} <= found
    assert {level for level, _ in found} - {"cdk"}, "the commissioners alone are not hidden"
    assert not {level for level, _ in found} & {"totaal"}
    assert {row["outcome"] for row in record(study)} <= {"safe", "certain"}
    assert {row["reason"] for row in record(study)} == {"small_base", "complement"}


def test_a_hidden_category_has_no_figures_and_the_others_have(tmp_path: Path) -> None:
    cube = cube_of(study_of(tmp_path, ROWS, {}))
    extra = sorted(key for key in hidden(cube) if key[0] != "cdk")
    cell = cells(cube)[extra[0]]
    assert (cell.status, cell.n_category, cell.estimate, cell.se, cell.ci_low) == (
        Status.PROTECTED,
        None,
        None,
        None,
        None,
    )
    assert (cell.rest_difference, cell.previous_difference, cell.rest_mark, cell.previous_mark) == (
        None,
        None,
        "",
        "",
    )
    assert cell.n > 0
    assert any(c.is_shown for (level, _), c in cells(cube).items() if level == extra[0][0])


def test_waves_do_not_give_a_hidden_cell_back(tmp_path: Path) -> None:
    """The cell was shown in 2022: a printed difference with 2024 would be the hidden share."""
    cube = cube_of(study_of(tmp_path, ROWS, {}))
    before, now = cells(cube, wave=2022), cells(cube)
    both = [key for key in hidden(cube) if before[key].is_shown]
    assert both
    for key in both:
        assert now[key].previous_difference is None
        comparison = cube.compare(before[key].key, now[key].key)
        assert (comparison.difference, comparison.p, comparison.tested) == (None, None, False)


def test_a_category_with_too_few_is_hidden_and_stays_so(tmp_path: Path) -> None:
    """One of the men says 'misschien': with the other answers of the men, or those of the women, he'd be found."""
    rows = [(2024, 2 + i % 3, 1 + i % 2, i % 4 // 2) for i in range(80)] + [(2024, 2, 1, 2)]
    rows += [(2024, 3, 2, 2)] * 4 + BEFORE
    study = study_of(tmp_path, rows, {"minimum_cell": 3})
    found = hidden(cube_of(study))
    assert ("man", "misschien") in found and ("vrouw", "misschien") in found
    assert len({c for level, c in found if level == "man"}) > 1
    reasons = {row["cell"]: row["reason"] for row in record(study)}
    assert reasons["leden/2024/v1/misschien/geslacht=man"] == "minimum_cell"
    assert reasons["leden/2024/v1/misschien/geslacht=vrouw"] == "complement"


def test_nobody_is_not_too_few_unless_the_policy_says_so(tmp_path: Path) -> None:
    rows = [(2024, 2 + i % 3, 1 + i % 2, i % 4 // 2 * (1 + i % 8 // 7)) for i in range(80)]
    rows = [(w, f, g, 1 if g == 1 and v == 2 else v) for w, f, g, v in rows] + BEFORE
    assert ("man", "misschien") not in hidden(cube_of(study_of(tmp_path, rows, {"minimum_cell": 2})))
    assert ("man", "misschien") in hidden(
        cube_of(study_of(tmp_path, rows, {"minimum_cell": 2, "zero_cells": "hide"}))
    )


@pytest.mark.parametrize(
    ("policy", "is_hidden"),
    [
        ({"group_disclosure": "all"}, True),
        ({"group_disclosure": "sensitive", "sensitive": ["v1"]}, True),
        ({"group_disclosure": "sensitive", "sensitive": ["v2"]}, False),
        ({}, False),
    ],
)
def test_a_group_that_gives_one_answer_is_hidden(tmp_path: Path, policy: Policy, is_hidden: bool) -> None:
    """All aldermen say 'ja': who knows an alderman knows the answer."""
    rows = [(2024, f, g, 1 if f == 3 else v) for w, f, g, v in ROWS if w == 2024 and f > 1] + BEFORE
    cube = cube_of(study_of(tmp_path, rows, policy))
    assert (("wethouder", "ja") in hidden(cube)) is is_hidden
    assert ({level for level, _ in hidden(cube)} > {"wethouder"}) is is_hidden


def test_a_base_that_one_respondent_dominates_is_hidden(tmp_path: Path) -> None:
    """Everybody weighs the same: of 30 one is 3.3%, of 45 it is 2.2%."""
    rows = [(2024, 2 + i % 3, 1 + i // 3 % 2, i % 7 % 3) for i in range(90)] + BEFORE
    found = hidden(cube_of(study_of(tmp_path, rows, {"dominance": 0.03})))
    assert {"statenlid", "wethouder", "raadslid"} <= {level for level, _ in found}
    assert ("man", "ja") not in found
    assert not hidden(cube_of(study_of(tmp_path, rows, {"dominance": 0.04})))


def test_public_banners_are_left_alone(tmp_path: Path) -> None:
    found = hidden(cube_of(study_of(tmp_path, ROWS, {"exempt_banners": ["functie"]})))
    assert {level for level, _ in found} == {"cdk"}


def test_the_transposed_table_does_not_give_a_cell_back(tmp_path: Path) -> None:
    """How many commissioners are women stands in gender by function, and in function by gender."""
    study = study_of(tmp_path, ROWS, {})
    cube = cube_of(study)
    assert not cube.cell(2024, "geslacht", "vrouw", "functie", "cdk").is_shown
    assert not cube.cell(2024, "functie", "cdk", "geslacht", "vrouw").is_shown
    separate = {"protect": ["levels", "categories", "nested"]}
    assert (
        cube_of(study_of(tmp_path, ROWS, separate)).cell(2024, "functie", "cdk", "geslacht", "vrouw").is_shown
    )


def test_names_that_do_not_exist_are_refused(tmp_path: Path) -> None:
    policy = {"exempt_banners": ["funktie"], "exempt_items": ["v9"], "sensitive": ["v3"]}
    with pytest.raises(DrukproefError) as error:
        cube_of(study_of(tmp_path, ROWS, policy))
    assert len(error.value.problems) == 3
    assert "exempt_banners: unknown banner 'funktie'" in str(
        error.value
    ) and "did you mean 'functie'?" in str(error.value)


def test_one_level_shown_after_all_breaks_the_proof(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suppression hid what it must; then a mistake shows one of the protected levels."""
    study = study_of(tmp_path, ROWS, {})
    level = sorted({level for level, _ in hidden(cube_of(study))} - {"cdk"})[0]
    domain = [name for _, name in Domains(codebook().banners).names].index(level)
    careful = hiding._marked

    def careless(measured: Measured, reasons: Reasons) -> Measured:
        marked = careful(measured, reasons)
        if (measured.scheme.item.id, measured.year) != ("v1", 2024):
            return marked
        status = marked.status.copy()
        status[domain] = SHOWN
        return replace(marked, status=status)

    monkeypatch.setattr(hiding, "_marked", careless)
    before = (study.results / "cube" / "leden.parquet").read_bytes()
    with pytest.raises(DrukproefError) as error:
        cube_of(study)
    text = str(error.value)
    assert "hidden cell leden/2024/v1/" in text and "functie=cdk: can be worked out: " in text
    assert "of 3 respondents, from leden/2024/v1/" in text and f"={level}" in text
    assert "expected: at least 2 numbers that it could be" in text and "next: tabulate again" in text
    assert (study.results / "cube" / "leden.parquet").read_bytes() == before, (
        "nothing is written that gives it away"
    )


rows_of = st.lists(
    st.tuples(st.just(2024), st.integers(1, 4), st.sampled_from([1, 2, 9]), st.integers(0, 2)),
    min_size=8,
    max_size=40,
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows_of, st.sampled_from([{}, {"minimum_cell": 2}, {"group_disclosure": "all"}, {"protection": 2}]))
def test_any_survey_is_proved(tmp_path: Path, rows: list[Row], policy: Policy) -> None:
    """Whatever the answers: tabulate ends with a proof, the true counts are possible, and totals are hidden last."""
    study = study_of(tmp_path, [*rows, *BEFORE], policy)
    cube_of(study)
    for row in record(study):
        assert row["outcome"] != "given_away"
        assert 0 <= int(row["low"]) <= int(row["high"]) <= int(row["base"])


def test_the_order_of_respondents_changes_nothing(tmp_path: Path) -> None:
    study = study_of(tmp_path, ROWS, {"minimum_cell": 3})
    cube_of(study)
    paths = [study.results / name for name in ("cube/leden.parquet", "disclosure/leden.csv")]
    first = [path.read_bytes() for path in paths]
    cube_of(study_of(tmp_path, random.Random(5).sample(ROWS, len(ROWS)), {"minimum_cell": 3}))
    assert [path.read_bytes() for path in paths] == first


def test_small_bases_that_are_counted_are_not_secret(tmp_path: Path) -> None:
    study = study_of(tmp_path, ROWS, {}, small_base="count")
    cube = cube_of(study)
    assert cells(cube)["cdk", "ja"].n_category == 2
    assert record(study) == [] and np.isfinite(cells(cube)["statenlid", "ja"].estimate or np.nan)
