"""Rows with a value per answer in, stacked bars out: each as long as the whole, one segment per answer."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.bases import BaseOf, own_base
from drukproef.draw.canvas import SMALL, Canvas
from drukproef.draw.centred import Centred, Segment, sides_of
from drukproef.draw.colours import Coding
from drukproef.draw.labels import draw_reason, draw_zero
from drukproef.draw.layout import Layout, Measures, Slot
from drukproef.draw.legend import Entry
from drukproef.draw.look import Look, text_on
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.reader import short_label
from drukproef.draw.rows import Row

SINGLE = Measures(labels=5.6, bar=0.56, between_rows=0.2, between_groups=0.3)
GROUPED = Measures(labels=5.6, bar=0.5, between_rows=0.08, between_groups=0.35)
NARROWEST = 0.04  # a segment below this share has no number in it


class Stacked:
    """Stacked bars under their legend, answers in the order of the scale; from the left, or around a middle."""

    base_of: BaseOf = staticmethod(own_base)
    narrowest = 2.9

    def __init__(self, panels: Sequence[Panel], coding: Coding, look: Look) -> None:
        rows, reader = all_rows(panels), panels[0].reader
        sides = sides_of(reader) if reader.plan.centred else None
        self.centred = Centred(sides, rows) if sides else None
        self.coding = coding
        self.measures = GROUPED if any(row.group for row in rows) else SINGLE
        answers = sides.ordered if sides else reader.shown
        self.entries = tuple(Entry(short_label(reader.item, s), coding.styles[s]) for s in answers)

    def paint(self, canvas: Canvas, layout: Layout) -> None:
        """Bars as long as the whole; or around the line through their middle."""
        if self.centred:
            draw_zero(
                canvas, layout, self.centred.axis(layout)
            )  # under the bars, so that it crosses no number
        for slot in layout.slots:
            if slot.row.reason:
                draw_reason(canvas, layout, slot)
            else:
                placed = self.centred.placed(slot, layout) if self.centred else whole_bars(slot, layout)
                draw_segments(canvas, placed, slot.middle, self.coding, self.measures.bar)


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


def whole_bars(slot: Slot, layout: Layout) -> list[Segment]:
    """The segments of a bar that has the full width."""
    whole = layout.right - layout.left
    ends = segments(slot.row)
    return [
        (value, layout.left + start * whole, (end - start) * whole)
        for value, (start, end) in zip(slot.row.values, ends, strict=True)
    ]


def draw_segments(
    canvas: Canvas, placed: Sequence[Segment], middle: float, coding: Coding, height: float
) -> None:
    """Segments with the numbers that fit."""
    for value, left, width in placed:
        if value.number is None or value.share is None or width == 0:
            continue
        colour = coding.colour(value.key)
        canvas.box(left, middle - height / 2, width, height, colour, canvas.look.edge_of(colour))
        if value.share >= NARROWEST and canvas.look.width(value.number.text, SMALL) + 0.04 < width:
            on_it = text_on(colour, canvas.look)
            canvas.number(left + width / 2, middle, value.number, "center", on_it, SMALL)
