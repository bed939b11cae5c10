"""The readers of a figure and of its first panel in, the first sentences of its alt text out."""

from __future__ import annotations

from drukproef.draw.kinds import DIMENSIONS, columns_of, varying
from drukproef.draw.reader import Reader, short_label
from drukproef.draw.words import Dimension
from drukproef.study.statistics import STATISTICS


def opening(panel: Reader, reader: Reader) -> str:
    """What kind of figure it is, what it compares, what it shows (in which unit), and what its panels are."""
    words, by = reader.words, reader.plan.panels_by
    series = columns_of(panel) if reader.plan.kind == "dots" else None
    rows = [d for d in varying(panel) if not by or len(panel.values_of(d)) > 1]
    over = [d for d in DIMENSIONS if d == by or d in rows] + ([series] if series else [])
    text = f"{words.kinds[reader.plan.kind]} {words.of} {words.listed([_counted(reader, d) for d in over])}"
    if reader.plan.kind == "trend":
        text += f", {words.over} {words.listed([str(w) for w in reader.waves])}"
    text += f", {words.panels.format(one=_names(reader, by)[0])}." if by else "."
    if "item" not in over:
        text += f" {reader.item.label}."
    if reader.plan.kind != "likert":
        text += _shown(reader, "shown" not in over)
    return text


def _shown(reader: Reader, is_one: bool) -> str:
    """Which share or statistics a figure shows; nothing of several that their labels name and that have no unit."""
    label = short_label(reader.item, reader.shown[0], reader.language)
    if reader.unit_notes:
        return f" {reader.unit_notes[0]}"
    if not is_one:
        return ""
    if reader.shown[0] in STATISTICS:
        return f" {label[:1].upper()}{label[1:]}."
    return f" {reader.words.shown.format(label=label)}."


def _counted(reader: Reader, dimension: Dimension) -> str:
    count = len(reader.values_of(dimension))
    one, several = _names(reader, dimension)
    return f"{count} {one if count == 1 else several}"


def _names(reader: Reader, dimension: Dimension) -> tuple[str, str]:
    """What one and several of a dimension are called."""
    if dimension == "shown" and not reader.form.is_share:
        return reader.words.statistics
    is_statement = dimension == "item" and reader.item.kind == "likert"
    return reader.words.statements if is_statement else reader.words.counted[dimension]
