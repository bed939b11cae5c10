"""A figure that is given away in, the few printed figures that do it out."""

from __future__ import annotations

import numpy as np

from drukproef.disclosure.attack import Attack, Interval, objective_of
from drukproef.disclosure.figures import Bools, Hidden, Table
from drukproef.disclosure.solver import NEAR, Solver


def evidence(table: Table, hidden: Hidden, figure: int) -> tuple[str, ...]:
    """Printed figures from which the interval follows; without any one of them it would be wider."""
    attack = Attack(table, hidden)
    interval = attack.interval(figure)
    used = _in_proof(table, attack.known, figure)
    if Attack(table, hidden, used).interval(figure) != interval:
        used = attack.known.copy()
    for i in np.flatnonzero(used[: len(table.figures)]):
        used[i] = False
        if not _stays(table, used, figure, interval):
            used[i] = True
    return tuple(table.figures[i].name for i in np.flatnonzero(used[: len(table.figures)]))


def _stays(table: Table, known: Bools, figure: int, interval: Interval) -> bool:
    return Attack(table, frozenset(), known).interval(figure) == interval


def _in_proof(table: Table, known: Bools, figure: int) -> Bools:
    """The rows that the solver needed, and all facts."""
    solver = Solver(table.matrix[known], table.values[known], np.full(table.n_cells, float(table.size)))
    used = known & (np.arange(len(known)) >= len(table.figures))
    for sign in (1, -1):
        found = solver.smallest(sign * objective_of(table, figure))
        if found is not None:
            used[np.flatnonzero(known)[np.abs(found.duals) > NEAR]] = True
    return used
