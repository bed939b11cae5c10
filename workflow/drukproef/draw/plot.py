"""Waves and shares in, places of lines out: what a trend and its panels draw alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drukproef.draw.breaks import breaks_within, crosses_trend_break
from drukproef.draw.canvas import LEAST_CONTRAST, LINE, SMALL, Canvas
from drukproef.draw.colours import Coding
from drukproef.draw.layout import GAP
from drukproef.draw.look import contrast
from drukproef.draw.reader import Reader, Value
from drukproef.draw.rows import Row
from drukproef.wording.formats import pct

STEPS = (0.05, 0.1, 0.2, 0.25, 0.5)  # between the lines of the grid
INSET = 0.4  # from the ends of the axis to the first and the last wave


@dataclass(frozen=True)
class Steps:
    """The lines of the grid: so many above zero, so far apart."""

    step: float
    count: int

    @property
    def full(self) -> float:
        """The share at the top."""
        return self.step * self.count


@dataclass(frozen=True)
class Scale:
    """From waves and shares to places on the page."""

    first: int
    last: int
    steps: Steps
    left: float
    right: float
    top: float
    bottom: float

    def x(self, wave: float) -> float:
        """Waves lie as far apart as their years."""
        width = self.right - self.left - 2 * INSET
        return self.left + INSET + (wave - self.first) / (self.last - self.first) * width

    def y(self, share: float) -> float:
        """Zero lies at the bottom."""
        return self.bottom - share / self.steps.full * (self.bottom - self.top)

    def least_between(self, waves: Sequence[int]) -> float:
        """The least distance between two waves."""
        return min(self.x(right) - self.x(left) for left, right in pairwise(sorted(waves)))


def scale_steps(rows: Sequence[Row], at_most: int) -> Steps:
    """A scale from zero to above the highest share, in at most so many steps."""
    highest = max(0.01, *(v.share or 0.0 for row in rows for v in row.values))
    step = next(s for s in STEPS if highest / s <= at_most or s == STEPS[-1])
    return Steps(step, int(-(-highest // step)))


def last_shown(row: Row) -> Value | None:
    """The last value of a line; None when it has none."""
    return next((v for v in reversed(row.values) if v.share is not None), None)


def draw_grid_lines(canvas: Canvas, scale: Scale, language: str, with_labels: bool = True) -> None:
    """Horizontal lines, with their shares at the left."""
    colours = canvas.look.colours
    for i in range(scale.steps.count + 1):
        share = i * scale.steps.step
        y = scale.y(share)
        canvas.line([(scale.left, y), (scale.right, y)], colours.rule if i else colours.muted, under=True)
        if with_labels:
            canvas.text(scale.left - GAP / 2, y, pct(share, 0, language), "right", colours.muted, SMALL)


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
        if left.share is not None and right.share is not None:
            ends = [(scale.x(v.key.wave), scale.y(v.share or 0.0)) for v in (left, right)]
            dashed = crosses_trend_break(reader, left.key, right.key)
            if is_light:
                canvas.line(ends, canvas.look.colours.muted, LINE + 1.0, dashed=dashed)
            canvas.line(ends, style.colour, LINE, dashed=dashed)
    points = [(scale.x(v.key.wave), scale.y(v.share)) for v in row.values if v.share is not None]
    if points:
        canvas.markers(points, style.colour, style.marker)
