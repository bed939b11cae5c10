"""A linear program in, its smallest value for each objective that it is asked for out."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array

from drukproef.disclosure.figures import Floats
from drukproef.highs import QuietHighs

NEAR = 1e-6
_OPTIONS: dict[str, bool | int | float | str] = {
    "threads": 1,
    "random_seed": 0,
    "presolve": "off",  # the program is small, and is solved again and again from where it stands
    "simplex_strategy": 4,  # primal: another objective leaves the last solution feasible
    "mip_abs_gap": NEAR,
}
_WHOLE, _REAL = int(highspy.HighsVarType.kInteger), int(highspy.HighsVarType.kContinuous)


@dataclass(frozen=True)
class Solved:
    """The smallest value, where it is reached, and what one more in each row would change about it."""

    value: float
    x: Floats
    duals: Floats


class Solver:
    """rows @ x = values with 0 <= x <= upper, and x whole. `gap`: how much a whole answer may be dearer than the best."""

    def __init__(self, rows: csr_array, values: Floats, upper: Floats, gap: float = 0.0) -> None:
        self.n_solved = 0
        self._columns = np.arange(rows.shape[1], dtype=np.int32)
        self._highs = QuietHighs()
        for option, value in _OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.setOptionValue("mip_rel_gap", gap)
        self._highs.passModel(_model(rows, values, upper))

    def bound(self, lower: Floats, upper: Floats) -> None:
        """Other bounds for x."""
        self._highs.changeColsBounds(len(self._columns), self._columns, lower, upper)

    def smallest(self, objective: Floats) -> Solved | None:
        """Minimise; in whole numbers only when the solution without that demand has fractions. None: impossible."""
        self.n_solved += 1
        self._highs.changeColsCost(len(self._columns), self._columns, objective)
        if not self._run():
            return None
        solution = self._highs.getSolution()
        x, duals = np.array(solution.col_value), np.array(solution.row_dual)
        if np.abs(x - np.rint(x)).max(initial=0) <= NEAR:
            return Solved(float(objective @ x), x, duals)
        whole = self._whole()
        return None if whole is None else Solved(float(objective @ whole), whole, duals)

    def _whole(self) -> Floats | None:
        self._set(_WHOLE)
        self._highs.setOptionValue("presolve", "on")
        x = np.rint(np.array(self._highs.getSolution().col_value)) if self._run() else None
        self._highs.setOptionValue("presolve", "off")
        self._set(_REAL)
        return x

    def _run(self) -> bool:
        self._highs.run()
        status = self._highs.getModelStatus()
        assert status in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible), status
        return bool(status == highspy.HighsModelStatus.kOptimal)

    def _set(self, kind: int) -> None:
        kinds = np.full(len(self._columns), kind, dtype=np.uint8)
        self._highs.changeColsIntegrality(len(self._columns), self._columns, kinds)


def _model(rows: csr_array, values: Floats, upper: Floats) -> highspy.HighsLp:
    model, matrix = highspy.HighsLp(), csr_array(rows)
    model.num_row_, model.num_col_ = matrix.shape
    model.col_cost_ = model.col_lower_ = np.zeros(matrix.shape[1])
    model.col_upper_ = upper
    model.row_lower_ = model.row_upper_ = values
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr
    model.a_matrix_.index_ = matrix.indices
    model.a_matrix_.value_ = matrix.data
    return model
