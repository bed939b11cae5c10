"""Every method of weighting against R survey: weighting.R makes weighting.json from the same respondents."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from drukproef.study import Item
from drukproef.survey import mean, share
from drukproef.weight.effects import effects_of_items
from drukproef.weight.methods import (
    Margin,
    Weighted,
    calibrate,
    kish_deff,
    normalise,
    poststratify,
    rake,
    sample_design,
    trim,
)
from drukproef.weight.methods.dummies import dummies

from tests.rscript import made_by_r, needs_r

HERE = Path(__file__).parent
REFERENCE = json.loads((HERE / "weighting.json").read_text(encoding="utf-8"))
CASES = REFERENCE["cases"]
SAMPLES = ("apiclus1", "apistrat")
TARGETS = {
    "stype": {"E": 4421, "H": 755, "M": 1018},
    "sch.wide": {"No": 1072, "Yes": 5122},
    "awards": {"No": 2027, "Yes": 4167},
}
API99 = 3914069
BOUNDS = (0.5, 2)
TIGHT = {"apiclus1": (0.83, 1.85), "apistrat": (0.7, 1.07)}
CUT = {"apiclus1": (28.5, 60), "apistrat": (16, 42)}


@lru_cache
def column(sample: str, name: str) -> Any:
    with (HERE / f"weighting-{sample}.csv").open(encoding="utf-8", newline="") as file:
        values = [row[name] for row in csv.DictReader(file)]
    return np.array(values, dtype=float if name in ("pw", "api99", "api00") else str)


def margin(sample: str, name: str) -> Margin:
    return Margin(name, column(sample, name), TARGETS[name])


def on_margins(sample: str, **options: Any) -> Weighted:
    columns, totals, names = dummies([margin(sample, name) for name in TARGETS])
    return calibrate(column(sample, "pw"), columns, totals, names=names, **options)


def on_api99(sample: str, **options: Any) -> Weighted:
    """With dummies for all three types, where R has two and a constant: the same space."""
    columns, totals, _ = dummies([margin(sample, "stype")])
    columns = np.column_stack([columns, column(sample, "api99")])
    return calibrate(column(sample, "pw"), columns, [*totals, API99], **options)


def raked(sample: str) -> Weighted:
    return rake(column(sample, "pw"), [margin(sample, name) for name in TARGETS], tolerance=1e-13)


OURS: dict[str, Callable[[str], Weighted]] = {
    "design": lambda s: normalise(column(s, "pw"), "population", column(s, "pw").sum()),
    "poststratify": lambda s: poststratify(column(s, "pw"), margin(s, "stype")),
    "rake": raked,
    "margins_linear": on_margins,
    "margins_raking": lambda s: on_margins(s, distance="raking"),
    "margins_logit": lambda s: on_margins(s, distance="logit", bounds=BOUNDS),
    "margins_bounded": lambda s: on_margins(s, bounds=TIGHT[s]),
    "api99_linear": on_api99,
    "api99_raking": lambda s: on_api99(s, distance="raking"),
    "api99_logit": lambda s: on_api99(s, distance="logit", bounds=BOUNDS),
    "trim": lambda s: trim(raked(s).weights, *CUT[s]),
    "trim_upper": lambda s: trim(raked(s).weights, upper=CUT[s][1]),
}
EACH = pytest.mark.parametrize("case", OURS)
BOTH = pytest.mark.parametrize("sample", SAMPLES)


def test_every_case_of_the_reference_is_here() -> None:
    assert set(CASES) == {f"{sample}_{case}" for sample in SAMPLES for case in OURS} | set(FINITE)
    assert REFERENCE["R"].startswith("R version")


@BOTH
@EACH
def test_weights_are_those_of_r(case: str, sample: str) -> None:
    weights = OURS[case](sample).weights
    np.testing.assert_allclose(weights, CASES[f"{sample}_{case}"]["weights"], rtol=1e-9, atol=0)


@BOTH
@EACH
def test_kish_is_that_of_r(case: str, sample: str) -> None:
    row = CASES[f"{sample}_{case}"]
    if "kish" in row:
        assert kish_deff(OURS[case](sample).weights) == pytest.approx(row["kish"], rel=1e-9)


@BOTH
@EACH
def test_the_design_effect_of_a_mean_is_that_of_r(case: str, sample: str) -> None:
    """With the residuals of the calibration in the variance; apistrat also with its strata."""
    row = CASES[f"{sample}_{case}"]
    if "deff_api00" not in row:
        return
    weighted = OURS[case](sample)
    strata = column(sample, "stype") if sample == "apistrat" else None
    score, yes = column(sample, "api00"), column(sample, "comp.imp") == "Yes"
    in_base = np.where(column(sample, "awards") == "Yes", score, np.nan)
    design = sample_design(weighted, strata)
    for name, found in (
        ("api00", mean(design, score)),
        ("comp", share(design, yes)),
        ("base", mean(design, in_base)),
    ):
        assert found.deff == pytest.approx(row[f"deff_{name}"], rel=1e-9)


BAND = Item(
    id="band", label="band", waves=(1,),
    categories=[{"code": code, "id": name, "label": name} for code, name in enumerate(("low", "middle", "high"))],
)  # fmt: skip
FINITE: dict[str, Callable[[], Weighted]] = {
    "apistrat_finite_post": lambda: poststratify(column("apistrat", "pw"), margin("apistrat", "awards")),
    "apistrat_finite_linear": lambda: calibrate(
        column("apistrat", "pw"), *dummies([margin("apistrat", name) for name in ("sch.wide", "awards")])[:2]
    ),
}


@pytest.mark.parametrize("case", FINITE)
def test_the_design_effects_of_the_shares_of_an_item_are_those_of_r(case: str) -> None:
    """Without replacement on both sides of the ratio: R's deff = TRUE."""
    stype = column("apistrat", "stype")
    design = sample_design(FINITE[case](), stype, fpc=np.array([TARGETS["stype"][one] for one in stype]))
    bands = np.digitize(column("apistrat", "api00"), [600, 700], right=True)
    improved = np.where(column("apistrat", "comp.imp") == "Yes", bands, -1)
    for name, answers in (("deff_band", bands), ("deff_band_improved", improved)):
        found = effects_of_items(design, {"band": answers}, [BAND], least_n=1, scale=1.0)
        assert [effect.deff for effect in found.all] == pytest.approx(CASES[case][name], rel=1e-9)
        assert found.largest == max(found.all, key=lambda effect: effect.deff)


@BOTH
def test_raking_two_ways_gives_the_same_weights(sample: str) -> None:
    """Iterative proportional fitting and Newton's method on the raking distance have one solution."""
    newton = on_margins(sample, distance="raking")
    np.testing.assert_allclose(raked(sample).weights, newton.weights, rtol=1e-9, atol=0)


@needs_r
def test_r_still_gives_these_numbers(tmp_path: Path) -> None:
    again = made_by_r(HERE / "weighting.R", tmp_path)["cases"]
    assert set(again) == set(CASES)
    for case, row in CASES.items():
        for name in set(row) - {"sample"}:
            np.testing.assert_allclose(again[case][name], row[name], rtol=1e-9, err_msg=f"{case}, {name}")
