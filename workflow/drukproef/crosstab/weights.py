"""Blocks of weights and population sizes in, whether they can be used, and whether strata have one weight, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from drukproef.crosstab.coding import Codes
from drukproef.errors import Problem
from drukproef.survey.checks import DOMINANT, SHOWN_ROWS, row_list, unusable

Floats = NDArray[np.float64]


def floats(column: Any) -> Floats:
    """An Arrow column of numbers as floats; missing is NaN."""
    return np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


@dataclass
class Inspector:
    """Collects what is wrong in a column that must be complete and positive, over all blocks, in any order."""

    place: str
    rows: int  # of the file
    what: str = "a positive number for each respondent"
    is_weight: bool = False  # then it may not be that of one respondent only
    _largest: list[tuple[float, float, int]] = field(default_factory=list)
    _found: list[tuple[str, int, list[int]]] = field(default_factory=list)

    def look(self, values: Floats, start: int = 0) -> bool:
        """Whether all values of a block, of which the first is that of row `start`, can be used."""
        fine = bool(len(values) == 0 or (values.min() > 0 and values.max() < np.inf))  # NaN: False
        if fine and self.is_weight and len(values):
            self._largest.append((float(values.sum()), float(values.max()), start + int(values.argmax()) + 1))
        if not fine:
            for kind, found in unusable(values).items():
                self._note(kind, found, start)
        return fine

    def look_missing(self, missing: NDArray[np.bool_], start: int = 0) -> None:
        """A block of a column of labels."""
        self._note("missing", missing, start)

    def look_finite(self, values: Floats) -> None:
        """All values of a column of numbers, which may be missing, zero or negative."""
        self._note("infinite", np.isinf(values), 0)

    def problems(self) -> Iterator[Problem]:
        """Each kind with how many there are, and where the first ones stand."""
        yield from self._heaviest()
        for kind in dict.fromkeys(kind for kind, _, _ in self._found):
            count = sum(n for each, n, _ in self._found if each == kind)
            rows = sorted(row for each, _, first in self._found if each == kind for row in first)
            yield Problem(
                self.place,
                f"{count} of {self.rows} values are {kind}: {row_list(rows, count)}",
                self.what,
                "mend the column, or make a file without these respondents",
            )

    def _heaviest(self) -> Iterator[Problem]:
        """A respondent who outweighs all others: then nothing is known of the population."""
        total = sum(each for each, _, _ in self._largest)
        _, largest, row = max(self._largest, key=lambda each: each[1], default=(0, 0, 0))
        if self.rows > 2 and total > 0 and largest / total > DOMINANT:
            found = f"row {row} has {largest / total:.1%} of the weight of {self.rows} respondents"
            step = "look for a mistake in this weight, or trim: drukproef weight --trim"
            yield Problem(self.place, found, f"at most {DOMINANT:.0%} of the weight in one respondent", step)

    def _note(self, kind: str, found: NDArray[np.bool_], start: int) -> None:
        count = int(np.count_nonzero(found))
        if count:
            self._found.append((kind, count, (np.flatnonzero(found)[:SHOWN_ROWS] + start + 1).tolist()))


def one_per_stratum(known: Floats, codes: Codes, values: Floats) -> bool:
    """Whether each stratum has one value; `known` (NaN: none yet) gets the values of strata that are new."""
    found = np.full(len(known), np.nan)
    found[codes[::-1]] = values[::-1]  # the first row of a stratum is written last
    new = np.isnan(known)
    known[new] = found[new]
    return bool(np.array_equal(known[codes], values))
