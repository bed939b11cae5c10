"""A table and what is hidden in it in, what an intruder can work out about a hidden figure out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from drukproef.disclosure.figures import Bools, Floats, Hidden, Table
from drukproef.disclosure.reduce import settled
from drukproef.disclosure.solver import NEAR, Solved, Solver


@dataclass(frozen=True)
class Interval:
    """All that an intruder knows of a number: it is one of low, ..., high."""

    low: int
    high: int

    @property
    def width(self) -> int:
        """0 when the number is known.

        >>> Interval(3, 5).width
        2
        """
        return self.high - self.low


class Attack:
    """An intruder who knows all printed figures exactly, all bases, and how the figures add up."""

    def __init__(self, table: Table, hidden: Hidden, known: Bools | None = None) -> None:
        self._table = table
        self.known = table.known(hidden) if known is None else known
        self._rows, self._values = table.matrix[self.known], table.values[self.known]
        is_settled, self._found = settled(self._rows, self._values)
        self._open = np.flatnonzero(~is_settled)
        self._intervals: dict[int, Interval] = {}

    @property
    def n_solved(self) -> int:
        """How many linear programs were solved."""
        return self._solver.n_solved if "_solver" in self.__dict__ else 0

    @cached_property
    def _solver(self) -> Solver:
        left = self._rows[:, self._open]
        keep = np.diff(left.indptr) > 0
        rest = self._values - self._rows @ self._found
        return Solver(left[keep], rest[keep], np.full(len(self._open), float(self._table.size)))

    def interval(self, figure: int) -> Interval:
        """The smallest and largest value of a figure in all tables that agree with what is printed."""
        if figure not in self._intervals:
            self._intervals[figure] = self._searched(figure)
        return self._intervals[figure]

    def _searched(self, figure: int) -> Interval:
        objective = objective_of(self._table, figure)
        certain = float(objective @ self._found)
        left = objective[self._open]
        if not left.any():
            return Interval(round(certain), round(certain))
        low, high = certain + self._least(left).value, certain - self._least(-left).value
        return Interval(math.ceil(low - NEAR), math.floor(high + NEAR))

    def _least(self, objective: Floats) -> Solved:
        found = self._solver.smallest(objective)
        assert found is not None, f"the figures of {self._table.name} contradict each other"
        return found


def objective_of(table: Table, figure: int) -> Floats:
    """1 for the cells of a figure."""
    objective = np.zeros(table.n_cells)
    objective[list(table.figures[figure].cells)] = 1
    return objective


def recoverable(table: Table, hidden: Hidden) -> set[str]:
    """The names of the hidden secret figures that can be worked out exactly.

    >>> from drukproef.disclosure.figures import Figure
    >>> levels = Figure("provincies", (0,), 7, 19), Figure("gemeenten", (1,), 12, 19)
    >>> table = Table("12 + 7 = 19", 2, 19, (*levels, Figure("totaal", (0, 1), 19, 19)))
    >>> recoverable(table, frozenset({0})), recoverable(table, frozenset({0, 1}))
    ({'provincies'}, set())
    """
    attack = Attack(table, hidden)
    secret = [i for i in sorted(hidden) if table.figures[i].secret]
    return {table.figures[i].name for i in secret if attack.interval(i).width == 0}
