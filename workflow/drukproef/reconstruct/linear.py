"""A mixed integer linear program, built piece by piece; HiGHS solves it the same way every time."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

from drukproef.highs import QuietHighs

NODES = (
    20_000  # of the search tree: a limit on nodes, unlike one on seconds, stops at the same place everywhere
)

Numbers = Sequence[float] | np.ndarray


class Linear:
    """Variables with costs and bounds, and linear conditions on them."""

    def __init__(self) -> None:
        self.cost: list[float] = []
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.whole: list[bool] = []
        self._starts: list[int] = [0]
        self._indices: list[int] = []
        self._values: list[float] = []
        self._row_lower: list[float] = []
        self._row_upper: list[float] = []

    def variables(self, cost: Numbers, lower: Numbers, upper: Numbers, whole: bool = True) -> np.ndarray:
        """Add variables, whole numbers unless said otherwise; their indices."""
        first = len(self.cost)
        self.whole += [whole] * len(cost)
        self.cost += [float(c) for c in cost]
        self.lower += [float(v) for v in lower]
        self.upper += [float(v) for v in upper]
        return np.arange(first, len(self.cost))

    def condition(self, indices: np.ndarray, values: np.ndarray, lower: float, upper: float) -> None:
        """Add lower <= sum(values * variables[indices]) <= upper."""
        self._indices += indices.tolist()
        self._values += values.tolist()
        self._starts.append(len(self._indices))
        self._row_lower.append(lower)
        self._row_upper.append(upper)

    def solve(self, gap: float = 0.0) -> np.ndarray | None:
        """Values of the cheapest solution, at most `gap` dearer than the best; None when there is none."""
        highs = QuietHighs()
        for option, value in _OPTIONS.items():
            highs.setOptionValue(option, value)
        highs.setOptionValue("mip_abs_gap", max(gap, 1e-6))
        highs.passModel(self._model())
        highs.run()
        if not _is_feasible(highs):
            return None
        return np.asarray(np.rint(np.array(highs.getSolution().col_value)).astype(np.int64))

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.cost), len(self._row_lower)
        model.col_cost_, model.col_lower_, model.col_upper_ = (
            np.array(v) for v in (self.cost, self.lower, self.upper)
        )
        model.row_lower_, model.row_upper_ = np.array(self._row_lower), np.array(self._row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self._starts)
        model.a_matrix_.index_ = np.array(self._indices)
        model.a_matrix_.value_ = np.array(self._values)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in self.whole]
        return model


_OPTIONS: dict[str, bool | int | float] = {
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_max_nodes": NODES,
    "mip_feasibility_tolerance": 1e-9,  # a switch that is almost 0 must not let a row slip
    "primal_feasibility_tolerance": 1e-9,
}


def _is_feasible(highs: highspy.Highs) -> bool:
    return bool(highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible)
