"""Counts of one item in a wave with plain weights in, its contrasts out: exact, from whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from drukproef.tabulate.contrasts import Contrasts
from drukproef.tabulate.counting import Counter
from drukproef.tabulate.differences import (
    Difference,
    between_categories,
    between_groups,
    between_items,
    total_against_level,
)
from drukproef.tabulate.domains import known_level
from drukproef.tabulate.joint import joint_of
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.shares import Shares, is_certain, shares_of
from drukproef.tabulate.strata import Bools, Ints, Strata


@dataclass(frozen=True)
class Counted:
    """Contrasts of an item. `places`: each respondent's answer; `by_code`: strata x domains x codes."""

    counter: Counter
    strata: Strata
    scheme: Scheme
    places: Ints
    by_code: Ints

    @cached_property
    def shares(self) -> Shares:
        """The shares of categories and nets."""
        return shares_of(self.strata, self.by_code.sum(axis=2), self.by_code @ self.scheme.incidence)

    @property
    def certain(self) -> Bools:
        """Domains without sampling error."""
        return is_certain(self.strata, self.shares)

    def rest(self) -> tuple[Difference, Ints]:
        """Each level against the others of its banner."""
        base = known_level(self.counter.domains, self.shares.base) - self.shares.base
        hits = known_level(self.counter.domains, self.shares.hits) - self.shares.hits
        rest = shares_of(self.strata, base, hits)
        return between_groups(self.strata, self.shares, rest), rest.n

    def levels(self, left: Ints, right: Ints) -> Difference:
        """Pairs of levels."""
        return between_groups(self.strata, self.shares.take(left), self.shares.take(right))

    def total(self, right: Ints) -> Difference:
        """The total against levels."""
        total = self.shares.take(np.zeros_like(right))
        return total_against_level(self.strata, total, self.shares.take(right))

    def categories(self) -> Difference:
        """Pairs of categories and nets."""
        left, right, in_both = self.scheme.pairs
        shares = self.shares.pick(left), self.shares.pick(right)
        return between_categories(self.strata, *shares, self.by_code @ in_both)

    def items(self, other: Contrasts, shown: tuple[Ints, Ints]) -> Difference:
        """The same category of two items."""
        assert isinstance(other, Counted)
        joint = joint_of(self.counter, self, other, shown)
        return between_items(self.strata, self.shares.pick(shown[0]), other.shares.pick(shown[1]), joint)
