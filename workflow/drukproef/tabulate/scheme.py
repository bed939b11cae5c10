"""An item of the codebook in, its answer codes and what is shown of them (categories, then nets) out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from drukproef.study import Item
from drukproef.study.statistics import is_share, is_tested
from drukproef.tabulate.strata import Bools, Ints


@dataclass(frozen=True)
class Scheme:
    """How the codes of an item become shown shares."""

    item: Item

    @property
    def is_share(self) -> bool:
        """Whether what is shown are shares; else it has units of its own."""
        return True

    @property
    def is_tested(self) -> bool:
        """Whether differences are tested."""
        return True

    @property
    def scale(self) -> object:
        """What two items of a group must have in common to be compared."""
        return "shares"

    @cached_property
    def codes(self) -> list[int]:
        """The codes of the categories, in codebook order."""
        return [c.code for c in self.item.categories]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The ids of the categories and nets."""
        return self.item.answer_ids

    @cached_property
    def incidence(self) -> Ints:
        """1 where a code (row) belongs to a shown category or net (column)."""
        members = [self.item.codes_of(s) for s in self.shown]
        return np.array([[int(code in m) for m in members] for code in self.codes], dtype=np.int64)

    @cached_property
    def is_net(self) -> Bools:
        """Which of the shown are nets."""
        return np.arange(len(self.shown)) >= len(self.codes)

    def offered(self, wave: int) -> Bools:
        """Which of the shown could be chosen in a wave; a net when one of its categories could."""
        single = np.array([c.waves is None or wave in c.waves for c in self.item.categories], dtype=np.int64)
        return np.asarray(single @ self.incidence > 0)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """All pairs of shown: left, right, and (code x pair) which codes are in both."""
        pairs = np.array(list(combinations(range(len(self.shown)), 2)), dtype=np.int64).reshape(-1, 2)
        left, right = pairs[:, 0], pairs[:, 1]
        return left, right, self.incidence[:, left] * self.incidence[:, right]


@dataclass(frozen=True)
class StatisticScheme(Scheme):
    """Statistics of an item in the place of its answers: the mean of codes, quantiles of amounts, ..."""

    statistics: tuple[str, ...]

    @property
    def is_share(self) -> bool:
        """Whether they are shares."""
        return all(is_share(name) for name in self.statistics)

    @property
    def is_tested(self) -> bool:
        """Whether they are tested; a scheme has those that are, or those that are not."""
        return all(is_tested(name) for name in self.statistics)

    @property
    def scale(self) -> object:
        """Means are compared on equal scales, or in equal units."""
        return self.statistics, tuple(self.codes), self.item.unit

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The statistics."""
        return self.statistics

    @cached_property
    def is_net(self) -> Bools:
        """None is a net."""
        return np.zeros(len(self.statistics), dtype=bool)

    @cached_property
    def pairs(self) -> tuple[Ints, Ints, Ints]:
        """They are not compared with each other."""
        none = np.zeros(0, dtype=np.int64)
        return none, none, np.zeros((len(self.codes), 0), dtype=np.int64)

    def offered(self, wave: int) -> Bools:
        """In all waves."""
        return np.ones(len(self.statistics), dtype=bool)


def shared(left: Scheme, right: Scheme) -> tuple[Ints, Ints]:
    """Where the ids that both items show stand in each of them, in the order of the left one."""
    both = [s for s in left.shown if s in right.shown]
    return (
        np.array([left.shown.index(s) for s in both], dtype=np.int64),
        np.array([right.shown.index(s) for s in both], dtype=np.int64),
    )
