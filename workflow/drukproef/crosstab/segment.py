"""Coded blocks of rows in, sums of 1, w and w² per stratum, level and answer of every item by every banner out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from drukproef.crosstab.coding import Codes
from drukproef.crosstab.passes import Plan, joint, width
from drukproef.crosstab.workers import Workers

Floats = NDArray[np.float64]
Pass = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass
class Segment:
    """Counts rows that are coded in one way. `weight`: that of each stratum while all of a stratum have the same.

    Then whole-number counts are enough, which are exact; otherwise (None) w and w² are added up too.
    """

    strata: int
    items: Sequence[int]  # how many codes each has
    banners: Sequence[int]
    plan: Plan
    weight: Floats | None
    _tables: dict[Pass, Floats] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._items = {group: width(self.items, group) for group in self.plan.items}
        self._banners = {group: width(self.banners, group) for group in self.plan.banners}

    def add(
        self, stratum: Codes, items: Sequence[Codes], banners: Sequence[Codes], w: Floats, workers: Workers
    ) -> None:
        """Count one block. Each pass adds the rows in their order, and then its sums to those of earlier blocks.

        The passes are shared out over the workers; each has tables of its own, so who does which makes no difference.
        """
        square = w * w
        answers = {group: joint(items, self.items, group) for group in self.plan.items}
        codes, sizes = [stratum, *banners], [self.strata, *self.banners]
        columns = {other: joint(codes, sizes, (0, *(b + 1 for b in other))) for other in self.plan.banners}
        widths = sorted({width(self.items, group) for group in self.plan.items})
        scaled = {
            (other, size): column * np.intp(size) for other, column in columns.items() for size in widths
        }

        def some(passes: Sequence[Pass]) -> None:
            cell = np.empty(len(w), dtype=np.intp)
            for group, other in passes:
                np.add(scaled[other, self._items[group]], answers[group], out=cell)
                self._count((group, other), cell, w, square)

        workers.share(some, [(group, other) for other in self.plan.banners for group in self.plan.items])

    def tables(self) -> Iterator[tuple[int, int, Floats]]:
        """(item, banner, sums): sums is 3 (of 1, w, w²) x strata x levels x answers, with 0 for missing in both."""
        for (group, other), table in self._tables.items():
            shape = [self.strata, *(self.banners[b] for b in other), *(self.items[i] for i in group)]
            whole = table.reshape(len(table), *shape)
            for place, banner in enumerate(other):
                levels = _without(whole, 2, len(other), place)
                for at, item in enumerate(group):
                    yield item, banner, self._three(_without(levels, 3, len(group), at))

    def _count(self, key: Pass, cell: NDArray[np.intp], w: Floats, square: Floats) -> None:
        group, other = key
        cells = self.strata * self._banners[other] * self._items[group]
        sums = [np.bincount(cell, minlength=cells)]
        if self.weight is None:
            sums += [np.bincount(cell, w, cells), np.bincount(cell, square, cells)]
        if key not in self._tables:
            self._tables[key] = np.array(sums, dtype=np.float64)
            return
        for total, part in zip(self._tables[key], sums, strict=True):
            total += part

    def _three(self, sums: Floats) -> Floats:
        if self.weight is None:
            return sums
        weight = np.nan_to_num(self.weight)[:, None, None]  # NaN: a stratum without rows
        return np.concatenate([sums, sums * weight, sums * weight**2])


def _without(table: Floats, first: int, count: int, keep: int) -> Floats:
    """The sums over all but one of `count` axes that start at `first`."""
    axes = tuple(first + i for i in range(count) if i != keep)
    return np.asarray(table.sum(axis=axes)) if axes else table
