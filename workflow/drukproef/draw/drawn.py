"""What `draw` writes beside each SVG: every number that is drawn, with the cell that it comes from."""

from __future__ import annotations

from typing import Literal

from drukproef.study.frozen import Frozen
from drukproef.study.statistics import Kind
from drukproef.tabulate.cell import CellKey


class Number(Frozen):
    """A printed number: its cell, which value of that cell it shows, and its text."""

    key: CellKey
    statistic: Kind | Literal["n"]
    text: str


class DrawnCell(Frozen):
    """One value of a row. Without a number it has the reason why."""

    label: str  # of the category (likert), of what is shown (bars, grouped), the series (dots), or the wave (trend)
    number: Number | None = None
    reason: str = ""  # "te weinig respondenten", "niet gevraagd"
    n: Number | None = None  # only when the cells of a row have bases of their own (trend, dots)


class DrawnRow(Frozen):
    """A bar or a line, in the order in which it is drawn."""

    panel: str = ""  # the title of its panel, when the figure has several
    group: str = ""  # what neighbouring rows share, when rows are grouped
    label: str
    n: Number | None = None
    cells: tuple[DrawnCell, ...]


class DrawnFigure(Frozen):
    """A figure as drawn.

    `numbers` are those in the SVG, in its order: the element with id `number-3` holds `numbers[3]`.
    `series` has all values of the figure, also those whose segment is too narrow for a number.
    `alt_template` is a format string: its {0}, {1} are `alt_numbers`; braces of labels are doubled.
    """

    id: str
    title: str
    population: str
    kind: Literal["likert", "bars", "grouped", "dots", "trend"]
    svg: str  # path from results/<study>/
    alt_template: str
    alt_numbers: tuple[Number, ...]
    base: str
    columns: tuple[str, ...]  # labels of the cells of every row
    series: tuple[DrawnRow, ...]
    numbers: tuple[Number, ...]
    colours: dict[str, str] = {}  # "scale/answer" or "banner/level" -> the colour that stands for it
    notes: tuple[str, ...]

    @property
    def alt(self) -> str:
        """The alt text with its numbers filled in."""
        return self.alt_template.format(*(n.text for n in self.alt_numbers))
