"""A Program and a row that it gave up in, the smallest set of rows that can't hold together with it out."""

from __future__ import annotations

import numpy as np

from drukproef.reconstruct.giveup import fewest_given_up
from drukproef.reconstruct.linear import Linear
from drukproef.reconstruct.program import Program

TRIES = 200


def smallest_conflict(program: Program, row: int) -> frozenset[int] | None:
    """The fewest rows, `row` among them, that no counts can satisfy together; None when all rows can hold.

    Each set of rows that must be given up to keep a guess has to be hit by the answer, so the answer is the
    smallest set that hits all those found so far, once that set can't hold either.
    """
    corrections: list[frozenset[int]] = []
    for _ in range(TRIES):
        guess = _smallest_hitting_set(corrections, program) | {row}
        correction = fewest_given_up(program, guess)
        if correction is None:
            return guess
        if not correction:
            return None
        corrections.append(correction)
    return None


def _smallest_hitting_set(sets: list[frozenset[int]], program: Program) -> frozenset[int]:
    """The fewest rows with one in each set; of equally few those that are printed least often."""
    candidates = sorted(frozenset[int]().union(*sets))
    if not candidates:
        return frozenset()
    linear = Linear()
    costs = np.array([program.rows[c].cost for c in candidates])
    cost = 1 + costs / (1000 * costs.sum())
    index = dict(
        zip(candidates, linear.variables(cost, np.zeros(len(cost)), np.ones(len(cost))), strict=True)
    )
    for members in sets:
        where = np.array([index[m] for m in sorted(members)])
        linear.condition(where, np.ones(len(where)), 1, np.inf)
    values = linear.solve()
    assert values is not None
    return frozenset(c for c in candidates if values[index[c]] > 0)
