"""From sums per stratum, level and category to the numbers of a table, for peers that only add up."""

from __future__ import annotations

import numpy as np

TOP = (4, 5)


def finish(sums: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(shares, n, se of the top 2, t of the top 2 against the rest) per level.

    `sums`: 3 (1, w, w²) x strata x levels x 5 categories, without missing answers; `size`: respondents per stratum.
    """
    base = sums.sum(axis=3)
    top = sums[:, :, :, TOP[0] - 1 :].sum(axis=3)
    shares = sums[1].sum(axis=0) / base[1].sum(axis=0)[:, None]
    p, variance, influence = _linearised(base, top, size)
    rest = [part.sum(axis=2, keepdims=True) - part for part in (base, top)]
    q, other, minus = _linearised(rest[0], rest[1], size)
    scale = (size / (size - 1) / size)[:, None]
    se = np.sqrt(variance + other + 2 * (scale * influence * minus).sum(axis=0))
    return shares, base[0].sum(axis=0), np.sqrt(variance), (p - q) / se


def _linearised(
    base: np.ndarray, top: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    weight = base[1].sum(axis=0)
    p = top[1].sum(axis=0) / weight
    influence = (top[1] - p * base[1]) / weight
    squares = (top[2] * (1 - 2 * p) + p**2 * base[2]) / weight**2
    factor = (size / (size - 1))[:, None]
    return p, (factor * (squares - influence**2 / size[:, None])).sum(axis=0), influence
