"""The responses and weights of one wave in, that wave with its design out, or all that is wrong with the weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Study
from drukproef.study.weighting import Recipe
from drukproef.survey import Design
from drukproef.survey.calibration import Calibration
from drukproef.tabulate.margins import cells_in, step_of
from drukproef.tabulate.strata import Classes, Floats, Ints, Strata
from drukproef.tabulate.survey import Wave


@dataclass(frozen=True)
class Context:
    """Where a wave's weights stand, and how they were made."""

    study: Study
    population: str
    shown: str  # the file with the weights
    recipe: Recipe

    @property
    def psu(self) -> str | None:
        """The variable of the clusters."""
        return self.study.population(self.population).psu

    def names(self, variable: str) -> dict[int, str]:
        """The ids of the levels of a variable, by code."""
        return {c.code: c.id for c in self.study.codebooks[self.population].variable(variable).categories}


def wave_of(year: int, responses: pa.Table, weights: pa.Table, context: Context) -> Wave:
    """The wave, by counts where its weights are plain, else with the design for `drukproef.survey`.

    Plain: population / respondents for all of a stratum, no clusters, and nothing weighted on that differs within a
    stratum.
    """
    codes, first, place = np.unique(np.asarray(weights["stratum"]), return_index=True, return_inverse=True)
    n = np.bincount(place, minlength=len(codes))
    sizes = np.asarray(weights["population"]).astype(np.float64)[first]
    weight = np.asarray(weights["weight"]).astype(np.float64)
    asked = [name for name in responses.column_names if name not in ("wave", "respondent")]
    columns = {name: np.asarray(responses[name]) for name in asked}
    amounts = {name: column for name, column in columns.items() if column.dtype.kind == "f"}
    answers = {name: column.astype(np.int64) for name, column in columns.items() if name not in amounts}
    names = _names(responses, answers, context)
    by_stratum = np.allclose(weight, (sizes / n)[place], rtol=1e-12, atol=0)
    cells = cells_in(weights)
    plain = by_stratum and context.psu is None and all(_is_within(c, place) for c in cells.values())
    units = place if context.psu is None else answers[context.psu]
    _check_singles(year, codes, _alone(units, place, sizes if context.psu is None else None), context)
    if plain:
        strata = Strata(codes.astype(np.int64), n, sizes.astype(np.int64))
        return Wave(year, strata, place, answers, None, amounts, names)
    step = step_of(year, weights, place, by_stratum, context.shown, context.recipe)
    design = _design(year, weight, codes[place], sizes[place], step, answers, context)
    heavy, kind = np.unique(weight, return_inverse=True)
    return Wave(year, Classes(np.bincount(kind), heavy), kind, answers, design, amounts, names)


def _names(responses: pa.Table, answers: dict[str, Ints], context: Context) -> NDArray[np.str_] | None:
    """The names by which clusters (or respondents) are known in other waves of a panel, in the order of the design's."""
    if not context.study.population(context.population).panel:
        return None
    if context.psu is not None:
        return np.unique(answers[context.psu]).astype(np.str_)
    return np.array(responses["respondent"].to_pylist(), dtype=np.str_)


def _is_within(cells: Ints, stratum: Ints) -> bool:
    """Whether all of a stratum are in one cell: then the cells explain nothing that the strata don't."""
    return len(np.unique(np.stack([cells, stratum], axis=1), axis=0)) == len(np.unique(stratum))


def _design(
    year: int,
    weight: Floats,
    strata: Ints,
    sizes: Floats,
    step: Calibration | None,
    answers: dict[str, Ints],
    context: Context,
) -> Design:
    """Population sizes count people, so they say nothing of the clusters that were drawn."""
    psu = None if context.psu is None else answers[context.psu]
    if psu is not None and np.any(psu < 0):
        found = f"{int(np.sum(psu < 0))} respondents without a cluster"
        place, next_step = f"wave {year}, column '{context.psu}'", "repair the answer in the cleaning"
        raise DrukproefError([Problem(place, found, "a cluster for each respondent", next_step)])
    known = ~np.isnan(sizes)
    fpc = np.where(known, sizes, np.inf) if psu is None and known.any() else None
    return Design(weight, strata, psu, fpc, step, name=f"{context.shown}, wave {year}")


def _alone(units: Ints, stratum: Ints, sizes: Floats | None) -> Ints:
    """The places of strata with one respondent or cluster (out of more): there is no variance to estimate."""
    if sizes is not None:
        alone = (np.bincount(stratum, minlength=len(sizes)) == 1) & ~(sizes <= 1)
        return np.flatnonzero(alone)
    pairs = np.unique(np.stack([stratum, units], axis=1), axis=0)
    return np.flatnonzero(np.bincount(pairs[:, 0]) == 1)


def _check_singles(year: int, codes: Ints, alone: Ints, context: Context) -> None:
    unit = "respondent" if context.psu is None else "cluster"
    variable = context.study.population(context.population).strata
    names = context.names(variable)
    problems = [
        Problem(
            f"{context.shown}, wave {year}, stratum '{names[int(codes[place])]}'",
            f"single {unit} in this stratum",
            f"two {unit}s, or the whole population of the stratum",
            "merge this stratum with another, in the codebook and the population figures",
        )
        for place in alone.tolist()
    ]
    if problems:
        raise DrukproefError(problems)
