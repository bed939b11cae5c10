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
    """Collects what is wrong in a column that must be complete and positive, over all blocks."""

    place: str
    what: str = "a positive number for each respondent"
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[int]] = field(default_factory=dict)

    def look(self, values: Floats) -> bool:
        """Whether all values of the next block can be used."""
        fine = bool(len(values) == 0 or (values.min() > 0 and values.max() < np.inf))  # NaN: False
        if not fine:
            kinds = {"missing": np.isnan(values), "infinite": np.isinf(values), "zero": values == 0}
            kinds["negative"] = (values < 0) & np.isfinite(values)
            for kind, found in kinds.items():
                self._note(kind, found)
        self.rows += len(values)
        return fine

    def look_missing(self, missing: NDArray[np.bool_]) -> None:
        """The next block of a column of labels."""
        self._note("missing", missing)
        self.rows += len(missing)

    def problems(self) -> Iterator[Problem]:
        """Each kind with how many there are, and where the first ones stand."""
        for kind, count in self.counts.items():
            shown = ", ".join(map(str, self.first[kind])) + (", ..." if count > SHOWN_ROWS else "")
            yield Problem(
                self.place,
                f"{count} of {self.rows} values are {kind}: row {shown}",
                self.what,
                "mend the column, or make a file without these respondents",
            )

    def _note(self, kind: str, found: NDArray[np.bool_]) -> None:
        count = int(np.count_nonzero(found))
        if count:
            self.counts[kind] = self.counts.get(kind, 0) + count
            rows = self.first.setdefault(kind, [])
            rows += (np.flatnonzero(found)[: SHOWN_ROWS - len(rows)] + self.rows + 1).tolist()


def one_per_stratum(known: Floats, codes: Codes, values: Floats) -> bool:
    """Whether each stratum has one value; `known` (NaN: none yet) gets the values of strata that are new."""
    found = np.full(len(known), np.nan)
    found[codes[::-1]] = values[::-1]  # the first row of a stratum is written last
    new = np.isnan(known)
    known[new] = found[new]
    return bool(np.array_equal(known[codes], values))
