"""A CSV with population figures in, its lines as levels and figures out; every problem with its line."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, Problem, fail

NOTES = ("source", "date")
"""Columns that say where a figure comes from; they may be left out."""


@dataclass(frozen=True)
class Line:
    """One line: the texts of its key columns, the figure, and where it stands."""

    key: tuple[str, ...]
    population: float
    place: str  # "pop.csv, line 3"


def read_lines(path: Path, shown: str, keys: Sequence[str]) -> list[Line]:
    """The lines of a CSV with the columns `keys`, `population`, and optionally source and date, in any order.

    Raises DrukproefError with every line that is wrong: no number, negative, infinite, or a key that came before.
    """
    lines = _lines(path, shown, keys)
    problems: list[Problem] = []
    figures: dict[tuple[str, ...], Line] = {}
    for line, row in lines:
        place, key = f"{shown}, line {line}", tuple(row[k] for k in keys)
        found = list(_problems(row, key, keys, place, figures))
        problems += found
        if not found:
            figures[key] = Line(key, float(row["population"]), place)
    if not lines:
        problems.append(Problem(shown, "no figures", "a line per level", "add them"))
    if problems:
        raise DrukproefError(problems)
    return list(figures.values())


def _lines(path: Path, shown: str, keys: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    if not path.is_file():
        raise fail(
            shown, "the file does not exist", "a CSV with population figures", "make it, or mend the name"
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = [name.strip() for name in next(reader, [])]
        needed = [*keys, "population"]
        if sorted(set(header) - set(NOTES)) != sorted(needed) or len(set(header)) != len(header):
            found = f"the columns are {', '.join(header) or 'missing'}"
            expected = f"{','.join(needed)} (and, if you like, {' and '.join(NOTES)})"
            raise fail(f"{shown}, line 1", found, expected, "mend the first line")
        numbered = [(reader.line_num, row) for row in reader if row]
    bad = [line for line, row in numbered if len(row) != len(header)]
    if bad:
        step = "put a text with commas in quotes"
        raise DrukproefError(
            Problem(f"{shown}, line {line}", f"not {len(header)} values", ",".join(header), step)
            for line in bad
        )
    return [(line, {k: v.strip() for k, v in zip(header, row, strict=True)}) for line, row in numbered]


def _problems(
    row: dict[str, str],
    key: tuple[str, ...],
    keys: Sequence[str],
    place: str,
    earlier: dict[tuple[str, ...], Line],
) -> Iterator[Problem]:
    empty = [name for name, value in zip(keys, key, strict=True) if not value]
    if empty:
        yield Problem(place, f"no {' and no '.join(empty)}", "a value", "fill it in, or remove the line")
    try:
        number = float(row["population"])
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number >= 0):
        found = f"the population is '{row['population']}'"
        yield Problem(place, found, "a number of 0 or more, such as 1234 or 1234.5", "mend the figure")
    if key in earlier:
        found = f"{' '.join(key)} has a figure twice"
        yield Problem(place, found, "one figure", f"keep this line or {earlier[key].place}")
