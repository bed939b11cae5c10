"""A seed in words in, the same draws on every machine out; and fair whole-number splits without any draw."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np


def draws(seed: str, n: int) -> np.ndarray:
    """n uniform numbers in [0, 1) that depend on the words of the seed only."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "little")
    return np.random.default_rng(number).random(n)


def bell(seed: str, n: int) -> np.ndarray:
    """n numbers that are about normal (mean 0, variance 1), as sums: no library's logarithm matters."""
    return np.asarray(sum(draws(f"{seed} {i}", n) for i in range(12)) - 6.0)


def largest_remainder(shares: Sequence[float], total: int, most: Sequence[int] | None = None) -> list[int]:
    """Whole numbers in proportion to `shares` that add up to `total`, none above `most`.

    >>> largest_remainder([60, 40], 7)
    [4, 3]
    >>> largest_remainder([60, 40], 7, most=[2, 9])
    [2, 5]
    """
    room = np.array(most if most is not None else [total] * len(shares))
    weight = np.array(shares, dtype=float)
    counts = np.zeros(len(weight), dtype=np.int64)
    while (left := total - int(counts.sum())) > 0:
        is_open = (counts < room) & (weight > 0)
        if not is_open.any():
            is_open, weight = counts < room, np.ones(len(weight))
        assert is_open.any(), "more to divide than there is room for"
        exact = np.where(is_open, weight, 0) / weight[is_open].sum() * left
        counts += np.minimum(_rounded(exact, left), room - counts)
    return [int(c) for c in counts]


def _rounded(exact: np.ndarray, total: int) -> np.ndarray:
    """Down to whole numbers, then one more for the largest remainders."""
    whole = np.floor(exact + 1e-9)
    order = np.argsort(-np.round(exact - whole, 9), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return np.asarray(whole.astype(np.int64))
