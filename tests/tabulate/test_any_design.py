"""Cells and tests with weights that differ within strata: by hand, and by `drukproef.survey`."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from drukproef.study import Study
from drukproef.survey import Design, Greg, PostStrata, crosstab, difference, levels_of
from drukproef.tabulate.cube import CellKey, Status
from drukproef.tabulate.run import tabulate
from drukproef.weight.run import weight

from .designs import CELLS, MANY, NAMES, RAKE, TWELVE, Make, cube_of

pytestmark = pytest.mark.slow  # together: each makes a small study, or draws or runs something whole


def test_twelve_raked_respondents_by_hand(make: Make) -> None:
    """All cells are equally large, so raking multiplies: 60, 20, 30 and 10 of 120, over three respondents each.

    With equal design weights in a balanced table, regression on both margins takes the means of gender and of age
    away and puts the grand mean back.
    """
    cube = cube_of(make(TWELVE, RAKE))
    w = [{(1, 1): 20, (1, 2): 20 / 3, (2, 1): 10, (2, 2): 10 / 3}[g, a] for _, g, a, *_ in TWELVE]
    y = [row[4] for row in TWELVE]
    share = sum(wi * yi for wi, yi in zip(w, y, strict=True)) / 120
    u = [(yi - share) / 120 for yi in y]
    of_gender = {g: sum(ui for ui, r in zip(u, TWELVE, strict=True) if r[1] == g) / 6 for g in (1, 2)}
    of_age = {a: sum(ui for ui, r in zip(u, TWELVE, strict=True) if r[2] == a) / 6 for a in (1, 2)}
    left = [ui - of_gender[r[1]] - of_age[r[2]] + sum(u) / 12 for ui, r in zip(u, TWELVE, strict=True)]
    z = [wi * e for wi, e in zip(w, left, strict=True)]
    variance = 12 / 11 * sum((zi - sum(z) / 12) ** 2 for zi in z)
    cell = cube.cell(2024, "v1", "ja")
    assert (cell.n, cell.n_category) == (12, sum(y))
    assert (cell.n_weighted, cell.estimate) == pytest.approx((120, share), rel=1e-12)
    assert cell.se == pytest.approx(math.sqrt(variance), rel=1e-11)
    assert cell.deff == pytest.approx(variance / (share * (1 - share) / 11), rel=1e-11)
    man = cube.cell(2024, "v1", "ja", "geslacht", "man")
    assert man.n_weighted == pytest.approx(80, rel=1e-12)
    assert man.rest_df == 12 - 1 - 1


RECIPES = {
    "rake": RAKE,
    "design weights": {**RAKE, "base_weight": "base"},
    "trimmed, targets kept": {**RAKE, "base_weight": "base", "trim": {"lower": 0.1, "upper": 3}},
    "trimmed, targets lost": {**RAKE, "base_weight": "base", "trim": {"upper": 1.4, "keep": "total"}},
    "linear": {"method": "linear", "margins": ["m.csv"], "base_weight": "base"},
    "logit": {"method": "logit", "margins": ["m.csv"], "bounds": [0.2, 5]},
    "cells": {**CELLS, "base_weight": "base"},
    "collapsed": {**CELLS, "collapse": {"raad": ["college"]}},
    "to respondents": {**RAKE, "normalise": "n"},
}


def engine(study: Study, psu: str | None) -> tuple[Design, pa.Table]:
    """The design as one would write it by hand from the weights file."""
    weights = pq.read_table(study.results / "weights" / "leden.parquet")
    responses = pq.read_table(study.results / "responses" / "leden.parquet")
    after, before = (np.asarray(weights[name]) for name in ("weight", "design_weight"))
    cells = [np.asarray(weights[name]) for name in weights.column_names if name.startswith("cell_")]
    trim = study.population("leden").weighting.trim
    step: Any = None
    if trim is None or trim.keep == "targets":
        step = PostStrata(cells[0] - cells[0].min(), after, before)
        if len(cells) > 1:
            columns = [c == code for c in cells for code in np.unique(c)]
            step = Greg(np.stack(columns, axis=1).astype(float), after, before)
    sizes = weights["population"]
    fpc = None if sizes.null_count or psu else np.asarray(sizes)
    clusters = None if psu is None else np.asarray(responses[psu])
    return Design(after, np.asarray(weights["stratum"]), clusters, fpc, step), responses


INTERVALS = ("logit", "wald", "beta")
WITH_INTERVAL = [(recipe, INTERVALS[i % 3]) for i, recipe in enumerate(RECIPES)]


@pytest.mark.parametrize("psu", [None, "wijk"])
@pytest.mark.parametrize(("recipe", "interval"), WITH_INTERVAL)
def test_cells_and_tests_are_those_of_the_engine(
    make: Make, recipe: str, psu: str | None, interval: Any
) -> None:
    study = make(
        MANY, RECIPES[recipe], {"geslacht": (180, 220), "leeftijd": (230, 170)}, psu, interval=interval
    )
    cube = cube_of(study)
    design, responses = engine(study, psu)
    codes = {name: np.asarray(responses[name]).astype(float) for name in NAMES}
    gender = levels_of(codes["geslacht"], {"man": 1, "vrouw": 2})
    y = {name: np.where(codes[name] < 0, np.nan, codes[name]) for name in ("v1", "v2")}
    table, other = (crosstab(design, y[name], {"nee": 0, "ja": 1}, gender) for name in ("v1", "v2"))
    for level in ("totaal", "man", "vrouw"):
        banner = "totaal" if level == "totaal" else "geslacht"
        cell = cube.cell(2024, "v1", "ja", banner, level)
        theirs = table.totals["ja"] if level == "totaal" else table.cells["ja", level]
        ours = (cell.estimate, cell.se, cell.n_weighted, cell.n, cell.deff)
        bounds = theirs.interval(interval)
        assert ours == pytest.approx(
            (theirs.estimate, theirs.se, theirs.n_weighted, theirs.n, theirs.deff), rel=1e-10
        )
        assert (cell.ci_low, cell.ci_high) == pytest.approx((bounds.low, bounds.high), rel=1e-9)
        if level == "totaal":
            continue
        rest = difference(theirs, table.others["ja", level])
        ours = (cell.rest_difference, cell.rest_se, cell.rest_df, cell.rest_p)
        assert ours == pytest.approx((rest.difference, rest.se, rest.df, rest.p), rel=1e-9)
        for key, left, right in [
            (CellKey("leden", 2024, "v1", "ja"), table.totals["ja"], theirs),
            (CellKey("leden", 2024, "v2", "ja", banner, level), other.cells["ja", level], theirs),
            (CellKey("leden", 2024, "v1", "nee", banner, level), table.cells["nee", level], theirs),
        ]:
            found, wanted = cube.compare(key, cell.key), difference(left, right)
            ours = (found.difference, found.se, found.df, found.p)
            assert ours == pytest.approx((wanted.difference, wanted.se, wanted.df, wanted.p), rel=1e-9)


def test_clusters_make_plain_weights_general(make: Make) -> None:
    plain = cube_of(make(MANY, {"targets": "t.csv"}))
    clustered = cube_of(make(MANY, {"targets": "t.csv"}, psu="wijk"))
    one, other = (cube.cell(2024, "v1", "ja") for cube in (plain, clustered))
    assert other.estimate == pytest.approx(one.estimate, rel=1e-13)
    assert other.se != pytest.approx(one.se, rel=1e-3)
    key = one.key
    assert clustered.compare(key, CellKey("leden", 2024, "v1", "ja", "geslacht", "man")).df == 6 - 2 - 1


def test_weights_that_happen_to_be_plain_keep_what_was_weighted_on(make: Make) -> None:
    """Twelve respondents who are just like the population: raking leaves 10 for each, and still explains."""
    study = make(TWELVE, RAKE, {"laag": (120, 0), "geslacht": (60, 60)})
    weights = pq.read_table(study.results / "weights" / "leden.parquet")["weight"].to_pylist()
    assert weights == pytest.approx([10] * 12)
    raked = cube_of(study).cell(2024, "leeftijd", "jong", "geslacht", "man")
    assert raked.n_weighted == pytest.approx(60)
    assert cube_of(study).cell(2024, "geslacht", "man").se == pytest.approx(0, abs=1e-12)


def test_statuses_are_those_of_plain_weights(make: Make) -> None:
    """Six men and 34 women: bases are counted, so weights don't matter for what is hidden."""
    rows = [(1 + i % 2, 1 if i < 6 else 2, 1 + i % 3 % 2, 1, i % 2, i // 2 % 2) for i in range(40)]
    found = []
    for recipe in ({"targets": "t.csv"}, RAKE):
        study = make(rows, recipe, minimum_base=10, disclosure={"dominance": 0.5, "minimum_cell": 2})
        tabulate(study, "leden")
        table = pq.read_table(study.results / "cube" / "leden.parquet")
        found.append(table.select(["item", "category", "banner", "level", "n", "n_category", "status"]))
    assert found[0].equals(found[1])
    assert {"small_base", "protected", "shown"} <= set(found[0]["status"].to_pylist())


def test_who_weighs_too_much_hides_a_level(make: Make) -> None:
    """In the oldest level of nine, one respondent has a design weight of 100."""
    rows = [(1, 1 + i % 2, 1 if i < 21 else 2, 1, i % 2, i // 2 % 2) for i in range(30)]
    study = make(rows, {**RAKE, "base_weight": "base"}, disclosure={"dominance": 0.3})
    path = study.root / "2024.csv"
    path.write_text(path.read_text().replace("r25,2", "r25,100"))
    weight(study, "leden")
    cube = cube_of(study)
    assert cube.cell(2024, "v1", "ja", "leeftijd", "oud").status is Status.PROTECTED


def test_the_same_bytes_every_time(make: Make) -> None:
    study = make({2022: MANY, 2024: MANY[:60]}, {**RAKE, "base_weight": "base"}, psu="wijk")
    made = []
    for _ in range(2):
        tabulate(study, "leden")
        made.append(
            [(study.results / part / "leden.parquet").read_bytes() for part in ("cube", "comparisons")]
        )
    assert made[0] == made[1]


def test_a_plain_wave_against_a_raked_one(make: Make) -> None:
    """Each wave is estimated in its own way; between them there is no covariance."""
    recipes = {"waves": {2022: {"targets": "t.csv"}, 2024: RAKE}}
    cube = cube_of(make({2022: MANY, 2024: MANY[:70]}, recipes))
    plain, raked = (cube.cell(wave, "v1", "ja", "geslacht", "man") for wave in (2022, 2024))
    found = cube.compare(raked.key, plain.key)
    assert (found.kind, raked.previous_wave, found.df) == ("waves", 2022, plain.n - 2 + raked.n - 2 - 1)
    assert found.difference == pytest.approx(raked.estimate - plain.estimate, abs=1e-15)
    assert found.se == pytest.approx(math.hypot(raked.se, plain.se), rel=1e-12)
