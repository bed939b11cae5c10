"""The respondents of one wave, a recipe and its population figures in; weights of that wave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Codebook
from drukproef.study.weighting import Recipe
from drukproef.survey.arrays import Floats, Ints
from drukproef.weight.methods import Margin
from drukproef.weight.recipe import Outcome, weigh
from drukproef.weight.targets import Target


@dataclass(frozen=True)
class WaveWeights:
    """Weights of one wave, with what the variance needs: the strata, and the cells that were calibrated on."""

    wave: int
    rows: Ints  # of the responses
    stratum: Ints  # code, per row
    population: dict[int, int]  # by code of the stratum; no entry when no figure says it
    recipe: Recipe
    outcome: Outcome


def weigh_wave(
    wave: int, rows: Ints, answers: dict[str, Ints], design: Floats, recipe: Recipe, figures: Sequence[Target],
    strata: str, codebook: Codebook,
) -> WaveWeights:  # fmt: skip
    """Weigh by the recipe. `answers`: codes per variable, of these rows; `figures`: the lines of this wave.

    Raises DrukproefError, each place with its wave.
    """
    variables = list(dict.fromkeys(f.variable for f in figures))
    margins = [_margin(v, answers[v], figures, codebook) for v in variables]
    try:
        outcome = weigh(recipe, design, margins)
    except DrukproefError as error:
        raise DrukproefError(
            Problem(f"{p.place} (wave {wave})", p.found, p.expected, p.next_step) for p in error.problems
        ) from error
    codes = codes_of(codebook, strata)
    sizes = {codes[f.stratum]: f.population for f in figures if f.variable == strata}
    whole = {code: int(size) for code, size in sizes.items() if float(size).is_integer()}
    return WaveWeights(wave, rows, answers[strata], whole, recipe, outcome)


def codes_of(codebook: Codebook, variable: str) -> dict[str, int]:
    """Level id -> code, of a variable."""
    return {c.id: c.code for c in codebook.variable(variable).categories}


def _margin(variable: str, answers: Ints, figures: Sequence[Target], codebook: Codebook) -> Margin:
    names = {code: name for name, code in codes_of(codebook, variable).items()}
    levels = np.array([names.get(code) for code in answers.tolist()], dtype=object)
    own = [f for f in figures if f.variable == variable]
    return Margin(variable, levels, {f.stratum: f.population for f in own}, {f.stratum: f.place for f in own})
