"""The tables and figures of a chapter as HTML, for the screen or for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from drukproef.render.outline import Part
from drukproef.render.tables import table_html, view_of
from drukproef.render.theme import Theme
from drukproef.render.writer import Medium
from drukproef.write.document import Figure, Table

DATA = "data-"
"""Starts the ids of a figure's table, which may carry the id of the figure itself."""


@dataclass(frozen=True)
class Elements:
    """Called with a position in Chapter.blocks, it gives the HTML of the table or figure there."""

    part: Part
    theme: Theme
    medium: Medium
    permalink: Callable[[str, str], Markup]

    def __call__(self, position: int) -> Markup:
        """The element at a position."""
        block = self.part.chapter.blocks[position]
        if isinstance(block, Table):
            return self._table(block)
        if isinstance(block, Figure):
            return self._figure(block)
        raise TypeError(f"block {position} of chapter {self.part.id} is prose")

    def _table(self, table: Table) -> Markup:
        number = self.part.numbers[table.id]
        return table_html(
            view_of(table),
            number,
            self.theme.environment,
            self.theme.words,
            self.medium,
            prefix="",
            own_caption=True,
            labelled_by=f"{table.id}-caption",
            csv=f"data/{table.id}.csv",
            permalink=self.permalink(table.id, f"{self.theme.words.table_ref} {number}"),
        )

    def _figure(self, figure: Figure) -> Markup:
        number = self.part.numbers[figure.id]
        return Markup(
            self.theme.fill(
                "figure.html.j2",
                figure=figure,
                number=number,
                words=self.theme.words,
                medium=self.medium,
                image=figure.svg,
                csv=f"data/{figure.id}.csv",
                data=self._figure_data(figure, number) if self.medium == "screen" else "",
                permalink=self.permalink(figure.id, f"{self.theme.words.figure_ref} {number}"),
            )
        )

    def _figure_data(self, figure: Figure, number: str) -> Markup:
        return table_html(
            view_of(figure.data, DATA),
            number,
            self.theme.environment,
            self.theme.words,
            self.medium,
            prefix=DATA,
            own_caption=False,
            labelled_by=f"{figure.id}-data",
        )
