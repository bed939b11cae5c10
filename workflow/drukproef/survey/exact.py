"""Values and groups in, sums out that don't depend on the order of the respondents or on threads."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.survey.arrays import Floats, Ints


def total(values: Floats) -> float:
    """The sum, rounded once: `math.fsum`, so the same for every order of the values.

    >>> total(np.array([1e16, 1.0, -1e16]))
    1.0
    """
    return math.fsum(values.tolist())


def group_totals(values: Floats, groups: Ints, count: int) -> Floats:
    """The sum of the values of each group 0, 1 ... count - 1; 0 for a group without values.

    >>> group_totals(np.array([1.0, 2.0, 4.0]), np.array([1, 0, 1]), 3).tolist()
    [2.0, 5.0, 0.0]
    """
    order = np.argsort(groups, kind="stable")
    inside = values[order].tolist()
    edges = np.searchsorted(groups[order], np.arange(count + 1)).tolist()
    return np.array([math.fsum(inside[a:b]) for a, b in zip(edges, edges[1:], strict=False)])


def patterns(columns: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """The distinct rows of a matrix, sorted, and which of them each row is.

    Calibration gives respondents with equal rows an equal factor, so it only needs the distinct ones.

    >>> rows, place = patterns(np.array([[1, 0], [0, 1], [1, 0]]))
    >>> rows.tolist(), place.tolist()
    ([[0, 1], [1, 0]], [1, 0, 1])
    """
    place = np.zeros(len(columns), dtype=np.int64)
    for column in columns.T:
        values, codes = np.unique(column, return_inverse=True)
        place = np.unique(place * len(values) + codes, return_inverse=True)[1]
    first = np.unique(place, return_index=True)[1]
    return columns[first], place
