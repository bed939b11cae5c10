"""A source in, its respondents in memory out: for clusters, population totals and numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from drukproef.crosstab.request import Request, columns_in
from drukproef.crosstab.respondents import Column, Respondents, crossed
from drukproef.crosstab.source import Source, answers
from drukproef.crosstab.subset import holds
from drukproef.crosstab.weights import Floats, Inspector, floats
from drukproef.errors import DrukproefError, Problem


def read_respondents(source: Source, request: Request) -> tuple[Respondents, Floats, Any]:
    """The coded columns, the weights (ones without a column), and the table that they were read from.

    Raises DrukproefError for weights, strata, clusters and cells that are missing or can't be used.
    """
    table = pa.Table.from_batches(source.batches(request.columns_of(source), 2))
    table = table.combine_chunks()
    design = [
        name for name in (request.wave, request.strata, request.psu, *request.poststrata_columns) if name
    ]
    columns = {name: column_of(table, name, ()) for name in design}
    columns |= {name: column_of(table, name, request.missing) for name in request.items}
    columns |= {
        banner: crossed([column_of(table, name, request.missing) for name in columns_in(banner)])
        for banner in request.by
    }
    numbers = {name: floats(answers(one(table, name), request.missing)) for name in request.numbers}
    weights = floats(one(table, request.weight)) if request.weight else np.ones(table.num_rows)
    _check(source, request, design, columns, numbers, weights)
    _check_options(source, request, numbers)
    mask = holds(request.parsed_subset, {n: one(table, n) for n in table.column_names})
    inside = np.ones(table.num_rows, dtype=bool) if mask is None else mask.to_numpy(zero_copy_only=False)
    wave = columns[request.wave] if request.wave else None
    return Respondents(columns, numbers, inside, wave), weights, table


def one(table: Any, name: str) -> Any:
    column = table[name]
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def column_of(table: Any, name: str, missing: tuple[Any, ...]) -> Column:
    encoded = answers(one(table, name), missing).dictionary_encode()
    values = encoded.dictionary.to_pylist()
    order = sorted(range(len(values)), key=lambda i: values[i])
    place = np.full(len(values) + 1, -1)
    place[order] = np.arange(len(values))
    indices = encoded.indices.cast(pa.int64()).fill_null(len(values)).to_numpy(zero_copy_only=False)
    return Column(place[indices], [values[i] for i in order])


def _check(
    source: Source,
    request: Request,
    design: list[str],
    columns: dict[str, Column],
    numbers: dict[str, Floats],
    weights: Floats,
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
    for name, values in numbers.items():
        look = Inspector(f"{source.shown}, column '{name}'", len(weights), "finite numbers")
        look.look_finite(values)
        inspected.append(look)
    refuse(*inspected)


def _check_options(source: Source, request: Request, numbers: dict[str, Floats]) -> None:
    """Options of a question with several answers that hold something else than 0 and 1."""
    problems = []
    for name in dict.fromkeys(option for options in request.multiple.values() for option in options):
        others = numbers[name][~np.isin(numbers[name], (0, 1)) & ~np.isnan(numbers[name])]
        if len(others):
            found = f"{len(others)} of {source.rows} values are not 0 or 1, such as {others[0]:g}"
            step = "recode it: 1 for given, 0 for not given, empty for who was not asked"
            problems.append(Problem(f"{source.shown}, column '{name}'", found, "0 or 1", step))
    if problems:
        raise DrukproefError(problems)


def refuse(*looks: Inspector) -> None:
    problems: list[Problem] = [problem for look in looks for problem in look.problems()]
    if problems:
        raise DrukproefError(problems)
