"""A recipe, design weights and margins in, final weights out: collapse, weigh, trim, normalise, check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from drukproef.errors import DrukproefError, Problem
from drukproef.study.weighting import Recipe
from drukproef.survey.arrays import Floats
from drukproef.survey.checks import weight_problems
from drukproef.weight.methods import Margin, Weighted, calibrate, normalise, poststratify, rake
from drukproef.weight.methods.collapse import collapsed
from drukproef.weight.methods.design import checked
from drukproef.weight.methods.dummies import dummies
from drukproef.weight.methods.result import achieved
from drukproef.weight.methods.verify import verified
from drukproef.weight.trimming import trimmed


@dataclass(frozen=True)
class Outcome:
    """Final weights and the margins that they were made for, after collapsing."""

    weighted: Weighted
    margins: tuple[Margin, ...]


def weigh(recipe: Recipe, design: Floats, margins: Sequence[Margin]) -> Outcome:
    """Weights by a recipe. `margins`: one for poststratify, else one or more, before collapsing.

    Bounds are factors of design weights that have been scaled to the population, so that 1 is the average.
    Raises DrukproefError with all that doesn't fit, with what can't be met, or with a respondent who gets over 90% of
    all weight: no estimate takes those.

    >>> import numpy as np
    >>> gender = Margin("gender", ["m", "m", "f"], {"m": 6, "f": 4})
    >>> weigh(Recipe(method="rake", margins=("m.csv",)), np.ones(3), [gender]).weighted.weights.tolist()
    [3.0, 3.0, 4.0]
    """
    merged = _merged(recipe, margins)
    weighted = _weighted(recipe, design, merged)
    if recipe.trim is not None:
        weighted = trimmed(weighted, recipe.trim, merged)
    if recipe.normalise == "n":
        weighted = replace(weighted, weights=normalise(weighted.weights).weights)
    sound = verified(weighted, ratios=recipe.trim is None, targets=recipe.keeps_targets)
    refused = list(weight_problems(sound.weights, sound.method))  # what no estimate would take is not made
    if refused:
        raise DrukproefError(refused)
    return Outcome(sound, tuple(merged))


def _weighted(recipe: Recipe, design: Floats, margins: Sequence[Margin]) -> Weighted:
    if recipe.method == "poststratify":
        return poststratify(design, margins[0])
    if recipe.method == "rake":
        return rake(design, margins)
    population = margins[0].total
    scaled = normalise(checked(design, margins), "population", population).weights
    columns, totals, names = dummies(margins)
    made = calibrate(scaled, columns, totals, distance=recipe.method, bounds=recipe.bounds, names=names)
    rows = tuple(achieved(margins, design, made.weights))
    return replace(made, method=recipe.method, design_weights=design, margins=rows)


def _merged(recipe: Recipe, margins: Sequence[Margin]) -> list[Margin]:
    """The margins after the recipe's rules; rules for a variable without a margin are errors, never ignored."""
    rules = rules_by_variable(recipe, margins[0].variable)
    known = [m.variable for m in margins]
    stray = [name for name in rules if name not in known]
    if stray:
        expected = f"one of: {', '.join(known)}"
        raise DrukproefError(
            Problem("collapse", f"no margin '{name}'", expected, "mend it") for name in stray
        )
    return [collapsed(m, rules[m.variable]) if m.variable in rules else m for m in margins]


def rules_by_variable(recipe: Recipe, cells: str) -> Mapping[str, Mapping[str, Any]]:
    """{variable: {into: [from]}}; `cells` is the variable of a recipe that has only one."""
    if not recipe.collapse:
        return {}
    if recipe.method == "poststratify":
        return {cells: recipe.collapse}
    return {name: rules for name, rules in recipe.collapse.items() if isinstance(rules, dict)}
