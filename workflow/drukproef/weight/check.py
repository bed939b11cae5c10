"""Respondents and population figures in, all that keeps them from being weighted out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

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


def merged(
    counts: Counts, targets: list[Target], rules: Mapping[str, Sequence[str]]
) -> tuple[Counts, list[Target]]:
    """Counts and figures after collapsing {into: [from]}; a merged figure stands where its first one stood.

    >>> merged({(2024, "a"): 2, (2024, "b"): 1}, [], {"a": ["b"]})[0]
    {(2024, 'a'): 3}
    """
    into = {source: level for level, sources in rules.items() for source in sources}
    together: Counts = {}
    for (wave, stratum), n in counts.items():
        key = wave, into.get(stratum, stratum)
        together[key] = together.get(key, 0) + n
    figures: dict[tuple[int, str], Target] = {}
    for target in targets:
        name = into.get(target.stratum, target.stratum)
        earlier = figures.get((target.wave, name))
        size = target.population + (earlier.population if earlier else 0)
        figures[target.wave, name] = replace(earlier or target, stratum=name, population=size)
    return together, list(figures.values())


def missing_strata(
    wave: int, variable: str, respondents: list[str], shown: str, what: str = "a stratum"
) -> Problem:
    """Respondents who can't be weighted, the first few by name."""
    names = ", ".join(respondents[:SHOWN_IDS]) + (", ..." if len(respondents) > SHOWN_IDS else "")
    return Problem(
        f"{shown}, wave {wave}, column '{variable}'",
        f"{len(respondents)} respondents without {what}: {names}",
        f"a level of {'the strata variable' if what == 'a stratum' else 'each variable'} for everyone",
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
