"""Levels and rules in, merged levels out. A rule says which levels go into which; nothing merges by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.weight.methods.margin import Margin

Collapse = Mapping[Any, Sequence[Any]]
"""{into: [from, ...]}. `into` keeps its own people; it may also be a new name."""


def collapsed(margin: Margin, rules: Collapse) -> Margin:
    """The margin with each `from` merged into its `into`: respondents and targets alike.

    Raises DrukproefError for a level that is not there (an ignored rule), is merged twice, or is both ends.

    >>> m = Margin("age", ["old", "older"], {"old": 10, "older": 4})
    >>> merged = collapsed(m, {"old": ["older"]})
    >>> merged.levels.tolist(), merged.targets
    (['old', 'old'], {'old': 14})
    """
    problems = list(_rule_problems(margin, rules))
    if problems:
        raise DrukproefError(problems)
    into = {source: target for target, sources in rules.items() for source in sources}
    targets: dict[Any, float] = {}
    for level, target in margin.targets.items():
        name = into.get(level, level)
        targets[name] = targets.get(name, 0) + target
    levels = np.array([into.get(level, level) for level in np.asarray(margin.levels).tolist()], dtype=object)
    return Margin(margin.variable, levels, targets, margin.places)


def _rule_problems(margin: Margin, rules: Collapse) -> Iterator[Problem]:
    sources = [source for listed in rules.values() for source in listed]
    place = f"collapse of '{margin.variable}'"
    known = ", ".join(map(str, margin.targets))
    for source in dict.fromkeys(sources):
        if source not in margin.targets:
            yield Problem(
                place, f"there is no target for '{source}'", f"one of: {known}", "mend or remove the rule"
            )
        if sources.count(source) > 1:
            yield Problem(
                place, f"'{source}' is merged {sources.count(source)} times", "once", "keep one rule"
            )
        if source in rules:
            yield Problem(
                place, f"'{source}' is merged, and others into it", "one of both", "merge all into one level"
            )
    for into, listed in rules.items():
        if not listed:
            yield Problem(place, f"nothing goes into '{into}'", "levels to merge", "remove the rule")
        if len(listed) == 1 and into not in margin.targets:
            yield Problem(
                place,
                f"'{listed[0]}' alone becomes '{into}', which is no level",
                f"one of: {known}",
                "merge it into an existing level",
            )
