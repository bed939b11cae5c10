"""A row of the cube or of the comparisons in, a frozen Cell or Comparison out."""

from __future__ import annotations

import math
from typing import Any

import pyarrow as pa

from drukproef.marking import is_marked
from drukproef.study import Rules
from drukproef.study.statistics import is_share
from drukproef.tabulate.cell import Cell, CellKey, Comparison, Mark, Status

CELL_COLUMNS = (
    "is_net", "n", "n_category", "n_weighted", "estimate", "se", "ci_low", "ci_high", "deff", "n_eff",
    "rest_difference", "rest_se", "rest_df", "rest_p", "rest_mark",
    "previous_wave", "previous_difference", "previous_se", "previous_df", "previous_p", "previous_mark",
)  # fmt: skip


def cell_of(key: CellKey, cells: pa.Table, row: int) -> Cell:
    """The cell in a row of the cube; NaN becomes None."""
    values = {name: _value(cells, name, row) for name in CELL_COLUMNS}
    return Cell(key=key, status=Status(_value(cells, "status", row)), **values)


def comparison_of(
    left: CellKey, right: CellKey, comparisons: pa.Table, row: int, flipped: bool, rules: Rules
) -> Comparison:
    """The comparison in a row; `flipped` when the row holds right minus left."""
    sign = -1 if flipped else 1
    difference = _signed(_value(comparisons, "difference", row), sign)
    p = _value(comparisons, "p", row)
    return Comparison(
        kind=_value(comparisons, "kind", row),
        left=left,
        right=right,
        difference=difference,
        se=_value(comparisons, "se", row),
        df=_value(comparisons, "df", row),
        statistic=_signed(_value(comparisons, "statistic", row), sign),
        p=p,
        tested=_value(comparisons, "tested", row),
        mark=mark_of(difference, p, rules, left.category),
    )


def mark_of(difference: float | None, p: float | None, rules: Rules, category: str) -> Mark:
    """Which way a significant difference goes; empty when it is not significant, too small to matter, or not tested.

    `category`: what was compared. Only differences of shares can be too small to matter.
    """
    minimum = rules.minimum_difference if is_share(category) else 0.0
    if difference is None or p is None or not is_marked(difference, p, rules.alpha, minimum):
        return ""
    return "higher" if difference > 0 else "lower"


def _signed(value: float | None, sign: int) -> float | None:
    return None if value is None else sign * value + 0.0  # never -0.0


def _value(table: pa.Table, name: str, row: int) -> Any:
    value = table[name][row].as_py()
    return None if isinstance(value, float) and math.isnan(value) else value
