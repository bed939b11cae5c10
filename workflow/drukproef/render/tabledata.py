"""A table in, a CSV file out: one line per cell, so that people and programs can both read it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from drukproef.files import harmless
from drukproef.render.tables import SIGNS
from drukproef.theme.messages import Messages
from drukproef.write.document import Printed, Table

_BOM = "\ufeff"  # without it, Excel does not read UTF-8


def csv_text(table: Table, title: str, notice: str, messages: Messages) -> str:
    """The table as CSV with semicolons. Title, base and notice are comment lines that start with '#'."""
    out = io.StringIO()
    for comment in (title, f"{messages.base}: {table.base}" if table.base else "", notice):
        out.write(f"# {' '.join(comment.split())}\n" if comment else "")
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(messages.csv_header)
    writer.writerows([harmless(text) for text in line] for line in _lines(table))
    return _BOM + out.getvalue()


def _lines(table: Table) -> Iterator[list[str]]:
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            yield [
                row.header,
                column.group,
                column.header,
                _text(row.n or column.n),
                "" if cell.reason else cell.text,
                SIGNS.get(cell.mark, ""),
                cell.reason,
                cell.ledger or "",
            ]


def _text(printed: Printed | None) -> str:
    return printed.text if printed else ""
