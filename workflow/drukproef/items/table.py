"""A data file and the names of items in, an Arrow table out: how well they make one scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from drukproef.crosstab.reading import read_respondents
from drukproef.crosstab.request import Request
from drukproef.crosstab.request_checks import checked
from drukproef.crosstab.respondents import Column, Respondents
from drukproef.crosstab.sample import design_of
from drukproef.crosstab.source import Source
from drukproef.errors import DrukproefError, Problem
from drukproef.items.explained import COLUMNS
from drukproef.survey import Design, ItemAnalysis, analyse_items, mean, scale_scores
from drukproef.survey.arrays import Floats

TEXTS = ("part", "name")
COUNTS = ("n", "n_dropped")


def items_table(source: Source, request: Request) -> pa.Table:
    """A row for the scale, one per item and one per component, with the columns of COLUMNS; null where there is none.

    Of the request it reads items, weight, strata, psu, subset and missing. Raises DrukproefError with all that is wrong.
    """
    request = checked(request, source)
    people, weights, table = read_respondents(source, request)
    items = _numbers(people, request, source)
    design = design_of(people, weights, table, request, source)
    analysis = analyse_items(design, items, people.inside)
    rows = [_scale(design, items, people, analysis), *_items(design, items, people, analysis)]
    rows += [
        {"part": "component", "name": str(i), "eigenvalue": value, "share": value / len(items)}
        for i, value in enumerate(analysis.eigenvalues, 1)
    ]
    columns = {
        name: pa.array([row.get(name) for row in rows], _type(name), from_pandas=True) for name in COLUMNS
    }
    return pa.table(columns)


def _type(name: str) -> pa.DataType:
    return pa.string() if name in TEXTS else pa.int64() if name in COUNTS else pa.float64()


def _numbers(people: Respondents, request: Request, source: Source) -> dict[str, Floats]:
    """The answers as numbers, NaN where there is none; texts are problems."""
    problems, found = [], {}
    for name in request.items:
        column = people.columns[name]
        texts = [value for value in column.values if isinstance(value, str)]
        if texts:
            place, step = f"{source.shown}, column '{name}'", "recode the answers, or call them --missing"
            what = f"{len(texts)} answers that are no numbers, such as '{texts[0]}'"
            problems.append(Problem(place, what, "numbers, all items coded the same way", step))
        else:
            found[name] = _values(column)
    if problems:
        raise DrukproefError(problems)
    return found


def _values(column: Column) -> Floats:
    return np.array([*column.values, np.nan], dtype=np.float64)[column.codes]


def _complete(items: dict[str, Floats], people: Respondents) -> Any:
    return people.inside & ~np.isnan(np.stack(list(items.values()))).any(axis=0)


def _scale(
    design: Design, items: dict[str, Floats], people: Respondents, found: ItemAnalysis
) -> dict[str, Any]:
    score = mean(design, scale_scores(items), people.inside)
    return {
        "part": "scale",
        "name": "scale",
        "n": found.n,
        "n_dropped": found.n_dropped,
        "mean": score.estimate,
        "se": score.se,
        "sd": found.sd_scale,
        "alpha": found.alpha,
    }


def _items(
    design: Design, items: dict[str, Floats], people: Respondents, found: ItemAnalysis
) -> list[dict[str, Any]]:
    base = _complete(items, people)
    rows = []
    for name, values in items.items():
        answer = mean(design, values, base)
        rows.append(
            {
                "part": "item",
                "name": name,
                "n": found.n,
                "mean": answer.estimate,
                "se": answer.se,
                "sd": found.sd[name],
                "item_total": found.item_total[name],
                "alpha_without": found.alpha_without[name],
                "loading": found.loadings[name],
            }
        )
    return rows
