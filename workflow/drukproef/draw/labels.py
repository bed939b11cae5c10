"""Places in, the texts around the bars out: labels, headings, bases, and reasons where there is no bar."""

from __future__ import annotations

from collections.abc import Callable

from drukproef.draw.canvas import LEADING, SMALL, WIDTH, Canvas
from drukproef.draw.drawn import Number
from drukproef.draw.layout import GAP, Layout, Slot
from drukproef.draw.look import SEMIBOLD
from drukproef.draw.rows import Row

DASH = 0.24  # room for the dash between two bases


def own_base(row: Row) -> tuple[Number, ...]:
    """The base that the values of a row share."""
    return (row.n,) if row.n else ()


def draw_labels(
    canvas: Canvas,
    layout: Layout,
    n_header: str,
    base_of: Callable[[Row], tuple[Number, ...]] = own_base,
) -> None:
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
    draw_bases(canvas, layout, n_header, base_of)


def draw_zero(canvas: Canvas, layout: Layout, x: float | None = None) -> None:
    """The line that bars start from at the left of their area; or one at another place, under the bars."""
    at = layout.left if x is None else x
    for top, bottom in layout.blocks:
        canvas.line([(at, top), (at, bottom)], canvas.look.colours.muted, 0.6, under=x is not None)


def draw_reason(canvas: Canvas, layout: Layout, slot: Slot) -> None:
    """Why a row has no bar."""
    canvas.text(layout.left + GAP, slot.middle, slot.row.reason, colour=canvas.look.colours.muted, size=SMALL)


def draw_bases(
    canvas: Canvas, layout: Layout, n_header: str, base_of: Callable[[Row], tuple[Number, ...]]
) -> None:
    """The base of each row; a row whose values have their own shows the lowest and the highest."""
    muted = canvas.look.colours.muted
    canvas.text(WIDTH, layout.top - 0.35, n_header, "right", muted, SMALL)
    for slot in layout.slots:
        x = WIDTH
        for i, n in enumerate(reversed(base_of(slot.row))):
            if i:
                canvas.text(x - DASH / 2, slot.middle, "–", "center", muted, SMALL)
                x -= DASH
            canvas.number(x, slot.middle, n, "right", muted, SMALL)
            x -= canvas.look.width(n.text, SMALL)
