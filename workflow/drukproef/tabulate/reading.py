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
    found = _row(cells, row)
    return Cell(key=key, status=Status(found["status"]), **{name: found[name] for name in CELL_COLUMNS})


def comparison_of(
    left: CellKey, right: CellKey, comparisons: pa.Table, row: int, flipped: bool, rules: Rules
) -> Comparison:
    """The comparison in a row; `flipped` when the row holds right minus left."""
    sign = -1 if flipped else 1
    found = _row(comparisons, row)
    difference, p = _signed(found["difference"], sign), found["p"]
    return Comparison(
        kind=found["kind"],
        left=left,
        right=right,
        difference=difference,
        se=found["se"],
        df=found["df"],
        statistic=_signed(found["statistic"], sign),
        p=p,
        tested=found["tested"],
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


def _row(table: pa.Table, row: int) -> dict[str, Any]:
    """The values of a row by column; NaN becomes None."""
    (values,) = table.slice(row, 1).to_pylist()
    return {name: None if isinstance(v, float) and math.isnan(v) else v for name, v in values.items()}
