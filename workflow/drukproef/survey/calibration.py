"""Influences in, what is left of them after calibration out: the variance that calibration takes away.

Each step has the weights of the respondents as they were after it (and where needed before it), so that the
influence of a respondent, weight included, can be taken apart into weight and residual. Formulas: R survey's
svyrecvar, which follows Valliant (1993) and Deville and Särndal (1992).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from drukproef.survey.arrays import Floats, Ints, cross_products, group_sums, orthonormal

RAKING_ROUNDS = 10  # as R; each round takes the means of every margin away once


class Calibration(Protocol):
    """One step of calibration."""

    @property
    def n(self) -> int:
        """Respondents."""

    def residual(self, influence: Floats) -> Floats:
        """The influences (n x k) without what the step explains."""


@dataclass(frozen=True, eq=False)
class PostStrata:
    """Post-stratification on `cells` (n codes from 0): residuals around the weighted mean of the cell.

    `before`: the weights before the step; only needed when another step follows or went before.
    """

    cells: Ints
    weights: Floats
    before: Floats | None = None

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.cells)

    def residual(self, influence: Floats) -> Floats:
        """Influence minus weight times the mean, per cell, of influence / weight."""
        before = self.weights if self.before is None else self.before
        count = int(self.cells.max()) + 1
        sums = group_sums(influence * (before / self.weights)[:, None], self.cells, count)
        means = sums / group_sums(before[:, None], self.cells, count)
        return influence - means[self.cells] * self.weights[:, None]


@dataclass(frozen=True, eq=False)
class Raking:
    """Raking on margins (each n codes from 0), with the weights after the last adjustment to each margin.

    As R's rake: ten rounds in which the plain mean of influence / weight is taken away, margin after margin.
    """

    margins: tuple[Ints, ...]
    weights: tuple[Floats, ...]

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.margins[0])

    def residual(self, influence: Floats) -> Floats:
        """Influence minus weight times the mean per level, margin after margin."""
        for _ in range(RAKING_ROUNDS):
            for codes, weights in zip(self.margins, self.weights, strict=True):
                n = np.maximum(np.bincount(codes), 1)
                means = group_sums(influence / weights[:, None], codes, len(n)) / n[:, None]
                influence = influence - weights[:, None] * means[codes]
        return influence


@dataclass(frozen=True, eq=False)
class Greg:
    """Calibration to totals of an auxiliary matrix (n x p): residuals of the weighted regression on it.

    `weights`: after calibration; `before`: before it (by default the same, which is what is known of a file
    that brings only its final weights).
    """

    auxiliary: Floats
    weights: Floats
    before: Floats | None = None

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.auxiliary)

    @cached_property
    def _root(self) -> Floats:
        return np.sqrt(self.weights if self.before is None else self.before)[:, None]

    @cached_property
    def _basis(self) -> Floats:
        return orthonormal(np.asarray(self.auxiliary, dtype=np.float64) * self._root)

    def residual(self, influence: Floats) -> Floats:
        """Influence / weight, minus its regression on the auxiliaries, times weight."""
        ratio = self.weights[:, None] / self._root
        scaled = influence / ratio
        for _ in range(2):  # the second time takes away what rounding left
            scaled = scaled - np.einsum(
                "ip,pk->ik", self._basis, cross_products(self._basis, scaled), optimize=False
            )
        return scaled * ratio


@dataclass(frozen=True, eq=False)
class Blocks:
    """Calibration of parts of the rows, as in files that were stacked."""

    parts: tuple[tuple[slice, tuple[Calibration, ...]], ...]
    n: int

    def residual(self, influence: Floats) -> Floats:
        """Each part's own steps on its rows."""
        result = influence.copy()
        for rows, steps in self.parts:
            for step in steps:
                result[rows] = step.residual(result[rows])
        return result
