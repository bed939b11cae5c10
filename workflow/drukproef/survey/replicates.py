"""Replicate weights in, what each replicate adds to a variance out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Bools, Floats, Values, orthonormal

Kind = Literal["JK1", "JKn", "BRR", "Fay", "bootstrap", "other"]
KINDS = ("JK1", "JKn", "BRR", "Fay", "bootstrap", "other")
RANK_TOLERANCE = 1e-5


@dataclass(frozen=True, eq=False)
class Replicates:
    """Weights that were drawn again R times: n x R, each column a complete set of weights (R: combined).

    Variance = scale * sum over replicates of rscale * (estimate - centre)², around the mean of the
    replicates or, with `mse`, around the estimate from the full sample. `df`: known degrees of freedom, for
    every base.
    """

    weights: Floats
    scale: float
    rscales: Floats
    mse: bool = False
    df: int | None = None

    @staticmethod
    def of(
        kind: Kind,
        weights: Values,
        *,
        scale: float | None = None,
        rscales: Values | None = None,
        rho: float | None = None,
        mse: bool = False,
        df: int | None = None,
    ) -> Replicates:
        """The scales that belong to a kind of replicates, as in R's svrepdesign.

        JK1 (R - 1) / R; JKn needs `rscales`, (clusters - 1) / clusters of the replicate's stratum; BRR 1 /
        R; Fay 1 / (R (1 - rho)²); bootstrap 1 / (R - 1); other needs `scale`. Raises DrukproefError.

        >>> Replicates.of("JK1", [[0.0, 2.0], [2.0, 0.0]]).scale
        0.5
        """
        matrix = np.asarray(weights, dtype=np.float64)
        problems = list(_problems(kind, matrix, scale, rscales, rho))
        if problems:
            raise DrukproefError(problems)
        count = matrix.shape[1]
        known = {
            "JK1": (count - 1) / count,
            "BRR": 1 / count,
            "Fay": 1 / (count * (1 - (rho or 0.0)) ** 2),
            "bootstrap": 1 / (count - 1) if count > 1 else 0.0,
        }
        factor = scale if scale is not None else known.get(kind, 1.0)
        each = np.ones(count) if rscales is None else np.asarray(rscales, dtype=np.float64)
        return Replicates(matrix, factor, each, mse, df)

    def spread(self, estimates: Floats, full: Floats) -> Floats:
        """(R x k) estimates as deviations whose sums of squares and products are the covariance."""
        used = estimates[self.rscales > 0]
        centre = full if self.mse else np.add.reduce(used, axis=0) / len(used)
        return np.asarray((estimates - centre) * np.sqrt(self.scale * self.rscales)[:, None])

    def degrees_of_freedom(self, base: Bools) -> int:
        """R's degf: the rank of the replicate weights of the base, minus 1."""
        if self.df is not None:
            return self.df
        return max(int(orthonormal(self.weights[base], RANK_TOLERANCE).shape[1]) - 1, 0)


def _problems(kind: str, weights: Floats, scale: Any, rscales: Any, rho: Any) -> Iterator[Problem]:
    place = "replicate weights"
    if kind not in KINDS:
        yield Problem(place, f"kind '{kind}'", f"one of {', '.join(KINDS)}")
    if weights.ndim != 2 or weights.shape[1] < 2:
        yield Problem(
            place, f"an array of shape {weights.shape}", "a column for each of two or more replicates"
        )
        return
    wrong = ~np.isfinite(weights) | (weights < 0)
    if wrong.any():
        yield Problem(
            place,
            f"{int(wrong.sum())} of {weights.size} weights are missing, infinite or negative",
            "zero or a positive number for each respondent and replicate",
            "mend the columns with replicate weights",
        )
    if kind == "Fay" and (rho is None or not 0 <= rho < 1):
        yield Problem(place, f"Fay's method with rho {rho}", "a rho from 0 up to 1")
    if kind == "JKn" and rscales is None:
        step = "give a scale for each replicate"
        yield Problem(
            place, "JKn without rscales", "(clusters - 1) / clusters for each replicate's stratum", step
        )
    if kind == "other" and scale is None:
        yield Problem(place, "no scale", "the scale that comes with these replicates")
    if rscales is not None and len(rscales) != weights.shape[1]:
        yield Problem(
            place, f"{len(rscales)} rscales for {weights.shape[1]} replicates", "one for each replicate"
        )
