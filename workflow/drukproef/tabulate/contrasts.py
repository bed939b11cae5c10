"""What any way of estimating offers beside its shares: differences between them, with their variance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from drukproef.tabulate.differences import Difference
from drukproef.tabulate.strata import Bools, Ints


class Contrasts(Protocol):
    """Differences between the shares of one item in one wave. Domains are places in `Domains.names`."""

    @property
    def certain(self) -> Bools:
        """Domains without sampling error: all of their strata answered."""

    def rest(self) -> tuple[Difference, Ints]:
        """Each domain against all others with a known level of its banner, and how many those are."""

    def levels(self, left: Ints, right: Ints) -> Difference:
        """Pairs of domains without common respondents."""

    def total(self, right: Ints) -> Difference:
        """The total against domains."""

    def categories(self) -> Difference:
        """Each of the scheme's pairs, in all domains."""

    def items(self, other: Contrasts, shown: tuple[Ints, Ints]) -> Difference:
        """Categories of this item against those of another one with the same weights, in all domains."""


@dataclass(frozen=True)
class Untested:
    """Of statistics of which differences are not tested: nothing is known of these. Sizes, to give it a shape."""

    domains: int
    shown: int

    @property
    def certain(self) -> Bools:
        """None; intervals come with the estimates."""
        return np.zeros(self.domains, dtype=bool)

    def rest(self) -> tuple[Difference, Ints]:
        """Unknown."""
        return self._unknown(self.domains), np.zeros(self.domains, dtype=np.int64)

    def levels(self, left: Ints, right: Ints) -> Difference:
        """Unknown."""
        return self._unknown(len(left))

    def total(self, right: Ints) -> Difference:
        """Unknown."""
        return self._unknown(len(right))

    def categories(self) -> Difference:
        """There are no pairs."""
        none = np.zeros((self.domains, 0))
        return Difference(none, none, none)

    def items(self, other: Contrasts, shown: tuple[Ints, Ints]) -> Difference:
        """Unknown."""
        return self._unknown(self.domains)

    def _unknown(self, rows: int) -> Difference:
        nothing = np.full((rows, self.shown), np.nan)
        return Difference(nothing, nothing, nothing)
