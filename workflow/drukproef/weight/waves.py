"""One set of weights in: its figures read, everything checked, and each wave weighted by its own recipe."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Study
from drukproef.study.weighting import Recipe
from drukproef.survey.arrays import Ints
from drukproef.weight.base import design_weights
from drukproef.weight.check import Counts, merged, missing_strata, problems_between
from drukproef.weight.marginlines import read_margins
from drukproef.weight.part import Part, recipe_problems
from drukproef.weight.recipe import rules_by_variable
from drukproef.weight.targets import Target, read_targets
from drukproef.weight.wave import WaveWeights, codes_of, weigh_wave


def weigh_part(study: Study, population: str, responses: pa.Table, part: Part) -> list[WaveWeights]:
    """The weights of each wave, in order; DrukproefError with everything that is wrong in all of them."""
    years = np.asarray(responses["wave"]).astype(np.int64)
    waves = [int(w) for w in np.unique(years[part.rows])]
    problems = list(recipe_problems(study, population, part, waves))
    if problems:
        raise DrukproefError(problems)
    work = _Work(study, population, responses, part, years)
    figures = work.figures(waves)
    made = []
    for wave in waves:
        try:
            made.append(work.weighted(wave, [f for f in figures if f.wave == wave]))
        except DrukproefError as error:
            problems += error.problems
    if problems:
        raise DrukproefError(problems)
    return made


class _Work:
    """What weighting the waves of one part reads again and again."""

    def __init__(self, study: Study, population: str, responses: pa.Table, part: Part, years: Ints) -> None:
        self.study, self.population, self.responses, self.part = study, population, responses, part
        self.years = years
        self.strata = study.population(population).strata
        self.codebook = study.codebooks[population]

    def recipe(self, wave: int) -> Recipe:
        """The recipe of a wave, of which there is one."""
        recipe = self.part.recipes.recipe(wave)
        assert recipe is not None
        return recipe

    def rows(self, wave: int) -> Ints:
        """The rows of the responses that this wave weights."""
        return np.flatnonzero(self.part.rows & (self.years == wave))

    def figures(self, waves: list[int]) -> list[Target]:
        """All population figures, each file read and checked once against the waves that use it."""
        groups: dict[tuple[str, ...], list[int]] = {}
        for wave in waves:
            recipe = self.recipe(wave)
            groups.setdefault((recipe.method, recipe.targets, *recipe.margins), []).append(wave)
        problems = [p for wave in waves for p in self._missing(wave, self.strata, "a stratum")]
        found: list[Target] = []
        for users in groups.values():
            try:
                figures = self._read(users, everywhere=len(groups) == 1)
            except DrukproefError as error:
                problems += error.problems
                continue
            problems += self._figure_problems(users, figures)
            found += figures
        if problems:
            raise DrukproefError(problems)
        return found

    def weighted(self, wave: int, figures: list[Target]) -> WaveWeights:
        """The weights of one wave."""
        rows, recipe = self.rows(wave), self.recipe(wave)
        taken = self.responses.take(rows)
        names = dict.fromkeys([self.strata, *(f.variable for f in figures)])
        answers = {name: np.asarray(taken[name]).astype(np.int64) for name in names}
        ids = taken["respondent"].to_pylist()
        design = design_weights(self.study, self.population, wave, recipe.base_weight, ids)
        return weigh_wave(wave, rows, answers, design, recipe, figures, self.strata, self.codebook)

    def _read(self, users: list[int], everywhere: bool) -> list[Target]:
        recipe, files = self.recipe(users[0]), sorted(self.study.population(self.population).files)
        if recipe.method != "poststratify":
            figures = read_margins(self.study, self.population, recipe.margins)
        else:
            path, shown = self.study.data / recipe.targets, self._shown(recipe)
            figures = read_targets(path, shown, files, [*codes_of(self.codebook, self.strata)], self.strata)
        return figures if everywhere and not self.part.name else [f for f in figures if f.wave in users]

    def _shown(self, recipe: Recipe) -> str:
        return f"data/{self.study.id}/{recipe.targets}"

    def _figure_problems(self, users: list[int], figures: list[Target]) -> list[Problem]:
        """Of cells: between all counts and figures. Of margins: respondents without a level, waves without figures."""
        recipe = self.recipe(users[0])
        if recipe.method == "poststratify":
            problems: list[Problem] = []
            for wave in sorted({*users, *(f.wave for f in figures)}):
                own = self.part.recipes.recipe(wave) or recipe
                rules = rules_by_variable(own, self.strata).get(self.strata, {})
                counts, targets = merged(self._counts(wave), [f for f in figures if f.wave == wave], rules)
                problems += problems_between(counts, targets, self._shown(recipe))
            return problems
        problems = []
        for wave in users:
            variables = dict.fromkeys(f.variable for f in figures if f.wave == wave)
            if not variables:
                place = ", ".join(f"data/{self.study.id}/{file}" for file in recipe.margins)
                problems.append(Problem(place, f"no figures for {wave}", "a line per variable and level"))
            for name in variables:
                problems += [] if name == self.strata else self._missing(wave, name, "a level")
        return problems

    def _missing(self, wave: int, variable: str, what: str) -> list[Problem]:
        taken = self.responses.take(self.rows(wave))
        unknown = ~np.isin(np.asarray(taken[variable]), list(codes_of(self.codebook, variable).values()))
        if not unknown.any():
            return []
        ids = taken["respondent"].filter(pa.array(unknown)).to_pylist()
        shown = f"results/{self.study.id}/responses/{self.population}.parquet"
        return [missing_strata(wave, variable, ids, shown, what)]

    def _counts(self, wave: int) -> Counts:
        """Respondents per stratum; those without one are another problem."""
        answers = np.asarray(self.responses.take(self.rows(wave))[self.strata])
        counts = {
            name: int(np.sum(answers == code)) for name, code in codes_of(self.codebook, self.strata).items()
        }
        return {(wave, name): n for name, n in counts.items() if n}
