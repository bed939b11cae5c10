"""Arrays in, their sums out, always added in the same order: no BLAS, whose last bits depend on threads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Values = Sequence[Any] | NDArray[Any]

ROUNDING = 1e-12  # relative size below which a remainder is what rounding left of zero


def columns(values: Floats) -> Floats:
    """The values as a matrix: a vector becomes its only column."""
    return values[:, None] if values.ndim == 1 else values


def column_sums(values: Floats) -> Floats:
    """The sum of each column of a matrix, row after row."""
    return np.asarray(np.add.reduce(np.ascontiguousarray(values), axis=0))


def group_sums(values: Floats, codes: Ints, count: int) -> Floats:
    """The sums of the rows with the same code: (n x k) to (count x k)."""
    sums = [np.bincount(codes, weights=column, minlength=count) for column in values.T]
    return np.stack(sums, axis=1) if sums else np.zeros((count, 0))


def cross_products(left: Floats, right: Floats) -> Floats:
    """left' right, without BLAS."""
    return np.asarray(np.einsum("ij,ik->jk", left, right, optimize=False))


def coded(values: Values) -> tuple[NDArray[Any], Ints]:
    """Distinct values in order, and for each row the place of its value."""
    levels, codes = np.unique(np.asarray(values), return_inverse=True)
    return levels, codes.astype(np.int64).ravel()


def is_missing(values: NDArray[Any]) -> Bools:
    """Which values are missing: NaN or None."""
    if values.dtype.kind == "f":
        return np.asarray(np.isnan(values))
    if values.dtype.kind == "O":
        return np.array([v is None or v != v for v in values], dtype=bool)
    return np.zeros(len(values), dtype=bool)


def orthonormal(matrix: Floats, tolerance: float = 1e-7) -> Floats:
    """An orthonormal basis of the columns (n x rank), by Gram-Schmidt done twice.

    A column of which less than `tolerance` is left counts as dependent on those before it, as in R's qr().
    """
    basis: list[Floats] = []
    for column in matrix.T:
        rest = _without(column, basis)
        left, size = _norm(rest), _norm(column)
        if size > 0 and left > tolerance * size:
            basis.append(rest / left)
    return np.stack(basis, axis=1) if basis else np.zeros((len(matrix), 0))


def _without(column: Floats, basis: list[Floats]) -> Floats:
    rest = column.copy()
    for _ in range(2):
        for direction in basis:
            rest = rest - direction * np.add.reduce(direction * rest)
    return rest


def _norm(values: Floats) -> float:
    return float(np.sqrt(np.add.reduce(values * values)))
