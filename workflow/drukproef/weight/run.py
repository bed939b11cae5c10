"""The stage `weight`: responses and population figures in, a weight per respondent and diagnostics out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.files import write_text, written_aside
from drukproef.study import Study
from drukproef.weight.check import missing_strata, problems_between
from drukproef.weight.diagnostics import as_csv, diagnostics
from drukproef.weight.poststratify import Weights, poststratify
from drukproef.weight.targets import Target, read_targets

SCHEMA = pa.schema(
    [
        pa.field("wave", pa.int16(), False),
        pa.field("respondent", pa.string(), False),
        pa.field("stratum", pa.int16(), False),
        pa.field("weight", pa.float64(), False),
        pa.field("n_stratum", pa.int32(), False),
        pa.field("population", pa.int32(), False),
    ]
)


def weight(study: Study, population: str) -> None:
    """Write weights/<population>.parquet and weight/<population>.csv.

    Raises DrukproefError with everything that is wrong between the respondents and the population figures.
    """
    settings = study.population(population)
    responses = _responses(study, population, settings.strata)
    levels = study.codebooks[population].variable(settings.strata).categories
    names = {c.code: c.id for c in levels}
    shown = f"data/{study.id}/{settings.weighting.targets}"
    targets = read_targets(
        study.data / settings.weighting.targets, shown, sorted(settings.files), list(names.values())
    )
    stratum = np.asarray(responses[settings.strata]).astype(np.int64)
    waves = np.asarray(responses["wave"]).astype(np.int64)
    problems = _without_stratum(study, population, responses, stratum, waves, names)
    problems += problems_between(_counts(waves, stratum, names), targets, shown)
    if problems:
        raise DrukproefError(problems)
    weights, rows = _weigh(waves, stratum, names, targets)
    _write_weights(study.results / "weights" / f"{population}.parquet", responses, stratum, weights)
    write_text(study.results / "weight" / f"{population}.csv", as_csv(rows))


def _responses(study: Study, population: str, strata: str) -> pa.Table:
    path = study.results / "responses" / f"{population}.parquet"
    shown = f"results/{study.id}/responses/{population}.parquet"
    if not path.is_file():
        step = f"run: drukproef clean {study.id} {population}"
        raise fail(shown, "the file does not exist", "the responses of the population", step)
    if strata not in pq.read_schema(path).names:
        raise fail(
            shown, f"no column '{strata}'", "a column for the strata variable", "clean the answers again"
        )
    return pq.read_table(path, columns=["wave", "respondent", strata])


def _without_stratum(
    study: Study,
    population: str,
    responses: pa.Table,
    stratum: NDArray[np.int64],
    waves: NDArray[np.int64],
    names: dict[int, str],
) -> list[Problem]:
    unknown = ~np.isin(stratum, list(names))
    shown = f"results/{study.id}/responses/{population}.parquet"
    problems = []
    for wave in np.unique(waves[unknown]):
        ids = responses["respondent"].filter(pa.array(unknown & (waves == wave))).to_pylist()
        problems.append(missing_strata(int(wave), study.population(population).strata, ids, shown))
    return problems


def _counts(
    waves: NDArray[np.int64], stratum: NDArray[np.int64], names: dict[int, str]
) -> dict[tuple[int, str], int]:
    known = np.isin(stratum, list(names))
    keys, counts = np.unique(np.stack([waves[known], stratum[known]]), axis=1, return_counts=True)
    return {(int(w), names[int(s)]): int(n) for (w, s), n in zip(keys.T, counts, strict=True)}


def _weigh(
    waves: NDArray[np.int64], stratum: NDArray[np.int64], names: dict[int, str], targets: list[Target]
) -> tuple[list[tuple[NDArray[np.bool_], Weights]], list[dict[str, Any]]]:
    codes = {name: code for code, name in names.items()}
    parts: list[tuple[NDArray[np.bool_], Weights]] = []
    rows: list[dict[str, Any]] = []
    for wave in np.unique(waves):
        inside = waves == wave
        totals = {codes[t.stratum]: t.population for t in targets if t.wave == wave}
        weights = poststratify(stratum[inside], totals)
        parts.append((inside, weights))
        rows += diagnostics(int(wave), stratum[inside], names, weights)
    return parts, rows


def _write_weights(
    path: Path,
    responses: pa.Table,
    stratum: NDArray[np.int64],
    parts: list[tuple[NDArray[np.bool_], Weights]],
) -> None:
    columns: dict[str, NDArray[Any]] = {
        name: np.zeros(len(stratum)) for name in ("weight", "n_stratum", "population")
    }
    for inside, weights in parts:
        for name, values in columns.items():
            values[inside] = getattr(weights, name)
    arrays = [responses["wave"], responses["respondent"], pa.array(stratum)]
    arrays += [pa.array(values) for values in columns.values()]
    table = pa.Table.from_arrays([a.cast(t.type) for a, t in zip(arrays, SCHEMA, strict=True)], schema=SCHEMA)
    with written_aside(path) as aside:
        pq.write_table(table, aside, compression="zstd", store_schema=False)
