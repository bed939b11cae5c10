"""A table of the structure tree in, the same with each cell tied to all its headers out.

WeasyPrint ties a cell to the first column below a spanning header only, and gives headers no scope.
"""

from __future__ import annotations

from collections.abc import Iterator

from drukproef.render.pdftree import Element


def rows_of(table: Element) -> Iterator[tuple[bool, Element]]:
    """The rows of a table: (whether it is in the header, row)."""
    for part in table.elements:
        if part.kind == "TR":
            yield False, part
        elif part.kind in {"THead", "TBody", "TFoot"}:
            yield from ((part.kind == "THead", row) for row in part.elements if row.kind == "TR")


def places(row: Element, i: int, taken: set[tuple[int, int]]) -> Iterator[tuple[int, int, Element]]:
    """Each cell of row i with its column and how many it spans; `taken` gathers what spans from above."""
    j = 0
    for cell in row.elements:
        while (i, j) in taken:
            j += 1
        span, height = int(cell.attributes.get("ColSpan", 1)), int(cell.attributes.get("RowSpan", 1))
        taken |= {(i + down, j + right) for down in range(height) for right in range(span)}
        yield j, span, cell
        j += span


def tie_headers(table: Element, name: str) -> None:
    """Give each header an id that starts with `name` and its scope, and each cell the ids of its headers."""
    taken: set[tuple[int, int]] = set()
    above: dict[int, list[str]] = {}  # ids of the headers above each column
    for i, (is_header, row) in enumerate(rows_of(table)):
        beside: list[str] = []  # ids of the row's own headers
        for j, span, cell in places(row, i, taken):
            columns = range(j, j + span)
            overhead = list(dict.fromkeys(id for column in columns for id in above.get(column, [])))
            if cell.kind == "TH":
                own = _name_header(cell, f"{name}-{i}-{j}", is_header)
                beside += [] if is_header else [own]
                for column in columns if is_header else ():
                    above.setdefault(column, []).append(own)
                _set_headers(cell, overhead if is_header else [])
            else:
                _set_headers(cell, [*beside, *overhead])


def _name_header(cell: Element, name: str, is_header: bool) -> str:
    cell.texts["ID"] = name
    cell.attributes["Scope"] = "Column" if is_header else "Row"
    return name


def _set_headers(cell: Element, names: list[str]) -> None:
    if names:
        cell.attributes["Headers"] = names
    else:
        cell.attributes.pop("Headers", None)
