"""Columns of a survey in memory: codes of categories, numbers, and who is in the subset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from drukproef.crosstab.layout import Places
from drukproef.crosstab.numbers import Bools
from drukproef.crosstab.request import Request
from drukproef.crosstab.weights import Floats


@dataclass(frozen=True)
class Column:
    """A categorical column: for each respondent the place of its value; -1 is missing."""

    codes: Places
    values: list[Any]


@dataclass(frozen=True)
class Respondents:
    """All columns of a table, and who is in the subset."""

    columns: dict[str, Column]
    numbers: dict[str, Floats]  # NaN is missing
    inside: Bools
    wave: Column | None

    def used(self, name: str) -> list[Any]:
        """The values of a column that occur in the subset."""
        column = self.columns[name]
        found = np.bincount(column.codes[self.inside & (column.codes >= 0)], minlength=len(column.values))
        return [value for value, n in zip(column.values, found, strict=True) if n]

    def bases(self, request: Request) -> Iterator[tuple[str, Bools]]:
        """Of each item, set of options and column of numbers (as the columns of a ratio): who of the subset answered."""
        for name in request.items:
            yield name, self.inside & (self.columns[name].codes >= 0)
        for name in request.numbers:
            yield name, self.inside & ~np.isnan(self.numbers[name])

    def rows(self, name: str, value: Any) -> Bools:
        """Who has a value."""
        column = self.columns[name]
        return np.asarray(column.codes == column.values.index(value))


def crossed(columns: Sequence[Column]) -> Column:
    """The combinations of the values of columns; missing when one of them is.

    >>> a, b = Column(np.array([0, 1, -1]), ["x", "y"]), Column(np.array([1, 0, 0]), [1, 2])
    >>> crossed([a, b]).codes.tolist(), crossed([a, b]).values[:2]
    ([1, 2, -1], [('x', 1), ('x', 2)])
    """
    if len(columns) == 1:
        return columns[0]
    known = np.logical_and.reduce([column.codes >= 0 for column in columns])
    codes = np.zeros_like(columns[0].codes)
    for column in columns:
        codes = codes * len(column.values) + column.codes
    return Column(np.where(known, codes, -1), list(product(*(column.values for column in columns))))
