"""Linear equations of least squares in, a solution out; no BLAS, so the last bits are the same everywhere."""

from __future__ import annotations

import numpy as np

from drukproef.survey.arrays import Floats

DEPENDENT = 1e-11
"""A column of which this share is left after the others depends on them (dummies of two margins do)."""


def cross(columns: Floats, weights: Floats) -> Floats:
    """X'WX, of the columns of X and a weight per row; each sum in the order of the rows."""
    count = columns.shape[1]
    product = np.zeros((count, count))
    weighted = columns * weights[:, None]
    for i in range(count):
        for j in range(i, count):
            product[i, j] = product[j, i] = np.sum(weighted[:, i] * columns[:, j])
    return product


def solve(matrix: Floats, right: Floats) -> tuple[Floats, list[int]]:
    """A solution x of matrix x = right, and the columns that it uses; x is 0 for columns that depend on them.

    Gauss-Jordan with the largest diagonal as pivot, on a symmetric matrix without negative eigenvalues,
    scaled to a diagonal of ones. Like a generalised inverse, it solves consistent equations of any rank.

    >>> x, used = solve(np.array([[4.0, 4.0], [4.0, 4.0]]), np.array([8.0, 8.0]))
    >>> x.tolist(), used
    ([2.0, 0.0], [0])
    """
    diagonal = np.sqrt(np.diag(matrix))
    scale = np.where(diagonal > 0, diagonal, 1.0)
    rows = np.column_stack([matrix / scale[:, None] / scale, right / scale])
    left, used = list(range(len(right))), list[int]()
    while left:
        pivot = max(left, key=lambda i: rows[i, i])
        if not rows[pivot, pivot] > DEPENDENT:
            break
        left.remove(pivot)
        used.append(pivot)
        rows[pivot] /= rows[pivot, pivot]
        others = np.arange(len(right)) != pivot
        rows[others] -= rows[others, pivot][:, None] * rows[pivot]
    x = np.zeros(len(right))
    x[used] = rows[used, -1] / scale[used]
    return x, sorted(used)


def apply(columns: Floats, x: Floats) -> Floats:
    """X x, added up column by column."""
    out = np.zeros(len(columns))
    for column, value in zip(columns.T, x, strict=True):
        out += column * value
    return out
