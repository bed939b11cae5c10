"""A table of the document model in, each of its cells with the texts of its headers out. Knows nothing of PDF."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.render.outline import Part
from drukproef.render.tables import NO_NUMBER, SIGNS, view_of
from drukproef.render.theme import Theme
from drukproef.render.widths import has_n
from drukproef.write.document import Printed, Table


@dataclass(frozen=True)
class ExpectedCell:
    """A cell: its text and the texts of its headers."""

    text: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class ExpectedTable:
    """A table: its data cells per row; row headers are in `headers`."""

    id: str
    name: str  # "tabel 2.1"
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[ExpectedCell, ...], ...]


def expected_table(part: Part, table: Table, theme: Theme) -> ExpectedTable:
    """What the table must hold for somebody who hears it."""
    words, number = theme.words, part.numbers[table.id]
    columns = [
        (column.group, f"{column.header} {words.n} = {column.n.text}" if column.n else column.header)
        for column in table.columns
    ]
    rows = []
    for row, line in zip(table.rows, view_of(table).lines, strict=True):
        cells = [
            ExpectedCell(_cell(printed, shown.reason), tuple(h for h in (row.header, *column) if h))
            for printed, shown, column in zip(row.cells, line.cells, columns, strict=True)
        ]
        if has_n(table):
            n = _cell(row.n, "") if row.n else ""
            cells.insert(0, ExpectedCell(n, (row.header, words.n)))
        rows.append(tuple(cells))
    base = f"{words.base}: {table.base}" if table.base else ""
    return ExpectedTable(
        table.id,
        f"{words.table_ref} {number}",
        f"{words.table} {number} {table.caption} {base}",
        tuple(row.header for row in table.rows),
        tuple(rows),
    )


def _cell(printed: Printed, letter: str) -> str:
    text = printed.text
    if printed.reason and text in {"", NO_NUMBER, "-"}:
        text = f"{NO_NUMBER}{letter}"
    return text + SIGNS.get(printed.mark, "")
