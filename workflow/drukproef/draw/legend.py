"""Answers or series in, a legend over the width out: entries in lines that fit."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.canvas import LEADING, SIZE, WIDTH
from drukproef.draw.look import Look

SWATCH = 0.28
LABEL_FROM = SWATCH + 0.12  # from the left of the swatch
BETWEEN = 0.45  # two entries
LEGEND_LINE = 0.5

Entry = tuple[str, str, float]
"""An answer or series in the legend: its id, its label, and where it starts on its line."""


def legend_lines(labels: Sequence[tuple[str, str]], look: Look) -> list[list[Entry]]:
    """The legend's entries (id and label) in lines that fit the width."""
    lines: list[list[Entry]] = [[]]
    x = 0.0
    for key, label in labels:
        width = LABEL_FROM + look.width(label, SIZE) + BETWEEN
        if lines[-1] and x + width - BETWEEN > WIDTH:
            lines.append([])
            x = 0.0
        lines[-1].append((key, label, x))
        x += width
    return lines


def below_legend(lines: list[list[Entry]], look: Look) -> float:
    """Where the rows begin: the header of the bases stands on the legend's last line when there is room."""
    _, label, x = lines[-1][-1]
    is_full = x + SWATCH + look.width(label, SIZE) > WIDTH - 1.0
    return len(lines) * LEGEND_LINE + (LEADING + 0.1 if is_full else 0.1)


def places(lines: list[list[Entry]]) -> list[tuple[str, str, float, float]]:
    """Id, label, left and middle height of every entry."""
    return [(key, label, x, i * LEGEND_LINE + 0.25) for i, line in enumerate(lines) for key, label, x in line]
