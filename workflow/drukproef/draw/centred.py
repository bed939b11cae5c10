"""Rows of a scale with two sides in, bars around the middle of its neutral answer out.

"Don't know" belongs to neither side: it stands apart at the right, on the same scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drukproef.draw.layout import Layout
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row
from drukproef.draw.scale import dont_know_id, leading_ids
from drukproef.draw.value import Value
from drukproef.errors import fail
from drukproef.study.item import Item

APART = 0.35  # between the scale and "don't know", in cm

Segment = tuple[Value, float, float]
"""A value, the left of its segment, and the width of it."""


@dataclass(frozen=True)
class Sides:
    """The shown answers by where they stand, each from left to right."""

    left: tuple[str, ...]
    middle: tuple[str, ...]
    right: tuple[str, ...]
    apart: tuple[str, ...]

    @property
    def ordered(self) -> tuple[str, ...]:
        """All answers from left to right."""
        return self.left + self.middle + self.right + self.apart


def sides_of(reader: Reader) -> Sides:
    """Which answers stand on which side; DrukproefError when the scale has no two sides.

    What the scale is about (its first net) stands at the right, whatever the order of its codes.
    """
    item = reader.item
    apart = tuple(s for s in reader.shown if s == dont_know_id(item))
    answers = tuple(s for s in reader.shown if s not in apart)
    known = [c.id for c in item.categories if c.id != dont_know_id(item)]
    middle = (len(known) - 1) / 2
    offsets = {s: _position(item, s, known) - middle for s in answers}
    if item.kind != "likert" or not answers or min(offsets.values()) >= 0 or max(offsets.values()) <= 0:
        raise fail(
            reader.place,
            f"centred bars of item '{item.id}', which shows no answers on two sides of a middle",
            "a scale of kind 'likert' with answers on both sides",
            "leave out centred, or show the answers of both sides",
        )
    if sum(offsets[s] for s in leading_ids(item, answers)) < 0:
        answers, offsets = answers[::-1], {s: -offset for s, offset in offsets.items()}
    return Sides(
        left=tuple(s for s in answers if offsets[s] < 0),
        middle=tuple(s for s in answers if offsets[s] == 0),
        right=tuple(s for s in answers if offsets[s] > 0),
        apart=apart,
    )


def _position(item: Item, shown: str, known: Sequence[str]) -> float:
    """Where a category stands on the scale; the middle of a net's categories."""
    nets = {net.id: net.categories for net in item.nets}
    parts = [known.index(c) for c in nets.get(shown, (shown,)) if c in known]
    return sum(parts) / len(parts)


class Centred:
    """Where the segments of rows stand: all bars, also those of other panels, have one scale and one middle."""

    def __init__(self, sides: Sides, rows: Sequence[Row]) -> None:
        self.sides = sides
        self.left = max(self._before_middle(row) for row in rows)
        self.right = max(_share(row, sides.middle) / 2 + _share(row, sides.right) for row in rows)
        self.beside = max(_share(row, sides.apart) for row in rows)

    def axis(self, layout: Layout) -> float:
        """Where the middle lies."""
        return layout.left + self.left * self._whole(layout)

    def placed(self, row: Row, layout: Layout) -> tuple[list[Segment], list[Segment]]:
        """The segments of a bar, and those that stand apart."""
        values = {v.key.category: v for v in row.values}
        whole, axis, sides = self._whole(layout), self.axis(layout), self.sides
        starts = (
            (sides.left + sides.middle + sides.right, axis - self._before_middle(row) * whole),
            (sides.apart, axis + self.right * whole + APART),
        )
        bar, apart = (_in_a_row([values[a] for a in answers], x, whole) for answers, x in starts)
        return bar, apart

    def _whole(self, layout: Layout) -> float:
        """How long a bar of 100% is."""
        room = layout.width - (APART if self.beside else 0.0)
        return room / (self.left + self.right + self.beside)

    def _before_middle(self, row: Row) -> float:
        return _share(row, self.sides.left) + _share(row, self.sides.middle) / 2


def _in_a_row(values: Sequence[Value], x: float, whole: float) -> list[Segment]:
    """Segments that touch, from `x`."""
    found: list[Segment] = []
    for value in values:
        width = (value.estimate or 0.0) * whole
        found.append((value, x, width))
        x += width
    return found


def _share(row: Row, answers: Sequence[str]) -> float:
    return sum(v.estimate or 0.0 for v in row.values if v.key.category in answers)
