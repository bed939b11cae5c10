"""The sizes of items and banners in, the passes over the rows that count them all with the least work out.

One pass counts a few items and a few banners at once: its table has a cell for each combination of stratum, levels
and answers, and the tables of each item by each banner are sums of it. Two items and two banners take a quarter of the
passes of one by one, as long as the table fits the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
from numpy.typing import NDArray

from drukproef.crosstab.coding import Codes

LARGEST = 20_000  # cells of a table that a core keeps near; measured, see bench/statistics.md
PER_ROW, PER_CELL, PER_PASS = 2.5, 5.0, 45_000.0  # nanoseconds; only their ratios matter


Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Plan:
    """Groups of items and groups of banners (their places): each pair of groups is a pass."""

    items: Groups
    banners: Groups


@lru_cache(maxsize=8)
def plan_passes(strata: int, items: tuple[int, ...], banners: tuple[int, ...], rows: int) -> Plan:
    """The cheapest plan for items and banners with so many codes each, and so many rows.

    >>> plan_passes(12, (6, 6, 6, 6), (3, 11), 1_000_000)
    Plan(items=((0, 3), (1, 2)), banners=((0, 1),))
    """
    some, others = ([_grouped(sizes, count) for count in (1, 2, 3)] for sizes in (items, banners))
    answers, levels = (
        [_widths(items, groups) for groups in some],
        [_widths(banners, groups) for groups in others],
    )
    kinds = [(i, b) for i in range(3) for b in range(3)]
    i, b = min(kinds, key=lambda kind: _cost(strata, answers[kind[0]], levels[kind[1]], rows))
    return Plan(some[i], others[b])


def joint(codes: Sequence[Codes], sizes: Sequence[int], group: tuple[int, ...]) -> NDArray[np.int32]:
    """One code for a combination of codes, the first one slowest."""
    narrow = np.min_scalar_type(max(width(sizes, group) - 1, 255))  # most of the work in one or two bytes
    result = codes[group[0]].astype(narrow, copy=False)
    for place in group[1:]:
        result = result * narrow.type(sizes[place]) + codes[place].astype(narrow, copy=False)
    return result.astype(np.int32, copy=False)


def width(sizes: Sequence[int], group: tuple[int, ...]) -> int:
    """How many joint codes there are."""
    return prod(sizes[place] for place in group)


def _grouped(sizes: Sequence[int], count: int) -> Groups:
    """Groups of about equal width: the largest with the smallest."""
    order = sorted(range(len(sizes)), key=lambda place: (-sizes[place], place))
    number = -(-len(sizes) // count)
    rounds = [order[start : start + number] for start in range(0, len(order), number)]
    turned = [part if i % 2 == 0 else part[::-1] for i, part in enumerate(rounds)]
    groups: list[list[int]] = [[] for _ in range(number)]
    for part in turned:
        for group, place in zip(groups, part, strict=False):
            group.append(place)
    return tuple(tuple(sorted(group)) for group in groups)


def _widths(sizes: Sequence[int], groups: Groups) -> NDArray[np.float64]:
    """The width of each group, and how many it has (2 x groups)."""
    return np.array(
        [[width(sizes, group) for group in groups], [len(group) for group in groups]], dtype=float
    )


def _cost(strata: int, items: NDArray[np.float64], banners: NDArray[np.float64], rows: int) -> float:
    cells = strata * items[0, :, None] * banners[0]
    crowded = np.maximum(1.0, cells / LARGEST)
    made = items[1, :, None] * banners[1]  # tables that a pass makes
    return float(np.sum(rows * PER_ROW * crowded + cells * made * PER_CELL + PER_PASS))
