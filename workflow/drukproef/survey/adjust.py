"""p values of one family in, p values adjusted for their number out (R: p.adjust)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from drukproef.errors import fail
from drukproef.survey.arrays import Floats, Ints


def adjust(p: Sequence[float | None], method: str) -> list[float | None]:
    """Adjust a family by none, bonferroni, holm (1979) or bh (Benjamini and Hochberg 1995).

    None (not tested) does not count as a test. Raises DrukproefError for another method.

    >>> adjust([0.01, 0.04, None], "bonferroni")
    [0.02, 0.08, None]
    """
    if method not in METHODS:
        raise fail("adjustment", f"'{method}'", f"one of {', '.join(METHODS)}")
    tested = np.array([value for value in p if value is not None], dtype=np.float64)
    found = iter(np.minimum(METHODS[method](tested), 1.0).tolist() if len(tested) else [])
    return [None if value is None else next(found) for value in p]


def _none(p: Floats) -> Floats:
    return p


def _bonferroni(p: Floats) -> Floats:
    return p * len(p)


def _holm(p: Floats) -> Floats:
    """The smallest times m, the next times m - 1, never below the one before."""
    order = np.argsort(p, kind="stable")
    return _back(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), order)


def _bh(p: Floats) -> Floats:
    """The largest times 1, the next times m / (m - 1), never above it."""
    order = np.argsort(-p, kind="stable")
    return _back(np.minimum.accumulate(p[order] * len(p) / np.arange(len(p), 0, -1)), order)


def _back(values: Floats, order: Ints) -> Floats:
    result = np.empty_like(values)
    result[order] = values
    return result


METHODS: dict[str, Callable[[Floats], Floats]] = {
    "none": _none,
    "bonferroni": _bonferroni,
    "holm": _holm,
    "bh": _bh,
}
