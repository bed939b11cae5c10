"""Several margins in, weights out that add up to the totals of each of them, as near to the design as can be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.dummies import dummies
from drukproef.weight.methods.margin import Margin
from drukproef.weight.methods.result import Weighted, achieved
from drukproef.weight.methods.sums import Floats, Ints, group_sums, patterns
from drukproef.weight.methods.verify import verified


def rake(
    design_weights: ArrayLike,
    margins: Sequence[Margin],
    *,
    tolerance: float = 1e-12,
    max_iterations: int = 1000,
) -> Weighted:
    """Iterative proportional fitting (Deming and Stephan 1940): post-stratify on each margin in turn, until all hold.

    Starts from the design weights, so that they keep their ratios within a combination of levels. Ready when no
    target is missed by more than `tolerance`, relatively. R: `rake`, and `calibrate(calfun = "raking")`.
    Raises DrukproefError with all that doesn't fit in the margins, or with what is missed when it doesn't converge.

    >>> gender, age = Margin("gender", ["m", "m", "f"], {"m": 6, "f": 4}), Margin("age", [1, 2, 2], {1: 3, 2: 7})
    >>> rake([1, 1, 1], [gender, age]).weights.round(9).tolist()
    [3.0, 3.0, 4.0]
    """
    if not margins:
        raise DrukproefError([Problem("raking", "no margins", "one margin or more")])
    design = checked(design_weights, margins)
    rows, place = patterns(np.column_stack([m.codes for m in margins]))
    start = group_sums(design, place, len(rows))
    targets = [np.array([m.targets[level] for level in m.used], dtype=np.float64) for m in margins]
    final, iterations = _fitted(start, rows, targets, margins, tolerance, max_iterations)
    weights = design * (final / start)[place]
    basis = dummies([Margin(m.variable, rows[:, i], _by_code(m)) for i, m in enumerate(margins)])[0]
    made = tuple(achieved(margins, design, weights))
    return verified(Weighted("rake", weights, design, place, basis, iterations, True, made))


def _by_code(margin: Margin) -> dict[int, float]:
    return {code: margin.targets[level] for code, level in enumerate(margin.used)}


def _fitted(
    start: Floats,
    rows: Ints,
    targets: Sequence[Floats],
    margins: Sequence[Margin],
    tolerance: float,
    max_iterations: int,
) -> tuple[Floats, int]:
    """The sums of weights per combination of levels, and the number of rounds over all margins."""
    weights = start
    for iteration in range(1, max_iterations + 1):
        for codes, target in zip(rows.T, targets, strict=True):
            weights = weights * (target / _sums(weights, codes, len(target)))[codes]
        sums = [_sums(weights, c, len(t)) for c, t in zip(rows.T, targets, strict=True)]
        if all(np.all(np.abs(s - t) <= tolerance * t) for s, t in zip(sums, targets, strict=True)):
            return weights, iteration
    raise DrukproefError(_not_converged(sums, targets, margins, max_iterations, tolerance))


def _sums(weights: Floats, codes: Ints, count: int) -> Floats:
    """The sum of each level, added up in the order of the rows."""
    return np.asarray(np.bincount(codes, weights, count), dtype=np.float64)


def _not_converged(
    sums: Sequence[Floats],
    targets: Sequence[Floats],
    margins: Sequence[Margin],
    rounds: int,
    tolerance: float,
) -> list[Problem]:
    """One problem per margin that isn't met, with its worst level."""
    problems = []
    for margin, reached, asked in zip(margins, sums, targets, strict=True):
        deviation = np.abs(reached - asked) / asked
        worst = int(deviation.argmax())
        if deviation[worst] > tolerance:
            problems.append(
                Problem(
                    margin.place(margin.used[worst]),
                    f"raking doesn't converge: after {rounds} rounds '{margin.variable}' = '{margin.used[worst]}' "
                    f"adds up to {reached[worst]:.10g}, {100 * deviation[worst]:.3g}% from {asked[worst]:.10g}",
                    f"a deviation of at most {tolerance:g}",
                    "some combinations of levels have no respondents: merge levels, or rake on fewer margins",
                )
            )
    return problems
