"""Nodes of pandoc's syntax tree, as small functions: what the Word file is built from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from drukproef.render.pandoc import Node

Alignment = str  # "AlignLeft", "AlignRight", "AlignCenter" or "AlignDefault"


def text(words: str) -> Node:
    """Words, with runs of white space as one space."""
    return {"t": "Str", "c": re.sub(r"[ \t\r\n]+", " ", words)}


def para(*inlines: Node) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": list(inlines)}


def styled(style: str, *blocks: Node) -> Node:
    """Paragraphs in a paragraph style, by the name that Word shows."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(blocks)]}


def paragraph(style: str, *inlines: Node) -> Node:
    """One paragraph in a style."""
    return styled(style, para(*inlines))


def span(*inlines: Node, style: str = "", bookmark: str = "") -> Node:
    """Words in a character style, or with a bookmark that links can point to."""
    return {"t": "Span", "c": [[bookmark, [], [["custom-style", style]] if style else []], list(inlines)]}


def strong(*inlines: Node) -> Node:
    """Bold words."""
    return {"t": "Strong", "c": list(inlines)}


def superscript(words: str) -> Node:
    """Raised words."""
    return {"t": "Superscript", "c": [text(words)]}


def line_break() -> Node:
    """A new line within a paragraph."""
    return {"t": "LineBreak"}


def link(target: str, *inlines: Node) -> Node:
    """A link: to a bookmark ("#tbl-x") or to an address."""
    return {"t": "Link", "c": [["", [], []], list(inlines), [target, ""]]}


def heading(level: int, bookmark: str, *inlines: Node) -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, [bookmark, [], []], list(inlines)]}


def image(path: str, alt: str, width_cm: float) -> Node:
    """A picture with its alternative text."""
    return {"t": "Image", "c": [["", [], [["width", f"{width_cm:.2f}cm"]]], [text(alt)], [path, ""]]}


def raw(xml: str) -> Node:
    """A piece of WordprocessingML within a paragraph."""
    return {"t": "RawInline", "c": ["openxml", xml]}


def cell(
    blocks: Iterable[Node], rows: int = 1, columns: int = 1, align: Alignment = "AlignDefault"
) -> list[Any]:
    """A cell of a table."""
    return [["", [], []], {"t": align}, rows, columns, list(blocks)]


def row(cells: Iterable[list[Any]]) -> list[Any]:
    """A row of a table."""
    return [["", [], []], list(cells)]


def table(
    caption: list[Node],
    columns: Iterable[tuple[Alignment, float]],
    head: list[list[Any]],
    body: list[list[Any]],
) -> Node:
    """A table; each column has an alignment and its share of the width (0 to 1). The first column heads the rows."""
    none: list[Any] = ["", [], []]
    specs = [[{"t": align}, {"t": "ColWidth", "c": width}] for align, width in columns]
    bodies = [[none, 1, [], body]]
    return {"t": "Table", "c": [none, [None, caption], specs, [none, head], bodies, [none, []]]}
