"""The columns that `drukproef weight FILE` is told to use in, checked values out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from drukproef.errors import DrukproefError, Problem
from drukproef.study.check import unknown
from drukproef.survey.arrays import Floats
from drukproef.weight.effects import Effects, effects_of_means
from drukproef.weight.methods import sample_design
from drukproef.weight.recipe import Outcome
from drukproef.weight.request import Request
from drukproef.weight.table import checked_weights, levels_of, numbers_of


def checked_data(request: Request, data: pd.DataFrame) -> pd.DataFrame:
    """The data, after checking that the columns that are asked for are there, and the new one is not."""
    needed = [*request.variables, request.base_weight, request.id_column, *request.deff]
    needed += [request.strata, request.psu]
    problems = [unknown("column", n, data.columns, str(request.file)) for n in needed if n and n not in data]
    if request.name in data:
        step = "choose another name with --name"
        problems.append(
            Problem(str(request.file), f"it has a column '{request.name}' already", "a new name", step)
        )
    if not problems and request.id_column:
        problems += _id_problems(data[request.id_column], f"{request.file}, column '{request.id_column}'")
    if not problems:
        problems += _unknown_parts(request, data)
    if problems:
        raise DrukproefError(problems)
    return data


def _unknown_parts(request: Request, data: pd.DataFrame) -> Iterator[Problem]:
    """Respondents without a stratum or cluster."""
    for name, what in ((request.strata, "stratum"), (request.psu, "cluster")):
        missing = levels_of(data, [name]).count(None) if name else 0
        if missing:
            found = f"{missing} of {len(data)} respondents without a {what}"
            yield Problem(
                f"{request.file}, column '{name}'", found, f"a {what} for everyone", "repair the file"
            )


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
    """The design weights; all 1 when no column is given. DrukproefError for those that can't be weights."""
    if request.base_weight is None:
        return np.ones(len(data))
    return checked_weights(data, request.base_weight, str(request.file))


def design_effects(request: Request, data: pd.DataFrame, outcome: Outcome, calibrated: bool) -> Effects:
    """The design effect of the mean of each column that was asked for; a constant column is an error."""
    if not request.deff:
        return Effects()
    strata, psu = (
        None if name is None else np.array(levels_of(data, [name])) for name in (request.strata, request.psu)
    )
    design = sample_design(outcome.weighted, strata, psu, calibrated=calibrated, name=str(request.file))
    return effects_of_means(design, {name: numbers_of(data, name) for name in request.deff})
