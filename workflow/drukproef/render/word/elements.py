"""A table or figure of the document model in, its blocks for Word out: caption, content, legend and notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from drukproef.render.outline import Part
from drukproef.render.pandoc import Node
from drukproef.render.tables import NO_NUMBER, SIGNS, Cell, Head, Line, TableView, view_of
from drukproef.render.word import nodes as make
from drukproef.theme.messages import Messages
from drukproef.write.document import Figure, Printed, Table

TEXT_WIDTH_CM = 16.0
MARKS = {"higher": "Hoger", "lower": "Lager"}
"""The character style of a marked number; the sign tells it without colour."""
NOTE, BASE, HEADER = "Tabelnoot", "Basis", "Tabelkop"


@dataclass(frozen=True)
class WordElements:
    """Called with a position in Chapter.blocks, it gives the table or figure there.

    `picture` gives the path of a figure's image, as the tree may name it.
    """

    part: Part
    messages: Messages
    picture: Callable[[Figure], str]

    def __call__(self, position: int) -> list[Node]:
        """The element at a position."""
        block = self.part.chapter.blocks[position]
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        raise TypeError(f"block {position} of chapter {self.part.id} is prose")

    def _table(self, table: Table) -> list[Node]:
        view = view_of(table)
        caption = [self._caption(self.messages.table, table), *self._base(table)]
        made = make.table(
            caption, _columns(view), list(self._head(view)), [_body_row(view, x) for x in view.lines]
        )
        return [made, *self._under(view)]

    def _figure(self, figure: Figure) -> list[Node]:
        picture = make.image(self.picture(figure), figure.alt, TEXT_WIDTH_CM)
        return [
            make.styled("Image Caption", self._caption(self.messages.figure, figure)),
            *self._base(figure),
            make.paragraph("Figure", picture),
            *(make.paragraph(NOTE, make.text(note)) for note in figure.notes),
        ]

    def _caption(self, word: str, element: Table | Figure) -> Node:
        number = make.text(f"{word}\u00a0{self.part.numbers[element.id]}")
        label = make.span(number, style="Nummer", bookmark=element.id)
        return make.para(label, make.text("\u2002"), make.text(element.caption))

    def _base(self, element: Table | Figure) -> list[Node]:
        words = f"{self.messages.base}: {element.base}"
        return [make.paragraph(BASE, make.text(words))] if element.base else []

    def _head(self, view: TableView) -> Iterator[list[Any]]:
        rows = 2 if view.under else 1
        stub = make.cell([_in_cell(view, HEADER, make.text(view.table.stub))], rows)
        n = [make.cell([_in_cell(view, HEADER, make.text(self.messages.n))], rows)] if view.has_n else []
        yield make.row([stub, *n, *(self._head_cell(view, head) for head in view.top)])
        if view.under:
            yield make.row(self._head_cell(view, head) for head in view.under)

    def _head_cell(self, view: TableView, head: Head) -> list[Any]:
        inlines = [make.text(head.text)]
        if head.n:
            n = make.text(f"{self.messages.n}\u00a0=\u00a0{head.n.text}")
            inlines += [make.line_break(), make.span(n, style="Basis klein")]
        spanning = "AlignCenter" if head.columns > 1 else "AlignDefault"
        return make.cell([_in_cell(view, HEADER, *inlines)], head.rows, head.columns, spanning)

    def _under(self, view: TableView) -> list[Node]:
        legends = [self._legend(view.table)] if view.table.marked else []
        legends += [_reasons(view)] if view.reasons else []
        return [*legends, *(make.paragraph(NOTE, make.text(note)) for note in view.table.notes)]

    def _legend(self, table: Table) -> Node:
        words = self.messages
        than = f" {words.legend_than.format(what=table.mark_words)}" if table.mark_words else ""
        return make.paragraph(
            NOTE,
            make.span(make.text(SIGNS["higher"]), style=MARKS["higher"]),
            make.text(f" {words.legend_higher}, "),
            make.span(make.text(SIGNS["lower"]), style=MARKS["lower"]),
            make.text(f" {words.legend_lower}{than}"),
        )


def _columns(view: TableView) -> list[tuple[str, float]]:
    first, *others = view.widths
    return [("AlignLeft", first / 100), *(("AlignRight", width / 100) for width in others)]


def _body_row(view: TableView, line: Line) -> list[Any]:
    header = make.cell([_in_cell(view, "Tabelrij", make.text(line.text))])
    n = [_body_cell(view, line.n)] if view.has_n else []
    return make.row([header, *n, *(_body_cell(view, c) for c in line.cells)])


def _body_cell(view: TableView, cell: Cell | None) -> list[Any]:
    inlines = [] if cell is None else _printed(cell.printed, cell.reason)
    return make.cell([_in_cell(view, "Tabelgetal", *inlines)])


def _printed(printed: Printed, letter: str) -> list[Node]:
    """A number with its sign, or a dash with the letter of the reason why there is no number."""
    if printed.reason and printed.text in {"", NO_NUMBER, "-"}:
        return [make.text(NO_NUMBER), *([make.superscript(letter)] if letter else [])]
    if printed.mark:
        marked = make.text(f"{printed.text}\u00a0{SIGNS[printed.mark]}")
        return [make.span(marked, style=MARKS[printed.mark])]
    return [make.text(printed.text)]


def _in_cell(view: TableView, style: str, *inlines: Node) -> Node:
    """The paragraph of a cell. A wide table has smaller type, and a broad one smaller headers: their words are long."""
    small = view.is_wide or (view.is_broad and style == HEADER)
    return make.paragraph(f"{style} klein" if small else style, *inlines)


def _reasons(view: TableView) -> Node:
    inlines: list[Node] = []
    for i, (letter, reason) in enumerate(view.reasons):
        inlines += [make.text("; ")] if i else []
        inlines += [make.text(NO_NUMBER)]
        inlines += [make.superscript(letter)] if len(view.reasons) > 1 else []
        inlines += [make.text(f" {reason}")]
    return make.paragraph(NOTE, *inlines)
