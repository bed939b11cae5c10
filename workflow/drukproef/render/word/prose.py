"""A chapter's syntax tree in, a tree with numbers, links and Word styles out; what Word can't get is a problem.

The same constructs are accepted as in HTML and PDF (`render/writer.py`), so that a chapter never passes in one
form and fails in another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from drukproef.errors import Problem
from drukproef.render.outline import Outline, Part, heading_id
from drukproef.render.pandoc import PLACEHOLDER, QUOTES, Node, plain_text
from drukproef.render.references import find_target, reference_text, starts_sentence
from drukproef.render.word import nodes as make
from drukproef.render.word.boxes import BOXES, QUOTE, boxed
from drukproef.theme.messages import Messages

MARKED_UP = {"Emph", "Strong", "Superscript", "Subscript", "Strikeout", "Underline"}
SPANS = {"getal": "Getal", "bewering": "Bewering"}
"""Classes of bound text and their character styles: a reader of the Word file can select all of them."""
_ADDRESS = re.compile(r"https?://|mailto:|#")
_COMMENT = re.compile(r"\s*<!--.*-->\s*", re.DOTALL)


@dataclass
class ProseWriter:
    """Writes one chapter. `element` gives the blocks of the table or figure at a position in Chapter.blocks."""

    part: Part
    outline: Outline
    messages: Messages
    element: Callable[[int], list[Node]]
    problems: list[Problem] = field(default_factory=list)

    def chapter(self) -> list[Node]:
        """The text of the chapter, without its title."""
        return self._blocks(self.part.blocks)

    def inlines(self, inlines: Iterable[Node]) -> list[Node]:
        """Words with their markup."""
        written: list[Node] = []
        before = ""
        for node in inlines:
            if node["t"] == "Cite":
                written += self._references(node["c"][0], starts_sentence(before))
            else:
                written += self._inline(node)
            before += plain_text(node)
        return written

    # --- blocks ------------------------------------------------------------------------------------------

    def _blocks(self, blocks: Iterable[Node]) -> list[Node]:
        return [made for node in blocks for made in self._block(node)]

    def _block(self, node: Node) -> list[Node]:
        content: Any = node.get("c")
        match node["t"]:
            case "Para" | "Plain":
                return [{"t": node["t"], "c": self.inlines(content)}]
            case "Header":
                return [self._heading(content)]
            case "BulletList":
                return [{"t": "BulletList", "c": [self._blocks(item) for item in content]}]
            case "OrderedList":
                return [{"t": "OrderedList", "c": [content[0], [self._blocks(item) for item in content[1]]]}]
            case "BlockQuote":
                return boxed(self._blocks(content), QUOTE)
            case "Div":
                return self._division(content)
            case "RawBlock" if content[0] == PLACEHOLDER:
                return self.element(int(content[1]))
            case "RawBlock" if _is_comment(content):
                return []
            case "HorizontalRule":
                return [node]
            case _:
                return self._unsupported(node)

    def _heading(self, content: Any) -> Node:
        level, (name, _, _), inlines = content
        heading = next(h for h in self.part.headings if h.id == heading_id(self.part.id, name))
        return make.heading(level, heading.id, *numbered(heading.number), *self.inlines(inlines))

    def _division(self, content: Any) -> list[Node]:
        (_, classes, _), blocks = content
        style = next((BOXES[name] for name in classes if name in BOXES), "")
        written = self._blocks(blocks)
        return boxed(written, style) if style else written

    # --- inlines -----------------------------------------------------------------------------------------

    def _inline(self, node: Node) -> list[Node]:
        content: Any = node.get("c")
        match node["t"]:
            case "Str" | "Space" | "LineBreak" | "Code":
                return [node]
            case "SoftBreak":
                return [{"t": "Space"}]
            case kind if kind in MARKED_UP:
                return [{"t": kind, "c": self.inlines(content)}]
            case "Quoted":
                left, right = QUOTES[content[0]["t"]]
                return [make.text(left), *self.inlines(content[1]), make.text(right)]
            case "Span":
                style = next((SPANS[name] for name in content[0][1] if name in SPANS), "")
                inner = self.inlines(content[1])
                return [make.span(*inner, style=style)] if style else inner
            case "Link" if _ADDRESS.match(content[2][0]):
                return [make.link(content[2][0], *self.inlines(content[1]))]
            case "Note":
                return [{"t": "Note", "c": self._blocks(content)}]
            case "RawInline" if _is_comment(content):
                return []
            case _:
                return self._unsupported(node)

    def _references(self, citations: list[Any], capital: bool) -> list[Node]:
        written: list[Node] = []
        for i, citation in enumerate(citations):
            written += [make.text(", ")] if i else []
            written += self._reference(citation, capital and not i)
        return written

    def _reference(self, citation: Any, capital: bool) -> list[Node]:
        cited = citation["citationId"]
        target = find_target(self.outline, cited)
        if target is None:  # check_references has told so
            return [make.text(f"@{cited}")]
        word, number = reference_text(target, self.messages, capital=capital or cited[:1].isupper())
        if citation["citationPrefix"]:
            word = plain_text(citation["citationPrefix"]).strip()
        if citation["citationMode"]["t"] == "SuppressAuthor":
            word = ""
        words = f"{word}\u00a0{number}" if word else number
        return [make.link(f"#{target.id}", make.text(words)), *self.inlines(citation["citationSuffix"])]

    def _unsupported(self, node: Node) -> list[Node]:
        self.problems.append(
            Problem(
                self.part.chapter.source,
                f"the markdown has a construct that reports don't use: {_named(node)}",
                "headings, paragraphs, lists, quotes, boxes, footnotes, references and spans",
                "write it in another way; a table or figure belongs in the plan",
            )
        )
        return []


def numbered(number: str) -> list[Node]:
    """The number that a heading starts with, in a style of its own."""
    return [make.span(make.text(number), style="Section Number"), make.text("\u2002")] if number else []


def _is_comment(content: Any) -> bool:
    return bool(content[0] == "html" and _COMMENT.fullmatch(content[1]))


def _named(node: Node) -> str:
    """What a message calls a construct."""
    if node["t"] == "Link":
        return f"Link to {node['c'][2][0]}"
    return (
        f"{node['t']} {node['c'][1]!r}" if node["t"] in {"RawBlock", "RawInline", "Math"} else str(node["t"])
    )
