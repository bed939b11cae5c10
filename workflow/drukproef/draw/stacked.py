"""Rows with a value per answer in, stacked bars out: each as long as the whole, one segment per answer."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.canvas import LEADING, SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.labels import draw_labels, draw_reason
from drukproef.draw.layout import Layout, Measures, Slot, laid_out
from drukproef.draw.look import Look, scale_colours, text_on
from drukproef.draw.reader import Reader, short_label
from drukproef.draw.rows import Row, dont_know_id, leading_ids

SINGLE = Measures(labels=5.6, bar=0.6, between_rows=0.24, between_groups=0.3)
GROUPED = Measures(labels=5.6, bar=0.5, between_rows=0.08, between_groups=0.35)
NARROWEST = 0.04  # a segment below this share has no number in it
SWATCH = 0.28
LEGEND_LINE = 0.5


def draw_stacked(rows: Sequence[Row], reader: Reader, look: Look) -> Canvas:
    """Stacked bars under their legend, answers in the order of the scale."""
    entries = _legend_lines(reader, look)
    measures = GROUPED if any(row.group for row in rows) else SINGLE
    layout = laid_out(rows, look, measures, _top(entries, look))
    canvas = Canvas(layout.bottom + 0.1, look)
    colours = answer_colours(reader, look)
    _draw_legend(canvas, entries, colours)
    draw_labels(canvas, layout, reader.words.n)
    for slot in layout.slots:
        if slot.row.reason:
            draw_reason(canvas, layout, slot)
        else:
            _draw_segments(canvas, layout, slot, colours, measures.bar)
    return canvas


def answer_colours(reader: Reader, look: Look) -> dict[str, str]:
    """A colour per shown answer; "don't know" stands apart from the scale in light grey."""
    dont_know = dont_know_id(reader.item)
    answers = tuple(s for s in reader.shown if s != dont_know)
    leading_first = bool(reader.item.nets) and answers[0] in leading_ids(reader.item, answers)
    colours = dict(
        zip(answers, scale_colours(look, reader.item.kind, len(answers), leading_first), strict=True)
    )
    return {s: colours.get(s, look.colours.dont_know) for s in reader.shown}


def edge_of(colour: str, look: Look) -> str:
    """White; a light segment gets a line around it, to stand out from the paper."""
    return look.colours.rule if colour == look.colours.dont_know else "#ffffff"


def segments(row: Row) -> list[tuple[float, float]]:
    """Where each segment starts and ends, as shares of the bar; a hidden value has no width.

    >>> from drukproef.draw.reader import Value
    >>> segments(Row("", "", tuple(Value(None, "", share) for share in (0.25, None, 0.75))))
    [(0.0, 0.25), (0.25, 0.25), (0.25, 1.0)]
    """
    ends, start = [], 0.0
    for value in row.values:
        ends.append((start, start + (value.share or 0.0)))
        start = ends[-1][1]
    return ends


def _draw_segments(
    canvas: Canvas, layout: Layout, slot: Slot, colours: dict[str, str], height: float
) -> None:
    whole = layout.right - layout.left
    for value, (start, end) in zip(slot.row.values, segments(slot.row), strict=True):
        if value.number is None or end == start:
            continue
        colour = colours[value.key.category]
        left = layout.left + start * whole
        edge = edge_of(colour, canvas.look)
        canvas.box(left, slot.middle - height / 2, (end - start) * whole, height, colour, edge)
        wide_enough = canvas.look.width(value.number.text, SMALL) + 0.04 < (end - start) * whole
        if end - start >= NARROWEST and wide_enough:
            middle = layout.left + (start + end) / 2 * whole
            canvas.number(middle, slot.middle, value.number, "center", text_on(colour, canvas.look), SMALL)


Entry = tuple[str, str, float]
"""An answer in the legend: its id, its label, and where it starts on its line."""


def _legend_lines(reader: Reader, look: Look) -> list[list[Entry]]:
    """The legend's entries in lines that fit the width."""
    lines: list[list[Entry]] = [[]]
    x = 0.0
    for shown in reader.shown:
        label = short_label(reader.item, shown)
        width = SWATCH + 0.12 + look.width(label, SIZE) + 0.45
        if lines[-1] and x + width - 0.45 > WIDTH:
            lines.append([])
            x = 0.0
        lines[-1].append((shown, label, x))
        x += width
    return lines


def _top(lines: list[list[Entry]], look: Look) -> float:
    """Where the bars begin: the header of the bases stands on the legend's last line when there is room."""
    _, label, x = lines[-1][-1]
    is_full = x + SWATCH + look.width(label, SIZE) > WIDTH - 1.0
    return len(lines) * LEGEND_LINE + (LEADING + 0.1 if is_full else 0.1)


def _draw_legend(canvas: Canvas, lines: list[list[Entry]], colours: dict[str, str]) -> None:
    for i, line in enumerate(lines):
        y = i * LEGEND_LINE + 0.25
        for shown, label, x in line:
            edge = edge_of(colours[shown], canvas.look)
            canvas.box(x, y - SWATCH / 2, SWATCH, SWATCH, colours[shown], edge)
            canvas.text(x + SWATCH + 0.12, y, label)
