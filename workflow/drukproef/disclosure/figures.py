"""A table as an intruder sees it: cells that nobody prints, and figures that are sums of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Hidden = frozenset[int]  # places of the hidden figures of a table


@dataclass(frozen=True)
class Figure:
    """A number of respondents that is printed, or hidden."""

    name: str
    cells: tuple[int, ...]  # the cells that it is the sum of
    count: int
    base: int  # the respondents that it is a part of; the base itself is always printed
    unit: str = ""  # figures of one unit are hidden together: a column of a table; empty: on its own
    price: float | None = 1.0  # what hiding it costs; None: it can't be hidden
    secret: bool = True  # whether nobody may find it out when it is hidden


@dataclass(frozen=True)
class Fact:
    """Something else that an intruder knows: sum(signs x cells) = value. With `when`: if one of these is printed."""

    name: str
    cells: tuple[int, ...]
    value: int
    minus: tuple[int, ...] = ()  # cells that are subtracted
    when: tuple[int, ...] = ()  # places of figures; empty: always


@dataclass(frozen=True)
class Table:
    """Figures and facts about the same cells. `size`: respondents, so that no cell is larger."""

    name: str
    n_cells: int
    size: int
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...] = ()

    @cached_property
    def matrix(self) -> csr_array:
        """A row per figure, then per fact; a column per cell."""
        parts: list[tuple[tuple[int, ...], tuple[int, ...]]] = [(f.cells, ()) for f in self.figures]
        parts += [(f.cells, f.minus) for f in self.facts]
        starts = np.cumsum([0, *(len(plus) + len(minus) for plus, minus in parts)])
        columns = [cell for plus, minus in parts for cell in (*plus, *minus)]
        signs = [sign for plus, minus in parts for sign in (*(1.0 for _ in plus), *(-1.0 for _ in minus))]
        return csr_array((signs, columns, starts), shape=(len(parts), self.n_cells))

    @cached_property
    def values(self) -> Floats:
        """What each row of the matrix adds up to."""
        return np.array([*(f.count for f in self.figures), *(f.value for f in self.facts)], dtype=np.float64)

    def known(self, hidden: Hidden) -> Bools:
        """Which rows of the matrix an intruder knows when these figures are hidden."""
        shown = [i not in hidden for i in range(len(self.figures))]
        facts = [not fact.when or any(shown[i] for i in fact.when) for fact in self.facts]
        return np.array(shown + facts, dtype=bool)

    @cached_property
    def can_be_hidden(self) -> Hidden:
        """The figures that have a price."""
        return frozenset(i for i, f in enumerate(self.figures) if f.price is not None)

    @cached_property
    def units(self) -> dict[str, Hidden]:
        """The figures of each unit."""
        found: dict[str, set[int]] = {}
        for i, figure in enumerate(self.figures):
            if figure.unit:
                found.setdefault(figure.unit, set()).add(i)
        return {unit: frozenset(members) for unit, members in found.items()}
