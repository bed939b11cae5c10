"""CSVs with margins in, figures per wave, variable and level out; every problem with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drukproef.errors import DrukproefError, Problem
from drukproef.study import Codebook, Study
from drukproef.study.check import unknown
from drukproef.weight.population import Line, read_lines
from drukproef.weight.targets import Target

KEYS = ("wave", "variable", "level")


def read_margins(study: Study, population: str, files: Sequence[str]) -> list[Target]:
    """The lines of all files (wave, variable, level, population), in order.

    Raises DrukproefError for every line with an unknown wave, variable or level, or that is in two files.
    """
    codebook, waves = study.codebooks[population], sorted(study.population(population).files)
    problems: list[Problem] = []
    targets: dict[tuple[str, ...], Target] = {}
    for file in files:
        try:
            lines = read_lines(study.data / file, f"data/{study.id}/{file}", KEYS)
        except DrukproefError as error:
            problems += error.problems
            continue
        for line in lines:
            found = list(_problems(line, codebook, waves))
            if line.key in targets:
                other = targets[line.key].place
                found.append(Problem(line.place, f"{' '.join(line.key)} is also in {other}", "one figure"))
            if not found:
                wave, variable, level = line.key
                targets[line.key] = Target(int(wave), level, line.population, line.place, variable)
            problems += found
    if problems:
        raise DrukproefError(problems)
    return list(targets.values())


def _problems(line: Line, codebook: Codebook, waves: Sequence[int]) -> Iterator[Problem]:
    wave, variable, level = line.key
    if wave not in map(str, waves):
        known = f"one of: {', '.join(map(str, waves))}"
        yield Problem(line.place, f"unknown wave '{wave}'", known, "remove the line, or mend the wave")
    variables = {v.id: v for v in codebook.variables}
    if variable not in variables:
        yield unknown("variable", variable, variables, line.place)
    elif level not in (levels := [c.id for c in variables[variable].categories]):
        yield unknown("level", level, levels, line.place)
