"""Rows with one value each in, horizontal bars out: a share each, its number at the end."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.canvas import SIZE, Canvas
from drukproef.draw.kinds import varying
from drukproef.draw.labels import draw_labels, draw_reason, draw_zero
from drukproef.draw.layout import GAP, Layout, Measures, Slot, laid_out
from drukproef.draw.look import SEMIBOLD, Look, shades
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row
from drukproef.tabulate.cell import TOTAL

SINGLE = Measures(labels=6.8, bar=0.44, between_rows=0.2, between_groups=0.0)
GROUPED = Measures(labels=6.0, bar=0.36, between_rows=0.06, between_groups=0.3)
HEADER = 0.5  # height of the line with the header of the bases
NUMBER_ROOM = 1.1  # at the end of the longest bar
FULL_SCALES = (0.25, 0.5, 0.75, 1.0)  # what the width stands for: a common scale, so that figures compare


def draw_bars(rows: Sequence[Row], reader: Reader, look: Look) -> Canvas:
    """Single or grouped bars."""
    measures = GROUPED if any(row.group for row in rows) else SINGLE
    layout = laid_out(rows, look, measures, HEADER)
    canvas = Canvas(layout.bottom + 0.1, look)
    draw_labels(canvas, layout, reader.words.n)
    full = full_scale(rows)
    for slot in layout.slots:
        if slot.row.reason:
            draw_reason(canvas, layout, slot)
        else:
            _draw_bar(canvas, layout, slot, full, measures.bar, bar_colour(slot.row, reader, look))
    draw_zero(canvas, layout)
    return canvas


def full_scale(rows: Sequence[Row]) -> float:
    """The share that the full width stands for: so many quarters."""
    highest = max(v.highest for row in rows for v in row.values)
    return next(full for full in FULL_SCALES if highest <= full or full == FULL_SCALES[-1])


def bar_colour(row: Row, reader: Reader, look: Look) -> str:
    """Earlier waves are lighter, the total of a banner is grey; all else has the brand's colour."""
    key = row.values[0].key
    if varying(reader)[-1] == "wave":
        return shades(look, len(reader.waves))[reader.waves.index(key.wave)]
    if reader.plan.banner and key.level == TOTAL:
        return look.colours.muted
    return look.colours.primary


def _draw_bar(canvas: Canvas, layout: Layout, slot: Slot, full: float, height: float, colour: str) -> None:
    value = slot.row.values[0]
    if value.share is None or value.number is None:
        return
    whole = (layout.right - NUMBER_ROOM - layout.left) / full
    canvas.box(layout.left, slot.middle - height / 2, value.share * whole, height, colour)
    if value.interval:
        low, high = (layout.left + bound * whole for bound in value.interval)
        canvas.whisker(low, high, slot.middle)
    canvas.number(
        layout.left + value.highest * whole + GAP / 2,
        slot.middle,
        value.number,
        "left",
        size=SIZE,
        weight=SEMIBOLD,
    )
