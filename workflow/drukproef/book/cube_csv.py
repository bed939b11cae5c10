"""Cells in, cube.csv out: one row per cell, in full precision, figures only where they may be seen."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from enum import Enum
from typing import Any

from drukproef.book.cells import BookCell

KEY = ("population", "wave", "item", "category", "banner", "level")


def cube_csv(cells: Iterable[BookCell]) -> str:
    """The cells as CSV (RFC 4180 with Unix line ends), sorted by their key."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(BookCell._fields)
    writer.writerows([text_of(value) for value in cell] for cell in sorted(cells, key=_key))
    return out.getvalue()


def text_of(value: Any) -> str:
    """A value as it stands in the file; floats in the shortest form that reads back as the same float.

    >>> text_of(0.1), text_of(None), text_of(True), text_of(-0.0)
    ('0.1', '', 'true', '0.0')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    return repr(value + 0.0) if isinstance(value, float) else str(value)


def _key(cell: BookCell) -> tuple[Any, ...]:
    return tuple(getattr(cell, name) for name in KEY)
