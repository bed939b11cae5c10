"""Rows with a value per wave in, lines out: labels at their ends, gaps where a question was not asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from drukproef.draw.apart import apart
from drukproef.draw.breaks import breaks_within, crosses_trend_break
from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.drawn import Number
from drukproef.draw.layout import GAP
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.reader import Reader, Value
from drukproef.draw.rows import Row
from drukproef.wording.formats import pct

LEFT = 1.1  # room for the axis
LABELS = 6.2  # width of the labels at the end
LABELS_FROM = WIDTH - LABELS
NUMBER = 0.85  # of these, the number
TOP = 0.5
PLOT = 6.4  # lowest height of the plot
UNDER = 1.3  # under the plot: years and bases
MARKERS = ("o", "s", "^", "D", "v")
STEPS = (0.05, 0.1, 0.2)  # between the lines of the grid


@dataclass(frozen=True)
class Scale:
    """From waves and shares to places on the page."""

    first: int
    last: int
    full: float
    right: float
    bottom: float

    def x(self, wave: float) -> float:
        """Waves lie as far apart as their years."""
        return LEFT + 0.3 + (wave - self.first) / (self.last - self.first) * (self.right - LEFT - 0.6)

    def y(self, share: float) -> float:
        """Zero lies at the bottom."""
        return self.bottom - share / self.full * (self.bottom - TOP)


def draw_trend(rows: Sequence[Row], reader: Reader, look: Look) -> Canvas:
    """A line per row over the waves."""
    wrapped = [look.wrap(row.label, LABELS - NUMBER, SIZE) for row in rows]
    needed = sum(len(lines) * LEADING + 0.1 for lines in wrapped)
    bottom = TOP + max(PLOT, needed)
    step = next(s for s in STEPS if highest(rows) / s <= 6 or s == STEPS[-1])
    full = step * -(-highest(rows) // step)
    scale = Scale(min(reader.waves), max(reader.waves), full, LABELS_FROM - 0.6, bottom)
    canvas = Canvas(bottom + UNDER, look)
    _draw_grid(canvas, scale, reader, step)
    _draw_breaks(canvas, reader, scale)
    _draw_waves(canvas, rows, reader, scale)
    for i, row in enumerate(rows):
        _draw_line(canvas, row, i, reader, scale)
    _draw_ends(canvas, rows, wrapped, scale)
    return canvas


def highest(rows: Sequence[Row]) -> float:
    """The highest share that is shown, and at least one per cent."""
    return max(0.01, *(v.share or 0.0 for row in rows for v in row.values))


def last_shown(row: Row) -> Value | None:
    """The last value of a line; None when it has none."""
    return next((v for v in reversed(row.values) if v.share is not None), None)


def base_range(values: Sequence[Value]) -> tuple[Number, ...]:
    """The lowest and the highest base of a wave; one when they are equal, none when nothing is shown."""
    bases = sorted((v for v in values if v.n), key=lambda v: v.base)
    numbers = tuple(v.n for v in bases[:1] + bases[-1:] if v.n)
    return numbers[:1] if len({n.text for n in numbers}) == 1 else numbers


def colour_and_marker(index: int, look: Look) -> tuple[str, str]:
    """Colours repeat before markers do, so that each line differs in one of them."""
    series = look.colours.series
    return series[index % len(series)], MARKERS[index % len(MARKERS)]


def _draw_grid(canvas: Canvas, scale: Scale, reader: Reader, step: float) -> None:
    colours = canvas.look.colours
    for i in range(round(scale.full / step) + 1):
        y = scale.y(i * step)
        canvas.line([(LEFT, y), (scale.right, y)], colours.muted if i == 0 else colours.rule)
        canvas.text(LEFT - GAP / 2, y, pct(i * step, 0, reader.language), "right", colours.muted, SMALL)


def _draw_breaks(canvas: Canvas, reader: Reader, scale: Scale) -> None:
    for found in breaks_within(reader):
        x = scale.x((found.before + found.from_wave) / 2)
        canvas.line([(x, TOP), (x, scale.bottom)], canvas.look.colours.muted, dashed=True)
        canvas.text(x, TOP - 0.22, reader.words.trend_break, "center", canvas.look.colours.muted, SMALL)


def _draw_waves(canvas: Canvas, rows: Sequence[Row], reader: Reader, scale: Scale) -> None:
    """Years, and under each of them the lowest and the highest base."""
    y = scale.bottom + 0.72
    canvas.text(0, y, reader.words.n, "left", canvas.look.colours.muted, SMALL)
    between = min(scale.x(right) - scale.x(left) for left, right in pairwise(sorted(reader.waves)))
    for i, wave in enumerate(reader.waves):
        canvas.text(scale.x(wave), scale.bottom + 0.3, str(wave), "center")
        bases = base_range([row.values[i] for row in rows])
        _draw_bases(canvas, scale.x(wave), y, bases, between)


def _draw_bases(canvas: Canvas, x: float, y: float, bases: tuple[Number, ...], room: float) -> None:
    """One base, or a range; the range takes two lines when it would touch that of the next wave."""
    muted = canvas.look.colours.muted
    width = sum(canvas.look.width(n.text, SMALL) for n in bases) + 0.4
    if len(bases) == 1:
        canvas.number(x, y, bases[0], "center", muted, SMALL)
    elif bases and width > room:
        canvas.number(x, y, bases[0], "center", muted, SMALL)
        canvas.text(x + canvas.look.width(bases[0].text, SMALL) / 2 + 0.03, y, "–", "left", muted, SMALL)
        canvas.number(x, y + LEADING * 0.85, bases[1], "center", muted, SMALL)
    elif bases:
        canvas.number(x - 0.1, y, bases[0], "right", muted, SMALL)
        canvas.text(x, y, "–", "center", muted, SMALL)
        canvas.number(x + 0.1, y, bases[1], "left", muted, SMALL)


def _draw_line(canvas: Canvas, row: Row, index: int, reader: Reader, scale: Scale) -> None:
    colour, marker = colour_and_marker(index, canvas.look)
    for left, right in pairwise(row.values):
        if left.share is not None and right.share is not None:
            ends = [(scale.x(v.key.wave), scale.y(v.share or 0.0)) for v in (left, right)]
            canvas.line(ends, colour, 1.6, dashed=crosses_trend_break(reader, left.key, right.key))
    points = [(scale.x(v.key.wave), scale.y(v.share)) for v in row.values if v.share is not None]
    if points:
        canvas.markers(points, colour, marker)


def _draw_ends(canvas: Canvas, rows: Sequence[Row], wrapped: Sequence[tuple[str, ...]], scale: Scale) -> None:
    """The last number and the label of each line, with a thin connection to where the line ends."""
    ends = [(i, last) for i, row in enumerate(rows) if (last := last_shown(row))]
    ends.sort(key=lambda end: scale.y(end[1].share or 0.0))
    wanted = [scale.y(value.share or 0.0) for _, value in ends]
    heights = [len(wrapped[i]) * LEADING + 0.1 for i, _ in ends]
    middles = apart(wanted, heights, TOP - 0.3, scale.bottom + UNDER)
    for (i, value), middle in zip(ends, middles, strict=True):
        colour, _ = colour_and_marker(i, canvas.look)
        end = (scale.x(value.key.wave) + 0.15, scale.y(value.share or 0.0))
        canvas.line([end, (scale.right, end[1]), (LABELS_FROM - 0.1, middle)], colour, 0.5)
        if value.number:
            canvas.number(LABELS_FROM, middle, value.number, "left", colour, weight=SEMIBOLD)
        canvas.lines(LABELS_FROM + NUMBER, middle, wrapped[i])
