"""The columns that `drukproef weight FILE` is told to use in, checked values out."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
import pandas as pd

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.study.check import unknown
from drukproef.weight.methods import Weighted, design_deff
from drukproef.weight.methods.sums import Floats
from drukproef.weight.request import Request
from drukproef.weight.table import numbers_of


def checked_data(request: Request, data: pd.DataFrame) -> pd.DataFrame:
    """The data, after checking that the columns that are asked for are there, and the new one is not."""
    needed = [*request.variables, request.base_weight, request.id_column, *request.deff]
    problems = [unknown("column", n, data.columns, str(request.file)) for n in needed if n and n not in data]
    if request.name in data:
        step = "choose another name with --name"
        problems.append(
            Problem(str(request.file), f"it has a column '{request.name}' already", "a new name", step)
        )
    if not problems and request.id_column:
        problems += _id_problems(data[request.id_column], f"{request.file}, column '{request.id_column}'")
    if problems:
        raise DrukproefError(problems)
    return data


def _id_problems(ids: pd.Series, place: str) -> Iterator[Problem]:
    if missing := int(ids.isna().sum()):
        yield Problem(place, f"{missing} respondents without a number", "one for everyone")
    twice = ids[ids.duplicated() & ids.notna()].unique()
    if len(twice):
        shown = ", ".join(map(str, twice[:5]))
        yield Problem(
            place, f"{len(twice)} numbers occur more than once: {shown}", "one respondent per number"
        )


def base_weights(request: Request, data: pd.DataFrame) -> Floats:
    """The design weights; all 1 when no column is given."""
    return numbers_of(data, request.base_weight) if request.base_weight else np.ones(len(data))


def design_effects(request: Request, data: pd.DataFrame, weighted: Weighted) -> dict[str, float]:
    """The design effect of the mean of each column that was asked for; a constant column is an error."""
    effects = {name: design_deff(weighted, numbers_of(data, name)) for name in request.deff}
    for name, effect in effects.items():
        if math.isnan(effect):
            n = int(np.count_nonzero(~np.isnan(numbers_of(data, name))))
            found = f"{n} numbers without variation"
            raise fail(f"{request.file}, column '{name}'", found, "a mean that a sample can get wrong")
    return effects
