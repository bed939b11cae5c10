"""Rows with one value each in, horizontal bars out, each with its number at the end."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.across import across_of
from drukproef.draw.bases import BaseOf, own_base
from drukproef.draw.canvas import SIZE, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import GAP, Layout, Measures, Slot
from drukproef.draw.legend import Entry
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.panels import Panel, all_rows

SINGLE = Measures(labels=6.8, bar=0.44, between_rows=0.2, between_groups=0.0)
GROUPED = Measures(labels=6.0, bar=0.36, between_rows=0.06, between_groups=0.3)
NARROWEST = 2.6  # a panel


class Bars:
    """Single or grouped bars. Each is named beside it, so there is no legend."""

    entries: tuple[Entry, ...] = ()
    base_of: BaseOf = staticmethod(own_base)
    ruled = False

    def __init__(self, panels: Sequence[Panel], coding: Coding, look: Look) -> None:
        rows = all_rows(panels)
        self.coding = coding
        self.measures = GROUPED if any(row.group for row in rows) else SINGLE
        self.across = across_of(panels, look)
        self.narrowest = self.across.narrowest(NARROWEST)

    def paint(self, canvas: Canvas, layout: Layout) -> None:
        """Bars from the line at zero."""
        for slot in layout.slots:
            if slot.row.reason:
                draw_reason(canvas, layout, slot)
            else:
                self._draw_bar(canvas, layout, slot)
        draw_zero(canvas, layout)

    def _draw_bar(self, canvas: Canvas, layout: Layout, slot: Slot) -> None:
        value, height = slot.row.values[0], self.measures.bar
        if value.estimate is None or value.number is None:
            return
        left = layout.left
        colour = self.coding.colour(value.key)
        edge = canvas.look.edge_of(colour)
        if value.estimate:
            width = self.across.x(layout, value.estimate) - left
            canvas.box(left, slot.middle - height / 2, width, height, colour, edge)
        if value.interval:
            low, high = (self.across.x(layout, bound) for bound in value.interval)
            canvas.whisker(low, high, slot.middle)
        end = self.across.x(layout, value.highest) + GAP / 2
        canvas.number(end, slot.middle, value.number, "left", size=SIZE, weight=SEMIBOLD)
