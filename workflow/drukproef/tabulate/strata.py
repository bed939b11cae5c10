"""Sizes and weights of the strata of one wave in, what every variance needs of them out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Strata:
    """The strata of one wave. All of a stratum have the same weight, population / n, so counts say it all."""

    codes: Ints  # of the strata variable
    n: Ints  # all respondents of the wave, whatever they answered
    population: Ints

    @cached_property
    def weight(self) -> Floats:
        """The weight of each respondent of a stratum."""
        return self.population / self.n

    @cached_property
    def scale(self) -> Floats:
        """weight² (1 - n/N) n/(n - 1): what a stratum's sum of squares counts for; 0 for a full census."""
        sampled = 1 - self.n / self.population
        return self.weight**2 * sampled * self.n / np.maximum(self.n - 1, 1)

    @property
    def single(self) -> Ints:
        """Strata with one respondent out of more people: there is no variance to estimate."""
        alone: Ints = self.codes[(self.n == 1) & (self.population > 1)]
        return alone


@dataclass(frozen=True)
class Classes:
    """The respondents of one wave in classes of equal weight, where those of a stratum have several weights."""

    n: Ints
    weight: Floats


def along(per_stratum: Floats | Ints, dimensions: int) -> Floats:
    """Values per stratum, shaped so that they multiply arrays with the strata in front."""
    return np.asarray(per_stratum, dtype=np.float64).reshape(-1, *[1] * (dimensions - 1))


def over_strata(values: Floats) -> Floats:
    """The sum over the first axis, always in the same order, so that the last bits are always the same."""
    total = np.zeros(values.shape[1:])
    for stratum in values:
        total += stratum
    return total
