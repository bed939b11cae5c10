"""A source in, its respondents in memory and their design out: for clusters and population totals."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from drukproef.crosstab.general import Column, Respondents
from drukproef.crosstab.layout import text_of
from drukproef.crosstab.request import Request
from drukproef.crosstab.source import Source, answers
from drukproef.crosstab.subset import holds
from drukproef.crosstab.weights import Floats, Inspector, floats
from drukproef.errors import DrukproefError, Problem
from drukproef.study.check import unknown
from drukproef.survey import Design, poststratify, rake
from drukproef.weight.population import Line, read_lines

BETWEEN = " × "


def read_respondents(source: Source, request: Request) -> tuple[Respondents, Floats, Any]:
    """The coded columns, the weights (ones without a column), and the table that they were read from.

    Raises DrukproefError for weights, strata, clusters and cells that are missing or can't be used.
    """
    table = pa.Table.from_batches(source.batches(request.columns_of(source), 2))
    table = table.combine_chunks()
    design = [
        name for name in (request.wave, request.strata, request.psu, *request.poststrata_columns) if name
    ]
    columns = {name: _column(table, name, ()) for name in design}
    columns |= {name: _column(table, name, request.missing) for name in (*request.items, *request.by)}
    weights = floats(_one(table, request.weight)) if request.weight else np.ones(table.num_rows)
    _check(source, request, design, columns, weights)
    mask = holds(request.parsed_subset, {n: _one(table, n) for n in table.column_names})
    inside = np.ones(table.num_rows, dtype=bool) if mask is None else mask.to_numpy(zero_copy_only=False)
    wave = columns[request.wave] if request.wave else None
    return Respondents(columns, inside, wave), weights, table


def design_of(people: Respondents, weights: Floats, table: Any, request: Request, source: Source) -> Design:
    """The design of the whole file, calibrated when that is asked for.

    Waves are independent samples: their strata and cells are their own. Unless a cluster (a person in a panel)
    occurs in several waves: then waves share it, and its stratum.
    """
    psu = people.columns[request.psu].codes if request.psu else None
    waves = None if people.wave is None or _is_panel(people.wave, psu) else people.wave
    strata = _labels([waves, people.columns[request.strata] if request.strata else None], len(weights))
    fpc: Floats | float | None = request.fpc_number
    if request.fpc_column:
        fpc = floats(_one(table, request.fpc_column))
    design = Design(weights, strata, psu, fpc, name=source.shown)
    if request.poststrata:
        assert request.targets is not None
        names = [*([request.wave] if request.wave else []), *request.poststrata_columns]
        lines = read_lines(request.targets, str(request.targets), list(dict.fromkeys(names)))
        cells = _labels([people.columns[name] for name in dict.fromkeys(names)], len(weights))
        assert cells is not None
        return poststratify(design, cells, {BETWEEN.join(line.key): line.population for line in lines})
    return rake(design, _margins(people, table, request, source)) if request.rake else design


def _margins(
    people: Respondents, table: Any, request: Request, source: Source
) -> list[tuple[Any, Mapping[Any, float]]]:
    """Labels and totals per variable of the CSV; with waves, each wave has levels of its own."""
    path: Path = request.rake  # type: ignore[assignment]
    keys = [*([request.wave] if request.wave else []), "variable", "level"]
    by_name: dict[str, list[Line]] = {}
    for line in read_lines(path, str(path), keys):
        by_name.setdefault(line.key[-2], []).append(line)
    wrong = [unknown("column", name, source.names, str(path)) for name in by_name if name not in source.names]
    if wrong:
        raise DrukproefError(wrong)
    margins: list[tuple[Any, Mapping[Any, float]]] = []
    extra = pa.Table.from_batches(
        source.batches([n for n in source.names if n in by_name], 2)
    ).combine_chunks()
    for name, lines in by_name.items():
        column = _column(extra, name, ())
        _refuse_missing(column, f"{source.shown}, column '{name}'")
        cells = _labels([people.wave, column], len(column.codes))
        assert cells is not None
        totals = {BETWEEN.join((*line.key[:-2], line.key[-1])): line.population for line in lines}
        margins.append((cells, totals))
    return margins


def _labels(parts: list[Column | None], rows: int) -> Any:
    """The texts of several columns together; None when there are none."""
    texts = [np.array([text_of(v) for v in c.values], dtype=object)[c.codes] for c in parts if c is not None]
    if not texts:
        return None
    joined = texts[0] if len(texts) == 1 else [BETWEEN.join(row) for row in zip(*texts, strict=True)]
    return np.array(joined, dtype=np.str_)


def _is_panel(wave: Column, psu: Any) -> bool:
    """Whether a cluster occurs in several waves."""
    if psu is None:
        return False
    pairs = np.unique(np.stack([psu, wave.codes], axis=1), axis=0)
    return len(pairs) > len(np.unique(pairs[:, 0]))


def _one(table: Any, name: str) -> Any:
    column = table[name]
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _column(table: Any, name: str, missing: tuple[Any, ...]) -> Column:
    encoded = answers(_one(table, name), missing).dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda i: values[i])
    place = np.full(len(values) + 1, -1)
    place[order] = np.arange(len(values))
    indices = encoded.indices.cast(pa.int64()).fill_null(len(values)).to_numpy(zero_copy_only=False)
    return Column(place[indices], [values[i] for i in order])


def _check(
    source: Source, request: Request, design: list[str], columns: dict[str, Column], weights: Floats
) -> None:
    inspected = []
    for name in design:
        look = Inspector(f"{source.shown}, column '{name}'", len(weights), "a value for each respondent")
        look.look_missing(columns[name].codes < 0)
        inspected.append(look)
    if request.weight:
        look = Inspector(f"{source.shown}, column '{request.weight}'", len(weights))
        look.look(weights)
        inspected.append(look)
    problems: list[Problem] = [problem for look in inspected for problem in look.problems()]
    if problems:
        raise DrukproefError(problems)


def _refuse_missing(column: Column, place: str) -> None:
    look = Inspector(place, len(column.codes), "a level for each respondent")
    look.look_missing(column.codes < 0)
    problems = list(look.problems())
    if problems:
        raise DrukproefError(problems)
