"""Blocks of a box or a list of quotes in, paragraphs and lists in the style of that box out."""

from __future__ import annotations

from drukproef.render.pandoc import Node
from drukproef.render.word import nodes as make

QUOTE = "Citaat"
BOXES = {"kader": "Kader", "citaten": QUOTE}
"""Classes of divisions and their paragraph styles."""


def boxed(blocks: list[Node], style: str) -> list[Node]:
    """The blocks in a style. Headings keep theirs; a list of quotes becomes paragraphs, other lists stay lists."""
    return [made for node in blocks for made in _boxed(node, style)]


def _boxed(node: Node, style: str) -> list[Node]:
    content = node.get("c")
    match node["t"]:
        case "BulletList" if style == QUOTE:
            return [made for item in node["c"] for made in boxed(item, style)]
        case "BulletList":
            return [{"t": "BulletList", "c": [boxed(item, style) for item in node["c"]]}]
        case "OrderedList":
            return [{"t": "OrderedList", "c": [node["c"][0], [boxed(item, style) for item in node["c"][1]]]}]
        case "Para" | "Plain":  # in a tight list, pandoc gives a Plain a style of its own
            return [make.styled(style, {"t": "Para", "c": content})]
        case _:
            return [node]
