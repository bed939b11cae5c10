"""Panels in, their grid on one canvas out: one scale, one legend, row labels at the left of each line of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drukproef.draw.bases import all_bases, say_bases
from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.labels import draw_labels, draw_title
from drukproef.draw.layout import GAP, Layout, laid_out
from drukproef.draw.legend import draw_legend, laid_out_legend
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.painter import Painter
from drukproef.draw.panels import Panel, all_rows

BETWEEN = 0.5  # two panels beside each other
BETWEEN_LINES = 0.45  # two lines of panels
UNDER_LEGEND = 0.25
N_LINE = 0.42  # under the title
MOST_COLUMNS = 5
LABELS = 4.4  # widest label beside panels


@dataclass(frozen=True)
class Columns:
    """How many panels stand beside each other, from where, and how wide they are."""

    count: int
    left: float
    width: float

    def x(self, index: int) -> float:
        """The left of a panel."""
        return self.left + index % self.count * (self.width + BETWEEN)


def columns_that_fit(panels: int, left: float, narrowest: float) -> Columns:
    """As many panels beside each other as fit, spread evenly over the lines that they need.

    >>> columns_that_fit(4, 4.0, 3.5).count, columns_that_fit(9, 1.0, 4.0).count
    (2, 3)
    """
    room = WIDTH - left
    fit = max(1, min(panels, MOST_COLUMNS, int((room + BETWEEN) // (narrowest + BETWEEN))))
    count = -(-panels // -(-panels // fit))
    return Columns(count, left, (room - (count - 1) * BETWEEN) / count)


def draw_grid(panels: Sequence[Panel], painter: Painter, look: Look) -> Canvas:
    """The panels in lines from left to right."""
    legend = laid_out_legend(painter.entries, look)
    measures = replace(painter.measures, labels=min(painter.measures.labels, LABELS))
    left = max(laid_out(p.rows, look, measures, 0.0, WIDTH).left for p in panels)
    columns = columns_that_fit(len(panels), left, max(painter.narrowest, _widest_reason(panels, look)))
    lines = [panels[i : i + columns.count] for i in range(0, len(panels), columns.count)]
    y = legend.height + UNDER_LEGEND if painter.entries else 0.0
    places: list[tuple[float, list[tuple[str, ...]], list[Layout]]] = []
    for line in lines:
        titles = [look.wrap(p.title, columns.width, SIZE, SEMIBOLD) for p in line]
        below = y + max(len(t) for t in titles) * LEADING + N_LINE
        layouts = [
            laid_out(p.rows, look, measures, below, WIDTH).across(columns.x(i), columns.width)
            for i, p in enumerate(line)
        ]
        places.append((y, titles, layouts))
        y = layouts[0].bottom + BETWEEN_LINES
    canvas = Canvas(y - BETWEEN_LINES + 0.1, look)
    draw_legend(canvas, legend)
    for line, (top, titles, layouts) in zip(lines, places, strict=True):
        draw_labels(canvas, replace(layouts[0], left=left))
        for panel, title, layout in zip(line, titles, layouts, strict=True):
            draw_head(canvas, panel, title, layout.left, top, max(len(t) for t in titles))
            painter.paint(canvas, layout)
    return canvas


def draw_head(canvas: Canvas, panel: Panel, title: Sequence[str], x: float, top: float, lines: int) -> None:
    """The title of a panel, on the last of `lines` lines, and its base under it."""
    bottom = top + lines * LEADING
    draw_title(canvas, x, bottom - len(title) * LEADING / 2, title)
    say_bases(canvas, x, bottom + N_LINE / 2 - 0.05, panel.reader.words.n, all_bases(panel.rows), "left")


def _widest_reason(panels: Sequence[Panel], look: Look) -> float:
    """How wide a panel must be for the reasons why rows have no bar."""
    return GAP + max(look.width(row.reason, SMALL) for row in all_rows(panels))
