"""Mended tags in; where a line ends between two words, and where within one, out.

WeasyPrint drops the space at the end of a line, so that a screen reader hears 'integriteitervaren'; and a word
that is hyphenated must sound as one word. PDF 1.7, sections 14.8.2.2.3 and 14.8.2.5.
"""

from __future__ import annotations

import re

from drukproef.render.pdftext import Piece, Pieces
from drukproef.render.pdftree import Content, Element

BLOCKS = {"P", "Note", "LBody", "TH", "TD", "Caption", "H1", "H2", "H3", "H4", "H5", "H6", "Link"}
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
_UNBROKEN = ("-", HYPHEN, "/", " ", "\u00a0")
"""A line that ends so needs no space: the word goes on, or the space is there."""


def missing_spaces(top: Element, pieces: Pieces) -> dict[Content, int]:
    """The content that needs a space behind it, with the glyph of a space in its font."""
    spaces: dict[Content, int] = {}
    for block in top.all(*BLOCKS):
        before: Content | None = None
        for content in _own_contents(block):
            is_blank = not pieces[content].text  # WeasyPrint draws no space that stands alone
            if before and (is_blank or _new_line(before, content, pieces)) and _ends_word(pieces[before]):
                spaces[before] = pieces[before].space or 0
            before = before if is_blank else content
    return {content: glyph for content, glyph in spaces.items() if glyph}


def _own_contents(block: Element) -> list[Content]:
    """The content of a block without that of the notes that stand in it."""
    found: list[Content] = []
    for kid in block.kids:
        if isinstance(kid, Content):
            found.append(kid)
        elif isinstance(kid, Element) and kid.kind not in BLOCKS - {"Link"}:
            found += _own_contents(kid)
    return found


def _new_line(before: Content, after: Content, pieces: Pieces) -> bool:
    if before.page != after.page:
        return True
    down = pieces[after].y - pieces[before].y
    return down > 0.8 * max(pieces[before].size, pieces[after].size)


def _ends_word(piece: Piece) -> bool:
    return bool(piece.text) and not piece.text.endswith(_UNBROKEN)


def join_syllables(top: Element, pieces: Pieces, compounds: frozenset[str]) -> None:
    """A word that is hyphenated at the end of a line is one word to the ear: a soft hyphen isn't spoken.

    `compounds` holds what is written with a hyphen, 'niet-', since fonts draw both hyphens with one glyph.
    """
    for link in top.all("Link"):  # its content needs elements of its own
        link.kids = [_in_span(kid, pieces) if isinstance(kid, Content) else kid for kid in link.kids]
    for span in top.all("Span"):
        text = pieces[span.kids[0]].text if len(span.kids) == 1 and isinstance(span.kids[0], Content) else ""
        if text.endswith((HYPHEN, "-")):
            start = f"{text[:-1].rpartition(' ')[2]}-"
            span.texts["ActualText"] = text[:-1] + ("-" if start in compounds else SOFT_HYPHEN)


def _in_span(content: Content, pieces: Pieces) -> Content | Element:
    return Element("Span", [content]) if pieces[content].text.endswith(HYPHEN) else content


def spoken(element: Element, pieces: Pieces) -> str:
    """The words of an element as they are said, with words in one piece."""
    if "ActualText" in element.texts:
        return element.texts["ActualText"].replace(SOFT_HYPHEN, "")
    return "".join(
        spoken(kid, pieces) if isinstance(kid, Element) else pieces[kid].text
        for kid in element.kids
        if isinstance(kid, Element | Content)
    )


def compounds_in(html: str) -> frozenset[str]:
    """The first parts of words that are written with a hyphen.

    >>> sorted(compounds_in("<p>niet-integer gedrag, een sociaal-economisch doel</p>"))
    ['niet-', 'sociaal-']
    """
    return frozenset(re.findall(r"(?<![\w-])\w+-(?=\w)", re.sub(r"<[^>]*>", " ", html)))
