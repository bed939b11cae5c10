"""A table or figure of the document model in, markdown that Quarto numbers and can refer to out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drukproef.render.tables import NO_NUMBER, SIGNS, TableView, view_of
from drukproef.theme.messages import Messages
from drukproef.write.document import Column, Figure, Printed, Table
from drukproef.write.printing import escaped

CLASSES = {"higher": "Hoger", "lower": "Lager"}
"""Also the names of character styles in reference.docx."""


def figure_markdown(figure: Figure, words: Messages) -> str:
    """The figure with its caption, alternative text, base and notes. Each format adds its own extension to the path."""
    path = figure.svg.removesuffix(".svg")
    image = f'![{flat(figure.caption)}]({path}){{#{figure.id} fig-alt="{_attribute(figure.alt)}"}}'
    return "\n\n".join([image, *_remarks([*_base(figure, words), *map(flat, figure.notes)])])


def table_markdown(table: Table, words: Messages) -> str:
    """The table as a pipe table with its caption, base, legend and notes.

    A pipe table has one header row, so a spanning header stands before each of its columns.
    """
    view = view_of(table)
    stub = [table.stub, *([words.n] if view.has_n else [])]
    heads = [*map(flat, stub), *(_head(column, words) for column in table.columns)]
    rule = [":--", *["--:"] * (len(heads) - 1)]
    lines = [_line(heads), _line(rule), *(_line(row) for row in _rows(view))]
    widths = ",".join(f"{width:g}" for width in view.widths)
    caption = f': {flat(table.caption)} {{#{table.id} tbl-colwidths="[{widths}]"}}'
    remarks = [*_base(table, words), *_legend(table, words), *_reasons(view), *map(flat, table.notes)]
    return "\n\n".join(["\n".join(lines), caption, *_remarks(remarks)])


def flat(text: str) -> str:
    """Text on one line, without markup.

    >>> print(flat("A | B\\n*c*"))
    A \\| B \\*c\\*
    """
    return escaped(" ".join(text.split()))


def _head(column: Column, words: Messages) -> str:
    name = f"{column.group}: {column.header}" if column.group else column.header
    return flat(name) + (f" ({words.n} = {flat(column.n.text)})" if column.n else "")


def _rows(view: TableView) -> Iterator[list[str]]:
    for line in view.lines:
        n = [flat(line.n.printed.text) if line.n else ""] if view.has_n else []
        yield [flat(line.text), *n, *(_printed(cell.printed, cell.reason) for cell in line.cells)]


def _printed(printed: Printed, letter: str) -> str:
    if printed.reason and printed.text in {"", NO_NUMBER, "-"}:
        return f"{NO_NUMBER}^{letter}^" if letter else NO_NUMBER
    return (
        _marked(f"{flat(printed.text)} {SIGNS[printed.mark]}", printed.mark)
        if printed.mark
        else flat(printed.text)
    )


def _marked(text: str, mark: str) -> str:
    return f'[{text}]{{.{CLASSES[mark].lower()} custom-style="{CLASSES[mark]}"}}'


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _base(element: Table | Figure, words: Messages) -> list[str]:
    return [f"{words.base}: {flat(element.base)}"] if element.base else []


def _legend(table: Table, words: Messages) -> list[str]:
    if not table.marked:
        return []
    than = f" {flat(words.legend_than.format(what=table.mark_words))}" if table.mark_words else ""
    higher, lower = (_marked(SIGNS[mark], mark) for mark in ("higher", "lower"))
    return [f"{higher} {words.legend_higher}, {lower} {words.legend_lower}{than}"]


def _reasons(view: TableView) -> list[str]:
    several = len(view.reasons) > 1
    told = [
        f"{NO_NUMBER}{f'^{letter}^' if several else ''} {flat(reason)}" for letter, reason in view.reasons
    ]
    return ["; ".join(told)] if told else []


def _remarks(lines: list[str]) -> list[str]:
    inner = "\n\n".join(lines)
    return [f'::: {{.tabelnoot custom-style="Tabelnoot"}}\n{inner}\n:::'] if lines else []


def _attribute(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
