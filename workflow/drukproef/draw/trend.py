"""Rows with a value per wave in, lines out: labels at their ends, gaps where a question was not asked."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.apart import apart
from drukproef.draw.axis import axis_of
from drukproef.draw.bases import base_range, bases_width, draw_range
from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.drawn import Number
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.panels import Panel
from drukproef.draw.plot import (
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

LEFT = 1.1  # least room for the axis
LABELS = 6.2  # width of the labels at the end
LABELS_FROM = WIDTH - LABELS
NUMBER = 0.85  # of these, at least, the number
AFTER = 0.05  # from the widest number to the labels, at least
TOP = 0.5
PLOT = 6.4  # lowest height of the plot
UNDER = 1.3  # under the plot: years and bases


def draw_trend(panel: Panel, coding: Coding, look: Look) -> Canvas:
    """A line per row over the waves, named at its end."""
    rows, reader = panel.rows, panel.reader
    axis, shown = axis_of([panel]), [v.number for row in rows for v in row.values if v.number]
    numbers = max(NUMBER, AFTER + max(look.width(number.text, SIZE, SEMIBOLD) for number in shown))
    wrapped = [look.wrap(row.label, LABELS - numbers, SIZE) for row in rows]
    needed = sum(len(lines) * LEADING + 0.1 for lines in wrapped)
    top = TOP + (UNIT_LINE if axis.form.unit else 0.0)
    bottom = top + max(PLOT, needed)
    left = axis_room(axis, look, reader.language, LEFT)
    scale = Scale(min(reader.waves), max(reader.waves), axis, left, LABELS_FROM - 0.6, top, bottom)
    canvas = Canvas(bottom + UNDER, look)
    draw_unit(canvas, axis)
    draw_grid_lines(canvas, scale, reader.language)
    draw_breaks(canvas, reader, scale)
    _draw_waves(canvas, rows, reader, scale)
    for row in rows:
        draw_line(canvas, row, coding, reader, scale)
    _draw_ends(canvas, rows, wrapped, numbers, coding, scale)
    return canvas


def _draw_waves(canvas: Canvas, rows: Sequence[Row], reader: Reader, scale: Scale) -> None:
    """Years, and under each of them the lowest and the highest base."""
    y = scale.bottom + 0.72
    canvas.text(0, y, reader.words.n, "left", canvas.look.colours.muted, SMALL)
    room = scale.least_between(reader.waves)
    for i, wave in enumerate(reader.waves):
        canvas.text(scale.x(wave), scale.bottom + 0.3, str(wave), "center")
        _draw_bases(canvas, scale.x(wave), y, base_range([row.values[i] for row in rows]), room)


def _draw_bases(canvas: Canvas, x: float, y: float, bases: tuple[Number, ...], room: float) -> None:
    """One base, or a range; the range takes two lines when it would touch that of the next wave."""
    muted = canvas.look.colours.muted
    width = bases_width(bases, canvas.look)
    if len(bases) == 1:
        canvas.number(x, y, bases[0], "center", muted, SMALL)
    elif bases and width + 0.2 > room:
        canvas.number(x, y, bases[0], "center", muted, SMALL)
        canvas.text(x + canvas.look.width(bases[0].text, SMALL) / 2 + 0.03, y, "–", "left", muted, SMALL)
        canvas.number(x, y + LEADING * 0.85, bases[1], "center", muted, SMALL)
    elif bases:
        draw_range(canvas, x - width / 2, y, bases, "left")


def _draw_ends(
    canvas: Canvas,
    rows: Sequence[Row],
    wrapped: Sequence[tuple[str, ...]],
    numbers: float,
    coding: Coding,
    scale: Scale,
) -> None:
    """The last number (`numbers` cm wide) and the label of each line, with a thin connection to where the line ends."""
    ends = [(i, last) for i, row in enumerate(rows) if (last := last_shown(row))]
    ends.sort(key=lambda end: scale.y(end[1].estimate or 0.0))
    wanted = [scale.y(value.estimate or 0.0) for _, value in ends]
    heights = [len(wrapped[i]) * LEADING + 0.1 for i, _ in ends]
    middles = apart(wanted, heights, scale.top - 0.3, scale.bottom + UNDER)
    for (i, value), middle in zip(ends, middles, strict=True):
        colour = coding.colour(value.key)
        end = (scale.x(value.key.wave) + 0.15, scale.y(value.estimate or 0.0))
        canvas.line([end, (scale.right, end[1]), (LABELS_FROM - 0.1, middle)], colour, 0.5)
        if value.number:
            canvas.number(LABELS_FROM, middle, value.number, "left", weight=SEMIBOLD)
        canvas.lines(LABELS_FROM + numbers, middle, wrapped[i])
