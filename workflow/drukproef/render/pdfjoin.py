"""PDFs by WeasyPrint in, one PDF with all their pages, tags, links, bookmarks and page numbers out.

A chapter is laid out without knowing where it begins. So a link to another chapter is written as an address that
starts with `xref:`, and at the foot of a page stand the ten digits: here the first becomes a link within the
document and the second the number of the page.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, OutlineItem, String

from drukproef.render.pdftext import Piece, page_bytes, read_pieces
from drukproef.render.pdftree import Annotation, Content, Element, read_tree
from drukproef.render.pdfwrite import write_tree

ELSEWHERE = "xref:"
DIGITS = "0123456789"
_POSITION = re.compile(rb"(\S+)(\s+\S+\s+Tm)")
_SHOWN = re.compile(rb"\[[^\]]*\]\s*TJ")


def destinations(pdf: bytes) -> tuple[int, dict[str, int]]:
    """How many pages a PDF has, and on which of them (from 0) each id is."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return len(pages), {name: pages[place[0].objgen] for name, place in _names(document)}


def join(parts: Sequence[bytes]) -> bytes:
    """The parts behind each other. Metadata, title and language are those of the first."""
    with ExitStack() as opened:
        sources = [opened.enter_context(pikepdf.open(io.BytesIO(part))) for part in parts]
        document, *others = sources
        top = read_tree(document)
        names = dict(_names(document))
        with document.open_outline() as outline:
            for source in others:
                start = len(document.pages)
                tree = read_tree(source)
                _copy_pages(document, source)
                top.kids += [_moved(kid, document, start) for kid in tree.elements]
                names |= {name: _place(document, source, start, place) for name, place in _names(source)}
                with source.open_outline() as bookmarks:
                    outline.root.extend(_bookmarks(bookmarks.root, document, source, start))
        _link(document, top)
        _number_pages(document)
        _write_names(document, names)
        write_tree(document, top)
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _copy_pages(document: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    with warnings.catch_warnings():
        # That named destinations stay behind; `join` brings them along.
        warnings.filterwarnings("ignore", "Copying pages from another Pdf")
        document.pages.extend(source.pages)


def _names(document: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    root: Any = document.Root
    pairs = list(root.Names.Dests.Names) if "/Names" in root and "/Dests" in root.Names else []
    return ((str(pairs[i]), pairs[i + 1]) for i in range(0, len(pairs), 2))


def _moved(kid: Element, document: pikepdf.Pdf, start: int) -> Element:
    """The element as part of the whole; its annotations are the copies on the copied pages."""

    def moved(part: Element | Content | Annotation) -> Element | Content | Annotation:
        if isinstance(part, Content):
            return Content(part.page + start, part.mcid)
        if isinstance(part, Annotation):
            page: Any = document.pages[part.page + start].obj
            return Annotation(part.page + start, page.Annots[part.number], part.number, part.target)
        return _moved(part, document, start)

    return Element(kid.kind, [moved(part) for part in kid.kids], kid.texts, kid.attributes)


def _place(document: pikepdf.Pdf, source: pikepdf.Pdf, start: int, place: Any) -> Array:
    """A place on a page of `source`, as a place on its copy."""
    number = next(i for i, page in enumerate(source.pages) if page.obj.objgen == place[0].objgen)
    return Array([document.pages[start + number].obj, *list(place)[1:]])


def _bookmarks(
    items: list[OutlineItem], document: pikepdf.Pdf, source: pikepdf.Pdf, start: int
) -> Iterator[OutlineItem]:
    for item in items:
        copy = OutlineItem(item.title, _place(document, source, start, item.destination))
        copy.children.extend(_bookmarks(item.children, document, source, start))
        yield copy


def _link(document: pikepdf.Pdf, top: Element) -> None:
    for annotation in top.annotations():
        if annotation.target.startswith(ELSEWHERE):
            annotation.target = annotation.target.removeprefix(ELSEWHERE)
            del annotation.object["/A"]
            annotation.object.Dest = String(annotation.target)


def _write_names(document: pikepdf.Pdf, names: dict[str, Any]) -> None:
    pairs = [part for name in sorted(names) for part in (String(name), names[name])]
    document.Root.Names = Dictionary(Dests=document.make_indirect(Dictionary(Names=Array(pairs))))


def _number_pages(document: pikepdf.Pdf) -> None:
    """Replace the ten digits at the foot of each page by the number of the page."""
    folios = {content: piece for content, piece in read_pieces(document).items() if piece.text == DIGITS}
    for content, piece in folios.items():
        page: Any = document.pages[content.page].obj
        widths = _widths(page.Resources.Font[f"/{piece.font}"])
        mark = re.compile(rb"/MCID\s+%d\s*>>\s*BDC.*?\bEMC\b" % content.mcid, re.DOTALL)
        before = page_bytes(page)
        found = mark.search(before)
        assert found, "the digits were found on this page"
        number = _numbered(found[0], piece, widths, str(content.page + 1))
        page.Contents = document.make_stream(before[: found.start()] + number + before[found.end() :])


def _widths(font: Any) -> dict[int, float]:
    """Glyph to width, in thousandths of the size of the letters."""
    runs = list(font.DescendantFonts[0].W)
    return {
        int(first) + i: float(width)
        for first, widths in zip(runs[::2], runs[1::2], strict=True)
        for i, width in enumerate(widths)
    }


def _numbered(drawn: bytes, piece: Piece, widths: dict[int, float], number: str) -> bytes:
    """The drawing of a number that ends where the ten digits ended."""
    glyphs = [piece.glyphs[int(digit)] for digit in number]
    shorter = sum(widths[glyph] for glyph in piece.glyphs) - sum(widths[glyph] for glyph in glyphs)
    at = _POSITION.search(drawn)
    assert at, "a page number has a position"
    x = f"{float(at[1]) + shorter * piece.size / 1000:.6f}".encode()
    drawn = drawn[: at.start()] + x + at[2] + drawn[at.end() :]
    shown = "".join(f"<{glyph:04x}>" for glyph in glyphs).encode()
    return _SHOWN.sub(b"[" + shown + b"] TJ", drawn, count=1)
