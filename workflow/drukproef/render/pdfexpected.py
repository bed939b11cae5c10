"""Document models in, what a screen reader must find in their PDF out. Knows nothing of PDF."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from drukproef.render.document import Written, label_of
from drukproef.render.outline import Outline, Part, cited_ids
from drukproef.render.pandoc import nodes
from drukproef.render.pdfgrid import ExpectedTable, expected_table
from drukproef.render.references import find_target
from drukproef.render.theme import Theme


@dataclass(frozen=True)
class ExpectedFigure:
    """A figure: its alternative text and its caption."""

    id: str
    name: str
    caption: str
    alt: str


@dataclass(frozen=True)
class Expected:
    """What a PDF must hold, in reading order."""

    title: str
    language: str
    headings: tuple[tuple[str, int, str], ...]  # (id, level, text)
    tables: tuple[ExpectedTable, ...]
    figures: tuple[ExpectedFigure, ...]
    notes: tuple[tuple[str, str], ...]  # (id, text)
    references: Counter[str]  # how often the text links to each id or address
    contents: tuple[str, ...]  # what the table of contents and the lists link to; empty in a proof
    languages: Counter[str]  # how many passages are in each other language


def same(text: str) -> str:
    """A text without spaces and hyphens, which change where a line is broken.

    >>> same("inte\u2010 griteit") == same("integriteit")
    True
    """
    return re.sub(r"[\s\u00a0\u2010\u00ad-]+", "", text)


def expect(
    outline: Outline, written: tuple[Written, ...], theme: Theme, title: str, language: str, proof: bool
) -> Expected:
    """What the PDF of these chapters must hold."""
    parts = tuple(w.part for w in written)
    return Expected(
        title=title,
        language=language,
        headings=tuple(h for part in parts for h in _headings(part, theme)),
        tables=tuple(expected_table(part, table, theme) for part in parts for table in part.tables),
        figures=tuple(figure for part in parts for figure in _figures(part, theme)),
        notes=tuple((id, text.striptags()) for w in written for id, text in w.notes),
        references=Counter(target for part in parts for target in _references(part, outline, parts)),
        contents=() if proof else tuple(_contents(parts)),
        languages=Counter(lang for part in parts for lang in _languages(part.blocks)),
    )


def _headings(part: Part, theme: Theme) -> Iterator[tuple[str, int, str]]:
    yield part.anchor, 1, f"{label_of(part, theme)} {part.chapter.title}".strip()
    for heading in part.headings:
        yield heading.id, heading.level, f"{heading.number} {heading.text}".strip()


def _figures(part: Part, theme: Theme) -> Iterator[ExpectedFigure]:
    words = theme.words
    for figure in part.figures:
        number = part.numbers[figure.id]
        base = f"{words.base}: {figure.base}" if figure.base else ""
        caption = f"{words.figure} {number} {figure.caption} {base}"
        yield ExpectedFigure(figure.id, f"{words.figure_ref} {number}", caption, figure.alt)


def _references(part: Part, outline: Outline, parts: tuple[Part, ...]) -> Iterator[str]:
    within = {p.id for p in parts}
    for cited in cited_ids(part.blocks):
        target = find_target(outline, cited)
        if target and target.part in within:
            yield target.id
    for node in nodes(part.blocks):
        if node["t"] == "Link":
            yield str(node["c"][2][0]).removeprefix("#")


def _contents(parts: tuple[Part, ...]) -> Iterator[str]:
    for part in parts:
        yield part.anchor
        yield from (section.id for section in part.sections)
    yield from (table.id for part in parts for table in part.tables)
    yield from (figure.id for part in parts for figure in part.figures)


def _languages(tree: Any, around: str = "") -> Iterator[str]:
    """The language of each passage: a span, or a paragraph in a block. `around` is that of the block."""
    if isinstance(tree, list | tuple):
        for part in tree:
            yield from _languages(part, around)
    elif isinstance(tree, dict):
        content: Any = tree.get("c")
        own = ""
        if tree.get("t") in {"Span", "Div"}:
            own = dict(content[0][2]).get("lang", "")
        if tree.get("t") == "Span" and own:
            yield own
        if tree.get("t") in {"Para", "Plain"} and around:
            yield around
        yield from _languages(content, (own if tree.get("t") == "Div" else "") or around)
