"""Rows in, their places on the page out: labels on the left, bars in the middle, bases on the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from drukproef.draw.canvas import LEADING, SIZE, WIDTH
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.rows import Row

INNER_LABELS = 2.6  # of the labels within a group, beside the group's label
GAP = 0.2
N_COLUMN = 1.15


@dataclass(frozen=True)
class Measures:
    """How wide labels may become, how high bars are and how far apart, in cm."""

    labels: float
    bar: float
    between_rows: float
    between_groups: float


@dataclass(frozen=True)
class Slot:
    """A row with its place: `middle` is the height of its bar's middle."""

    row: Row
    middle: float
    label: tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """The label of a group: beside its rows, or as a line above them."""

    lines: tuple[str, ...]
    middle: float
    above: bool


@dataclass(frozen=True)
class Layout:
    """All places of a figure with bars. `left` and `right` are the ends of the area for bars."""

    slots: tuple[Slot, ...]
    headings: tuple[Heading, ...]
    left: float
    right: float
    blocks: tuple[tuple[float, float], ...]  # stretches of bars without a heading between them
    ends: tuple[float, ...]  # where rows end, or groups of rows

    @property
    def top(self) -> float:
        """Where the first bar may start, or the heading above it."""
        return min([self.blocks[0][0], *(h.middle - LEADING / 2 for h in self.headings if h.above)])

    @property
    def bottom(self) -> float:
        """Where the last bar ends."""
        return self.blocks[-1][1]

    @property
    def width(self) -> float:
        """Of the area for bars."""
        return self.right - self.left

    def across(self, left: float, width: float) -> Layout:
        """The same rows in another area for bars."""
        return replace(self, left=left, right=left + width)


def laid_out(
    rows: Sequence[Row], look: Look, measures: Measures, top: float, right: float = WIDTH - N_COLUMN
) -> Layout:
    """Places for rows from `top` down; the height follows the rows and the lines of their labels."""
    if not any(row.group for row in rows):
        return _flat(rows, look, measures, top, right)
    inner = max(look.width(row.label, SIZE) for row in rows)
    beside = inner <= INNER_LABELS
    return (
        _beside(rows, look, measures, top, right, inner)
        if beside
        else _above(rows, look, measures, top, right)
    )


def _flat(rows: Sequence[Row], look: Look, measures: Measures, top: float, right: float) -> Layout:
    """One label per bar, wrapped on its left."""
    wrapped = [look.wrap(row.label, measures.labels, SIZE) for row in rows]
    width = max(look.width(line, SIZE) for lines in wrapped for line in lines)
    slots: list[Slot] = []
    ends, y = [], top
    for row, lines in zip(rows, wrapped, strict=True):
        height = max(measures.bar, len(lines) * LEADING) + measures.between_rows
        slots.append(Slot(row, y + height / 2, lines))
        y += height
        ends.append(y)
    return Layout(tuple(slots), (), width + 2 * GAP, right, ((top, y),), tuple(ends))


def _beside(
    rows: Sequence[Row], look: Look, measures: Measures, top: float, right: float, inner: float
) -> Layout:
    """The group's label on the left, then the short labels of its bars."""
    room = measures.labels - 0.4
    slots: list[Slot] = []
    headings, widths, ends, y = [], [0.0], list[float](), top
    for group, members in groupby(rows, key=lambda row: row.group):
        lines = look.wrap(group, room, SIZE)
        widths += [look.width(line, SIZE) for line in lines]
        inside = list(members)
        pitch = measures.bar + measures.between_rows
        height = max(len(inside) * pitch, len(lines) * LEADING) + measures.between_groups
        first = y + (height - len(inside) * pitch) / 2 + pitch / 2
        slots += [Slot(row, first + i * pitch, (row.label,)) for i, row in enumerate(inside)]
        headings.append(Heading(lines, y + height / 2, above=False))
        y += height
        ends.append(y)
    left = max(widths) + 0.4 + inner + GAP
    return Layout(tuple(slots), tuple(headings), left, right, ((top, y),), tuple(ends))


def _above(rows: Sequence[Row], look: Look, measures: Measures, top: float, right: float) -> Layout:
    """The group's label as a line of its own, over the full width."""
    slots: list[Slot] = []
    headings: list[Heading] = []
    blocks: list[tuple[float, float]] = []
    ends: list[float] = []
    y, left = top, 0.0
    for group, members in groupby(rows, key=lambda row: row.group):
        lines = look.wrap(group, right, SIZE, SEMIBOLD)
        headings.append(Heading(lines, y + len(lines) * LEADING / 2, above=True))
        part = _flat(list(members), look, measures, y + len(lines) * LEADING + 0.08, right)
        slots += part.slots
        blocks += part.blocks
        ends += part.ends
        left = max(left, part.left)
        y = part.bottom + measures.between_groups
    return Layout(tuple(slots), tuple(headings), left, right, tuple(blocks), tuple(ends))
