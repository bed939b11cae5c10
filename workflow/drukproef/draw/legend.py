"""Answers or series in, a legend over the width out: entries in lines that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drukproef.draw.canvas import SIZE, WIDTH, Canvas
from drukproef.draw.colours import Style
from drukproef.draw.look import Look

SWATCH = 0.28
LABEL_FROM = SWATCH + 0.12  # from the left of the swatch
BETWEEN = (0.5, 0.4, 0.3)  # two entries: the widest that keeps the number of lines down
LEGEND_LINE = 0.5
ENTRY_LINE = 0.4  # between the lines of one long entry


@dataclass(frozen=True)
class Entry:
    """An answer or series in the legend, and how it looks: a swatch, or a marker for dots and lines."""

    label: str
    style: Style
    as_marker: bool = False


@dataclass(frozen=True)
class Placed:
    """An entry with the left of its swatch and the middle of its first line."""

    entry: Entry
    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Legend:
    """Entries with their places, and how high they are together."""

    placed: tuple[Placed, ...]
    height: float

    @property
    def last_line(self) -> float:
        """The middle of its last line, where the base may stand too."""
        return self.height - LEGEND_LINE / 2


def laid_out_legend(entries: Sequence[Entry], look: Look, room: float = WIDTH) -> Legend:
    """The entries in as few lines of `room` cm as possible; an entry that is longer than a line wraps."""
    return min((_with_gap(entries, look, room, gap) for gap in BETWEEN), key=lambda legend: legend.height)


def draw_legend(canvas: Canvas, legend: Legend) -> None:
    """Swatches and labels."""
    for placed in legend.placed:
        style, x, y = placed.entry.style, placed.x, placed.y
        if placed.entry.as_marker:
            canvas.markers([(x + SWATCH / 2, y)], style.colour, style.marker)
        else:
            canvas.box(x, y - SWATCH / 2, SWATCH, SWATCH, style.colour, canvas.look.edge_of(style.colour))
        for i, line in enumerate(placed.lines):
            canvas.text(x + LABEL_FROM, y + i * ENTRY_LINE, line)


def _with_gap(entries: Sequence[Entry], look: Look, room: float, gap: float) -> Legend:
    placed: list[Placed] = []
    x, y, tallest = 0.0, 0.0, 1
    for entry in entries:
        lines = look.wrap(entry.label, room - LABEL_FROM, SIZE)
        width = LABEL_FROM + max(look.width(line, SIZE) for line in lines)
        if x and x + width > room:
            x, y, tallest = 0.0, y + LEGEND_LINE + (tallest - 1) * ENTRY_LINE, 1
        placed.append(Placed(entry, lines, x, y + LEGEND_LINE / 2))
        x, tallest = x + width + gap, max(tallest, len(lines))
    return Legend(tuple(placed), y + LEGEND_LINE + (tallest - 1) * ENTRY_LINE if entries else 0.0)
