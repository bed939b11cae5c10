"""The options of `drukproef weight FILE`, and their texts in, values out."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Literal

import typer

from drukproef.errors import DrukproefError, Problem, fail

SUFFIXES = (".sav", ".csv", ".parquet")

Poststrata = Annotated[
    str | None,
    typer.Option(help="weight per cell of this variable, or of several: a,b"),
]
Targets = Annotated[
    Path | None, typer.Option(help="CSV with a population per cell: the variables, and population")
]
Rake = Annotated[
    Path | None, typer.Option(help="rake to the margins in this CSV: variable, level, population")
]
Linear = Annotated[
    Path | None, typer.Option(help="the same with linear (GREG) calibration, with or without bounds")
]
Logit = Annotated[Path | None, typer.Option(help="the same with logit calibration, within bounds")]
BaseWeight = Annotated[str | None, typer.Option(help="column with design weights")]
BoundsText = Annotated[
    str | None, typer.Option("--bounds", help="lowest and highest factor (1 is average), such as 0.3,3")
]
TrimText = Annotated[
    str | None, typer.Option("--trim", help="limits as multiples of the mean weight, such as 0.3,3")
]
Keep = Annotated[
    Literal["targets", "total"], typer.Option(help="what trimming keeps: targets, or only their total")
]
Collapse = Annotated[
    list[str] | None, typer.Option(help="merge levels: into=from,from (margins: variable:into=from,from)")
]
Normalise = Annotated[Literal["population", "n"], typer.Option(help="what the weights add up to")]
IdColumn = Annotated[str | None, typer.Option("--id", help="column that must tell respondents apart")]
Name = Annotated[str, typer.Option(help="name of the new column")]
Deff = Annotated[
    list[str] | None,
    typer.Option(help="numeric column for whose mean to give the design effect (repeat)"),
]
Strata = Annotated[
    str | None, typer.Option(help="for --deff: column with the stratum that a respondent was drawn from")
]
Psu = Annotated[str | None, typer.Option(help="for --deff: column with the cluster (primary sampling unit)")]
What = Annotated[str, typer.Argument(metavar="STUDY|FILE", help="a study, or a .sav, .csv or .parquet file")]
PopulationId = Annotated[str | None, typer.Argument(help="a population of the study")]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="for a file: all columns and the weight: .csv, .parquet or .sav"),
]
DiagnosticsFile = Annotated[Path | None, typer.Option("--diagnostics", help="CSV of what weighting did")]
FigureFile = Annotated[Path | None, typer.Option("--figure", help="SVG of what weighting did")]


def is_data_file(argument: str) -> bool:
    """Whether the first argument of `drukproef weight` is a data file rather than the id of a study.

    >>> is_data_file("answers.sav"), is_data_file("miv2024")
    (True, False)
    """
    return Path(argument).suffix.lower() in SUFFIXES or Path(argument).is_file()


def pair(option: str, text: str) -> tuple[float, float]:
    """Two numbers, the lower one first.

    >>> pair("--trim", "0.3,3")
    (0.3, 3.0)
    """
    try:
        low, high = (float(part) for part in text.split(","))
    except ValueError:
        low = high = math.nan
    if not low < high:
        raise fail(option, f"'{text}'", "two numbers, the lower one first, such as 0.3,3")
    return low, high


def rules(texts: list[str], per_variable: bool) -> dict[str, object]:
    """Rules for collapsing, as a recipe has them.

    >>> rules(["old=older,oldest"], False), rules(["age:old=older"], True)
    ({'old': ('older', 'oldest')}, {'age': {'old': ('older',)}})
    """
    found: dict[str, object] = {}
    problems = []
    for text in texts:
        into, _, sources = text.partition("=")
        variable, colon, level = into.partition(":") if per_variable else ("", ":", into)
        levels = tuple(part.strip() for part in sources.split(",") if part.strip())
        place: dict[str, object] = found.setdefault(variable, {}) if per_variable else found  # type: ignore[assignment]
        if not levels or not colon or not level or level in place:
            expected = "variable:into=from,from" if per_variable else "into=from,from"
            problems.append(Problem("--collapse", f"'{text}'", f"{expected}, and one rule per level"))
        place[level] = levels
    if problems:
        raise DrukproefError(problems)
    return found
