"""How wide each column of a table is on paper, so that it always fits the page."""

from __future__ import annotations

import re

from drukproef.write.document import Table

BROAD = 5
"""More columns than this, and each column is as wide as its words need."""
WIDE = 7
"""More columns than this, and the type becomes smaller."""
N_WEIGHT = 5.5


def is_wide(table: Table) -> bool:
    """Whether the table needs smaller type."""
    return len(table.columns) + has_n(table) > WIDE


def is_broad(table: Table) -> bool:
    """Whether the table needs all the width that there is."""
    return len(table.columns) + has_n(table) > BROAD


def has_n(table: Table) -> bool:
    """Whether the rows have bases, which stand in a column of their own."""
    return any(row.n is not None for row in table.rows)


def column_widths(table: Table) -> tuple[float, ...]:
    """Percentages of the width: first column, bases if any, then the others. Their sum is 100.

    In a broad table a column is as wide as its longest word needs; in another all are equal, and
    labels get the rest.
    """
    weights = _by_words(table) if is_broad(table) else _equal(table)
    return tuple(round(100 * weight / sum(weights), 2) for weight in weights)


def _equal(table: Table) -> list[float]:
    count = len(table.columns)
    n = [8.0] if has_n(table) else []
    stub = max(24.0, 66.0 - 7 * (count + len(n)))
    return [stub, *n, *([(100 - stub - sum(n)) / count] * count)]


def _by_words(table: Table) -> list[float]:
    longest_label = max((len(row.header) for row in table.rows), default=0)
    stub = min(max(longest_label + 2, 14), 26)
    n = [N_WEIGHT] if has_n(table) else []
    room_for_sign = 1.5 if table.marked else 0.5
    return [stub, *n, *(_word_weight(column.header) + room_for_sign for column in table.columns)]


def _word_weight(header: str) -> float:
    """Characters of the longest word, or of half the header; what is longer than 12 is hyphenated."""
    longest = max(map(len, re.split(r"[\s/-]+", header)))
    return min(max(longest + 1.0, len(header) / 2 + 1.0, 5.5), 12.0)
