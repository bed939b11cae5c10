"""Places in, the texts around the bars out: labels, headings, the column of bases, and reasons where there is no bar."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.bases import BaseOf, draw_range
from drukproef.draw.canvas import LEADING, SMALL, WIDTH, Canvas
from drukproef.draw.layout import GAP, Layout, Slot
from drukproef.draw.look import SEMIBOLD


def draw_labels(canvas: Canvas, layout: Layout, ruled: bool) -> None:
    """Labels of the rows, and headings of the groups; with `ruled`, thin lines between the rows."""
    if ruled:
        _draw_rules(canvas, layout)
    for heading in layout.headings:
        if heading.above:
            draw_title(canvas, 0, heading.middle, heading.lines)
        else:
            canvas.lines(0, heading.middle, heading.lines)
    beside = any(not h.above for h in layout.headings)
    for slot in layout.slots:
        if beside:
            canvas.lines(layout.left - GAP, slot.middle, slot.label, "right")
        else:
            canvas.lines(0.0, slot.middle, slot.label)


def draw_title(canvas: Canvas, x: float, middle: float, lines: Sequence[str]) -> None:
    """Lines of a heading or of the title of a panel."""
    for i, line in enumerate(lines):
        y = middle + (i - (len(lines) - 1) / 2) * LEADING
        canvas.text(x, y, line, weight=SEMIBOLD)


def draw_zero(canvas: Canvas, layout: Layout, x: float | None = None) -> None:
    """The line that bars start from at the left of their area; or one at another place, under the bars."""
    at = layout.left if x is None else x
    for top, bottom in layout.blocks:
        canvas.line([(at, top), (at, bottom)], canvas.look.colours.muted, 0.6, under=x is not None)


def _draw_rules(canvas: Canvas, layout: Layout) -> None:
    """Thin lines between the rows over the full width, under everything else."""
    for y in layout.ends[:-1]:
        canvas.line([(0.0, y), (WIDTH, y)], canvas.look.colours.rule, 0.4, under=True)


def draw_reason(canvas: Canvas, layout: Layout, slot: Slot) -> None:
    """Why a row has no bar; on white, so that no line under the bars crosses it."""
    x, reason = layout.left + GAP / 2, slot.row.reason
    canvas.box(x, slot.middle - 0.15, canvas.look.width(reason, SMALL), 0.3, "#ffffff")
    canvas.text(x, slot.middle, reason, colour=canvas.look.colours.muted, size=SMALL)


def draw_bases(canvas: Canvas, layout: Layout, n_header: str, header_y: float, base_of: BaseOf) -> None:
    """A column with the base of each row; a row whose values have their own shows the lowest and the highest."""
    canvas.text(WIDTH, header_y, n_header, "right", canvas.look.colours.muted, SMALL)
    for slot in layout.slots:
        draw_range(canvas, WIDTH, slot.middle, base_of(slot.row), "right")
