"""The CSV of population figures in, figures per wave and stratum out; every problem with its line."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, Problem, fail

HEADER = ["wave", "stratum", "population", "source", "date"]


@dataclass(frozen=True)
class Target:
    """How many people a stratum, or a level of another variable, has in a wave, and the line that says so."""

    wave: int
    stratum: str
    population: float  # of strata: a whole number
    place: str  # "data/x/population/y.csv, line 3"
    variable: str = ""


def read_targets(
    path: Path, shown: str, waves: list[int], strata: list[str], variable: str = ""
) -> list[Target]:
    """The figures for `waves` and `strata`, the levels of `variable`; DrukproefError lists every wrong line."""
    if not path.is_file():
        raise fail(
            shown, "the file does not exist", "a CSV with population figures", "make it, or mend study.yaml"
        )
    rows = _rows(path, shown)
    problems: list[Problem] = []
    targets: dict[tuple[int, str], Target] = {}
    for line, row in rows:
        place = f"{shown}, line {line}"
        found = _problems(row, place, waves, strata) or _duplicate(row, place, targets)
        problems += found
        if not found:
            target = Target(int(row["wave"]), row["stratum"], int(row["population"]), place, variable)
            targets[target.wave, target.stratum] = target
    if problems:
        raise DrukproefError(problems)
    return list(targets.values())


def _rows(path: Path, shown: str) -> list[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if header != HEADER:
            found = f"the columns are {', '.join(header) or 'missing'}"
            raise fail(f"{shown}, line 1", found, ",".join(HEADER), "mend the first line")
        numbered = [(reader.line_num, row) for row in reader if row]
    short = [line for line, row in numbered if len(row) != len(HEADER)]
    if short:
        raise DrukproefError(
            Problem(
                f"{shown}, line {line}",
                "not five values",
                ",".join(HEADER),
                "put a text with commas in quotes",
            )
            for line in short
        )
    return [(line, {k: v.strip() for k, v in zip(HEADER, row, strict=True)}) for line, row in numbered]


def _problems(row: dict[str, str], place: str, waves: list[int], strata: list[str]) -> list[Problem]:
    problems = []
    if row["wave"] not in map(str, waves):
        known = f"one of: {', '.join(map(str, waves))}"
        problems.append(
            Problem(place, f"unknown wave '{row['wave']}'", known, "remove the line, or mend the wave")
        )
    if row["stratum"] not in strata:
        known = f"one of: {', '.join(strata)}"
        problems.append(Problem(place, f"unknown stratum '{row['stratum']}'", known, "mend the name"))
    if not (row["population"].isascii() and row["population"].isdigit()):
        problems.append(
            Problem(
                place,
                f"the population is '{row['population']}'",
                "a whole number, such as 1234",
                "mend the figure",
            )
        )
    return problems


def _duplicate(row: dict[str, str], place: str, targets: dict[tuple[int, str], Target]) -> list[Problem]:
    other = targets.get((int(row["wave"]), row["stratum"]))
    if other is None:
        return []
    found = f"stratum '{row['stratum']}' has a figure for {row['wave']} twice"
    return [Problem(place, found, "one figure", f"keep this line or {other.place}")]
