"""Rows with a value per answer in, stacked bars out: each as long as the whole, one segment per answer."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from drukproef.draw.bases import BaseOf, own_base
from drukproef.draw.canvas import SMALL, Canvas
from drukproef.draw.centred import Centred, Segment, sides_of
from drukproef.draw.colours import Coding
from drukproef.draw.drawn import Number
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import Layout, Measures
from drukproef.draw.legend import Entry
from drukproef.draw.look import Look, text_on
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.reader import short_label
from drukproef.draw.rows import Row

SINGLE = Measures(labels=5.6, bar=0.56, between_rows=0.2, between_groups=0.3)
GROUPED = Measures(labels=5.6, bar=0.5, between_rows=0.08, between_groups=0.35)
BESIDE = 0.1  # from a bar to the number beside it
NARROWEST = 0.04  # a segment below this share has no number in it


class Stacked:
    """Stacked bars under their legend, answers in the order of the scale; from the left, or around a middle."""

    base_of: BaseOf = staticmethod(own_base)
    narrowest = 2.9

    def __init__(self, panels: Sequence[Panel], coding: Coding, look: Look) -> None:
        rows, reader = all_rows(panels), panels[0].reader
        sides = sides_of(reader) if reader.plan.centred else None
        self.centred = Centred(sides, rows) if sides else None
        self.ruled = sides is not None  # bars don't start beside their labels
        self.coding, self.look = coding, look
        self.rows = [row for row in rows if not row.reason]
        self.measures = GROUPED if any(row.group for row in rows) else SINGLE
        answers = sides.ordered if sides else reader.shown
        self.entries = tuple(Entry(short_label(reader.item, s), coding.styles[s]) for s in answers)

    def paint(self, canvas: Canvas, layout: Layout) -> None:
        """Bars as long as the whole; or around the line through their middle, which lies under the bars."""
        area = self._area(layout)
        if self.centred:
            draw_zero(canvas, layout, self.centred.axis(area))
        for slot in layout.slots:
            if slot.row.reason:
                draw_reason(canvas, layout, slot)
                continue
            for placed in self._placed(slot.row, area):
                draw_segments(canvas, placed, slot.middle, self.coding, self.measures.bar)

    def _placed(self, row: Row, area: Layout) -> tuple[list[Segment], ...]:
        """The segments of a row that touch; those that stand apart come second."""
        return self.centred.placed(row, area) if self.centred else (whole_bars(row, area),)

    def _area(self, layout: Layout) -> Layout:
        """The area for bars without what the numbers beside them need: the same in every panel."""
        area = layout
        for _ in range(3):  # narrower bars have more numbers beside them
            ends = [beside_of(p, self.look) for row in self.rows for p in self._placed(row, area) if p]
            left = max(0.0, *(area.left - low for low, _ in ends))
            right = max(0.0, *(high - area.right for _, high in ends))
            area = area.across(layout.left + left, layout.width - left - right)
        return area


def segments(row: Row) -> list[tuple[float, float]]:
    """Where each segment starts and ends, as shares of the bar; a hidden value has no width.

    >>> from drukproef.draw.reader import Value
    >>> segments(Row("", "", tuple(Value(None, "", share) for share in (0.25, None, 0.75))))
    [(0.0, 0.25), (0.25, 0.25), (0.25, 1.0)]
    """
    ends, start = [], 0.0
    for value in row.values:
        ends.append((start, start + (value.share or 0.0)))
        start = ends[-1][1]
    return ends


def whole_bars(row: Row, area: Layout) -> list[Segment]:
    """The segments of a bar that has the full width."""
    return [
        (value, area.left + start * area.width, (end - start) * area.width)
        for value, (start, end) in zip(row.values, segments(row), strict=True)
    ]


def fits_inside(segment: Segment, look: Look) -> bool:
    """Whether a segment can have its number on it."""
    value, _, width = segment
    wide_enough = value.number is not None and look.width(value.number.text, SMALL) + 0.04 < width
    return wide_enough and (value.share or 0.0) >= NARROWEST


def outer_numbers(placed: Sequence[Segment], look: Look) -> tuple[list[Number], list[Number]]:
    """The numbers that stand left and right of a bar: of the segments at its ends that are too narrow for them.

    All in the order of the segments. A narrow segment between two numbered ones has no number.
    """
    shown = [s for s in placed if s[0].number and s[2] > 0]
    narrow = [not fits_inside(s, look) for s in shown]
    if all(narrow):
        return [], [s[0].number for s in shown if s[0].number]
    left = list(takewhile(lambda pair: pair[1], zip(shown, narrow, strict=True)))
    right = list(takewhile(lambda pair: pair[1], zip(shown[::-1], narrow[::-1], strict=True)))[::-1]
    first, last = ([s[0].number for s, _ in side if s[0].number] for side in (left, right))
    return first, last


def beside_of(placed: Sequence[Segment], look: Look) -> tuple[float, float]:
    """From where to where a bar reaches with the numbers beside it."""
    left, right = outer_numbers(placed, look)
    first, last = placed[0][1], placed[-1][1] + placed[-1][2]
    return first - _room(left, look), last + _room(right, look)


def draw_segments(
    canvas: Canvas, placed: Sequence[Segment], middle: float, coding: Coding, height: float
) -> None:
    """Segments with their numbers: on them when they fit, beside the bar for narrow ones at its ends."""
    for value, left, width in placed:
        if value.number is None or width == 0:
            continue
        colour = coding.colour(value.key)
        canvas.box(left, middle - height / 2, width, height, colour, canvas.look.edge_of(colour))
        if fits_inside((value, left, width), canvas.look):
            on_it = text_on(colour, canvas.look)
            canvas.number(left + width / 2, middle, value.number, "center", on_it, SMALL)
    if placed:
        before, after = outer_numbers(placed, canvas.look)
        first, _ = beside_of(placed, canvas.look)
        _draw_beside(canvas, first, middle, before)
        _draw_beside(canvas, placed[-1][1] + placed[-1][2] + BESIDE, middle, after)


def _draw_beside(canvas: Canvas, x: float, y: float, numbers: Sequence[Number]) -> None:
    for number in numbers:
        canvas.number(x, y, number, "left", canvas.look.colours.muted, SMALL)
        x += canvas.look.width(number.text, SMALL) + BESIDE


def _room(numbers: Sequence[Number], look: Look) -> float:
    """What numbers beside a bar need."""
    return sum(look.width(n.text, SMALL) + BESIDE for n in numbers)
