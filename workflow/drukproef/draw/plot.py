"""Waves and values in, places of lines out: what a trend and its panels draw alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drukproef.draw.axis import Axis
from drukproef.draw.breaks import breaks_within, crosses_trend_break
from drukproef.draw.canvas import LEAST_CONTRAST, LINE, SMALL, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.layout import GAP
from drukproef.draw.look import Look, contrast
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row
from drukproef.draw.value import Value

UNIT_LINE = 0.4  # above a plot: what the axis is in
INSET = 0.4  # from the ends of the axis to the first and the last wave


@dataclass(frozen=True)
class Scale:
    """From waves and values to places on the page."""

    first: int
    last: int
    axis: Axis
    left: float
    right: float
    top: float
    bottom: float

    def x(self, wave: float) -> float:
        """Waves lie as far apart as their years."""
        width = self.right - self.left - 2 * INSET
        return self.left + INSET + (wave - self.first) / (self.last - self.first) * width

    def y(self, value: float) -> float:
        """The low end of the axis lies at the bottom."""
        return self.bottom - self.axis.part(value) * (self.bottom - self.top)

    def least_between(self, waves: Sequence[int]) -> float:
        """The least distance between two waves."""
        return min(self.x(right) - self.x(left) for left, right in pairwise(sorted(waves)))


def last_shown(row: Row) -> Value | None:
    """The last value of a line; None when it has none."""
    return next((v for v in reversed(row.values) if v.estimate is not None), None)


def draw_grid_lines(canvas: Canvas, scale: Scale, language: str, with_labels: bool = True) -> None:
    """Horizontal lines, with their values at the left; the one at zero is darker."""
    colours, axis = canvas.look.colours, scale.axis
    for value in axis.lines:
        y = scale.y(value)
        canvas.line([(scale.left, y), (scale.right, y)], colours.rule if value else colours.muted, under=True)
        if with_labels:
            text = axis.form.text(value, language)
            canvas.text(scale.left - GAP / 2, y, text, "right", colours.muted, SMALL)


def axis_room(axis: Axis, look: Look, language: str, least: float) -> float:
    """How wide the texts beside the lines are, with what keeps them apart from the plot."""
    return max(least, GAP + max(look.width(axis.form.text(v, language), SMALL) for v in axis.lines))


def draw_unit(canvas: Canvas, axis: Axis, top: float = 0.0) -> None:
    """What the axis is in, above it at the left."""
    if axis.form.unit:
        y = top + UNIT_LINE / 2
        canvas.text(0.0, y, axis.form.unit, colour=canvas.look.colours.muted, size=SMALL)


def draw_breaks(canvas: Canvas, reader: Reader, scale: Scale) -> None:
    """A dashed line where a question changed, named above it."""
    for found in breaks_within(reader):
        x = scale.x((found.before + found.from_wave) / 2)
        canvas.line([(x, scale.top), (x, scale.bottom)], canvas.look.colours.muted, dashed=True)
        canvas.text(x, scale.top - 0.22, reader.words.trend_break, "center", canvas.look.colours.muted, SMALL)


def draw_line(canvas: Canvas, row: Row, coding: Coding, reader: Reader, scale: Scale) -> None:
    """A line with a marker per wave; a light one has a darker line under it."""
    style = coding.style(row.values[0].key)
    is_light = contrast(style.colour, "#ffffff") < LEAST_CONTRAST
    for left, right in pairwise(row.values):
        if left.estimate is not None and right.estimate is not None:
            ends = [(scale.x(v.key.wave), scale.y(v.estimate or 0.0)) for v in (left, right)]
            dashed = crosses_trend_break(reader, left.key, right.key)
            if is_light:
                canvas.line(ends, canvas.look.colours.muted, LINE + 1.0, dashed=dashed)
            canvas.line(ends, style.colour, LINE, dashed=dashed)
    points = [(scale.x(v.key.wave), scale.y(v.estimate)) for v in row.values if v.estimate is not None]
    if points:
        canvas.markers(points, style.colour, style.marker)
