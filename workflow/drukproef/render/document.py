"""One chapter as the templates need it: its text in HTML, its notes and its place in the report."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from drukproef.errors import DrukproefError
from drukproef.render.elements import Elements
from drukproef.render.outline import Outline, Part
from drukproef.render.theme import Theme
from drukproef.render.widths import width_problems
from drukproef.render.writer import Medium, Writer


@dataclass(frozen=True)
class Written:
    """A chapter in HTML."""

    part: Part
    label: str  # "2", "Bijlage A" or nothing
    text: Markup
    notes: tuple[tuple[str, Markup], ...]  # (id, text)
    permalink: Markup


def write_parts(
    outline: Outline,
    within: tuple[Part, ...],
    theme: Theme,
    medium: Medium,
    site: str = "",
    only: tuple[Part, ...] | None = None,
) -> tuple[Written, ...]:
    """The chapters that belong to one document; DrukproefError lists constructs that can't be
    written, and tables that don't fit the page.

    With `only`, some of them, which refer to all.
    """
    ids = frozenset(part.id for part in within)
    writers = [
        _writer(part, outline, theme, medium, ids, site) for part in (within if only is None else only)
    ]
    written = tuple(_written(writer, theme) for writer in writers)
    problems = [problem for writer in writers for problem in writer.problems]
    for part in within if only is None else only:
        problems += width_problems(part.tables, part.chapter.source)
    if problems:
        raise DrukproefError(problems)
    return written


def label_of(part: Part, theme: Theme) -> str:
    """How a chapter's title starts."""
    number = part.chapter.number or ""
    return f"{theme.words.appendix} {number}" if part.is_appendix else number


def _writer(
    part: Part, outline: Outline, theme: Theme, medium: Medium, within: frozenset[str], site: str
) -> Writer:
    def element(position: int) -> Markup:
        return Elements(part, theme, medium, writer.permalink)(position)

    writer = Writer(part, outline, theme.words, medium, element, within, site)
    return writer


def _written(writer: Writer, theme: Theme) -> Written:
    text = writer.chapter()
    part = writer.part
    notes = tuple((writer.note_id(n), note) for n, note in enumerate(writer.notes, 1))
    label = label_of(part, theme)
    title = f"{label} {part.chapter.title}".strip()
    return Written(part, label, text, notes, writer.permalink(part.anchor, title))
