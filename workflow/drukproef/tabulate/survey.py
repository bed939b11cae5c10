"""responses/ and weights/ in, the checked waves of a population out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.study import Study
from drukproef.tabulate.strata import Ints, Strata


@dataclass(frozen=True)
class Wave:
    """The respondents of one wave: the strata, the place of each respondent's stratum, and the answers."""

    year: int
    strata: Strata
    stratum: Ints
    answers: dict[str, Ints]


def read_waves(study: Study, population: str) -> list[Wave]:
    """The waves of a population in order, each with its design."""
    responses = _read(study, "responses", population, "clean")
    weights = _read(study, "weights", population, "weight")
    _check_same_rows(responses, weights, f"results/{study.id}/weights/{population}.parquet")
    years = np.asarray(weights["wave"])
    waves = []
    for year in sorted(study.population(population).files):
        rows = np.flatnonzero(years == year)
        waves.append(_wave(year, responses.take(rows), weights.take(rows)))
    _check_singles(waves, study, population)
    return waves


def _wave(year: int, responses: pa.Table, weights: pa.Table) -> Wave:
    codes, first, place = np.unique(np.asarray(weights["stratum"]), return_index=True, return_inverse=True)
    n = np.bincount(place, minlength=len(codes))
    population = np.asarray(weights["population"])[first]
    names = [name for name in responses.column_names if name not in ("wave", "respondent")]
    answers = {name: np.asarray(responses[name]).astype(np.int64) for name in names}
    strata = Strata(codes.astype(np.int64), n, population.astype(np.int64))
    _check_weights(year, strata, place, np.asarray(weights["weight"]))
    return Wave(year, strata, place, answers)


def _read(study: Study, part: str, population: str, command: str) -> pa.Table:
    path = study.results / part / f"{population}.parquet"
    if path.is_file():
        return pq.read_table(path)
    shown = f"results/{study.id}/{part}/{population}.parquet"
    step = f"run: drukproef {command} {study.id} {population}"
    raise fail(shown, "the file does not exist", f"the {part} of the population", step)


def _check_same_rows(responses: pa.Table, weights: pa.Table, shown: str) -> None:
    if any(responses[name].to_pylist() != weights[name].to_pylist() for name in ("wave", "respondent")):
        step = "weight the responses again"
        raise fail(shown, "its rows are not those of the responses", "the same rows, in the same order", step)


def _check_weights(year: int, strata: Strata, place: Ints, weight: np.ndarray) -> None:
    """Counts stand for weighted sums only while a stratum has one weight."""
    if not np.allclose(weight, strata.weight[place], rtol=1e-12, atol=0):
        raise fail(
            f"weights of wave {year}",
            "a weight is not population / respondents of its stratum",
            "weights from post-stratification on the strata",
            "weight the responses again",
        )


def _check_singles(waves: list[Wave], study: Study, population: str) -> None:
    variable = study.codebooks[population].variable(study.population(population).strata)
    names = {c.code: c.id for c in variable.categories}
    problems = [
        Problem(
            f"wave {wave.year}, stratum '{names[int(code)]}'",
            "single respondent in this stratum",
            "two respondents, or the whole population of the stratum",
            "merge this stratum with another, in the codebook and the population figures",
        )
        for wave in waves
        for code in wave.strata.single
    ]
    if problems:
        raise DrukproefError(problems)
