"""A data file and a CSV of population figures in, the margins to weight to out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from drukproef.errors import DrukproefError
from drukproef.study.check import unknown
from drukproef.weight.methods import Margin
from drukproef.weight.population import Line, read_lines
from drukproef.weight.request import Request
from drukproef.weight.table import BETWEEN, levels_of


def margins_of(request: Request, data: pd.DataFrame) -> list[Margin]:
    """One margin for cells, or one per variable of the CSV, in the order of the file."""
    ((method, path),) = request.methods.items()
    assert path is not None  # recipe_of has seen to that
    if method == "poststratify":
        lines = read_lines(path, str(path), request.variables)
        return [_margin(BETWEEN.join(request.variables), request.variables, lines, data)]
    return _several(path, read_lines(path, str(path), ["variable", "level"]), data)


def _several(path: Path, lines: list[Line], data: pd.DataFrame) -> list[Margin]:
    names = list(dict.fromkeys(line.key[0] for line in lines))
    missing = [name for name in names if name not in data]
    if missing:
        raise DrukproefError(unknown("column", name, data.columns, str(path)) for name in missing)
    of = {
        name: [Line(line.key[1:], line.population, line.place) for line in lines if line.key[0] == name]
        for name in names
    }
    return [_margin(name, [name], of[name], data) for name in names]


def _margin(variable: str, columns: list[str], lines: list[Line], data: pd.DataFrame) -> Margin:
    texts = {BETWEEN.join(line.key): line for line in lines}
    targets = {text: line.population for text, line in texts.items()}
    return Margin(
        variable, levels_of(data, columns), targets, {text: line.place for text, line in texts.items()}
    )
