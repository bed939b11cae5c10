"""responses/ and weights/ in, the checked waves of a population out: with its main weights and with each set of weights."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.study import Study
from drukproef.study.weighting import Recipe
from drukproef.tabulate.survey import Wave
from drukproef.tabulate.weights import Context, wave_of
from drukproef.weight.part import Part, needed_columns, parts_of

Waves = dict[int, Wave]


@dataclass(frozen=True)
class Survey:
    """The waves with the main weights, in order, and those of each set: only who answered an item of its block."""

    main: Waves
    sets: dict[str, Waves]


def read_survey(study: Study, population: str) -> Survey:
    """All waves of a population; DrukproefError with everything that is wrong in any weights file."""
    responses = _read(study, "responses", population, f"drukproef clean {study.id} {population}")
    _check_columns(responses, study, population)
    found, problems = {}, list[Problem]()
    for part in parts_of(study, population, responses):
        try:
            found[part.name] = _waves(study, population, responses, part)
        except DrukproefError as error:
            problems += error.problems
    if problems:
        raise DrukproefError(problems)
    main = found.pop("")
    _check_panel(study, population, main)
    return Survey(main, found)


def _check_panel(study: Study, population: str, waves: Waves) -> None:
    """A panel in which nobody returns is none, or has other ids in each file."""
    names = [set(wave.names.tolist()) for wave in waves.values() if wave.names is not None]
    if len(names) > 1 and not any(a & b for a, b in combinations(names, 2)):
        step = "give the same respondent the same id in every file, or remove 'panel: true'"
        place = f"data/{study.id}/study.yaml, population {population}, panel"
        raise fail(place, "no respondent is in two waves", "respondents with one id in several waves", step)


def _waves(study: Study, population: str, responses: pa.Table, part: Part) -> Waves:
    name = part.file(population)
    shown = _shown(study, "weights", name)
    weights = _read(study, "weights", name, f"drukproef weight {study.id} {population}")
    own = responses if not part.name else responses.filter(pa.array(part.rows))
    _check_rows(own, weights, shown)
    years, waves, problems = np.asarray(weights["wave"]), {}, list[Problem]()
    for year in sorted(study.population(population).files):
        rows = np.flatnonzero(years == year)
        if not len(rows) and part.name:
            continue  # nobody reached the block
        context = Context(study, population, shown, part.recipes.recipe(year) or Recipe.model_construct())
        try:
            waves[year] = wave_of(year, own.take(rows), weights.take(rows), context)
        except DrukproefError as error:
            problems += error.problems
    if problems:
        raise DrukproefError(problems)
    return waves


def _read(study: Study, part: str, name: str, command: str) -> pa.Table:
    path: Path = study.results / part / f"{name}.parquet"
    if path.is_file():
        return pq.read_table(path)
    shown, step = _shown(study, part, name), f"run: {command}"
    raise fail(shown, "the file does not exist", f"the {part} of the population", step)


def _shown(study: Study, part: str, name: str) -> str:
    return f"results/{study.id}/{part}/{name}.parquet"


def _check_columns(responses: pa.Table, study: Study, population: str) -> None:
    """The columns that say who is in which set, and in which cluster."""
    psu = study.population(population).psu
    needed = [*needed_columns(study, population), *([psu] if psu else [])]
    place, step = _shown(study, "responses", population), "clean the answers again"
    problems = [
        Problem(place, f"no column '{name}'", "a column for each item and variable", step)
        for name in needed
        if name not in responses.column_names
    ]
    if problems:
        raise DrukproefError(problems)


def _check_rows(responses: pa.Table, weights: pa.Table, shown: str) -> None:
    step = "weight the responses again"
    if not weights.num_rows:
        raise fail(shown, "no respondents", "a weight for each respondent of the block", step)
    if any(responses[name].to_pylist() != weights[name].to_pylist() for name in ("wave", "respondent")):
        raise fail(shown, "its rows are not those of the responses", "the same rows, in the same order", step)
