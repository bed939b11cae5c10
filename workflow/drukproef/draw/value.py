"""A value of a figure: the cell, its exact estimate and its printed text, or the reason why it is hidden."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.draw.drawn import DrawnCell, Number
from drukproef.tabulate.cell import CellKey


@dataclass(frozen=True)
class Place:
    """Where a value stands in a figure: one of each dimension."""

    item: str
    shown: str
    level: str
    wave: int


@dataclass(frozen=True)
class Value:
    """A cell to draw: its exact estimate for the length, its number for the print; both None when hidden."""

    key: CellKey
    label: str
    estimate: float | None = None
    number: Number | None = None
    n: Number | None = None
    base: int = 0  # n, to sort by
    reason: str = ""
    interval: tuple[float, float] | None = None  # lower and upper bound, when the figure shows them

    @property
    def highest(self) -> float:
        """Where its bar or its whisker ends."""
        return max(self.estimate or 0.0, self.interval[1] if self.interval else 0.0)

    @property
    def lowest(self) -> float:
        """Where its whisker starts, or its dot stands."""
        return self.interval[0] if self.interval else self.estimate or 0.0

    def drawn(self, with_n: bool) -> DrawnCell:
        """The value as it is written to the JSON."""
        n = self.n if with_n else None
        return DrawnCell(label=self.label, number=self.number, reason=self.reason, n=n)
