"""A population's weighting in, its sets of weights out: the main one for everyone, and those of question blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Codebook, Study
from drukproef.study.check import unknown
from drukproef.study.item import NO_ANSWER, NOT_ASKED
from drukproef.study.weighting import WaveRecipes, WeightSet
from drukproef.survey.arrays import Bools


@dataclass(frozen=True)
class Part:
    """A set of weights: its name ("" for the main one), its recipes, and which rows of the responses it has."""

    name: str
    recipes: WaveRecipes
    rows: Bools

    def file(self, population: str) -> str:
        """The name of its files, without extension."""
        return f"{population}-{self.name}" if self.name else population


def needed_columns(study: Study, population: str) -> list[str]:
    """The columns of the responses that tell who is in which set."""
    sets = study.population(population).weighting.sets
    codebook = study.codebooks[population]
    return list(dict.fromkeys(item for chosen in sets.values() for item in chosen.items_in(codebook)))


def parts_of(study: Study, population: str, responses: pa.Table) -> list[Part]:
    """The main set, then one per question block: those who answered one of its items, or said not to know.

    An item may be in one set only. Raises DrukproefError for items and groups that the codebook doesn't have.
    """
    weighting, codebook = study.population(population).weighting, study.codebooks[population]
    problems = _set_problems(weighting.sets, codebook, f"data/{study.id}/study.yaml, population {population}")
    if problems:
        raise DrukproefError(problems)
    parts = [Part("", weighting, np.ones(responses.num_rows, dtype=bool))]
    for name, chosen in weighting.sets.items():
        answers = [np.asarray(responses[item]) for item in chosen.items_in(codebook)]
        reached = np.any([(a != NOT_ASKED) & (a != NO_ANSWER) for a in answers], axis=0)
        parts.append(Part(name, chosen, np.asarray(reached, dtype=bool)))
    return parts


def recipe_problems(study: Study, population: str, part: Part, waves: list[int]) -> Iterator[Problem]:
    """Waves without a recipe, recipes without a wave, and a block that nobody answered."""
    place = f"data/{study.id}/study.yaml, population {population}" + (
        f", weights '{part.name}'" if part.name else ""
    )
    known = sorted(study.population(population).files)
    if not waves:
        yield Problem(place, "nobody answered an item of this block", "respondents to weight")
    for wave in part.recipes.waves:
        if wave not in known:
            yield Problem(place, f"a recipe for {wave}", f"one of: {', '.join(map(str, known))}", "remove it")
    for wave in waves:
        if part.recipes.recipe(wave) is None:
            yield Problem(place, f"no recipe for {wave}", "one under waves, or one for all waves")


def _set_problems(sets: dict[str, WeightSet], codebook: Codebook, place: str) -> list[Problem]:
    items = [i.id for i in codebook.items]
    groups = {i.group for i in codebook.items if i.group}
    problems: list[Problem] = []
    owner: dict[str, str] = {}
    for name, chosen in sets.items():
        here = f"{place}, weights '{name}'"
        problems += [unknown("item", i, items, here) for i in chosen.items if i not in items]
        problems += [unknown("group", g, groups, here) for g in chosen.groups if g not in groups]
        found = chosen.items_in(codebook)
        if not (chosen.items or chosen.groups):
            problems.append(Problem(here, "no items and no groups", "the question blocks that it is for"))
        for item in found:
            if item in owner:
                text = f"'{item}' is also in the weights '{owner[item]}'"
                problems.append(Problem(here, text, "one set of weights per item", "remove it from one"))
            owner[item] = name
    return problems
