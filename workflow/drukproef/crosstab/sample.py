"""Respondents in, their sample design out, weighted to population totals when that is asked for."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from drukproef.crosstab.layout import BETWEEN, text_of
from drukproef.crosstab.reading import column_of, one, refuse
from drukproef.crosstab.replicates import replicates_of
from drukproef.crosstab.request import Request
from drukproef.crosstab.respondents import Column, Respondents
from drukproef.crosstab.source import Source
from drukproef.crosstab.weights import Floats, Inspector, floats
from drukproef.errors import DrukproefError, Problem
from drukproef.study.check import unknown
from drukproef.survey import Design, poststratify, rake
from drukproef.weight.methods.margin import SAME_TOTAL
from drukproef.weight.population import Line, read_lines


def design_of(people: Respondents, weights: Floats, table: Any, request: Request, source: Source) -> Design:
    """The design of the whole file, calibrated when that is asked for.

    Waves are independent samples: their strata and cells are their own. Unless a cluster (a person in a panel)
    occurs in several waves: then waves share it, and its stratum.
    """
    if request.replicates:
        return Design(weights, replicates=replicates_of(table, request), name=source.shown)
    cluster = people.columns[request.psu] if request.psu else None
    waves = None if people.wave is None or _is_panel(people.wave, cluster) else people.wave
    strata = _labels([waves, people.columns[request.strata] if request.strata else None], len(weights))
    fpc: Floats | float | None = request.fpc_number
    if request.fpc_column:
        fpc = floats(one(table, request.fpc_column))
    psu = None if cluster is None else _values(cluster)
    design = Design(weights, strata, psu, fpc, lonely=request.lonely, name=source.shown)  # type: ignore[arg-type]
    if request.poststrata:
        assert request.targets is not None
        names = [*([request.wave] if request.wave else []), *request.poststrata_columns]
        lines = read_lines(request.targets, str(request.targets), list(dict.fromkeys(names)))
        cells = _labels([people.columns[name] for name in dict.fromkeys(names)], len(weights))
        assert cells is not None
        design = poststratify(design, cells, {BETWEEN.join(line.key): line.population for line in lines})
    elif request.rake:
        margins = _margins(people, request, source)
        design = rake(design, list(margins.values()), list(margins))
    return design


def _margins(
    people: Respondents, request: Request, source: Source
) -> dict[str, tuple[Any, Mapping[Any, float]]]:
    """Labels and totals per variable of the CSV; with waves, each wave has levels of its own."""
    path: Path = request.rake  # type: ignore[assignment]
    keys = [*([request.wave] if request.wave else []), "variable", "level"]
    by_name: dict[str, list[Line]] = {}
    for line in read_lines(path, str(path), keys):
        by_name.setdefault(line.key[-2], []).append(line)
    wrong = [unknown("column", name, source.names, str(path)) for name in by_name if name not in source.names]
    if wrong:
        raise DrukproefError(wrong)
    different = list(_total_problems(by_name, str(path)))
    if different:
        raise DrukproefError(different)
    margins: dict[str, tuple[Any, Mapping[Any, float]]] = {}
    extra = pa.Table.from_batches(
        source.batches([n for n in source.names if n in by_name], 2)
    ).combine_chunks()
    for name, lines in by_name.items():
        column = column_of(extra, name, ())
        _refuse_missing(column, f"{source.shown}, column '{name}'")
        cells = _labels([people.wave, column], len(column.codes))
        assert cells is not None
        totals = {BETWEEN.join((*line.key[:-2], line.key[-1])): line.population for line in lines}
        margins[name] = (cells, totals)
    return margins


def _total_problems(by_name: Mapping[str, Sequence[Line]], shown: str) -> Iterator[Problem]:
    """Margins that describe populations of another size than the first one, in each wave."""
    sums: dict[tuple[str, ...], dict[str, float]] = {}
    for name, lines in by_name.items():
        for line in lines:
            of_wave = sums.setdefault(line.key[:-2], {})
            of_wave[name] = of_wave.get(name, 0.0) + line.population
    for wave, of_wave in sums.items():
        first, total = next(iter(of_wave.items()))
        for name, other in of_wave.items():
            if not math.isclose(other, total, rel_tol=SAME_TOTAL):
                place = ", ".join([shown, *(f"wave {each}" for each in wave), f"margin '{name}'"])
                found = f"the totals add up to {other:.10g}, those of '{first}' to {total:.10g}"
                step = "find out which figures are right; shares can be scaled to one total"
                yield Problem(place, found, "margins of one population, with the same total", step)


def _labels(parts: list[Column | None], rows: int) -> Any:
    """The texts of several columns together; None when there are none."""
    texts = [np.array([text_of(v) for v in c.values], dtype=object)[c.codes] for c in parts if c is not None]
    if not texts:
        return None
    joined = texts[0] if len(texts) == 1 else [BETWEEN.join(row) for row in zip(*texts, strict=True)]
    return np.array(joined, dtype=np.str_)


def _values(column: Column) -> Any:
    """The values of a column without missing ones: their order is that of the codes, their names stand in errors."""
    return np.array(column.values)[column.codes]


def _is_panel(wave: Column, cluster: Column | None) -> bool:
    """Whether a cluster occurs in several waves."""
    if cluster is None:
        return False
    pairs = np.unique(np.stack([cluster.codes, wave.codes], axis=1), axis=0)
    return len(pairs) > len(np.unique(pairs[:, 0]))


def _refuse_missing(column: Column, place: str) -> None:
    look = Inspector(place, len(column.codes), "a level for each respondent")
    look.look_missing(column.codes < 0)
    refuse(look)
