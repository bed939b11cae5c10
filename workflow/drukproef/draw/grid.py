"""Panels in, their grid on one canvas out: one scale, one legend, row labels at the left of each line of panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from drukproef.draw.bases import all_bases, bases_width, own_base, say_bases
from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.labels import draw_bases, draw_labels, draw_title
from drukproef.draw.layout import GAP, Layout, Measures, laid_out
from drukproef.draw.legend import draw_legend, laid_out_legend
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.painter import Painter
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.rows import Row

BETWEEN = 0.5  # two panels beside each other
BETWEEN_LINES = 0.45  # two lines of panels
UNDER_LEGEND = 0.25
N_LINE = 0.42  # under the title
UNDER_TITLE = 0.1
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


def columns_that_fit(panels: int, left: float, right: float, narrowest: float) -> Columns:
    """As many panels beside each other as fit, spread evenly over the lines that they need.

    >>> columns_that_fit(4, 4.0, 16.0, 3.5).count, columns_that_fit(9, 1.0, 16.0, 4.0).count
    (2, 3)
    """
    room = right - left
    fit = max(1, min(panels, MOST_COLUMNS, int((room + BETWEEN) // (narrowest + BETWEEN))))
    count = -(-panels // -(-panels // fit))
    return Columns(count, left, (room - (count - 1) * BETWEEN) / count)


def draw_grid(panels: Sequence[Panel], painter: Painter, look: Look) -> Canvas:
    """The panels in lines from left to right.

    Each has its base under its title; bases that differ by row, and not by panel, stand in a column at the right.
    """
    legend = laid_out_legend(painter.entries, look)
    measures = replace(painter.measures, labels=min(painter.measures.labels, LABELS))
    by_row = _bases_by_row(panels)
    column = GAP + max(bases_width(own_base(row), look) for row in by_row) if by_row else 0.0
    left = max(laid_out(p.rows, look, measures, 0.0, WIDTH).left for p in panels)
    narrowest = max(painter.narrowest, _widest_reason(panels, look))
    columns = columns_that_fit(len(panels), left, WIDTH - column, narrowest)
    across, below = painter.across, painter.across.below if painter.across else 0.0
    lines, y = [], legend.height + UNDER_LEGEND if painter.entries else 0.0
    for start in range(0, len(panels), columns.count):
        lines.append(_line(panels[start : start + columns.count], columns, measures, y, not by_row, look))
        y = lines[-1].layouts[0].bottom + below + BETWEEN_LINES
    canvas = Canvas(y - BETWEEN_LINES + 0.1, look)
    draw_legend(canvas, legend)
    for line in lines:
        draw_labels(canvas, replace(line.layouts[0], left=left), painter.ruled)
        for panel, title, layout in zip(line.panels, line.titles, line.layouts, strict=True):
            draw_head(canvas, panel, title, layout.left, line.titles_bottom, with_n=not by_row)
            painter.paint(canvas, layout)
            if across:
                across.draw_ticks(canvas, layout)
        if across:
            across.draw_unit(canvas, line.layouts[0])
        if by_row:
            rows = zip(line.layouts[0].slots, by_row, strict=True)
            with_bases = replace(line.layouts[0], slots=tuple(replace(s, row=row) for s, row in rows))
            header_y = line.titles_bottom - LEADING / 2
            draw_bases(canvas, with_bases, panels[0].reader.words.n, header_y, own_base)
    return canvas


@dataclass(frozen=True)
class Line:
    """Panels beside each other, with their places."""

    panels: Sequence[Panel]
    titles: list[tuple[str, ...]]
    titles_bottom: float
    layouts: list[Layout]


def _line(
    panels: Sequence[Panel], columns: Columns, measures: Measures, top: float, with_n: bool, look: Look
) -> Line:
    titles = [look.wrap(p.title, columns.width, SIZE, SEMIBOLD) for p in panels]
    bottom = top + max(len(t) for t in titles) * LEADING
    below = bottom + (N_LINE if with_n else UNDER_TITLE)
    layouts = [
        laid_out(p.rows, look, measures, below, WIDTH).across(columns.x(i), columns.width)
        for i, p in enumerate(panels)
    ]
    return Line(panels, titles, bottom, layouts)


def draw_head(
    canvas: Canvas, panel: Panel, title: Sequence[str], x: float, bottom: float, with_n: bool = True
) -> None:
    """The title of a panel above `bottom`, and its base under it."""
    draw_title(canvas, x, bottom - len(title) * LEADING / 2, title)
    if with_n:
        say_bases(canvas, x, bottom + N_LINE / 2 - 0.05, panel.reader.words.n, all_bases(panel.rows), "left")


def _bases_by_row(panels: Sequence[Panel]) -> tuple[Row, ...]:
    """A row per line with the base that it has in every panel; empty when a base differs by panel, or none by row."""
    across = list(zip(*(panel.rows for panel in panels), strict=True))
    one_each = all(len(all_bases(rows)) <= 1 for rows in across)
    if not one_each or len(all_bases(all_rows(panels))) < 2:
        return ()
    return tuple(next((row for row in rows if row.n), rows[0]) for rows in across)


def _widest_reason(panels: Sequence[Panel], look: Look) -> float:
    """How wide a panel must be for the reasons why rows have no bar."""
    return GAP + max(look.width(row.reason, SMALL) for row in all_rows(panels))
