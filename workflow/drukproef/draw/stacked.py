"""Rows with a value per answer in, stacked bars out: each as long as the whole, one segment per answer."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.bases import BaseOf, own_base
from drukproef.draw.beside import beside_of, draw_beside, fits_inside
from drukproef.draw.canvas import SMALL, Canvas
from drukproef.draw.centred import Centred, Segment, sides_of
from drukproef.draw.colours import Coding
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import Layout, Measures
from drukproef.draw.legend import Entry
from drukproef.draw.look import Look, text_on
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.reader import short_label
from drukproef.draw.rows import Row

SINGLE = Measures(labels=5.6, bar=0.56, between_rows=0.2, between_groups=0.3)
GROUPED = Measures(labels=5.6, bar=0.5, between_rows=0.08, between_groups=0.35)
LEAST_PART = 0.75  # of the area for bars, beside the numbers that stand next to them


class Stacked:
    """Stacked bars under their legend, answers in the order of the scale; from the left, or around a middle."""

    base_of: BaseOf = staticmethod(own_base)
    narrowest = 3.6
    across = None  # all bars are 100%

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
            parts = self._placed(slot.row, area)
            for placed in parts:
                draw_segments(canvas, placed, slot.middle, self.coding, self.measures.bar)
            if area is not layout:
                draw_beside(canvas, parts, slot.middle)

    def _placed(self, row: Row, area: Layout) -> tuple[list[Segment], ...]:
        """The segments of a row that touch; those that stand apart come second."""
        return self.centred.placed(row, area) if self.centred else (whole_bars(row, area),)

    def _area(self, layout: Layout) -> Layout:
        """The area for bars without what the numbers beside them need: the same in every panel.

        All of the layout when the numbers would take too much of it: then there are none beside the bars.
        """
        area = layout
        for _ in range(4):  # narrower bars have more numbers beside them
            ends = [beside_of(p, self.look) for row in self.rows for p in self._placed(row, area) if p]
            left = max(0.0, *(layout.left - low for low, _ in ends))
            right = max(0.0, *(high - layout.right for _, high in ends))
            area = area.across(area.left + left, area.width - left - right)
            if area.width < LEAST_PART * layout.width:
                return layout
        return area


def segments(row: Row) -> list[tuple[float, float]]:
    """Where each segment starts and ends, as shares of the bar; a hidden value has no width.

    >>> from drukproef.draw.value import Value
    >>> segments(Row("", "", tuple(Value(None, "", share) for share in (0.25, None, 0.75))))
    [(0.0, 0.25), (0.25, 0.25), (0.25, 1.0)]
    """
    ends, start = [], 0.0
    for value in row.values:
        ends.append((start, start + (value.estimate or 0.0)))
        start = ends[-1][1]
    return ends


def whole_bars(row: Row, area: Layout) -> list[Segment]:
    """The segments of a bar that has the full width."""
    return [
        (value, area.left + start * area.width, (end - start) * area.width)
        for value, (start, end) in zip(row.values, segments(row), strict=True)
    ]


def draw_segments(
    canvas: Canvas, placed: Sequence[Segment], middle: float, coding: Coding, height: float
) -> None:
    """Segments, with the numbers that fit on them."""
    for value, left, width in placed:
        if value.number is None or width == 0:
            continue
        colour = coding.colour(value.key)
        canvas.box(left, middle - height / 2, width, height, colour, canvas.look.edge_of(colour))
        if fits_inside((value, left, width), canvas.look):
            on_it = text_on(colour, canvas.look)
            canvas.number(left + width / 2, middle, value.number, "center", on_it, SMALL)
