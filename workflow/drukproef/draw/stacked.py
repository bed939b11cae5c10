"""Rows with a value per answer in, stacked bars out: each as long as the whole, one segment per answer."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.canvas import SMALL, Canvas
from drukproef.draw.centred import Segment, centred, sides_of
from drukproef.draw.labels import draw_labels, draw_reason, draw_zero
from drukproef.draw.layout import Layout, Measures, Slot, laid_out
from drukproef.draw.legend import LABEL_FROM, SWATCH, Entry, below_legend, legend_lines, places
from drukproef.draw.look import Look, scale_colours, text_on
from drukproef.draw.reader import Reader, short_label
from drukproef.draw.rows import Row, dont_know_id, leading_ids

SINGLE = Measures(labels=5.6, bar=0.6, between_rows=0.24, between_groups=0.3)
GROUPED = Measures(labels=5.6, bar=0.5, between_rows=0.08, between_groups=0.35)
NARROWEST = 0.04  # a segment below this share has no number in it


def draw_stacked(rows: Sequence[Row], reader: Reader, look: Look) -> Canvas:
    """Stacked bars under their legend, answers in the order of the scale."""
    sides = sides_of(reader) if reader.plan.centred else None
    answers = sides.ordered if sides else reader.shown
    entries = legend_lines([(s, short_label(reader.item, s)) for s in answers], look)
    measures = GROUPED if any(row.group for row in rows) else SINGLE
    layout = laid_out(rows, look, measures, below_legend(entries, look))
    canvas = Canvas(layout.bottom + 0.1, look)
    colours = answer_colours(reader, look)
    _draw_legend(canvas, entries, colours)
    draw_labels(canvas, layout, reader.words.n)
    placed, axis = centred(rows, sides, layout) if sides else (whole_bars, None)
    if axis is not None:
        draw_zero(canvas, layout, axis)  # under the bars, so that it crosses no number
    for slot in layout.slots:
        if slot.row.reason:
            draw_reason(canvas, layout, slot)
        else:
            draw_segments(canvas, placed(slot, layout), slot.middle, colours, measures.bar)
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


def whole_bars(slot: Slot, layout: Layout) -> list[Segment]:
    """The segments of a bar that has the full width."""
    whole = layout.right - layout.left
    ends = segments(slot.row)
    return [
        (value, layout.left + start * whole, (end - start) * whole)
        for value, (start, end) in zip(slot.row.values, ends, strict=True)
    ]


def draw_segments(
    canvas: Canvas, placed: Sequence[Segment], middle: float, colours: dict[str, str], height: float
) -> None:
    """Segments with the numbers that fit."""
    for value, left, width in placed:
        if value.number is None or value.share is None or width == 0:
            continue
        colour = colours[value.key.category]
        canvas.box(left, middle - height / 2, width, height, colour, edge_of(colour, canvas.look))
        wide_enough = canvas.look.width(value.number.text, SMALL) + 0.04 < width
        if value.share >= NARROWEST and wide_enough:
            canvas.number(
                left + width / 2, middle, value.number, "center", text_on(colour, canvas.look), SMALL
            )


def _draw_legend(canvas: Canvas, lines: list[list[Entry]], colours: dict[str, str]) -> None:
    for shown, label, x, y in places(lines):
        canvas.box(x, y - SWATCH / 2, SWATCH, SWATCH, colours[shown], edge_of(colours[shown], canvas.look))
        canvas.text(x + LABEL_FROM, y, label)
