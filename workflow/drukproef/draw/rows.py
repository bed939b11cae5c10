"""A planned figure and its Reader in, the rows to draw out: ordered, grouped, with all values."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import Any

from drukproef.draw.drawn import DrawnRow, Number
from drukproef.draw.kinds import DIMENSIONS, check_plan, columns_of, varying
from drukproef.draw.reader import Place, Reader, Value
from drukproef.draw.words import Dimension
from drukproef.errors import DrukproefError, fail
from drukproef.study.codebook import Item


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

    def drawn(self, n_per_cell: bool) -> DrawnRow:
        """The row as it is written to the JSON."""
        cells = tuple(v.drawn(n_per_cell) for v in self.values)
        return DrawnRow(group=self.group, label=self.label, n=None if n_per_cell else self.n, cells=cells)


def read_rows(reader: Reader) -> tuple[Row, ...]:
    """The rows of a figure. With several values of two dimensions over the rows, the first is the group.

    Raises a DrukproefError when the kind can't hold the plan's dimensions, or when no cell can be shown.
    """
    check_plan(reader)
    over = varying(reader)
    columns = columns_of(reader)
    choices = [reader.values_of(d)[:1] if d == columns else reader.values_of(d) for d in DIMENSIONS]
    places = [Place(str(i), str(s), str(lv), int(w)) for i, s, lv, w in itertools.product(*choices)]
    rows = [_row(reader, place, over, columns) for place in places]
    if all(row.reason for row in rows):
        raise _nothing_to_draw(reader, rows)
    return _sorted_rows(rows, reader, over)


def leading_ids(item: Item, shown: tuple[str, ...]) -> tuple[str, ...]:
    """What a scale is about: its first net, or the shown categories of that net, or the last answer."""
    if item.nets:
        net = item.nets[0]
        found = tuple(s for s in shown if s in (net.id, *net.categories))
        if found:
            return found
    return tuple(s for s in shown if s != dont_know_id(item))[-1:]


def dont_know_id(item: Item) -> str | None:
    """The category for "don't know" when it counts in the base: by convention the last one."""
    return item.categories[-1].id if item.dont_know == "in_base" else None


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


def _sorted_rows(rows: list[Row], reader: Reader, over: tuple[Dimension, ...]) -> tuple[Row, ...]:
    """Rows, or groups of rows, by their leading share; equal ones as in the plan, hidden ones last."""
    if reader.plan.sort == "none":
        return tuple(rows)
    size = 1 if len(over) == 1 else len(reader.values_of(over[1]))
    groups = [tuple(rows[i : i + size]) for i in range(0, len(rows), size)]
    decisive = -1 if over[-1] == "wave" else 0  # the last wave, or the first level
    sign = -1 if reader.plan.sort == "descending" else 1

    def order(group: tuple[Row, ...]) -> tuple[bool, float]:
        share = _leading_share(group[decisive], reader)
        return (share is None, sign * (share or 0.0))

    return tuple(row for group in sorted(groups, key=order) for row in group)


def _leading_share(row: Row, reader: Reader) -> float | None:
    """What a row is sorted by: its leading categories together, or its last value."""
    if reader.plan.kind != "likert":
        last = reader.plan.kind != "dots" or columns_of(reader) == "wave"
        return row.values[-1 if last else 0].share
    leading = leading_ids(reader.item, reader.shown)
    shares = [v.share for v in row.values if v.key.category in leading and v.share is not None]
    return sum(shares) if shares else None


def _nothing_to_draw(reader: Reader, rows: list[Row]) -> DrukproefError:
    reasons = sorted({row.reason for row in rows})
    return fail(
        reader.place,
        f"no cell can be shown ({', '.join(reasons)})",
        "at least one cell that was asked in its wave and has the minimum base",
        "choose other waves, levels or items, or remove the figure",
    )
