"""A table and a hidden figure that is given away in, the cheapest other figures to hide so that it is not, out."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy.sparse import csr_array, eye_array, hstack

from drukproef.disclosure.figures import Floats, Hidden, Table
from drukproef.disclosure.solver import NEAR, Solver

GAP = 0.2  # a fifth dearer than the cheapest is good enough, where whole numbers make it a long search


class Repair:
    """Looks for another table in which a figure is so much more or less, and as few printed figures as can be differ.

    Hide those, and an intruder can't tell that table from the true one. Columns: the cells, then how much more each
    row of the table is than the truth, then how much less.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._n_rows = len(table.values)

    def cheapest(self, hidden: Hidden, figure: int, changes: list[int]) -> Hidden | None:
        """What to hide so that one of the changes (+2: two more) is possible too; None when none can be."""
        found = [self._found(hidden, figure, change) for change in changes]
        return min(
            (f for f in found if f is not None),
            key=lambda f: (self._price(f, hidden), sorted(f)),
            default=None,
        )

    def _found(self, hidden: Hidden, figure: int, change: int) -> Hidden | None:
        prices, room = self._prices(hidden)
        lower = np.zeros(self._table.n_cells + 2 * self._n_rows)
        upper = np.concatenate([np.full(self._table.n_cells, float(self._table.size)), room, room])
        more, less = self._table.n_cells + figure, self._table.n_cells + self._n_rows + figure
        lower[more if change > 0 else less] = abs(change)
        upper[less if change > 0 else more] = 0
        self._solver.bound(lower, upper)
        solved = self._solver.smallest(np.concatenate([np.zeros(self._table.n_cells), prices, prices]))
        if solved is None:
            return None
        differs = solved.x[self._table.n_cells :].reshape(2, self._n_rows).sum(axis=0) > NEAR
        return self._to_hide(np.flatnonzero(differs).tolist()) - hidden

    def _to_hide(self, rows: list[int]) -> Hidden:
        n = len(self._table.figures)
        facts = [self._table.facts[row - n] for row in rows if row >= n]
        return frozenset([row for row in rows if row < n] + [i for fact in facts for i in fact.when])

    def _prices(self, hidden: Hidden) -> tuple[Floats, Floats]:
        """What a difference of one costs in each row, and the largest difference there may be."""
        table, size = self._table, float(self._table.size)
        prices, room = np.zeros(self._n_rows), np.zeros(self._n_rows)
        for i, figure in enumerate(table.figures):
            if i in hidden:
                room[i] = size
            elif figure.price is not None:
                prices[i], room[i] = figure.price, size
        for i, fact in enumerate(table.facts, len(table.figures)):
            if fact.when and not any(table.figures[j].price is None for j in fact.when):
                prices[i], room[i] = self._price(frozenset(fact.when), hidden), size
        return prices, room

    def _price(self, figures: Hidden, hidden: Hidden) -> float:
        return sum(self._table.figures[i].price or 0 for i in sorted(figures - hidden))

    @cached_property
    def _solver(self) -> Solver:
        unit = eye_array(self._n_rows)
        rows = csr_array(hstack([self._table.matrix, -unit, unit]))
        return Solver(rows, self._table.values, np.full(rows.shape[1], float(self._table.size)), GAP)
