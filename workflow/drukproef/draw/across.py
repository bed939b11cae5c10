"""Panels of bars or dots in, their axis out: where a value lies in the area of a panel, and the ticks under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from drukproef.draw.axis import Axis, axis_of
from drukproef.draw.canvas import SIZE, SMALL, WIDTH, Canvas
from drukproef.draw.layout import GAP, Layout
from drukproef.draw.look import SEMIBOLD, Look
from drukproef.draw.panels import Panel, all_rows

UNDER_ROWS = 0.06  # from the rows to the axis
TICK = 0.1
TICK_TEXT = 0.3  # from the axis to the middle of a tick's text
UNIT_TEXT = 0.68
LEAST_AREA = 2.0  # of a panel with an axis, beside its numbers


@dataclass(frozen=True)
class Across:
    """An axis with the room that it leaves at the right for a number. Without lines nothing of it is drawn."""

    axis: Axis
    room: float
    language: str

    def x(self, layout: Layout, value: float) -> float:
        """Where a value lies."""
        return layout.left + self.axis.part(value) * (layout.width - self.room)

    def narrowest(self, least: float) -> float:
        """How wide a panel must be at least, when `least` is enough for bars without an axis."""
        return max(least, LEAST_AREA + self.room) if self.axis.lines else least

    @property
    def below(self) -> float:
        """The height that it takes under the rows."""
        if not self.axis.lines:
            return 0.0
        return UNDER_ROWS + (UNIT_TEXT if self.axis.form.unit else TICK_TEXT) + 0.12

    def draw_ticks(self, canvas: Canvas, layout: Layout) -> None:
        """A line under the rows with ticks; a text that would touch the one before it is left out."""
        if not self.axis.lines:
            return
        muted, y, free = canvas.look.colours.muted, layout.bottom + UNDER_ROWS, 0.0
        ends = [(self.x(layout, value), y) for value in (self.axis.low, self.axis.high)]
        canvas.line(ends, muted)
        for value in self.axis.lines:
            x, text = self.x(layout, value), self.axis.form.text(value, self.language)
            canvas.line([(x, y), (x, y + TICK)], muted)
            half = canvas.look.width(text, SMALL) / 2
            if x - half >= free:
                canvas.text(x, y + TICK_TEXT, text, "center", muted, SMALL)
                free = x + half + GAP / 2

    def draw_unit(self, canvas: Canvas, layout: Layout) -> None:
        """What the axis is in, under its ticks."""
        unit = self.axis.form.unit
        if self.axis.lines and unit:
            x = max(0.0, min(layout.left, WIDTH - canvas.look.width(unit, SMALL)))
            y = layout.bottom + UNDER_ROWS + UNIT_TEXT
            canvas.text(x, y, unit, colour=canvas.look.colours.muted, size=SMALL)


def across_of(panels: Sequence[Panel], look: Look, beside: float = 0.0) -> Across:
    """The axis that all panels share; with room for the widest number `beside` cm from the longest bar."""
    numbers = [v.number.text for row in all_rows(panels) for v in row.values if v.number]
    widest = max(look.width(text, SIZE, SEMIBOLD) for text in numbers)
    return Across(axis_of(panels), GAP + widest + beside, panels[0].reader.language)
