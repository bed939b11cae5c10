"""Weights in, the same weights on another scale out: adding up to the respondents, or to the population."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.exact import total
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.result import Weighted
from drukproef.weight.methods.verify import verified

Scale = Literal["n", "population"]


def normalise(weights: ArrayLike, to: Scale = "n", population: float | None = None) -> Weighted:
    """Weights that add up to their number (`to="n"`, mean 1) or to `population`; their ratios stay.

    Raises DrukproefError for weights that aren't positive, and for a population that is missing or would be ignored.

    >>> normalise([1, 3]).weights.tolist(), normalise([1, 3], "population", 100).weights.tolist()
    ([0.5, 1.5], [25.0, 75.0])
    """
    start = checked(weights)
    if (to == "n") != (population is None):
        found = (
            "no population" if population is None else f"a population of {population:g}, which n would ignore"
        )
        raise DrukproefError([Problem(f"normalising to {to}", found, "a population, only for 'population'")])
    size = len(start) if population is None else population
    if not (math.isfinite(size) and size > 0):
        raise DrukproefError([Problem("normalising", f"a population of {size}", "a positive number")])
    cells = np.zeros(len(start), dtype=np.int64)
    scaled = start * (size / total(start))
    return verified(Weighted("normalise", scaled, start, cells, None, 1, True, ()))
