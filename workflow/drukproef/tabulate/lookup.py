"""Key columns of a table in, the row of a key out: one integer per key and a binary search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ids = NDArray[np.int64]
NOWHERE = -1


class KeyTable:
    """Numbers the values of key columns, so that a key becomes one integer.

    >>> table = KeyTable([["2020", "2024"], ["v1", "v2", "v3"]])
    >>> table.id_of(("2024", "v2")), table.id_of(("2024", "v9"))
    (4, -1)
    """

    def __init__(self, values: Sequence[Sequence[Any]]) -> None:
        self._codes = [{value: code for code, value in enumerate(column)} for column in values]

    def id_of(self, key: Sequence[Any]) -> int:
        """The integer of a key; -1 when one of its values is unknown."""
        number = 0
        for value, codes in zip(key, self._codes, strict=True):
            if value not in codes:
                return NOWHERE
            number = number * len(codes) + codes[value]
        return number

    def ids_of(self, columns: Sequence[pa.Array]) -> Ids:
        """The integers of the keys in rows; -1 where a value is unknown."""
        numbers = np.zeros(len(columns[0]), dtype=np.int64)
        unknown = np.zeros(len(columns[0]), dtype=bool)
        for column, codes in zip(columns, self._codes, strict=True):
            found = _codes_in(column, codes)
            unknown |= found == NOWHERE
            numbers = numbers * len(codes) + found
        return np.where(unknown, NOWHERE, numbers)


class RowIndex:
    """Finds the rows that hold given integers.

    >>> RowIndex(np.array([30, 10, 20])).rows_of(np.array([20, 25, 30])).tolist()
    [2, -1, 0]
    """

    def __init__(self, ids: Ids) -> None:
        self._order = np.argsort(ids, kind="stable")
        self._sorted = ids[self._order]

    def __len__(self) -> int:
        return len(self._sorted)

    def rows_of(self, ids: Ids) -> Ids:
        """The row of each integer; -1 where there is none."""
        if not len(self):
            return np.full(len(ids), NOWHERE)
        places = np.minimum(np.searchsorted(self._sorted, ids), len(self) - 1)
        return np.where((self._sorted[places] == ids) & (ids != NOWHERE), self._order[places], NOWHERE)

    def row_of(self, number: int) -> int:
        """The row of one integer; -1 when there is none."""
        return int(self.rows_of(np.array([number]))[0])


def _codes_in(column: pa.Array, codes: dict[Any, int]) -> Ids:
    encoded = column.dictionary_encode()
    values = [codes.get(value, NOWHERE) for value in encoded.dictionary.to_pylist()]
    # Not `to_numpy`, which loads pandas: that takes longer than reading the cube.
    found: Ids = np.array(values, dtype=np.int64)[np.from_dlpack(encoded.indices)]
    return found
