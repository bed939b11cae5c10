"""A number that is not a share of a cell: a count, a declared fact, or a ratio of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from drukproef.tabulate.cube import Cell


@dataclass(frozen=True)
class Value:
    """An exact value, where it comes from, and the cell behind it if there is one."""

    exact: float
    kind: Literal["count", "fact", "ratio"]
    source: str
    cell: Cell | None

    def __add__(self, other: Value) -> Value:
        """The sum of two values; its source names both."""
        if not isinstance(other, Value):
            return NotImplemented
        return Value(
            self.exact + other.exact, self.kind, f"{self.source} + {other.source}", self.cell or other.cell
        )

    def __str__(self) -> str:
        return ""
