"""Weights in, what they cost out: Kish's design effect, and the design that gives the effect on each estimate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from drukproef.survey import Design, Greg, PostStrata
from drukproef.survey.arrays import Values
from drukproef.survey.calibration import Calibration
from drukproef.survey.exact import total

if TYPE_CHECKING:
    from drukproef.weight.methods.result import Weighted


def kish_deff(weights: NDArray[np.float64]) -> float:
    """Kish's design effect of unequal weights: n times the sum of squares over the square of the sum; at least 1.

    >>> kish_deff(np.array([1.0, 1.0, 2.0]))
    1.125
    """
    return len(weights) * total(weights**2) / total(weights) ** 2


def sample_design(
    weighted: Weighted,
    strata: Values | None = None,
    psu: Values | None = None,
    fpc: Values | None = None,
    *,
    calibrated: bool = True,
    name: str = "design",
) -> Design:
    """The design of weighted respondents, with which `drukproef.survey` gives the design effect of any estimate.

    `strata`, `psu`, `fpc` (n each): how they were drawn, as in `Design`. What the calibration variables explain is
    taken out of the variance, unless trimming gave their targets up (`calibrated=False`). So the effect can be below
    Kish's, and below 1. R: `svymean(~y, design, deff = "replace")`. Raises DrukproefError for a stratum with one
    respondent or cluster.

    >>> from drukproef.survey import mean
    >>> from drukproef.weight.methods import poststratify
    >>> weighted = poststratify([1] * 4, ["a", "a", "b", "b"], {"a": 10, "b": 4})
    >>> round(mean(sample_design(weighted), [1.0, 2.0, 5.0, 6.0]).deff, 4)
    0.0842
    """
    step: Calibration | None = None
    if calibrated and weighted.basis is None:
        step = PostStrata(weighted.cells, weighted.weights, weighted.design_weights)
    elif calibrated:
        assert weighted.basis is not None
        auxiliary = np.asarray(weighted.basis, dtype=np.float64)[weighted.cells]
        step = Greg(auxiliary, weighted.weights, weighted.design_weights)
    return Design(weighted.weights, strata, psu, fpc, step, name=name)
