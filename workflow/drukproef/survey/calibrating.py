"""A design and population totals in, the design with calibrated weights out (R: postStratify, calibrate)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey.answers import labels
from drukproef.survey.arrays import Floats, Values, coded
from drukproef.survey.calibration import Calibration, Greg, PostStrata, Raking
from drukproef.survey.design import Design
from drukproef.survey.distance import Bounds, Name, bound_problems, distance_of
from drukproef.survey.exact import group_totals, patterns
from drukproef.survey.newton import Totals, newton, unmet
from drukproef.survey.raking import Goal, fitted

MET = 1e-12  # relative deviation at which totals count as met
ROUNDS = 1000  # of raking
STEPS = 100  # of Newton's method


def poststratify(design: Design, cells: Values, totals: Mapping[Any, float]) -> Design:
    """Weights that add up to the population total of each cell. Raises DrukproefError when cells don't match.

    >>> poststratify(Design([1.0, 1.0, 1.0]), ["a", "a", "b"], {"a": 10, "b": 3}).weights.tolist()
    [5.0, 5.0, 3.0]
    """
    goal = _goal(design, cells, totals, "post-strata")
    after = goal.scaled(design.weights)
    return _calibrated(design, after, PostStrata(goal.codes, after, design.weights))


def rake(
    design: Design,
    margins: Sequence[tuple[Values, Mapping[Any, float]]],
    names: Sequence[str] | None = None,
) -> Design:
    """Weights that add up to the totals of each margin: (labels per respondent, total per label).

    Iterative proportional fitting until all totals are met to 1e-12. Raises DrukproefError when they can't
    be, with the `names` of the margins (default: their numbers).
    """
    shown = [str(i) for i in range(1, len(margins) + 1)] if names is None else names
    goals = [_goal(design, *margin, name, "margin") for margin, name in zip(margins, shown, strict=True)]
    steps, _ = fitted(design.weights, goals, MET, ROUNDS)
    return _calibrated(design, steps[-1], Raking(tuple(goal.codes for goal in goals), tuple(steps)))


def calibrate(
    design: Design,
    auxiliary: Values,
    totals: Values,
    distance: Name = "linear",
    bounds: Bounds | None = None,
) -> Design:
    """Weights with the given totals (p) of the auxiliaries (n x p), as near as can be to the old weights.

    Distances of Deville and Särndal (1992); `bounds` = (lowest, highest) ratio of new to old weight: needed for
    `logit`, possible for `linear`. Raises DrukproefError when the totals can't be met with positive weights.

    >>> ages = [[1, 20], [1, 40], [1, 60]]
    >>> calibrate(Design([2.0, 2.0, 2.0]), ages, [6, 260]).weights.round(3).tolist()
    [1.5, 2.0, 2.5]
    """
    matrix, targets = np.asarray(auxiliary, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    place = f"{design.name}, calibration"
    if matrix.shape != (design.n, len(targets)):
        raise fail(place, f"auxiliaries of shape {matrix.shape}", f"{design.n} x {len(targets)}")
    if problems := list(bound_problems(distance, bounds)):
        raise DrukproefError(problems)
    rows, row_of = patterns(matrix)
    names = [f"column {i + 1}" for i in range(len(targets))]
    asked = Totals(rows, group_totals(design.weights, row_of, len(rows)), targets, names)
    if problems := unmet(asked):
        raise DrukproefError(problems)
    after = design.weights * newton(asked, distance_of(distance, bounds), MET, STEPS, bounds)[0][row_of]
    if not (np.isfinite(after).all() and (after > 0).all()):
        found = f"{int((after <= 0).sum())} weights not above 0"
        raise fail(place, found, "positive weights", "choose distance='raking', or leave an auxiliary out")
    return _calibrated(design, after, Greg(matrix, after, design.weights))


def _calibrated(design: Design, weights: Floats, step: Calibration) -> Design:
    if design.replicates is not None:
        step_next = "bring replicate weights that are calibrated already"
        raise fail(design.name, "calibration of a design with replicates", "a design without", step_next)
    steps = (*design.calibration, step)
    return Design(weights, design.strata, design.psu, design.fpc, steps, None, design.lonely, design.name)


def _goal(design: Design, cells: Values, totals: Mapping[Any, float], name: str, kind: str = "") -> Goal:
    what = f"{kind} '{name}'" if kind else name
    found, codes = coded(labels(design, cells, what))
    levels, place = found.tolist(), f"{design.name}, {what}"
    problems = list(_mismatches(levels, totals, place))
    if problems:
        raise DrukproefError(problems)
    targets = np.array([totals[label] for label in levels], dtype=np.float64)
    return Goal(codes, targets, levels, name, [place] * len(levels))


def _mismatches(found: list[Any], totals: Mapping[Any, float], place: str) -> Iterator[Problem]:
    for label in found:
        if label not in totals:
            yield Problem(place, f"no population total for '{label}'", "a total for each label in the sample")
        elif not (np.isfinite(totals[label]) and totals[label] > 0):
            yield Problem(place, f"a total of {totals[label]} for '{label}'", "a positive number")
    for label, size in totals.items():
        if label not in found and size > 0:
            step = "merge it with another label"
            yield Problem(
                place, f"nobody in '{label}', which has a total of {size:g}", "respondents in each", step
            )
