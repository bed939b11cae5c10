"""A PDF by WeasyPrint in, the same PDF with better tags out: what screen readers need and WeasyPrint omits.

Header cells get their scope, cells the headers of all columns that they lie under (WeasyPrint only knows the
first column below a spanning header), footnotes become notes, lists say whether they have labels, and
the boxes of figures are in points. PDF 1.7, sections 14.7.4 and 14.8.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

PX_TO_PT = 0.75


def mend_tags(pdf: bytes) -> bytes:
    """The PDF with its tags mended; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.StructTreeRoot
        heights = {page.obj.objgen: float(page.mediabox[3]) for page in document.pages}
        mender = _Mender(heights)
        for top in elements(tree):
            mender.mend(top)
        tree.IDTree = document.make_indirect(_id_tree(document, mender.ids))
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def elements(parent: Object) -> list[Object]:
    """The structure elements directly below an element."""
    below = parent.get("/K")
    if below is None:
        return []
    return [k for k in (below if isinstance(below, Array) else [below]) if _is_element(k)]


def kind(element: Object) -> str:
    """The type of an element: 'Table', 'TH'."""
    return str(element.S).removeprefix("/")


def rows_of(table: Object) -> Iterator[tuple[bool, Object]]:
    """The rows of a table: (whether it is in the header, row)."""
    for part in elements(table):
        if kind(part) == "TR":
            yield False, part
        elif kind(part) in {"THead", "TBody", "TFoot"}:
            yield from ((kind(part) == "THead", row) for row in elements(part) if kind(row) == "TR")


def _is_element(thing: Object) -> bool:
    return isinstance(thing, Dictionary) and "/S" in thing


def _id_tree(document: pikepdf.Pdf, ids: dict[str, Object]) -> Dictionary:
    names = sorted(ids)
    if not names:
        return Dictionary(Names=Array([]))
    pairs = Array([part for name in names for part in (String(name), ids[name])])
    leaf = Dictionary(Limits=Array([String(names[0]), String(names[-1])]), Names=pairs)
    return Dictionary(Kids=Array([document.make_indirect(leaf)]))


@dataclass
class _Mender:
    """Walks the tree once and gathers the ids that it gives."""

    heights: dict[tuple[int, int], float]
    ids: dict[str, Object] = field(default_factory=dict)
    tables: int = 0
    notes: int = 0

    def mend(self, element: Object, parent: Object | None = None) -> None:
        match kind(element):
            case "Table":
                self._table(element)
            case "L" if not _has_labels(element):
                element.A = Dictionary(O=Name.List, ListNumbering=Name("/None"))
            case "Figure" if "/A" in element and "/BBox" in element.A and "/Pg" in element:
                self._figure(element)
            case "NonStruct" if parent is not None and kind(parent) == "Document":
                self._notes(element)
        for child in elements(element):
            self.mend(child, element)

    def _table(self, table: Object) -> None:
        self.tables += 1
        taken: set[tuple[int, int]] = set()  # places below a cell that spans rows
        above: dict[int, list[str]] = {}  # ids of the headers above each column
        for i, (is_header, row) in enumerate(rows_of(table)):
            beside: list[str] = []  # ids of the row's own headers
            for j, span, cell in _places(row, i, taken):
                columns = range(j, j + span)
                overhead = list(dict.fromkeys(name for column in columns for name in above.get(column, [])))
                if kind(cell) == "TH":
                    name = self._header(cell, f"T{self.tables}-{i}-{j}", is_header)
                    beside += [] if is_header else [name]
                    for column in columns if is_header else ():
                        above.setdefault(column, []).append(name)
                    _set_headers(cell, overhead if is_header else [])
                else:
                    _set_headers(cell, [*beside, *overhead])

    def _header(self, cell: Object, name: str, is_header: bool) -> str:
        cell.ID = String(name)
        cell.A.Scope = Name.Column if is_header else Name.Row
        self.ids[name] = cell
        return name

    def _notes(self, area: Object) -> None:
        """The footnotes of a page hang below the document as spans."""
        for note in elements(area):
            if kind(note) == "Span":
                self.notes += 1
                note.S = Name.Note
                note.ID = String(f"N{self.notes}")
                self.ids[f"N{self.notes}"] = note

    def _figure(self, figure: Object) -> None:
        """WeasyPrint gives pixels from the top; the standard has points from the bottom."""
        left, top, right, bottom = (float(x) * PX_TO_PT for x in figure.A.BBox)
        height = self.heights[figure.Pg.objgen]
        box = (left, height - bottom, right, height - top)
        figure.A.BBox = Array([round(x, 3) for x in box])


def _places(row: Object, i: int, taken: set[tuple[int, int]]) -> Iterator[tuple[int, int, Object]]:
    """Each cell with its column and how many it spans."""
    j = 0
    for cell in elements(row):
        while (i, j) in taken:
            j += 1
        span, height = int(cell.A.get("/ColSpan", 1)), int(cell.A.get("/RowSpan", 1))
        taken |= {(i + down, j + right) for down in range(height) for right in range(span)}
        yield j, span, cell
        j += span


def _set_headers(cell: Object, names: list[str]) -> None:
    if names:
        cell.A.Headers = Array([String(name) for name in names])
    elif "/Headers" in cell.A:
        del cell.A["/Headers"]


def _has_labels(items: Object) -> bool:
    """Whether a number or bullet stands before the items of a list."""
    return any(kind(part) == "Lbl" for item in elements(items) for part in elements(item))
