"""Known sums in, the cells that follow from them without any search out."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from drukproef.disclosure.figures import Bools, Floats

NEAR = 1e-6


def settled(matrix: csr_array, values: Floats) -> tuple[Bools, Floats]:
    """Which cells are certain, and their values: the last open cell of a sum, and all cells of a sum of 0.

    Repeated until nothing new is found. What is left is for the solver.
    """
    n_cells = matrix.shape[1]
    used, negative = abs(matrix), abs(matrix.minimum(0))
    is_open, found = np.ones(n_cells, dtype=bool), np.zeros(n_cells)
    while True:
        rest = values - matrix @ found
        n_open = used @ is_open.astype(float)
        is_zero = (n_open > 0) & (rest < NEAR) & (negative @ is_open.astype(float) == 0)
        is_last = (n_open == 1) & ~is_zero
        zeros = is_open & (used.T @ is_zero.astype(float) > 0)
        is_open &= ~zeros
        if is_last.any():
            last = _last(matrix[is_last], rest[is_last], is_open)
            found[list(last)] = list(last.values())
            is_open[list(last)] = False
        elif not zeros.any():
            return ~is_open, found


def _last(rows: csr_array, rest: Floats, is_open: Bools) -> dict[int, float]:
    """The only open cell of each row, with its value."""
    entries = rows.tocoo()
    keep = is_open[entries.col]
    places = zip(entries.row[keep], entries.col[keep], entries.data[keep], strict=True)
    return {int(cell): float(rest[row] / sign) for row, cell, sign in places}
