"""A PDF by WeasyPrint in, the same PDF with better tags out: what screen readers need and WeasyPrint omits.

What was cut at the ends of pages becomes whole, and a table is one table; header cells get their scope, cells the
headers of all columns that they lie under; footnotes become notes behind the words that refer to them, lists say
how they are numbered, contents are contents, words in another language say so, lines end with a space, and the
boxes of figures are in points. What is in the page but leaves the tree becomes an artifact. PDF 1.7, section 14.8.
"""

from __future__ import annotations

import io

import pikepdf

from drukproef.render.pdflines import join_syllables, missing_spaces
from drukproef.render.pdflinks import describe_links, mark_contents, place_notes, plain_links, set_languages
from drukproef.render.pdfpages import join_pages
from drukproef.render.pdftables import tie_headers
from drukproef.render.pdftext import Texts, change_pages, read_pieces, text_of
from drukproef.render.pdftree import Content, Element, read_tree
from drukproef.render.pdfwrite import write_tree
from drukproef.theme.messages import Messages

PX_TO_PT = 0.75
WITHOUT_CONTENT = {"TD", "TH", "TR", "TBody", "THead", "Table", "Figure"}
"""These mean something even when nothing is in them."""


def mend_tags(pdf: bytes, words: Messages, compounds: frozenset[str] = frozenset()) -> bytes:
    """The PDF with its tags mended; the same input gives the same bytes.

    `compounds` tells hyphens of the text from those that the layout put in; see `compounds_in`.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        top, pieces = read_tree(document), read_pieces(document)
        outside = set(pieces) - set(top.contents())  # running headers and page numbers
        artifacts = outside | mend(top, {content: piece.text for content, piece in pieces.items()})
        spaces = missing_spaces(top, pieces)
        for content in spaces:
            pieces[content].text += " "
        join_syllables(top, pieces, compounds)
        describe_links(top, pieces, words)
        for figure in top.all("Figure"):
            _to_points(figure, [float(page.mediabox[3]) for page in document.pages])
        write_tree(document, top)
        change_pages(document, artifacts, spaces)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def mend(top: Element, texts: Texts) -> set[Content]:
    """Mend the tree below `top` in place; returns the content that leaves it."""
    set_languages(top)
    _drop_empty(top)
    notes, artifacts = join_pages(top, texts)
    for root in (top, *notes):
        artifacts |= plain_links(root, texts)
    place_notes(top, notes)
    mark_contents(top)
    for element in top.all("NonStruct"):
        _name(element)
    for number, table in enumerate(top.all("Table"), 1):
        tie_headers(table, f"T{number}")
    for items in top.all("L"):
        items.attributes = {"ListNumbering": _numbering(items, texts)}
    return artifacts


def _drop_empty(element: Element) -> None:
    """Generated content without words, line breaks and the like say nothing."""
    for kid in element.elements:
        _drop_empty(kid)
        if not kid.kids and kid.kind not in WITHOUT_CONTENT:
            element.kids.remove(kid)


def _name(element: Element) -> None:
    """What WeasyPrint has no name for: emphasis, and the frame of a figure."""
    inline = {"Span", "Link", "Reference", "NonStruct"}
    element.kind = "Span" if all(kid.kind in inline for kid in element.elements) else "Div"


def _numbering(items: Element, texts: Texts) -> str:
    """How a list is numbered, by its first label."""
    labels = [part for item in items.elements for part in item.elements if part.kind == "Lbl"]
    if not labels:
        return "None"
    return "Decimal" if text_of(labels[0], texts)[:1].isdigit() else "Disc"


def _to_points(figure: Element, heights: list[float]) -> None:
    """WeasyPrint gives pixels from the top; the standard has points from the bottom."""
    if "BBox" in figure.attributes:
        left, top, right, bottom = (float(x) * PX_TO_PT for x in figure.attributes["BBox"])
        height = heights[figure.page()]
        figure.attributes["BBox"] = [round(x, 3) for x in (left, height - bottom, right, height - top)]
