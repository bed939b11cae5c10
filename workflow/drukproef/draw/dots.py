"""Rows with a value per series in, a dot plot out: a line per row, a dot and a number per value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from drukproef.draw.apart import apart
from drukproef.draw.bars import NUMBER_ROOM, full_scale
from drukproef.draw.canvas import SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.drawn import Number
from drukproef.draw.kinds import bases_per_cell, columns_of
from drukproef.draw.labels import DASH, draw_labels, draw_reason, draw_zero, own_base
from drukproef.draw.layout import GAP, N_COLUMN, Measures, Slot, laid_out
from drukproef.draw.legend import LABEL_FROM, SWATCH, Entry, below_legend, legend_lines, places
from drukproef.draw.look import SEMIBOLD, Look, shades
from drukproef.draw.reader import Reader, Value
from drukproef.draw.rows import Row
from drukproef.draw.trend import base_range, colour_and_marker
from drukproef.tabulate.cell import TOTAL

SINGLE = Measures(labels=6.8, bar=0.38, between_rows=0.14, between_groups=0.0)
SEVERAL = Measures(labels=6.0, bar=0.5, between_rows=0.3, between_groups=0.0)
HEADER = 0.5  # height of the line with the header of the bases, without a legend
BESIDE = 0.2  # from a dot to its number
ABOVE = 0.27  # from a dot up to its number, when a row has several
STEP = 0.38  # between the dots of a row that have whiskers: each has a height of its own

Style = tuple[str, str]
"""The colour and the marker of a series."""


def draw_dots(rows: Sequence[Row], reader: Reader, look: Look) -> Canvas:
    """One dot per row with its number beside it; or several under a legend.

    Several dots share a line, with their numbers above it; with intervals each has a height of its own.
    """
    several = columns_of(reader) is not None
    entries = legend_lines([(str(i), v.label) for i, v in enumerate(rows[0].values)], look) if several else []
    top = below_legend(entries, look) + 0.1 if several else HEADER
    above = several and not any(v.interval for row in rows for v in row.values)
    measures = SEVERAL if above else replace(SINGLE, bar=STEP * len(rows[0].values))
    layout = laid_out(rows, look, measures, top)
    canvas = Canvas(layout.bottom + 0.1, look)
    styles = series_looks(rows[0], reader, look)
    _draw_legend(canvas, entries, styles)
    per_cell = bases_per_cell(reader)
    draw_labels(canvas, layout, reader.words.n, _bases if per_cell else own_base)
    right = layout.right - NUMBER_ROOM - _wider_bases(rows, look) * per_cell
    draw_zero(canvas, layout)
    whole = (right - layout.left) / full_scale(rows)
    for slot in layout.slots:
        if slot.row.reason:
            draw_reason(canvas, layout, slot)
        else:
            _draw_row(canvas, slot, layout.left, whole, styles, above)
    return canvas


def series_looks(row: Row, reader: Reader, look: Look) -> list[Style]:
    """Waves run from light to dark, other series have colours of their own; the total is grey."""
    count = len(row.values)
    markers = [colour_and_marker(i, look)[1] for i in range(count)]
    if columns_of(reader) is None:
        return [(look.colours.primary, markers[0])]
    if columns_of(reader) == "wave":
        return list(zip(shades(look, count), markers, strict=True))
    colours = [colour_and_marker(i, look)[0] for i in range(count)]
    if columns_of(reader) == "level":
        total = [v.key.level == TOTAL for v in row.values]
        colours = [look.colours.muted if t else c for t, c in zip(total, colours, strict=True)]
    return list(zip(colours, markers, strict=True))


def _bases(row: Row) -> tuple[Number, ...]:
    return base_range(row.values)


def _wider_bases(rows: Sequence[Row], look: Look) -> float:
    """How much wider than one base the widest range of bases is."""
    widths = [sum(look.width(n.text, SMALL) + DASH for n in _bases(row)) - DASH for row in rows]
    return max(0.0, *widths) - N_COLUMN + GAP if max(widths) + GAP > N_COLUMN else 0.0


def _draw_legend(canvas: Canvas, lines: list[list[Entry]], styles: Sequence[Style]) -> None:
    for key, label, x, y in places(lines):
        colour, marker = styles[int(key)]
        canvas.markers([(x + SWATCH / 2, y)], colour, marker)
        canvas.text(x + LABEL_FROM, y, label)


def _draw_row(
    canvas: Canvas, slot: Slot, left: float, whole: float, styles: Sequence[Style], above: bool
) -> None:
    """Dots on one line with their numbers above it; or each with its number beside it."""
    values = zip(slot.row.values, styles, strict=True)
    shown = [(v, left + v.share * whole, style) for v, style in values if v.share is not None]
    first = min(left + (v.interval[0] if v.interval else v.share or 0.0) * whole for v, _, _ in shown)
    last = max(x for _, x, _ in shown)
    end = last if above else first
    canvas.line([(left, slot.middle), (end, slot.middle)], canvas.look.colours.rule, 0.5)
    for i, (value, x, (colour, marker)) in enumerate(shown):
        y = slot.middle if above else slot.middle + (i - (len(shown) - 1) / 2) * STEP
        if value.interval:
            canvas.whisker(left + value.interval[0] * whole, left + value.interval[1] * whole, y, colour)
        canvas.markers([(x, y)], colour, marker)
        if value.number and not above:
            after = left + value.highest * whole + BESIDE
            canvas.number(after, y, value.number, "left", size=SIZE, weight=SEMIBOLD)
    if above:
        _draw_numbers(canvas, [(v, x) for v, x, _ in shown], slot.middle - ABOVE, left)


def _draw_numbers(canvas: Canvas, dots: Sequence[tuple[Value, float]], y: float, left: float) -> None:
    """The numbers of a row from left to right, in the order of the dots, without overlap."""
    ordered = sorted(dots, key=lambda dot: dot[1])
    widths = [canvas.look.width(v.number.text, SMALL) + 0.12 for v, _ in ordered if v.number]
    middles = apart([x for _, x in ordered], widths, left, WIDTH)
    for (value, _), middle in zip(ordered, middles, strict=True):
        if value.number:
            canvas.number(middle, y, value.number, "center", size=SMALL)
