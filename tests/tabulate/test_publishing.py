"""The publication rules of a study: what is too imprecise has no figures and no tests, and is no secret."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from drukproef.study import Study
from drukproef.study.settings import Rules
from drukproef.survey import Design, Limits, publication, share
from drukproef.survey.publication import Verdict
from drukproef.tabulate.cube import Cell, CellKey, Cube, Status
from drukproef.tabulate.run import tabulate
from pydantic import ValidationError

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole

FIGURES = {(2022, "a"): 4000, (2022, "b"): 4000, (2024, "a"): 4000, (2024, "b"): 4000}
# (wave, stratum, geslacht, v1, v2): 2024 has 60 men, 40 women; one in ten says 'misschien'.
ROWS = [(2024, 1 + i % 2, 1 + (i >= 60), 2 if i % 10 == 0 else i % 3 % 2, i % 2) for i in range(100)]
ROWS += [(2022, 1 + i % 2, 1 + i // 2 % 2, i % 2, i % 2) for i in range(80)]
Made = Callable[..., Cube]


def cells(cube: Cube) -> dict[tuple[str, str], Cell]:
    levels = {"totaal": ("totaal",), "geslacht": ("man", "vrouw")}
    answers = ("nee", "ja", "misschien", "niet_nee")
    return {
        (level, a): cube.cell(2024, "v1", a, b, level)
        for b, ls in levels.items()
        for level in ls
        for a in answers
    }


def imprecise(cube: Cube) -> set[tuple[str, str]]:
    return {key for key, cell in cells(cube).items() if cell.status is Status.IMPRECISE}


def test_without_rules_nothing_is_imprecise(made: Made) -> None:
    assert imprecise(made(ROWS, FIGURES)) == set()


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"effective_base": 50}, {("vrouw", a) for a in ("nee", "ja", "misschien", "niet_nee")}),
        ({"degrees_of_freedom": 50}, {("vrouw", a) for a in ("nee", "ja", "misschien", "niet_nee")}),
        ({"interval_width": 0.30}, {("vrouw", a) for a in ("nee", "ja", "niet_nee")}),
        ({"relative_width": 1.30}, {(level, "misschien") for level in ("man", "vrouw")}),
        (
            {"relative_width": 1.30, "narrow_width": 0.14},
            {(level, "misschien") for level in ("man", "vrouw")},
        ),
        ({"coefficient_of_variation": 0.01}, set()),
        ({}, set()),
    ],
)
def test_each_rule(made: Made, rules: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    assert imprecise(made(ROWS, FIGURES, publication=rules)) == expected


def test_it_is_the_decision_of_the_general_engine(made: Made) -> None:
    """The same respondents through `drukproef.survey.publication`, with its limits in study.yaml."""
    limits = {"effective_base": 30, "interval_width": 0.3, "relative_width": 1.3, "degrees_of_freedom": 8}
    found = cells(made(ROWS, FIGURES, publication=limits))
    now = [row for row in ROWS if row[0] == 2024]
    design = Design([80.0] * 100, strata=[row[1] for row in now], fpc=[4000] * 100)
    codes, levels = {"nee": {0}, "ja": {1}, "misschien": {2}, "niet_nee": {1, 2}}, {"man": {1}, "vrouw": {2}}
    for (level, answer), cell in found.items():
        inside = [row[2] in levels.get(level, {1, 2}) for row in now]
        verdict = publication(
            share(design, [row[3] in codes[answer] for row in now], inside), Limits(**limits)
        ).verdict
        assert (cell.status is Status.IMPRECISE) is (verdict is Verdict.SUPPRESS), (level, answer)
    assert {cell.status for cell in found.values()} == {Status.SHOWN, Status.IMPRECISE}


def test_no_figures_and_no_comparison_but_a_base(made: Made) -> None:
    """A pair with a side that may not be shown is not compared: no difference, no test, no mark."""
    cube = made(ROWS, FIGURES, publication={"effective_base": 50})
    found = cells(cube)
    cell, other = found["vrouw", "nee"], found["man", "nee"]
    assert (cell.n, cell.n_category, cell.estimate, cell.se, cell.ci_low, cell.n_eff) == (
        40,
        None,
        None,
        None,
        None,
        None,
    )
    assert (cell.rest_difference, cell.rest_p, cell.previous_difference, cell.previous_mark) == (
        None,
        None,
        None,
        "",
    )
    for pair in ((other.key, cell.key), (found["totaal", "nee"].key, cell.key)):
        compared = cube.compare(*pair)
        assert (compared.difference, compared.p, compared.tested, compared.mark) == (None, None, False, "")
    before = CellKey("leden", 2022, "v1", "nee", "geslacht", "man")
    assert cube.get(before).status is Status.IMPRECISE, "40 men in 2022"
    assert (cube.compare(before, other.key).difference, other.previous_difference) == (None, None)
    assert other.rest_difference is not None, "the rest needs a base, no precision of its own"


def test_what_is_imprecise_is_no_secret(weighted: Callable[..., Study]) -> None:
    """It is not hidden any more than without the rule: the same cells in the record, with the same intervals."""
    records = []
    for rules in (None, {"effective_base": 50, "relative_width": 1.0}):
        study = weighted(ROWS, FIGURES, disclosure={"minimum_cell": 5}, publication=rules)
        tabulate(study, "leden")
        records.append((study.results / "disclosure" / "leden.csv").read_bytes())
        statuses = {cell.status for cell in cells(Cube.load(study, "leden")).values()}
        assert Status.PROTECTED in statuses and (Status.IMPRECISE in statuses) is (rules is not None)
    assert records[0] == records[1] and b"minimum_cell" in records[0]


@pytest.mark.parametrize("wrong", [{"effective_base": 0}, {"interval_width": 30}, {"wide": 0.3}])
def test_limits_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rules.model_validate({"publication": wrong})
