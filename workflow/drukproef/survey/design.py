"""Weights, strata, clusters, population sizes and calibration in, what every variance needs of them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from drukproef.survey.arrays import Bools, Floats, Ints, Values, coded
from drukproef.survey.calibration import Calibration
from drukproef.survey.design_checks import check
from drukproef.survey.replicates import Replicates

Lonely = Literal["fail", "certainty", "centre"]
CERTAIN = 1e-7  # R: a stratum of which less than this share was not sampled has no variance


@dataclass(frozen=True, eq=False, repr=False)
class Design:
    """How the respondents were drawn and weighted.

    `weights`: n positive numbers, after calibration. `strata`, `psu`: n labels of the first stage; without
    `psu` each respondent is a cluster. `fpc`: the number of clusters in the population of each respondent's
    stratum (n numbers, or one); without it clusters count as drawn with replacement. `calibration`: steps
    whose residuals replace the influence, in the order in which they were done. `replicates`: weights that
    replace all of this for the variance. `lonely`: what to do with a stratum of one cluster that is not
    certain: `fail`, `certainty` (no variance), `centre` (spread around the mean of all; R's "adjust").
    `name` stands in the errors.

    Raises DrukproefError with every problem of the parts.
    """

    weights: Floats
    strata: NDArray[Any] | None = None
    psu: NDArray[Any] | None = None
    fpc: Floats | None = None
    calibration: tuple[Calibration, ...] = ()
    replicates: Replicates | None = None
    lonely: Lonely = "fail"
    name: str = "design"

    def __init__(
        self,
        weights: Values,
        strata: Values | None = None,
        psu: Values | None = None,
        fpc: Values | float | None = None,
        calibration: Calibration | tuple[Calibration, ...] | None = None,
        replicates: Replicates | None = None,
        lonely: Lonely = "fail",
        name: str = "design",
    ) -> None:
        values = np.asarray(weights, dtype=np.float64)
        parts = {
            "weights": values,
            "strata": None if strata is None else np.asarray(strata),
            "psu": None if psu is None else np.asarray(psu),
            "fpc": None if fpc is None else _per_row(fpc, values),
            "calibration": _steps(calibration),
            "replicates": replicates,
            "lonely": lonely,
            "name": name,
        }
        for part, value in parts.items():
            object.__setattr__(self, part, value)
        check(self)

    @property
    def n(self) -> int:
        """Respondents."""
        return len(self.weights)

    @cached_property
    def stratum(self) -> Ints:
        """The place of each respondent's stratum in `stratum_labels`."""
        return self._strata[1]

    @property
    def stratum_labels(self) -> NDArray[Any]:
        """The strata in order."""
        return self._strata[0]

    @cached_property
    def cluster(self) -> Ints:
        """The place of each respondent's cluster, from 0; clusters of a stratum need not stand together."""
        return np.arange(self.n) if self.psu is None else coded(self.psu)[1]

    @cached_property
    def stratum_of_cluster(self) -> Ints:
        """The stratum of each cluster."""
        result = np.zeros(int(self.cluster.max()) + 1, dtype=np.int64)
        result[self.cluster] = self.stratum
        return result

    @cached_property
    def n_psu(self) -> Ints:
        """Clusters per stratum."""
        return np.bincount(self.stratum_of_cluster, minlength=len(self.stratum_labels))

    @cached_property
    def sampled_fraction(self) -> Floats:
        """The share of each stratum's clusters that was drawn; 0 for drawing with replacement."""
        if self.fpc is None:
            return np.zeros(len(self.n_psu))
        size = np.ones(len(self.n_psu))
        size[self.stratum] = self.fpc
        return self.n_psu / size

    @cached_property
    def lonely_strata(self) -> Ints:
        """Strata with one cluster that was not certain to be drawn."""
        return np.flatnonzero((self.n_psu == 1) & (1 - self.sampled_fraction >= CERTAIN))

    def df(self, base: Bools | None = None) -> int:
        """R's degf: clusters minus strata of the base (replicates: the rank of their weights, minus 1)."""
        rows = np.ones(self.n, dtype=bool) if base is None else base
        if self.replicates is not None:
            return self.replicates.degrees_of_freedom(rows)
        present = np.zeros(len(self.stratum_of_cluster), dtype=bool)
        present[self.cluster[rows]] = True
        return int(present.sum()) - len(np.unique(self.stratum_of_cluster[present]))

    @cached_property
    def _strata(self) -> tuple[NDArray[Any], Ints]:
        return coded(np.zeros(self.n, dtype=np.int64) if self.strata is None else self.strata)


def _per_row(fpc: Values | float, weights: Floats) -> Floats:
    sizes = np.asarray(fpc, dtype=np.float64)
    return np.broadcast_to(sizes, weights.shape) if sizes.ndim == 0 else sizes


def _steps(calibration: Calibration | tuple[Calibration, ...] | None) -> tuple[Calibration, ...]:
    if isinstance(calibration, tuple):
        return calibration
    return () if calibration is None else (calibration,)
