"""The extra columns of a weights file in, what its weighting takes away from the variance out."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from drukproef.errors import DrukproefError, Problem
from drukproef.study.weighting import Recipe
from drukproef.survey import Greg, PostStrata
from drukproef.survey.arrays import coded
from drukproef.survey.calibration import Calibration
from drukproef.tabulate.strata import Floats, Ints

CELL, DESIGN_WEIGHT = "cell_", "design_weight"
MISSING = -1


def cells_in(weights: pa.Table) -> dict[str, Ints]:
    """The level of each respondent on each variable that this wave was weighted on; MISSING without one."""
    found = {}
    for name in weights.column_names:
        if name.startswith(CELL) and weights[name].null_count < weights.num_rows:
            found[name] = np.asarray(weights[name].fill_null(MISSING)).astype(np.int64)
    return found


def step_of(
    year: int, weights: pa.Table, stratum: Ints, by_stratum: bool, shown: str, recipe: Recipe
) -> Calibration | None:
    """Residuals on all margins at once, by the weights before (R: postStratify for one margin, else calibrate).

    None when trimming gave the margins up: then they explain nothing. `by_stratum`: the weights are population /
    respondents, so that without further columns the strata are the cells.
    """
    if not recipe.keeps_targets:
        return None
    cells, after = cells_in(weights), np.asarray(weights["weight"]).astype(np.float64)
    before = np.ones(len(after))
    if by_stratum and not cells:
        cells = {"stratum": stratum}
    else:
        _check(year, weights, cells, shown)
        before = np.asarray(weights[DESIGN_WEIGHT]).astype(np.float64)
    margins = [coded(codes)[1] for codes in cells.values()]
    if len(margins) == 1:
        return PostStrata(margins[0], after, before)
    return Greg(_dummies(margins), after, before)


def _dummies(margins: list[Ints]) -> Floats:
    """A column per level; those that depend on others do no harm."""
    columns = [codes[:, None] == np.arange(int(codes.max()) + 1) for codes in margins]
    return np.concatenate(columns, axis=1).astype(np.float64)


def _check(year: int, weights: pa.Table, cells: dict[str, Ints], shown: str) -> None:
    place, step = f"{shown}, wave {year}", "weight the responses again"
    absent = [] if DESIGN_WEIGHT in weights.column_names else [f"column '{DESIGN_WEIGHT}'"]
    absent += [] if cells else [f"column '{CELL}<variable>'"]
    problems = []
    if absent:
        found = f"a weight is not population / respondents of its stratum, and there is no {' and no '.join(absent)}"
        expected = (
            "the design weights, and the level on each variable that was weighted on, to know the error by"
        )
        problems.append(Problem(place, found, expected, step))
    elif not _all_positive(weights):
        found = "design weights that are missing, or not above 0"
        problems.append(Problem(f"{place}, column '{DESIGN_WEIGHT}'", found, "positive numbers", step))
    for name, codes in cells.items():
        if lost := int(np.sum(codes == MISSING)):
            found = f"{lost} of {len(codes)} respondents have no level"
            problems.append(Problem(f"{place}, column '{name}'", found, "a level for each respondent", step))
    if problems:
        raise DrukproefError(problems)


def _all_positive(weights: pa.Table) -> bool:
    values = np.asarray(weights[DESIGN_WEIGHT]).astype(np.float64)
    return bool(np.all(np.isfinite(values) & (values > 0)))
