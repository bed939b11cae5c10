"""An item of the codebook in, its answer codes and what is shown of them (categories, then nets) out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from drukproef.study import Item
from drukproef.tabulate.strata import Bools, Ints


@dataclass(frozen=True)
class Scheme:
    """How the codes of an item become shown shares."""

    item: Item

    @property
    def is_mean(self) -> bool:
        """Whether the one thing shown is the mean of the codes."""
        return False

    @cached_property
    def codes(self) -> list[int]:
        """The codes of the categories, in codebook order."""
        return [c.code for c in self.item.categories]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """The ids of the categories and nets."""
        return self.item.shown_ids

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


def shared(left: Scheme, right: Scheme) -> tuple[Ints, Ints]:
    """Where the ids that both items show stand in each of them, in the order of the left one."""
    both = [s for s in left.shown if s in right.shown]
    return (
        np.array([left.shown.index(s) for s in both], dtype=np.int64),
        np.array([right.shown.index(s) for s in both], dtype=np.int64),
    )
