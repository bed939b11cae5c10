"""Rows with a value per series in, a dot plot out: a line per row, a dot and a number per value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drukproef.draw.across import across_of
from drukproef.draw.apart import apart
from drukproef.draw.bases import BaseOf, bases_of, own_base
from drukproef.draw.canvas import SIZE, SMALL, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.kinds import bases_per_cell, columns_of
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import GAP, Layout, Measures, Slot
from drukproef.draw.legend import Entry
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.value import Value

SINGLE = Measures(labels=6.8, bar=0.38, between_rows=0.14, between_groups=0.0)
SEVERAL = Measures(labels=6.0, bar=0.5, between_rows=0.3, between_groups=0.0)
NARROWEST = 2.8  # a panel
BESIDE = 0.2  # from a dot to its number
ABOVE = 0.27  # from a dot up to its number, when a row has several
STEP = 0.38  # between the dots of a row that have whiskers: each has a height of its own

Dot = tuple[Value, float]
"""A value and where its dot stands."""


class Dots:
    """One dot per row with its number beside it; or several under a legend.

    Several dots share a line, with their numbers above it; with intervals each has a height of its own.
    """

    ruled = False

    def __init__(self, panels: Sequence[Panel], coding: Coding, look: Look) -> None:
        rows, reader = all_rows(panels), panels[0].reader
        series = columns_of(reader)
        values = rows[0].values if series else ()
        self.coding = coding
        self.entries = tuple(Entry(v.label, coding.style(v.key), as_marker=True) for v in values)
        self.above = series is not None and not any(v.interval for row in rows for v in row.values)
        self.measures = SEVERAL if self.above else replace(SINGLE, bar=STEP * len(rows[0].values))
        self.base_of: BaseOf = bases_of if bases_per_cell(reader) else own_base
        self.across = across_of(panels, look, beside=GAP)
        self.narrowest = self.across.narrowest(NARROWEST)

    def paint(self, canvas: Canvas, layout: Layout) -> None:
        """A line per row, from the line at zero; over the whole area when the axis starts elsewhere."""
        if not self.across.axis.is_cut:
            draw_zero(canvas, layout)
        for slot in layout.slots:
            if slot.row.reason:
                draw_reason(canvas, layout, slot)
            else:
                self._draw_row(canvas, slot, layout)

    def _draw_row(self, canvas: Canvas, slot: Slot, layout: Layout) -> None:
        """Dots on one line with their numbers above it; or each with its number beside it."""
        left, axis = layout.left, self.across.axis
        shown = [(v, self.across.x(layout, v.estimate)) for v in slot.row.values if v.estimate is not None]
        first = min(self.across.x(layout, v.lowest) for v, _ in shown)
        last = max(x for _, x in shown)
        end = self.across.x(layout, axis.high) if axis.is_cut else last if self.above else first
        canvas.line(
            [(left, slot.middle), (end, slot.middle)], canvas.look.colours.rule, 0.5, under=axis.is_cut
        )
        for i, (value, x) in enumerate(shown):
            y = slot.middle if self.above else slot.middle + (i - (len(shown) - 1) / 2) * STEP
            style = self.coding.style(value.key)
            if value.interval:
                low, high = (self.across.x(layout, bound) for bound in value.interval)
                canvas.whisker(low, high, y, style.colour)
            canvas.markers([(x, y)], style.colour, style.marker)
            if value.number and not self.above:
                after = self.across.x(layout, value.highest) + BESIDE
                if axis.is_cut:  # the line goes on behind the number
                    width = canvas.look.width(value.number.text, SIZE, SEMIBOLD)
                    canvas.box(after - GAP / 4, y - 0.15, width + GAP / 2, 0.3, "#ffffff")
                canvas.number(after, y, value.number, "left", size=SIZE, weight=SEMIBOLD)
        if self.above:
            draw_numbers(canvas, shown, slot.middle - ABOVE, left, layout.right)


def draw_numbers(canvas: Canvas, dots: Sequence[Dot], y: float, left: float, right: float) -> None:
    """The numbers of a row from left to right, in the order of the dots, without overlap."""
    ordered = sorted(dots, key=lambda dot: dot[1])
    widths = [canvas.look.width(v.number.text, SMALL) + 0.12 for v, _ in ordered if v.number]
    middles = apart([x for _, x in ordered], widths, left, right)
    for (value, _), middle in zip(ordered, middles, strict=True):
        if value.number:
            canvas.number(middle, y, value.number, "center", size=SMALL)
