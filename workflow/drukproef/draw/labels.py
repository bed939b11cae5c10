"""Places in, the texts around the bars out: labels, headings, bases, and reasons where there is no bar."""

from __future__ import annotations

from drukproef.draw.canvas import LEADING, SMALL, WIDTH, Canvas
from drukproef.draw.layout import GAP, Layout, Slot
from drukproef.draw.look import SEMIBOLD


def draw_labels(canvas: Canvas, layout: Layout, n_header: str) -> None:
    """Labels, headings, the line at zero, and the column with bases."""
    for heading in layout.headings:
        if heading.above:
            for i, line in enumerate(heading.lines):
                y = heading.middle + (i - (len(heading.lines) - 1) / 2) * LEADING
                canvas.text(0, y, line, weight=SEMIBOLD)
        else:
            canvas.lines(0, heading.middle, heading.lines)
    beside = any(not h.above for h in layout.headings)
    for slot in layout.slots:
        x, anchor = (layout.left - GAP, "right") if beside else (0.0, "left")
        canvas.lines(x, slot.middle, slot.label, "right" if anchor == "right" else "left")
    _draw_bases(canvas, layout, n_header)


def draw_zero(canvas: Canvas, layout: Layout) -> None:
    """The line that bars start from."""
    for top, bottom in layout.blocks:
        canvas.line([(layout.left, top), (layout.left, bottom)], canvas.look.colours.muted, 0.6)


def draw_reason(canvas: Canvas, layout: Layout, slot: Slot) -> None:
    """Why a row has no bar."""
    canvas.text(layout.left + GAP, slot.middle, slot.row.reason, colour=canvas.look.colours.muted, size=SMALL)


def _draw_bases(canvas: Canvas, layout: Layout, n_header: str) -> None:
    muted = canvas.look.colours.muted
    canvas.text(WIDTH, layout.top - 0.35, n_header, "right", muted, SMALL)
    for slot in layout.slots:
        if slot.row.n:
            canvas.number(WIDTH, slot.middle, slot.row.n, "right", muted, SMALL)
