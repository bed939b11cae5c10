"""p values in, p values adjusted for the number of tests in their family out (R: p.adjust)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from drukproef.tabulate.strata import Floats, Ints


def adjusted(p: Floats, families: list[slice], method: str) -> Floats:
    """Adjust each column of `p` within each slice of rows; NaN (not tested) does not count as a test.

    >>> adjusted(np.array([[0.01], [0.04], [np.nan]]), [slice(0, 3)], "bonferroni").ravel().tolist()
    [0.02, 0.08, nan]
    """
    if method == "none":
        return p
    result = p.copy()
    for rows in families:
        for column in range(p.shape[1]):
            result[rows, column] = _family(p[rows, column], METHODS[method])
    return result


def _family(p: Floats, method: Callable[[Floats], Floats]) -> Floats:
    found = ~np.isnan(p)
    result = p.copy()
    if found.any():
        result[found] = np.minimum(method(p[found]), 1)
    return result


def _bonferroni(p: Floats) -> Floats:
    return p * len(p)


def _holm(p: Floats) -> Floats:
    """Holm (1979): the smallest times m, the next times m - 1, never below the one before."""
    order = np.argsort(p, kind="stable")
    stepped = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    return _back(stepped, order)


def _bh(p: Floats) -> Floats:
    """Benjamini and Hochberg (1995): the largest times 1, the next times m / (m - 1), never above it."""
    order = np.argsort(-p, kind="stable")
    stepped = np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1))
    return _back(stepped, order)


def _back(values: Floats, order: Ints) -> Floats:
    result = np.empty_like(values)
    result[order] = values
    return result


METHODS = {"bonferroni": _bonferroni, "holm": _holm, "bh": _bh}
