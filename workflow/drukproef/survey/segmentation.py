"""An outcome and predictors in, a tree of segments that differ in the outcome out: CHAID with design-based tests.

Kass (1980): alike categories of a predictor are merged, the best predictor splits, and each part is split again.
Every test is Rao and Scott's, so that unequal weights and clusters count; with the usual chi-square of weighted
counts almost every split of a weighted survey is significant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.survey.answers import answered, check_base, domain_of, labels
from drukproef.survey.arrays import Bools, Values, is_missing
from drukproef.survey.design import Design
from drukproef.survey.merging import Group, Predictor, Split, Stopping, split_by

__all__ = ["Predictor", "Segment", "Stopping", "segment"]


@dataclass(frozen=True, eq=False)
class Segment:
    """Respondents with these categories; `by` and `p` tell how it is split further, into `parts`."""

    path: tuple[tuple[str, Group], ...]
    rows: Bools = field(repr=False)
    by: str | None = None
    p: float | None = None
    parts: tuple[Segment, ...] = ()

    @property
    def n(self) -> int:
        """Respondents."""
        return int(self.rows.sum())

    def leaves(self) -> list[Segment]:
        """The segments that are not split any further, in order."""
        return [leaf for part in self.parts for leaf in part.leaves()] if self.parts else [self]


def segment(
    design: Design,
    outcome: Values,
    predictors: Mapping[str, Predictor],
    stopping: Stopping | None = None,
    domain: Values | None = None,
) -> Segment:
    """Grow the tree for a categorical outcome (n labels). Shares of its leaves: share(design, ..., leaf.rows).

    Raises DrukproefError when nobody has an outcome.

    >>> region = np.repeat(["n", "e", "s", "w"], 100)
    >>> yes = np.tile([1, 0, 0, 0], 100) + np.isin(region, ["s", "w"]) * np.tile([0, 1, 1, 0], 100)
    >>> tree = segment(Design(np.ones(400)), yes, {"region": Predictor(region)})
    >>> tree.by, [leaf.path[-1][1] for leaf in tree.leaves()]
    ('region', [('e', 'n'), ('s', 'w')])
    """
    answers, inside = labels(design, outcome), domain_of(design, domain)
    base = answered(answers, inside)
    check_base(design, base, inside, "segments")
    return _grown(design, answers, predictors, stopping or Stopping(), Segment((), base))


def _grown(
    design: Design,
    outcome: NDArray[Any],
    predictors: Mapping[str, Predictor],
    stopping: Stopping,
    root: Segment,
) -> Segment:
    best = (
        _best_split(design, outcome, predictors, stopping, root.rows)
        if len(root.path) < stopping.depth
        else None
    )
    if best is None:
        return root
    parts = [
        Segment((*root.path, (best.name, group)), root.rows & np.isin(best.values, group))
        for group in best.groups
    ]
    grown = tuple(_grown(design, outcome, predictors, stopping, part) for part in parts)
    return Segment(root.path, root.rows, best.name, best.p, grown)


def _best_split(
    design: Design,
    outcome: NDArray[Any],
    predictors: Mapping[str, Predictor],
    stopping: Stopping,
    rows: Bools,
) -> Split | None:
    splits = [
        split_by(design, outcome, name, predictor, stopping, rows & ~is_missing(np.asarray(predictor.values)))
        for name, predictor in predictors.items()
    ]
    possible = [each for each in splits if len(each.groups) > 1 and each.p <= stopping.split]
    return min(possible, key=lambda each: each.p) if possible else None
