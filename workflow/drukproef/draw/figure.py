"""The rows of a figure without panels in, its canvas out: legend, labels, bars, and bases at the right."""

from __future__ import annotations

from drukproef.draw.bases import all_bases, bases_width, said_width, say_bases
from drukproef.draw.canvas import SMALL, WIDTH, Canvas
from drukproef.draw.labels import draw_bases, draw_labels
from drukproef.draw.layout import GAP, laid_out
from drukproef.draw.legend import LEGEND_LINE, draw_legend, laid_out_legend
from drukproef.draw.look import Look
from drukproef.draw.painter import Painter
from drukproef.draw.panels import Panel

UNDER_LEGEND = 0.12
LEAST_COLUMN = 0.9  # of the bases


def draw_figure(panel: Panel, painter: Painter, look: Look) -> Canvas:
    """The rows over the full width. A base that all rows share is said once, above them at the right."""
    word, bases = panel.reader.words.n, all_bases(panel.rows)
    shared = len(bases) == 1
    column = (
        0.0 if shared else max(LEAST_COLUMN, *(bases_width(painter.base_of(r), look) for r in panel.rows))
    )
    beside = said_width(word, bases, look) if shared else look.width(word, SMALL)
    legend = laid_out_legend(painter.entries, look, WIDTH - beside - GAP)
    top = max(legend.height, LEGEND_LINE) + UNDER_LEGEND
    header_y = top - UNDER_LEGEND - LEGEND_LINE / 2
    right = WIDTH - column - GAP * (not shared)
    layout = laid_out(panel.rows, look, painter.measures, top, right)
    across = painter.across
    canvas = Canvas(layout.bottom + 0.1 + (across.below if across else 0.0), look)
    draw_legend(canvas, legend)
    draw_labels(canvas, layout, painter.ruled)
    if shared:
        say_bases(canvas, WIDTH, header_y, word, bases, "right")
    else:
        draw_bases(canvas, layout, word, header_y, painter.base_of)
    painter.paint(canvas, layout)
    if across:
        across.draw_ticks(canvas, layout)
        across.draw_unit(canvas, layout)
    return canvas
