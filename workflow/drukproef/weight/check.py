"""Respondents and population figures in, all that keeps them from being weighted out."""

from __future__ import annotations

from collections.abc import Iterator

from drukproef.errors import Problem
from drukproef.weight.targets import Target

SHOWN_IDS = 5

Counts = dict[tuple[int, str], int]


def problems_between(counts: Counts, targets: list[Target], shown: str) -> Iterator[Problem]:
    """Strata in which respondents and population don't match. `counts`: respondents per wave and stratum."""
    figures = {(t.wave, t.stratum): t for t in targets}
    for (wave, stratum), n in counts.items():
        if (wave, stratum) not in figures:
            yield Problem(
                shown,
                f"no population figure for stratum '{stratum}' in {wave}, which has {n} respondents",
                "a line for each wave and stratum with respondents",
                f"add the line: {wave},{stratum},<population>,<source>,<date>",
            )
    for key, target in figures.items():
        yield from _problems_of(target, counts.get(key, 0))


def missing_strata(wave: int, variable: str, respondents: list[str], shown: str) -> Problem:
    """Respondents who can't be weighted, the first few by name."""
    names = ", ".join(respondents[:SHOWN_IDS]) + (", ..." if len(respondents) > SHOWN_IDS else "")
    return Problem(
        f"{shown}, wave {wave}, column '{variable}'",
        f"{len(respondents)} respondents without a stratum: {names}",
        "a level of the strata variable for everyone",
        "repair the answer, or leave these respondents out in the cleaning",
    )


def _problems_of(target: Target, n: int) -> Iterator[Problem]:
    stratum = f"stratum '{target.stratum}' in {target.wave}"
    if n == 0 and target.population > 0:
        yield Problem(
            target.place,
            f"{stratum} has a population of {target.population}, but no respondents",
            "respondents in each stratum, so that all of the population is represented",
            "merge the stratum with another, or leave it out of the population",
        )
    if target.population < n:
        yield Problem(
            target.place,
            f"{stratum} has {n} respondents in a population of {target.population}",
            "a population of at least the number of respondents",
            "mend the figure",
        )
