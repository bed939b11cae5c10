"""A predictor in, its categories merged until they differ in the outcome out, with the p value of the split."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from math import comb, factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import DrukproefError
from drukproef.survey.answers import labels
from drukproef.survey.arrays import Bools, Values
from drukproef.survey.association import rao_scott
from drukproef.survey.design import Design

Group = tuple[Any, ...]  # categories that were merged


@dataclass(frozen=True, eq=False)
class Predictor:
    """Categories (n labels) to split on. Of `ordered` ones only neighbours merge. Missing is no category."""

    values: Values
    ordered: bool = False


@dataclass(frozen=True)
class Stopping:
    """When to merge and split: p above `merge` merges; p up to `split`, adjusted for the merging, splits.

    `minimum_base`: respondents in each segment; `depth`: splits under each other.
    """

    merge: float = 0.05
    split: float = 0.05
    minimum_base: int = 50
    depth: int = 3


@dataclass(frozen=True, eq=False)
class Split:
    """A predictor (values: n labels) with its merged groups; `p` is adjusted for the ways to merge."""

    name: str
    values: NDArray[Any]
    groups: tuple[Group, ...]
    p: float


def split_by(
    design: Design, outcome: NDArray[Any], name: str, predictor: Predictor, stopping: Stopping, rows: Bools
) -> Split:
    """Merge the pair that is most alike, until all differ (p up to `merge`) and no group is too small."""
    values = labels(design, predictor.values, name)
    groups: list[Group] = [(value,) for value in np.unique(values[rows]).tolist()]
    n_categories = len(groups)
    while len(groups) > 1:
        i, j = _pair_to_merge(design, outcome, values, groups, predictor.ordered, stopping, rows)
        if i < 0:
            break
        groups[i] = tuple(sorted((*groups[i], *groups[j])))
        del groups[j]
    ways = _ways(n_categories, len(groups), predictor.ordered)
    return Split(name, values, tuple(groups), min(1.0, ways * _p(design, outcome, values, groups, rows)))


def _pair_to_merge(
    design: Design, outcome: NDArray[Any], values: NDArray[Any], groups: list[Group], ordered: bool,
    stopping: Stopping, rows: Bools,
) -> tuple[int, int]:  # fmt: skip
    """The pair that differs least, if it is alike or has too small a group; else (-1, -1)."""
    pairs = (
        [(i, i + 1) for i in range(len(groups) - 1)] if ordered else list(combinations(range(len(groups)), 2))
    )
    small = [int((rows & np.isin(values, group)).sum()) < stopping.minimum_base for group in groups]
    wanted = [pair for pair in pairs if small[pair[0]] or small[pair[1]]] or pairs
    p = [_p(design, outcome, values, [groups[i], groups[j]], rows) for i, j in wanted]
    place = int(np.argmax(p))
    return wanted[place] if any(small) or p[place] > stopping.merge else (-1, -1)


def _p(
    design: Design, outcome: NDArray[Any], values: NDArray[Any], groups: list[Group], rows: Bools
) -> float:
    """The p value of the outcome by groups; 1 where there is nothing to test."""
    which = np.full(len(values), -1)
    for place, group in enumerate(groups):
        which[np.isin(values, group)] = place
    try:
        return rao_scott(design, which, outcome, rows & (which >= 0)).p
    except DrukproefError:
        return 1.0


def _ways(categories: int, groups: int, ordered: bool) -> int:
    """In how many ways categories can be merged into groups: Kass's Bonferroni factor.

    >>> _ways(4, 2, ordered=True), _ways(4, 2, ordered=False)
    (3, 7)
    """
    if ordered:
        return comb(categories - 1, groups - 1) if categories else 1
    terms: list[int] = [(-1) ** i * comb(groups, i) * (groups - i) ** categories for i in range(groups)]
    return max(int(sum(terms)) // factorial(groups), 1)
