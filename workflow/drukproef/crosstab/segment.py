"""Coded blocks of rows in, sums of 1, w and w² per stratum, level and answer of every item by every banner out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from drukproef.crosstab.coding import Codes
from drukproef.crosstab.passes import Plan, joint, width

Floats = NDArray[np.float64]
Sums = NDArray[Any]  # of 1 (numbers), or of w and w² (a complex number for both)
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
    _sums: dict[Pass, list[Sums]] = field(default_factory=dict)

    def add(self, stratum: Codes, items: Sequence[Codes], banners: Sequence[Codes], w: Floats) -> None:
        """Count one block. Each pass adds the rows in their order, and then its sums to those of earlier blocks."""
        answers = {group: joint(items, self.items, group) for group in self.plan.items}
        codes, sizes = [stratum, *banners], [self.strata, *self.banners]
        added: list[Sums] = [np.ones(len(w), dtype=np.int32)]
        if self.weight is None:
            added.append(_complex(w, w * w))
        for other in self.plan.banners:
            column = joint(codes, sizes, (0, *(b + 1 for b in other)))
            scaled = {size: column * np.int32(size) for size in {self._answers(g) for g in self.plan.items}}
            for group in self.plan.items:
                size = self._answers(group)
                cell, cells = scaled[size] + answers[group], self.strata * width(self.banners, other) * size
                self._add((group, other), _per_cell(added, cell, cells))

    def absorb(self, other: Segment) -> None:
        """Add the sums of a segment that is coded in the same way, and has as many sums."""
        for key, sums in other._sums.items():
            self._add(key, sums)

    def spell_out(self) -> None:
        """From the counts and weights of the strata to all three sums, to be added to those of others."""
        if self.weight is not None:
            for sums in self._sums.values():
                _, w, square = three_sums(sums[0].reshape(1, self.strata, -1), self.weight)
                sums.append(_complex(w.ravel(), square.ravel()))
            self.weight = None

    def tables(self) -> Iterator[tuple[int, int, Floats]]:
        """(item, banner, sums): sums is 3 or 1 x strata x levels x answers, with 0 for missing in both."""
        for (group, other), (n, *weights) in self._sums.items():
            shape = [self.strata, *(self.banners[b] for b in other), *(self.items[i] for i in group)]
            whole = np.array([n, *(part for w in weights for part in (w.real, w.imag))]).reshape(-1, *shape)
            for place, banner in enumerate(other):
                levels = _without(whole, 2, len(other), place)
                for at, item in enumerate(group):
                    yield item, banner, _without(levels, 3, len(group), at)

    def _answers(self, group: tuple[int, ...]) -> int:
        return width(self.items, group)

    def _add(self, key: Pass, sums: list[Sums]) -> None:
        if key not in self._sums:
            n, *weights = sums
            self._sums[key] = [n.astype(np.float64), *weights]
            return
        for total, part in zip(self._sums[key], sums, strict=True):
            total += part


def _per_cell(added: list[Sums], cell: Codes, cells: int) -> list[Sums]:
    """The sums of each of these values in each cell, in the order of the rows: twice as fast as `numpy.bincount`.

    A sparse matrix of one row that has several values in a place is made dense. Complex numbers add up two at a time.
    """
    ends = np.array([0, len(cell)], dtype=np.int32)
    row = csr_array((added[0], cell, ends), shape=(1, cells))
    found = []
    for values in added:
        row.data = values
        found.append(row.toarray()[0])
    return found


def three_sums(counts: Floats, weight: Floats) -> Floats:
    """Counts (1 x strata x ...) of rows that have one weight per stratum (NaN: no rows): the sums of 1, w and w²."""
    each = np.nan_to_num(weight).reshape(-1, *[1] * (counts.ndim - 2))
    return np.concatenate([counts, counts * each, counts * each**2])


def _complex(real: Floats, imaginary: Floats) -> NDArray[np.complex128]:
    result = np.empty(len(real), dtype=np.complex128)
    result.real, result.imag = real, imaginary
    return result


def _without(table: Floats, first: int, count: int, keep: int) -> Floats:
    """The sums over all but one of `count` axes that start at `first`."""
    axes = tuple(first + i for i in range(count) if i != keep)
    return np.asarray(table.sum(axis=axes)) if axes else table
