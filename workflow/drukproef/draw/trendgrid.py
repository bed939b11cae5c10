"""Panels of a trend in, their grid on one canvas out: small plots with one scale."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.apart import apart
from drukproef.draw.axis import Axis, axis_of
from drukproef.draw.breaks import breaks_within
from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.grid import BETWEEN_LINES, N_LINE, UNDER_LEGEND, Columns, columns_that_fit, draw_head
from drukproef.draw.layout import GAP
from drukproef.draw.legend import Entry, draw_legend, laid_out_legend
from drukproef.draw.look import REGULAR, SEMIBOLD, Look
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.plot import (
    INSET,
    UNIT_LINE,
    Scale,
    axis_room,
    draw_breaks,
    draw_grid_lines,
    draw_line,
    draw_unit,
    last_shown,
)
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row

LEFT = 0.95  # least room for the axis
PLOT = 2.0  # height of a plot
NARROWEST = 3.8
ABOVE = 0.3  # from a point to its number
YEARS = 0.5  # under a plot
AT_END = 0.9  # least room for the last numbers of several lines
OVER = 0.3  # above a plot: the number of a point at its top
BREAK_LINE = 0.4  # above a plot with the words for a trend break


def draw_trend_grid(panels: Sequence[Panel], coding: Coding, look: Look) -> Canvas:
    """A small plot per panel. One line has its numbers at its points; several have the last ones at their ends."""
    several = len(panels[0].rows) > 1
    entries = [Entry(r.label, coding.style(r.values[0].key), as_marker=True) for r in panels[0].rows]
    legend = laid_out_legend(entries if several else [], look)
    axis, numbers = axis_of(panels), [v.number for row in all_rows(panels) for v in row.values if v.number]
    widest = max(look.width(number.text, SMALL, SEMIBOLD) for number in numbers)
    overhang = max(0.0, widest / 2 - INSET)  # of a number at the first or last point of a single line
    left = axis_room(axis, look, panels[0].reader.language, LEFT) + (0.0 if several else overhang)
    columns = columns_that_fit(len(panels), left, WIDTH, NARROWEST)
    at_end = max(AT_END, GAP / 2 + widest) if several else overhang
    lines = [panels[i : i + columns.count] for i in range(0, len(panels), columns.count)]
    titles = [[look.wrap(p.title, columns.width, SIZE, SEMIBOLD) for p in line] for line in lines]
    heads = [max(len(t) for t in line) for line in titles]
    above = BREAK_LINE if any(breaks_within(p.reader) for p in panels) else OVER
    heights = [head * LEADING + N_LINE + above + PLOT + YEARS + BETWEEN_LINES for head in heads]
    unit_top = legend.height + UNDER_LEGEND if several else 0.0
    top = unit_top + (UNIT_LINE if axis.form.unit else 0.0)
    canvas = Canvas(top + sum(heights) - BETWEEN_LINES, look)
    draw_legend(canvas, legend)
    draw_unit(canvas, axis, unit_top)
    for line, wrapped, head, height in zip(lines, titles, heads, heights, strict=True):
        for i, (panel, title) in enumerate(zip(line, wrapped, strict=True)):
            draw_head(canvas, panel, title, columns.x(i), top + head * LEADING)
            scale = _scale(panel, columns, i, axis, top + height - BETWEEN_LINES - YEARS, at_end)
            _draw_plot(canvas, panel, coding, scale, with_axis=i == 0)
        top += height
    return canvas


def _scale(panel: Panel, columns: Columns, index: int, axis: Axis, bottom: float, at_end: float) -> Scale:
    waves, left = panel.reader.waves, columns.x(index)
    right = left + columns.width - at_end
    return Scale(min(waves), max(waves), axis, left, right, bottom - PLOT, bottom)


def _draw_plot(canvas: Canvas, panel: Panel, coding: Coding, scale: Scale, with_axis: bool) -> None:
    reader = panel.reader
    draw_grid_lines(canvas, scale, reader.language, with_axis)
    _draw_years(canvas, reader, scale)
    if all(row.reason for row in panel.rows):
        middle = ((scale.left + scale.right) / 2, (scale.top + scale.bottom) / 2)
        canvas.text(*middle, panel.rows[0].reason, "center", canvas.look.colours.muted, SMALL)
        return
    draw_breaks(canvas, reader, scale)
    for row in panel.rows:
        draw_line(canvas, row, coding, reader, scale)
    if len(panel.rows) == 1:
        _draw_numbers(canvas, panel.rows[0], scale)
    else:
        _draw_ends(canvas, panel.rows, scale)


def _draw_years(canvas: Canvas, reader: Reader, scale: Scale) -> None:
    """The first and the last wave, and those between them that have room."""
    waves = sorted(reader.waves)
    needed = canvas.look.width("2000 ", SMALL)
    shown = [waves[-1]]
    for wave in [waves[0], *waves[-2:0:-1]]:
        if all(abs(scale.x(wave) - scale.x(other)) >= needed for other in shown):
            shown.append(wave)
    for wave in sorted(shown):
        canvas.text(scale.x(wave), scale.bottom + 0.25, str(wave), "center", size=SMALL)


def _draw_numbers(canvas: Canvas, row: Row, scale: Scale) -> None:
    """A number at each point of a line: above it, or below it where the line has a dip."""
    points = [(scale.x(v.key.wave), scale.y(v.estimate), v) for v in row.values if v.estimate is not None]
    for i, (x, y, value) in enumerate(points):
        beside = [points[j][1] for j in (i - 1, i + 1) if 0 <= j < len(points)]
        in_dip = beside and all(y > other for other in beside) and scale.bottom - y > 2 * ABOVE
        if value.number:
            weight = SEMIBOLD if i == len(points) - 1 else REGULAR
            at = y + ABOVE if in_dip else y - ABOVE
            width = canvas.look.width(value.number.text, SMALL, weight)
            canvas.box(
                x - width / 2, at - 0.14, width, 0.28, "#ffffff"
            )  # so that no line of the grid crosses it
            canvas.number(x, at, value.number, "center", size=SMALL, weight=weight)


def _draw_ends(canvas: Canvas, rows: Sequence[Row], scale: Scale) -> None:
    """The last number of each line, beside its end."""
    ends = sorted((v for row in rows if (v := last_shown(row))), key=lambda v: -(v.estimate or 0.0))
    wanted = [scale.y(v.estimate or 0.0) for v in ends]
    middles = apart(wanted, [0.32] * len(ends), scale.top - 0.2, scale.bottom + 0.2)
    for value, middle in zip(ends, middles, strict=True):
        if value.number:
            x = scale.right + GAP / 2
            canvas.number(x, middle, value.number, "left", size=SMALL, weight=SEMIBOLD)
