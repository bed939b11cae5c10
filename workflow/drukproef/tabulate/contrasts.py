"""What any way of estimating offers beside its shares: differences between them, with their variance."""

from __future__ import annotations

from typing import Protocol

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
