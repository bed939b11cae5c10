"""Answers and a banner in, the shares or means of every level, the total and the rest of each level out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from drukproef.survey.answers import answered, domain_of, labels, member, numbers
from drukproef.survey.arrays import Bools, Values
from drukproef.survey.design import Design
from drukproef.survey.estimate import Estimate, Kind
from drukproef.survey.estimators import of_columns

TOTAL = "total"


@dataclass(frozen=True, eq=False)
class Crosstab:
    """Rows are categories and nets, or the one row "mean"; columns are levels. Bases may be empty."""

    rows: tuple[str, ...]
    levels: tuple[str, ...]
    cells: dict[tuple[str, str], Estimate]  # (row, level)
    others: dict[tuple[str, str], Estimate]  # (row, level): everyone with a level, but not this one
    totals: dict[str, Estimate]  # by row: everyone who answered, also without a known level

    def row(self, name: str) -> dict[str, Estimate]:
        """The estimates of a row, by level."""
        return {level: self.cells[name, level] for level in self.levels}

    def rest(self, name: str) -> dict[str, Estimate]:
        """What each level of a row is held against: everyone else with a known level."""
        return {level: self.others[name, level] for level in self.levels}


def crosstab(
    design: Design,
    y: Values,
    categories: Mapping[str, Any],
    banner: Mapping[str, Bools],
    domain: Values | None = None,
) -> Crosstab:
    """Shares of categories and nets (code or codes in y) within each level of a banner (n booleans each).

    Levels may overlap, as in a banner of a multiple-response question.

    >>> design, answers = Design([1.0] * 4), [1, 2, 2, 2]
    >>> table = crosstab(design, answers, {"yes": 2}, levels_of(["m", "m", "w", "w"]))
    >>> {level: cell.estimate for level, cell in table.row("yes").items()}, table.totals["yes"].estimate
    ({'m': 0.5, 'w': 1.0}, 0.75)
    """
    values, inside = labels(design, y), domain_of(design, domain)
    hits = np.stack([member(values, codes) for codes in categories.values()], axis=1)
    return _table(design, "share", tuple(categories), answered(values, inside), hits, banner)


def means(design: Design, y: Values, banner: Mapping[str, Bools], domain: Values | None = None) -> Crosstab:
    """The mean of y (n numbers) within each level; its only row is "mean".

    >>> means(Design([1.0] * 4), [1.0, 3.0, 5.0, 5.0], levels_of([1, 1, 2, 2])).row("mean")["1"].estimate
    2.0
    """
    values, inside = numbers(design, y), domain_of(design, domain)
    return _table(design, "mean", ("mean",), answered(values, inside), values[:, None], banner)


def levels_of(values: Values, names: Mapping[str, Any] | None = None) -> dict[str, Bools]:
    """The levels of a variable as a banner: by their names and codes, or each value that occurs."""
    array = np.asarray(values)
    codes = names or {str(value): value for value in np.unique(array).tolist()}
    return {name: member(array, code) for name, code in codes.items()}


def crossed(outer: Mapping[str, Bools], inner: Mapping[str, Bools]) -> dict[str, Bools]:
    """A two-way banner: each level of the one within each level of the other.

    >>> list(crossed(levels_of(["m", "w"]), levels_of([1, 2])))
    ['m × 1', 'm × 2', 'w × 1', 'w × 2']
    """
    return {f"{a} × {b}": first & second for a, first in outer.items() for b, second in inner.items()}


def _table(
    design: Design, kind: Kind, rows: tuple[str, ...], base: Bools, y: Any, banner: Mapping[str, Bools]
) -> Crosstab:
    known = np.logical_or.reduce(list(banner.values()))
    cells, others = {}, {}
    for level, member_of in banner.items():
        cells.update(_column(design, kind, rows, base & member_of, y, level))
        others.update(_column(design, kind, rows, base & known & ~member_of, y, level))
    totals = {row: cell for (row, _), cell in _column(design, kind, rows, base, y, TOTAL).items()}
    return Crosstab(rows, tuple(banner), cells, others, totals)


def _column(
    design: Design, kind: Kind, rows: tuple[str, ...], base: Bools, y: Any, level: str
) -> dict[tuple[str, str], Estimate]:
    estimates = of_columns(design, kind, base, y)
    return {(row, level): estimate for row, estimate in zip(rows, estimates, strict=True)}
