"""A tally in, the sizes of its strata out, or which of them have no variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.crosstab.layout import text_of
from drukproef.crosstab.request import Request
from drukproef.crosstab.tally import Tally
from drukproef.crosstab.weights import Floats
from drukproef.errors import DrukproefError, Problem


@dataclass(frozen=True)
class Strata:
    """Respondents and population of each stratum (n, N: infinite without a finite population)."""

    n: Floats
    population: Floats

    @property
    def sampled(self) -> Floats:
        """The part of each stratum that was drawn."""
        return self.n / self.population

    @property
    def scale(self) -> Floats:
        """(1 - f) n / (n - 1): what a stratum's sum of squares counts for."""
        return np.maximum(1 - self.sampled, 0) * self.n / np.maximum(self.n - 1, 1)


def strata_of(counts: Tally, request: Request, shown: str) -> Strata:
    """The strata of a tally. Raises DrukproefError for those with one respondent, or too small a population."""
    number = request.fpc_number
    population = counts.population if number is None else np.full(len(counts.n), number)
    strata = Strata(counts.n, population)
    _check(strata, counts, shown)
    return strata


def _check(strata: Strata, counts: Tally, shown: str) -> None:
    problems = []
    for key, n, size in zip(counts.strata, strata.n, strata.population, strict=True):
        name = " ".join(text_of(part) for part in key if part is not None)
        place = f"{shown}, stratum '{name}'" if name else shown
        if size < n:
            found = f"{n:.0f} respondents, a population of {size:g}"
            problems.append(Problem(place, found, "at least as many people as respondents", "mend --fpc"))
        elif n == 1 and size > 1:
            step = (
                "merge this stratum with another, or choose what it counts for: lonely is certainty or centre"
            )
            problems.append(
                Problem(place, "one respondent: there is no variance to estimate", "two or more", step)
            )
    if problems:
        raise DrukproefError(problems)
