"""The Reader of a figure or a panel in, its rows out: grouped, with all values, and the order to draw them in."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from drukproef.draw.drawn import DrawnRow, Number
from drukproef.draw.kinds import DIMENSIONS, check_plan, columns_of, varying
from drukproef.draw.reader import Reader
from drukproef.draw.scale import leading_ids
from drukproef.draw.value import Place, Value
from drukproef.draw.words import Dimension


@dataclass(frozen=True)
class Row:
    """A bar or a line; `values` are its segments, its one bar, or its waves."""

    group: str
    label: str
    values: tuple[Value, ...]

    @property
    def n(self) -> Number | None:
        """The base that the values share; None when they are hidden."""
        return next((v.n for v in self.values if v.n), None)

    @property
    def reason(self) -> str:
        """Why nothing of the row is shown; empty when something is."""
        return "" if any(v.number for v in self.values) else self.values[0].reason

    def drawn(self, n_per_cell: bool, panel: str = "") -> DrawnRow:
        """The row as it is written to the JSON."""
        cells = tuple(v.drawn(n_per_cell) for v in self.values)
        n = None if n_per_cell else self.n
        return DrawnRow(panel=panel, group=self.group, label=self.label, n=n, cells=cells)


def rows_of(reader: Reader) -> tuple[Row, ...]:
    """The rows of a figure or a panel, as in the plan. With two dimensions over the rows, the first is the group.

    Raises a DrukproefError when the kind can't hold the plan's dimensions.
    """
    check_plan(reader)
    over = varying(reader)
    columns = columns_of(reader)
    choices = [reader.values_of(d)[:1] if d == columns else reader.values_of(d) for d in DIMENSIONS]
    places = [Place(str(i), str(s), str(lv), int(w)) for i, s, lv, w in itertools.product(*choices)]
    return tuple(_row(reader, place, over, columns) for place in places)


def _row(reader: Reader, place: Place, over: tuple[Dimension, ...], columns: Dimension | None) -> Row:
    within = columns or "shown"
    parts = reader.values_of(within) if columns else (getattr(place, within),)
    inside = [_at(place, within, part) for part in parts]
    labels = [reader.label(d, place) for d in over]
    values = tuple(reader.value(p, reader.label(within, p)) for p in inside)
    return Row("" if len(over) == 1 else labels[0], labels[-1], values)


def _at(place: Place, dimension: Dimension, part: Any) -> Place:
    """The same place with another item, answer, level or wave."""
    return replace(place, **{dimension: part})


def sorted_places(rows: Sequence[Row], reader: Reader) -> tuple[int, ...]:
    """Where each row of the figure stands in the plan: rows, or groups of rows, by their leading value.

    Equal ones stand as in the plan, hidden ones last.
    """
    if reader.plan.sort == "none":
        return tuple(range(len(rows)))
    over = varying(reader)
    size = 1 if len(over) == 1 else len(reader.values_of(over[1]))
    decisive = size - 1 if over[-1] == "wave" else 0  # the last wave, or the first level
    sign = -1 if reader.plan.sort == "descending" else 1

    def order(start: int) -> tuple[bool, float]:
        share = _leading_share(rows[start + decisive], reader)
        return (share is None, sign * (share or 0.0))

    groups = sorted(range(0, len(rows), size), key=order)
    return tuple(start + i for start in groups for i in range(size))


def _leading_share(row: Row, reader: Reader) -> float | None:
    """What a row is sorted by: its leading categories together, or its last value."""
    if reader.plan.kind != "likert":
        last = reader.plan.kind != "dots" or columns_of(reader) == "wave"
        return row.values[-1 if last else 0].estimate
    leading = leading_ids(reader.item, reader.shown)
    shares = [v.estimate for v in row.values if v.key.category in leading and v.estimate is not None]
    return sum(shares) if shares else None
