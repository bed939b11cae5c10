"""A variable and its population totals in, codes per respondent out; all that doesn't fit is a problem."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.errors import Problem
from drukproef.survey.arrays import Ints
from drukproef.survey.checks import row_list

SAME_TOTAL = 1e-9
"""Relative difference that totals of margins may have: that of adding up, not that of rounded figures."""


@dataclass(frozen=True)
class Margin:
    """A variable, the level of each respondent, and what the weights of each level must add up to.

    Levels are compared as they are: 1 is not "1". `places` says where a target stands ("pop.csv, line 3").
    """

    variable: str
    levels: NDArray[Any] | Sequence[Any]
    targets: Mapping[Any, float]
    places: Mapping[Any, str] = field(default_factory=dict)

    @property
    def used(self) -> tuple[Any, ...]:
        """The levels with people in the population, in the order of the targets."""
        return tuple(level for level, target in self.targets.items() if target != 0)

    @property
    def codes(self) -> Ints:
        """Per respondent the place of its level in `used`; -1 for one without a target."""
        place = {level: i for i, level in enumerate(self.used)}
        return np.array([place.get(level, -1) for level in _plain(self.levels)], dtype=np.int64)

    @property
    def total(self) -> float:
        """The size of the population according to this margin."""
        return math.fsum(self.targets.values())

    def place(self, level: Any) -> str:
        """Where the target of a level stands."""
        return self.places.get(level, f"target of '{self.variable}' = '{level}'")


def margin_problems(margin: Margin, respondents: int) -> Iterator[Problem]:
    """Everything that keeps the respondents from adding up to the targets of one margin."""
    levels = _plain(margin.levels)
    if len(levels) != respondents:
        found = f"{len(levels)} levels for {respondents} respondents"
        yield Problem(f"variable '{margin.variable}'", found, "a level for each respondent")
        return
    missing = [i + 1 for i, level in enumerate(levels) if is_missing(level)]
    if missing:
        yield _without_level(margin, missing)
    counts = Counter(level for level in levels if not is_missing(level))
    for level, n in counts.items():
        if level not in margin.targets:
            known = ", ".join(map(str, margin.targets))
            yield Problem(
                f"variable '{margin.variable}'",
                f"no target for '{level}', which has {n} respondents",
                f"a target for each level; there are targets for: {known}",
                "add the target, or recode the level",
            )
    for level, target in margin.targets.items():
        yield from _target_problems(margin, level, target, counts.get(level, 0))


def total_problems(margins: Sequence[Margin]) -> Iterator[Problem]:
    """Margins that describe populations of another size than the first one."""
    first = margins[0]
    for margin in margins[1:]:
        if not math.isclose(margin.total, first.total, rel_tol=SAME_TOTAL):
            yield Problem(
                f"margin '{margin.variable}'",
                f"the targets add up to {margin.total:.10g}, those of '{first.variable}' to {first.total:.10g}",
                "margins of one population, with the same total",
                "find out which figures are right; shares can be scaled to one total",
            )


def is_missing(level: Any) -> bool:
    """No level: None, NaN, or an empty text."""
    return level is None or level == "" or (isinstance(level, float) and math.isnan(level))


def _target_problems(margin: Margin, level: Any, target: float, n: int) -> Iterator[Problem]:
    if not (math.isfinite(target) and target >= 0):
        yield Problem(
            margin.place(level), f"the target of '{level}' is {target}", "a number of 0 or more", "mend it"
        )
    elif target > 0 and n == 0:
        yield Problem(
            margin.place(level),
            f"'{level}' has a target of {target:.10g}, but no respondents",
            "respondents for each target, so that all of the population is represented",
            f"merge '{level}' with another level (collapse), in the margin and in the file",
        )
    elif target == 0 and n > 0:
        yield Problem(
            margin.place(level),
            f"'{level}' has a target of 0, but {n} respondents",
            "people in the population for each respondent",
            "mend the target, or leave these respondents out",
        )


def _without_level(margin: Margin, rows: Sequence[int]) -> Problem:
    return Problem(
        f"variable '{margin.variable}'",
        f"{len(rows)} respondents without a level: {row_list(rows)}",
        "a level for everyone",
        "repair the answers, make 'unknown' a level with a target, or leave these respondents out",
    )


def _plain(levels: NDArray[Any] | Sequence[Any]) -> list[Any]:
    return levels.tolist() if isinstance(levels, np.ndarray) else list(levels)
