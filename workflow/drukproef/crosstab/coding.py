"""A column in, small whole-number codes out, block after block: 0 is missing, values are numbered from 1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from drukproef.crosstab.source import answers
from drukproef.errors import Problem

Codes = NDArray[Any]  # unsigned integers, as narrow as they can be
Valid = (
    NDArray[np.uint8] | None
)  # 1 where there is a value, 0 where it is missing; None: there are none missing
NARROW = 24  # integers within such a range are numbered by subtraction, which takes no look-up
MOST = 2000  # values of one column


class Coder:
    """Numbers the values of one column as they come by; earlier numbers change only when `values` does."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.values: list[Any] = []
        self._narrow = True  # until a block has something else than integers in a narrow range
        self._place: dict[Any, int] = {}

    @property
    def size(self) -> int:
        """How many codes there are, 0 included."""
        return len(self.values) + 1

    def codes(self, column: Any) -> Codes:
        """The code of each value of the next block; values that are new get a number first."""
        if self._narrow and pa.types.is_integer(column.type):
            valid = _valid(column) if column.null_count else None
            above = _above(column, self.values[0], valid) if self.values else None
            if above is None or not _below(above, len(self.values)):
                above = self._widened(column, valid)
            if above is not None:
                return _numbered(above, valid)
        self._narrow = False
        return self._listed(column)

    def codes_in(self, rows: Any, missing: Sequence[Any]) -> Codes:
        """The code of each row of the next block."""
        return self.codes(answers(rows[self.name], missing))

    def problem(self, shown: str) -> Problem | None:
        """More values than a table can have."""
        if len(self.values) <= MOST:
            return None
        found = f"more than {MOST} different values"
        step = "recode it into groups first; for means of numbers see drukproef.survey"
        return Problem(f"{shown}, column '{self.name}'", found, "a categorical variable", step)

    def _widened(self, column: Any, valid: Valid) -> Codes | None:
        """How far each value is above the lowest one, in a range with this block's values; None if it is too wide."""
        found = pc.min_max(column).as_py()
        if found["min"] is not None:
            low = min([found["min"], *self.values[:1]])
            high = max([found["max"], *self.values[-1:]])
            if high - low >= NARROW:
                return None
            self.values = list(range(low, high + 1))
        return _above(column, self.values[0] if self.values else 0, valid)

    def _listed(self, column: Any) -> Codes:
        """By looking each value up, in the order in which they came."""
        encoded = column.dictionary_encode()
        known = encoded.dictionary.to_pylist()
        if len(self._place) < len(self.values):  # it was a narrow range until now
            self._place = {value: i for i, value in enumerate(self.values, 1)}
        new = [value for value in known if value not in self._place]
        self.values = [*self.values, *new]
        self._place.update({value: i for i, value in enumerate(self.values, 1)} if new else {})
        table = np.array(
            [*(self._place[value] for value in known), 0], dtype=np.uint16
        )  # the last one: missing
        places: Codes = pc.fill_null(encoded.indices.cast(pa.int32()), len(known)).to_numpy()
        return np.asarray(table[places])


class Crossing(Coder):
    """Numbers the combinations of the values of several columns; missing when one of them is."""

    def __init__(self, name: str, columns: Sequence[str]) -> None:
        super().__init__(name)
        self._coders = [Coder(column) for column in columns]

    def codes_in(self, rows: Any, missing: Sequence[Any]) -> Codes:
        """The code of each row of the next block."""
        found = [coder.codes_in(rows, missing).astype(np.intp) for coder in self._coders]
        result, known = np.zeros(rows.num_rows, dtype=np.intp), np.ones(rows.num_rows, dtype=bool)
        for coder, codes in zip(self._coders, found, strict=True):
            result = result * len(coder.values) + codes - 1
            known &= codes > 0
        self.values = list(product(*(coder.values for coder in self._coders)))
        return np.where(known, result + 1, 0).astype(np.min_scalar_type(self.size))


def _above(column: Any, low: int, valid: Valid) -> Codes:
    """Value minus `low`, unsigned, so that what lies below is very large; 0 where it is missing."""
    kind = np.dtype(column.type.to_pandas_dtype())
    unsigned = np.dtype(f"u{kind.itemsize}")
    start, end = column.offset, column.offset + len(column)
    raw = np.frombuffer(column.buffers()[1], unsigned)[start:end] if end else np.zeros(0, unsigned)
    above: Codes = raw - unsigned.type(low % (1 << 8 * kind.itemsize))
    if valid is not None:
        above *= valid
    return above


def _below(above: Codes, size: int) -> bool:
    return len(above) == 0 or bool(above.max() < size)


def _numbered(above: Codes, valid: Valid) -> Codes:
    """From 1; the range is narrow, so that a byte is enough."""
    numbered = above.astype(np.uint8, copy=False) + np.uint8(1)
    if valid is not None:
        numbered *= valid
    return numbered


def _valid(column: Any) -> NDArray[np.uint8]:
    """1 where there is a value, 0 where it is missing."""
    if column.null_count == len(column):
        return np.zeros(len(column), dtype=np.uint8)
    first = column.offset // 8
    bits = np.frombuffer(column.buffers()[0], np.uint8)[first:]
    at = column.offset - 8 * first
    return np.unpackbits(bits, count=at + len(column), bitorder="little")[at:]
