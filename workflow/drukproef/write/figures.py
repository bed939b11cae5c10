"""A drawn figure and the cube in, the figure of the document model out; each of its numbers enters the ledger."""

from __future__ import annotations

from drukproef.draw.drawn import DrawnCell, DrawnFigure, DrawnRow, Number
from drukproef.study import Study
from drukproef.tabulate.cube import Cube
from drukproef.write.claims import filter_words
from drukproef.write.document import Column, Figure, Printed, Row, Table
from drukproef.write.ledger import Ledger


class FigureMaker:
    """Binds the figures of one chapter."""

    def __init__(self, study: Study, cubes: dict[str, Cube], ledger: Ledger) -> None:
        self.study, self.cubes, self.ledger = study, cubes, ledger

    def figure(self, drawn: DrawnFigure) -> Figure:
        """The figure with its data as a table. The numbers of the alt text are those of the table."""
        table = self._data(drawn)
        for i, shown in enumerate(drawn.alt_numbers, 1):
            self._enter(drawn, shown, f"{drawn.id}, alt text, number {i}")
        return Figure(
            id=drawn.id, caption=drawn.title, base=drawn.base, svg=drawn.svg, alt=drawn.alt, notes=drawn.notes, data=table
        )  # fmt: skip

    def _data(self, drawn: DrawnFigure) -> Table:
        rows = tuple(self._row(drawn, row, i) for i, row in enumerate(drawn.series, 1))
        columns = tuple(Column(header=c) for c in drawn.columns)
        return Table(id=f"{drawn.id}-data", caption=drawn.title, base=drawn.base, columns=columns, rows=rows)

    def _row(self, drawn: DrawnFigure, row: DrawnRow, i: int) -> Row:
        label = ": ".join(dict.fromkeys(part for part in (row.panel, row.group, row.label) if part))
        base = self._enter(drawn, row.n, f"{drawn.id}, row {i}") if row.n is not None else None
        cells = tuple(self._cell(drawn, cell, f"{drawn.id}, row {i}, {cell.label}") for cell in row.cells)
        return Row(header=label, n=base, cells=cells)

    def _cell(self, drawn: DrawnFigure, cell: DrawnCell, place: str) -> Printed:
        if cell.n is not None:
            self._enter(drawn, cell.n, f"{place}, base")  # the picture shows it, alone or in a range
        if cell.number is None:
            return Printed(text="–", reason=cell.reason)
        return self._enter(drawn, cell.number, place)

    def _enter(self, drawn: DrawnFigure, shown: Number, place: str) -> Printed:
        cell = self.cubes[drawn.population].get(shown.key)
        words = filter_words(self.study, cell.key)
        if shown.statistic == "n":
            row = self.ledger.add_cell(place, "base", shown.text, cell.n, cell, words)
        else:
            assert cell.estimate is not None
            row = self.ledger.add_estimate(place, shown.text, cell.estimate, cell, words)
        return Printed(text=shown.text, ledger=row)
