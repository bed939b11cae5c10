"""Rows with one value each in, horizontal bars out: a share each, its number at the end."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.bases import BaseOf, own_base
from drukproef.draw.canvas import SIZE, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import GAP, Layout, Measures, Slot
from drukproef.draw.legend import Entry
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.rows import Row

SINGLE = Measures(labels=6.8, bar=0.44, between_rows=0.2, between_groups=0.0)
GROUPED = Measures(labels=6.0, bar=0.36, between_rows=0.06, between_groups=0.3)
FULL_SCALES = (0.25, 0.5, 0.75, 1.0)  # what the width stands for: a common scale, so that figures compare


class Bars:
    """Single or grouped bars. Each is named beside it, so there is no legend."""

    entries: tuple[Entry, ...] = ()
    base_of: BaseOf = staticmethod(own_base)
    ruled = False
    narrowest = 2.6

    def __init__(self, panels: Sequence[Panel], coding: Coding, look: Look) -> None:
        rows = all_rows(panels)
        self.coding = coding
        self.measures = GROUPED if any(row.group for row in rows) else SINGLE
        self.full = full_scale(rows)
        self.number_room = number_room(rows, look)

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
        if value.share is None or value.number is None:
            return
        whole = (layout.width - self.number_room) / self.full
        colour = self.coding.colour(value.key)
        edge = canvas.look.edge_of(colour)
        if value.share:
            canvas.box(layout.left, slot.middle - height / 2, value.share * whole, height, colour, edge)
        if value.interval:
            low, high = (layout.left + bound * whole for bound in value.interval)
            canvas.whisker(low, high, slot.middle)
        end = layout.left + value.highest * whole + GAP / 2
        canvas.number(end, slot.middle, value.number, "left", size=SIZE, weight=SEMIBOLD)


def full_scale(rows: Sequence[Row]) -> float:
    """The share that the full width stands for: so many quarters."""
    highest = max(v.highest for row in rows for v in row.values)
    return next(full for full in FULL_SCALES if highest <= full or full == FULL_SCALES[-1])


def number_room(rows: Sequence[Row], look: Look) -> float:
    """Room at the end of the longest bar for the widest number."""
    texts = [v.number.text for row in rows for v in row.values if v.number]
    return GAP + max(look.width(text, SIZE, SEMIBOLD) for text in texts)
