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

Floats = NDArray[np.float64]
SHOWN_ROWS = 5


def floats(column: Any) -> Floats:
    """An Arrow column of numbers as floats; missing is NaN."""
    return np.asarray(column.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype=np.float64)


@dataclass
class Inspector:
    """Collects what is wrong in a column that must be complete and positive, over all blocks, in any order."""

    place: str
    rows: int  # of the file
    what: str = "a positive number for each respondent"
    _found: list[tuple[str, int, list[int]]] = field(default_factory=list)

    def look(self, values: Floats, start: int = 0) -> bool:
        """Whether all values of a block, of which the first is that of row `start`, can be used."""
        fine = bool(len(values) == 0 or (values.min() > 0 and values.max() < np.inf))  # NaN: False
        if not fine:
            kinds = {"missing": np.isnan(values), "infinite": np.isinf(values), "zero": values == 0}
            kinds["negative"] = (values < 0) & np.isfinite(values)
            for kind, found in kinds.items():
                self._note(kind, found, start)
        return fine

    def look_missing(self, missing: NDArray[np.bool_], start: int = 0) -> None:
        """A block of a column of labels."""
        self._note("missing", missing, start)

    def problems(self) -> Iterator[Problem]:
        """Each kind with how many there are, and where the first ones stand."""
        for kind in dict.fromkeys(kind for kind, _, _ in self._found):
            count = sum(n for each, n, _ in self._found if each == kind)
            rows = sorted(row for each, _, first in self._found if each == kind for row in first)
            shown = ", ".join(map(str, rows[:SHOWN_ROWS])) + (", ..." if count > SHOWN_ROWS else "")
            yield Problem(
                self.place,
                f"{count} of {self.rows} values are {kind}: row {shown}",
                self.what,
                "mend the column, or make a file without these respondents",
            )

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
