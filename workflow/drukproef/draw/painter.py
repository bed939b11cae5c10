"""What a kind of figure with rows gives to the two that place it, `figure.py` and `grid.py`: how to draw its rows."""

from __future__ import annotations

from typing import Protocol

from drukproef.draw.across import Across
from drukproef.draw.bases import BaseOf
from drukproef.draw.canvas import Canvas
from drukproef.draw.layout import Layout, Measures
from drukproef.draw.legend import Entry


class Painter(Protocol):
    """Draws rows in any area; all areas of a figure have one scale."""

    @property
    def measures(self) -> Measures:
        """How large labels and bars are."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The legend; empty when everything is named beside it."""

    @property
    def base_of(self) -> BaseOf:
        """The bases of a row."""

    @property
    def narrowest(self) -> float:
        """The least width of a panel, in cm: its numbers must fit."""

    @property
    def ruled(self) -> bool:
        """Whether thin lines between the rows lead from the labels to the bars."""

    @property
    def across(self) -> Across | None:
        """The axis of the rows; None when all are as long as the whole."""

    def paint(self, canvas: Canvas, layout: Layout) -> None:
        """Draw the rows of a layout in its area."""
