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
from drukproef.survey.distance import Bounds, Name
from drukproef.survey.factors import calibration_factors
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
    if not margins or (names is not None and len(names) != len(margins)):
        found = f"{len(margins)} margins" + (f" and {len(names)} names" if names is not None else "")
        raise fail(f"{design.name}, raking", found, "one margin or more, each with its name")
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
    names = [f"column {i + 1}" for i in range(len(targets))]
    found = calibration_factors(design.weights, matrix, targets, names, distance, bounds, MET, STEPS)
    after = design.weights * found.factors
    if not (np.isfinite(after).all() and (after > 0).all()):
        raise fail(
            f"{design.name}, calibration",
            f"{int((after <= 0).sum())} weights not above 0",
            "positive weights",
            "choose distance='raking', or leave an auxiliary out",
        )
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
