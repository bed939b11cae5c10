"""Design weights, calibration variables and their totals in, the factor of each respondent's weight out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats, Ints
from drukproef.survey.distance import Bounds, Name, bound_problems, distance_of
from drukproef.survey.exact import group_totals, patterns
from drukproef.survey.newton import Totals, newton, unmet


@dataclass(frozen=True)
class Factors:
    """A factor per respondent; respondents with equal calibration variables have an equal one."""

    factors: Floats
    row_of: Ints  # of each respondent, in `rows`
    rows: Floats  # distinct values of the calibration variables
    iterations: int


def calibration_factors(
    design: Floats,
    columns: Floats,
    totals: Floats,
    names: list[str],
    distance: Name,
    bounds: Bounds | None,
    tolerance: float,
    max_iterations: int,
) -> Factors:
    """Factors g near 1 with Σ d g x = total for each of the `columns` x (respondents × totals), by Newton's method.

    Met when no total is missed by more than `tolerance`, relative to its size. Raises DrukproefError for values that
    are no numbers, bounds that don't fit the distance, totals that contradict each other, and totals out of reach.

    >>> ages = np.array([[1.0, 20.0], [1.0, 40.0], [1.0, 60.0]])
    >>> asked = np.array([6.0, 260.0]), ["people", "years"]
    >>> calibration_factors(np.full(3, 2.0), ages, *asked, "linear", None, 1e-12, 100).factors.round(3).tolist()
    [0.75, 1.0, 1.25]
    """
    _refuse([*_shape_problems(columns, totals, names, len(design)), *bound_problems(distance, bounds)])
    rows, row_of = patterns(columns)
    wanted = Totals(rows, group_totals(design, row_of, len(rows)), totals, names)
    _refuse(unmet(wanted))
    factors, iterations = newton(wanted, distance_of(distance, bounds), tolerance, max_iterations, bounds)
    return Factors(factors[row_of], row_of, rows, iterations)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise DrukproefError(problems)


def _shape_problems(x: Floats, totals: Floats, names: list[str], n: int) -> Iterator[Problem]:
    place = "calibration variables"
    if x.ndim != 2 or x.shape != (n, totals.size) or totals.ndim != 1 or len(names) != totals.size:
        found = f"a matrix of {x.shape}, {totals.size} totals, {len(names)} names and {n} respondents"
        yield Problem(place, found, "a row per respondent, and a column, total and name per variable")
        return
    if totals.size == 0:
        yield Problem(place, "none", "one variable or more")
    for name, column, target in zip(names, x.T, totals.tolist(), strict=True):
        bad = int(np.count_nonzero(~np.isfinite(column)))
        if bad:
            yield Problem(f"{place}, {name}", f"{bad} of {n} values are missing or infinite", "numbers")
        if not math.isfinite(target):
            yield Problem(f"{place}, {name}", f"the total is {target}", "a number", "mend the total")
        elif not bad and target != 0 and not np.any(column):
            yield Problem(
                f"{place}, {name}",
                f"0 for every respondent, with a total of {target:.10g}",
                "respondents for each total",
                "merge it with another variable",
            )
