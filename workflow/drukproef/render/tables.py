"""A table of the document model in, its HTML out: numbered, with every cell tied to its headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment
from markupsafe import Markup

from drukproef.render.theme import fill
from drukproef.render.widths import column_widths, has_n, is_broad, is_wide
from drukproef.render.writer import Medium
from drukproef.theme.messages import Messages
from drukproef.write.document import Column, Printed, Row, Table

SIGNS = {"higher": "▲", "lower": "▼"}
NO_NUMBER = "–"
LONG = 10
"""A table with more rows than this may break over two pages, so that no large gap is left above it."""


@dataclass(frozen=True)
class Head:
    """A header cell above one or more columns."""

    id: str
    text: str
    columns: int = 1
    rows: int = 1
    above: str = ""  # id of the spanning header
    n: Printed | None = None


@dataclass(frozen=True)
class Cell:
    """A cell with the ids of its headers."""

    printed: Printed
    headers: str
    reason: str = ""  # letter of the reason why there is no number; empty when the table has one reason


@dataclass(frozen=True)
class Line:
    """A row of the body."""

    id: str
    text: str
    n: Cell | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class TableView:
    """What the template prints."""

    table: Table
    top: tuple[Head, ...]
    under: tuple[Head, ...]  # below the spanning headers; empty when there are none
    lines: tuple[Line, ...]
    reasons: tuple[tuple[str, str], ...]  # (letter, reason)
    has_n: bool
    widths: tuple[float, ...]  # per column, in percent
    is_wide: bool
    is_broad: bool
    is_long: bool


def view_of(table: Table, prefix: str = "") -> TableView:
    """The table as the template prints it; `prefix` keeps the ids of a figure's data apart."""
    name = prefix + table.id
    grouped = any(column.group for column in table.columns)
    letters = _reason_letters(table)
    heads = tuple(_column_heads(table, name))
    return TableView(
        table=table,
        top=tuple(_top_heads(table, heads, name)) if grouped else heads,
        under=tuple(h for h in heads if h.above) if grouped else (),
        lines=tuple(_line(row, i, name, heads, letters) for i, row in enumerate(table.rows)),
        reasons=tuple((letter, reason) for reason, letter in letters.items()),
        has_n=has_n(table),
        widths=column_widths(table),
        is_wide=is_wide(table),
        is_broad=is_broad(table),
        is_long=len(table.rows) > LONG,
    )


def table_html(
    view: TableView, number: str, environment: Environment, messages: Messages, medium: Medium, **more: object
) -> Markup:
    """The table with its caption, base, legend and notes."""
    values = {"view": view, "table": view.table, "number": number, "words": messages, "medium": medium}
    return Markup(fill(environment, "table.html.j2", signs=SIGNS, **values, **more))


def _column_heads(table: Table, name: str) -> Iterator[Head]:
    spans = list(_groups(table.columns))
    for j, column in enumerate(table.columns):
        above = next(f"{name}-g{k}" for k, (_, start, size) in enumerate(spans) if start <= j < start + size)
        yield Head(f"{name}-c{j}", column.header, above=above if column.group else "", n=column.n)


def _top_heads(table: Table, heads: tuple[Head, ...], name: str) -> Iterator[Head]:
    for k, (group, start, size) in enumerate(_groups(table.columns)):
        if group:
            yield Head(f"{name}-g{k}", group, columns=size)
        else:
            for head in heads[start : start + size]:
                yield Head(head.id, head.text, rows=2, n=head.n)


def _groups(columns: tuple[Column, ...]) -> Iterator[tuple[str, int, int]]:
    """Equal neighbours: (spanning header, first column, number of columns)."""
    start = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        size = len(list(members))
        yield group, start, size
        start += size


def _line(row: Row, i: int, name: str, heads: tuple[Head, ...], letters: dict[str, str]) -> Line:
    own = f"{name}-r{i}"

    def cell(printed: Printed, *headers: str) -> Cell:
        letter = letters.get(printed.reason, "") if len(letters) > 1 else ""
        return Cell(printed, " ".join(h for h in (own, *headers) if h), letter)

    cells = tuple(cell(p, head.above, head.id) for p, head in zip(row.cells, heads, strict=True))
    return Line(own, row.header, cell(row.n, f"{name}-n") if row.n else None, cells)


def _reason_letters(table: Table) -> dict[str, str]:
    """A letter per reason why a number is not shown, in order of appearance."""
    reasons = dict.fromkeys(p.reason for row in table.rows for p in row.cells if p.reason)
    return {reason: chr(ord("a") + i) for i, reason in enumerate(reasons)}
