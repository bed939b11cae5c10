"""The tables and figures of a PDF against those of the document models: cells, headers, captions, texts."""

from __future__ import annotations

from collections.abc import Iterator

from drukproef.render.pdfexpected import Expected, ExpectedFigure, same
from drukproef.render.pdffound import Found
from drukproef.render.pdfgrid import ExpectedTable
from drukproef.render.pdftables import rows_of
from drukproef.render.pdftree import Element

Difference = tuple[str, str, str]
"""Where, what is found, what is expected."""


def table_differences(found: Found, expected: Expected) -> Iterator[Difference]:
    """All deviations of tables."""
    tables = found.all("Table")
    if len(tables) != len(expected.tables):
        yield "tables", f"{len(tables)} tables", f"{len(expected.tables)} tables"
        return
    ids = [e.texts["ID"] for e in found.top.walk() if "ID" in e.texts]
    if len(ids) != len(set(ids)):
        yield "ids", "an id that occurs twice", "ids that occur once"
    for element, table in zip(tables, expected.tables, strict=True):
        for is_, should in _table(found, element, table):
            yield table.name, is_, should


def _table(found: Found, element: Element, table: ExpectedTable) -> Iterator[tuple[str, str]]:
    yield from _caption(found, element, table)
    rows = list(rows_of(element))
    heads = {cell.texts.get("ID", ""): found.text(cell) for _, row in rows for cell in row.all("TH")}
    if any("Scope" not in cell.attributes for _, row in rows for cell in row.all("TH")):
        yield "a header without a scope", "the scope Row or Column"
    body = [row.elements for is_header, row in rows if not is_header]
    if len(body) != len(table.rows):
        yield f"{len(body)} rows", f"{len(table.rows)} rows"
        return
    for cells, header, expected in zip(body, table.headers, table.rows, strict=True):
        row, *data = cells or [Element("TH")]
        if row.kind != "TH" or same(found.text(row)) != same(header):
            yield f"row '{found.text(row)}'", f"row '{header}'"
        if len(data) != len(expected):
            yield f"{len(data)} cells in row '{header}'", str(len(expected))
            continue
        for cell, its in zip(data, expected, strict=True):
            if same(found.text(cell)) != same(its.text):
                yield f"'{found.text(cell)}' in row '{header}'", f"'{its.text}'"
            tied = [heads.get(name, f"nothing ({name})") for name in cell.attributes.get("Headers", [])]
            if cell.kind != "TD" or sorted(map(same, tied)) != sorted(map(same, its.headers)):
                yield f"'{its.text}' in row '{header}' lies under {tied}", f"under {list(its.headers)}"


def _caption(found: Found, element: Element, table: ExpectedTable) -> Iterator[tuple[str, str]]:
    captions = element.all("Caption")
    texts = [found.text(caption) for caption in captions]
    if [same(text) for text in texts] != [same(table.caption)]:
        yield f"captions {texts}", f"one: '{table.caption}'"
    first_rows = [row.page() for _, row in rows_of(element)][:2]
    if {c.page() for c in captions} | {found.destinations.get(table.id)} != set(first_rows):
        yield "caption, first rows and the place that links lead to on different pages", "one page"


def figure_differences(found: Found, expected: Expected) -> Iterator[Difference]:
    """All deviations of figures."""
    figures = found.all("Figure")
    if len(figures) != len(expected.figures):
        yield "figures", f"{len(figures)} figures", f"{len(expected.figures)} figures"
        return
    captions = [c for e in found.top.walk() if e.kind != "Table" for c in e.elements if c.kind == "Caption"]
    if len(captions) != len(figures):
        yield "figures", f"{len(captions)} captions", f"{len(figures)} captions"
        return
    for element, caption, figure in zip(figures, captions, expected.figures, strict=True):
        for is_, should in _figure(found, element, caption, figure):
            yield figure.name, is_, should


def _figure(
    found: Found, element: Element, caption: Element, figure: ExpectedFigure
) -> Iterator[tuple[str, str]]:
    alt = element.texts.get("Alt", "")
    if " ".join(alt.split()) != " ".join(figure.alt.split()):
        yield f"alternative text '{alt}'", f"'{figure.alt}'"
    if same(found.text(caption)) != same(figure.caption):
        yield f"caption '{found.text(caption)}'", f"'{figure.caption}'"
    if not element.page() == caption.page() == found.destinations.get(figure.id):
        yield "figure, caption and the place that links lead to on different pages", "one page"
    if "BBox" not in element.attributes:
        yield "no box", "the place of the figure on its page"
