"""A design and population totals in, the design with calibrated weights out (R: postStratify, calibrate)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey.answers import labels
from drukproef.survey.arrays import Floats, Ints, Values, coded, column_sums, cross_products, group_sums
from drukproef.survey.calibration import Calibration, Greg, PostStrata, Raking
from drukproef.survey.design import Design

MET = 1e-12  # relative deviation at which totals count as met
ROUNDS = 1000


def poststratify(design: Design, cells: Values, totals: Mapping[Any, float]) -> Design:
    """Weights that add up to the population total of each cell. Raises DrukproefError when cells don't match.

    >>> poststratify(Design([1.0, 1.0, 1.0]), ["a", "a", "b"], {"a": 10, "b": 3}).weights.tolist()
    [5.0, 5.0, 3.0]
    """
    codes, targets = _matched(design, cells, totals, "post-strata")
    after = _scaled(design.weights, codes, targets)
    return _calibrated(design, after, PostStrata(codes, after, design.weights))


def rake(
    design: Design,
    margins: Sequence[tuple[Values, Mapping[Any, float]]],
    names: Sequence[str] | None = None,
) -> Design:
    """Weights that add up to the totals of each margin: (labels per respondent, total per label).

    Iterative proportional fitting until all totals are met to 1e-12. Raises DrukproefError when they can't
    be, with the `names` of the margins (default: their numbers).
    """
    places = [
        f"margin {i}" if names is None else f"margin '{names[i - 1]}'" for i in range(1, len(margins) + 1)
    ]
    pairs = [_matched(design, *margin, place) for margin, place in zip(margins, places, strict=True)]
    weights = design.weights
    for _ in range(ROUNDS):
        steps = []
        for codes, targets in pairs:
            weights = _scaled(weights, codes, targets)
            steps.append(weights)
        if _deviation(weights, pairs) <= MET:
            return _calibrated(design, weights, Raking(tuple(codes for codes, _ in pairs), tuple(steps)))
    raise fail(
        f"{design.name}, raking",
        f"after {ROUNDS} rounds {_farthest(weights, pairs, margins, places)}",
        "margins with the same sum, that some set of weights can meet",
        "compare the sums of the margins, and merge small levels",
    )


def calibrate(
    design: Design, auxiliary: Values, totals: Values, distance: Literal["linear", "raking"] = "linear"
) -> Design:
    """Weights with the given totals (p) of the auxiliaries (n x p), as near as can be to the old weights.

    Distances of Deville and Särndal (1992). Raises DrukproefError when they can't be met with positive
    weights.
    """
    matrix, targets = np.asarray(auxiliary, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if matrix.shape != (design.n, len(targets)):
        raise fail(
            f"{design.name}, calibration",
            f"auxiliaries of shape {matrix.shape}",
            f"{design.n} x {len(targets)}",
        )
    after = design.weights * _solve(design, matrix, targets, DISTANCES[distance])
    if not (np.isfinite(after).all() and (after > 0).all()):
        step = "choose distance='raking', or leave an auxiliary out"
        raise fail(
            f"{design.name}, calibration",
            f"{int((after <= 0).sum())} weights not above 0",
            "positive weights",
            step,
        )
    return _calibrated(design, after, Greg(matrix, after, design.weights))


def _calibrated(design: Design, weights: Floats, step: Calibration) -> Design:
    if design.replicates is not None:
        step_next = "bring replicate weights that are calibrated already"
        raise fail(design.name, "calibration of a design with replicates", "a design without", step_next)
    steps = (*design.calibration, step)
    return Design(weights, design.strata, design.psu, design.fpc, steps, None, design.lonely, design.name)


def _matched(design: Design, cells: Values, totals: Mapping[Any, float], what: str) -> tuple[Ints, Floats]:
    found, codes = coded(labels(design, cells, what))
    problems = list(_mismatches(found.tolist(), totals, f"{design.name}, {what}"))
    if problems:
        raise DrukproefError(problems)
    return codes, np.array([totals[label] for label in found.tolist()], dtype=np.float64)


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


def _scaled(weights: Floats, codes: Ints, targets: Floats) -> Floats:
    sums = group_sums(weights[:, None], codes, len(targets))[:, 0]
    return np.asarray(weights * (targets / sums)[codes])


def _deviation(weights: Floats, pairs: list[tuple[Ints, Floats]]) -> float:
    sums = [group_sums(weights[:, None], codes, len(targets))[:, 0] / targets for codes, targets in pairs]
    return max(float(np.abs(each - 1).max()) for each in sums)


def _farthest(weights: Floats, pairs: list[tuple[Ints, Floats]], margins: Any, places: list[str]) -> str:
    """The total that is missed most, with what it adds up to."""
    missed = []
    for (codes, targets), (cells, _), place in zip(pairs, margins, places, strict=True):
        sums = group_sums(weights[:, None], codes, len(targets))[:, 0]
        worst = int(np.abs(sums / targets - 1).argmax())
        found = f"'{coded(np.asarray(cells))[0][worst]}' of {place} adds up to {sums[worst]:.6g}"
        missed.append((abs(sums[worst] / targets[worst] - 1), f"{found} instead of {targets[worst]:.6g}"))
    return max(missed)[1]


Distance = tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]  # g-weight and its derivative
DISTANCES: dict[str, Distance] = {
    "linear": (lambda u: 1 + u, np.ones_like),
    "raking": (np.exp, np.exp),
}


def _solve(design: Design, matrix: Floats, targets: Floats, distance: Distance) -> Floats:
    """Newton's method for the g-weights. Auxiliaries that depend on others are harmless (pseudo-inverse)."""
    factor, slope = distance
    position, size = np.zeros(matrix.shape[1]), np.maximum(np.abs(targets), 1.0)
    for _ in range(ROUNDS):
        linear = np.einsum("ip,p->i", matrix, position, optimize=False)
        weights = design.weights * factor(linear)
        missing = targets - column_sums(matrix * weights[:, None])
        if np.all(np.abs(missing) <= MET * size):
            return factor(linear)
        gram = cross_products(matrix * (design.weights * slope(linear))[:, None], matrix)
        if not np.isfinite(gram).all():
            break
        position = position + np.einsum(
            "pq,q->p", np.linalg.pinv(gram, hermitian=True), missing, optimize=False
        )
    raise fail(
        f"{design.name}, calibration", "the totals can't be met", "totals that some set of weights can meet"
    )
