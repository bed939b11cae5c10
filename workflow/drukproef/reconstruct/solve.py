"""A Program in, the least contrived counts that keep as many printed rows as possible out."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import numpy as np

from drukproef.reconstruct.expected import expected_counts
from drukproef.reconstruct.giveup import fewest_given_up
from drukproef.reconstruct.linear import Linear
from drukproef.reconstruct.program import Part, Program, holds, largest_counts, parts_of

GAP = 1.0  # respondents: how far the least contrived solution may be from the best
FAR = 2.0  # cost per respondent beyond the two whole numbers around the expectation
NEAR = 3.0  # cost per respondent that a given-up row is off, so that it stays near what was printed


@dataclass(frozen=True)
class Solution:
    """Counts per cell and answer, and the rows that they don't agree with."""

    counts: np.ndarray
    given_up: frozenset[int]


def solve(program: Program) -> Solution:
    """All rows if that can be, else as many as can be; the counts are as independent as that allows."""
    counts = least_contrived(program, frozenset())
    if counts is not None:
        return Solution(counts, frozenset())
    given_up = fewest_given_up(program, frozenset(), near=True)
    assert given_up is not None, "the fixed rows of a program contradict each other"
    counts = least_contrived(program, given_up)
    assert counts is not None
    return Solution(counts, frozenset(i for i in given_up if not holds(program.rows[i], program, counts)))


def least_contrived(program: Program, given_up: Set[int]) -> np.ndarray | None:
    """Counts (cells x answers) nearest to the expectation for which the other rows hold; None if none do."""
    counts = _Counts(program, given_up)
    for i, row in enumerate(program.rows):
        for part in parts_of(row, program):
            counts.condition(part, is_given_up=i in given_up)
    group_of = np.repeat(np.array(program.group), program.n_answers)
    for group, size in enumerate(program.sizes):
        where = np.flatnonzero(group_of == group)
        counts.condition(Part(where, np.ones(len(where)), size, size), is_given_up=False)
    return counts.solve()


class _Counts:
    """Counts as floor + up + more - less: `up` is 0 or 1 and rounds the expectation, the others go beyond."""

    def __init__(self, program: Program, given_up: Set[int]) -> None:
        expected = expected_counts(program, given_up)
        self.shape = expected.shape
        self.floor = np.floor(expected).ravel()
        n, largest = expected.size, largest_counts(program)
        zeros = np.zeros(n)
        rounding = 1 - 2 * (expected.ravel() - self.floor) + _tie_break(n)
        self.linear = Linear()
        self.up = self.linear.variables(rounding, zeros, np.minimum(1, largest))
        self.more = self.linear.variables(np.full(n, FAR), zeros, largest)
        self.less = self.linear.variables(np.full(n, FAR), zeros, self.floor)

    def condition(self, part: Part, is_given_up: bool) -> None:
        """Add a condition on counts; one that was given up costs as much as it is off."""
        where, values = part.indices, part.values
        indices = np.concatenate([self.up[where], self.more[where], self.less[where]])
        signed = np.concatenate([values, values, -values])
        constant = float(values @ self.floor[where])
        lower, upper = part.lower - constant, part.upper - constant
        if not is_given_up:
            self.linear.condition(indices, signed, lower, upper)
            return
        slack = self.linear.variables([NEAR], [0], [np.inf], whole=False)
        indices = np.append(indices, slack)
        self.linear.condition(indices, np.append(signed, 1.0), lower, np.inf)
        self.linear.condition(indices, np.append(signed, -1.0), -np.inf, upper)

    def solve(self) -> np.ndarray | None:
        """The counts (cells x answers); None when there are none."""
        values = self.linear.solve(GAP)
        if values is None:
            return None
        counts = self.floor + values[self.up] + values[self.more] - values[self.less]
        return np.asarray(counts.astype(np.int64).reshape(self.shape))


def _tie_break(n: int) -> np.ndarray:
    """Small different costs, so that of equally good solutions always the same one is best."""
    return np.asarray((np.arange(n) * 7919 % 1009) / 1e6)
