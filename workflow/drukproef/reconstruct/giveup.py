"""A Program in, the cheapest set of rows to give up out."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from drukproef.reconstruct.linear import Linear
from drukproef.reconstruct.program import Part, Program, largest_counts, parts_of

OFF = 0.05  # cost per respondent that a given-up row is off, far below the cost of a cell
NEARLY = 0.1  # cost: of two respondents


def fewest_given_up(program: Program, kept: Set[int], near: bool = False) -> frozenset[int] | None:
    """The cheapest set of rows without which the rest can hold; None when `kept` alone can't hold.

    With `near`: of equally cheap sets (nearly) the one that leaves the fewest people between print and data.
    """
    linear = Linear()
    n_counts = program.n_cells * program.n_answers
    linear.variables(np.zeros(n_counts), np.zeros(n_counts), largest_counts(program))
    _add_sizes(linear, program)
    switches: dict[int, int] = {}
    for i, row in enumerate(program.rows):
        is_soft = row.cost > 0 and i not in kept
        if is_soft:
            switches[i] = int(linear.variables([row.cost], [0], [1])[0])
        for part in parts_of(row, program):
            if is_soft:
                _add_soft(linear, program, part, switches[i], near)
            else:
                linear.condition(part.indices, part.values, part.lower, part.upper)
    values = linear.solve(NEARLY if near else 0.0)
    return None if values is None else frozenset(i for i, s in switches.items() if values[s] > 0)


def _add_sizes(linear: Linear, program: Program) -> None:
    """The counts of a group add up to its size."""
    group_of = np.repeat(np.array(program.group), program.n_answers)
    for group, size in enumerate(program.sizes):
        where = np.flatnonzero(group_of == group)
        linear.condition(where, np.ones(len(where)), size, size)


def _add_soft(linear: Linear, program: Program, part: Part, switch: int, near: bool) -> None:
    """A condition that holds unless its switch is 1; then, with `near`, it costs a little per respondent."""
    lowest, highest = _range(part.indices, part.values, program)
    for sign, bound, room in (
        (1.0, part.lower, part.lower - lowest),
        (-1.0, part.upper, highest - part.upper),
    ):
        if not np.isfinite(bound) or room <= 0:
            continue
        limits = (bound, np.inf) if sign > 0 else (-np.inf, bound)
        if not near:
            linear.condition(np.append(part.indices, switch), np.append(part.values, sign * room), *limits)
            continue
        slack = linear.variables([OFF], [0], [room], whole=False)
        linear.condition(np.append(part.indices, slack), np.append(part.values, sign), *limits)
        linear.condition(np.append(slack, switch), np.array([1.0, -room]), -np.inf, 0.0)


def _range(indices: np.ndarray, values: np.ndarray, program: Program) -> tuple[float, float]:
    """The lowest and the highest sum that the sizes leave possible."""
    group = np.array(program.group)[indices // program.n_answers]
    sizes = np.array(program.sizes, dtype=float)
    low, high = np.zeros(len(sizes)), np.zeros(len(sizes))
    np.minimum.at(low, group, values)
    np.maximum.at(high, group, values)
    return float(low @ sizes), float(high @ sizes)
