"""A chapter's markdown in, pandoc's syntax tree out, with placeholders for tables and figures."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pypandoc

from drukproef.errors import fail
from drukproef.write.document import Chapter, Prose

Node = dict[str, Any]

PLACEHOLDER = "drukproef"
"""The format of a raw block that stands for a table or figure; its text is the position in Chapter.blocks."""


def parse(chapter: Chapter) -> list[Node]:
    """The blocks of the chapter's prose, with a RawBlock of format PLACEHOLDER for each other block."""
    pieces = [
        block.markdown if isinstance(block, Prose) else f"```{{={PLACEHOLDER}}}\n{position}\n```"
        for position, block in enumerate(chapter.blocks)
    ]
    return _call_pandoc("\n\n".join(pieces), chapter.source)


def _call_pandoc(markdown: str, place: str) -> list[Node]:
    blocks: list[Node] = json.loads(_tree(markdown, place))["blocks"]
    return blocks


@lru_cache(maxsize=64)  # for a preview, which reads all chapters again when one has changed
def _tree(markdown: str, place: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=json", "--sandbox"]
    done = subprocess.run(command, input=markdown.encode(), capture_output=True, check=False)
    if done.returncode != 0:
        raise fail(
            place,
            f"pandoc: {done.stderr.decode(errors='replace').strip()}",
            "markdown that pandoc can read",
        )
    return done.stdout


def is_placeholder(node: Node) -> bool:
    """Whether a block stands for a table or figure."""
    return node["t"] == "RawBlock" and bool(node["c"][0] == PLACEHOLDER)


def nodes(tree: Any) -> Iterator[Node]:
    """All nodes of a tree, in reading order."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from nodes(part)
    elif isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for part in tree.values():
            yield from nodes(part)


def plain_text(tree: Any) -> str:
    """The words of inlines without markup; a footnote is not part of the sentence.

    >>> plain_text({"t": "Emph", "c": [{"t": "Str", "c": "zeer"}, {"t": "Space"}, {"t": "Str", "c": "vrij"}]})
    'zeer vrij'
    """
    if isinstance(tree, list | tuple):
        return "".join(plain_text(part) for part in tree)
    if not isinstance(tree, dict):
        return ""
    match tree.get("t"):
        case "Str":
            return str(tree["c"])
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Code":
            return str(tree["c"][1])
        case "Note" | "RawInline":
            return ""
        case "Quoted":
            left, right = QUOTES[tree["c"][0]["t"]]
            return f"{left}{plain_text(tree['c'][1])}{right}"
        case _:
            return plain_text(tree.get("c", []))


QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
