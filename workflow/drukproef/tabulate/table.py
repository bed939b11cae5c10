"""Blocks of rows in, one Parquet file with the same bytes every time out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from drukproef.files import written_aside
from drukproef.tabulate.strata import Bools

Block = dict[str, NDArray[Any]]  # columns of equal length
Columns = dict[str, Any]  # values that still have to be spread over the rows


class Words:
    """Texts as integers while rows are made."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def code(self, text: str) -> int:
        """The integer of a text, the same each time."""
        return self._codes.setdefault(text, len(self._codes))

    def codes(self, texts: Any) -> NDArray[np.int32]:
        """The integers of texts."""
        return np.array([self.code(text) for text in texts], dtype=np.int32)

    def texts(self, codes: NDArray[Any]) -> pa.Array:
        """The texts of integers."""
        return pa.array(list(self._codes), pa.string()).take(pa.array(codes))


def block_of(keep: Bools, **columns: Any) -> Block:
    """Rows for the kept places of a grid (domains x categories), category by category.

    A column is one value, one per domain (shape: domains x 1), one per category, or one per place.
    """
    return {name: np.broadcast_to(values, keep.shape).T[keep.T] for name, values in columns.items()}


def write_blocks(path: Path, schema: pa.Schema, blocks: list[Block], words: Words) -> None:
    """Write the rows of all blocks. Text columns hold codes of `words`."""
    columns = [_column(field, [block[field.name] for block in blocks], words) for field in schema]
    table = pa.Table.from_arrays(columns, schema=schema)
    with written_aside(path) as aside:
        pq.write_table(table, aside, compression="zstd", store_schema=False)


def _column(field: pa.Field, parts: list[NDArray[Any]], words: Words) -> pa.Array:
    values = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    if pa.types.is_string(field.type):
        return words.texts(values.astype(np.int32))
    if field.nullable:
        return pa.array(values, field.type, mask=values < 0)
    return pa.array(values, field.type)
