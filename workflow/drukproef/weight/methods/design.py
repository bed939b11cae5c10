"""Design weights in, a checked array out; every weight that can't be one is named with its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats
from drukproef.survey.checks import no_weights
from drukproef.survey.exact import total
from drukproef.weight.methods.margin import Margin, margin_problems, total_problems

DOMINATES = 0.99
"""With this share of all weight in one respondent, no method helps; trimming mends less (the result: `recipe.weigh`)."""


def design_problems(weights: ArrayLike, place: str = "design weights") -> Iterator[Problem]:
    """Missing, infinite, zero and negative weights, nobody at all, or one respondent who has nearly everything."""
    values = np.asarray(weights, dtype=np.float64)
    problems = list(no_weights(values, place))
    yield from problems or dominating(values, place)


def dominating(weights: Floats, place: str) -> Iterator[Problem]:
    """One respondent who has nearly all of the weight."""
    share = float(weights.max()) / total(weights)
    if weights.size > 1 and share > DOMINATES:
        row = int(weights.argmax())
        yield Problem(
            place,
            f"row {row + 1} has {100 * share:.10g}% of all weight ({weights[row]:.10g})",
            f"at most {100 * DOMINATES:g}% in one of {weights.size} respondents",
            "mend this weight, or the targets that cause it",
        )


def checked(weights: ArrayLike, margins: Iterable[Margin] = ()) -> Floats:
    """The design weights as an array; DrukproefError with all that is wrong with them and the margins."""
    problems = list(design_problems(weights))
    values = np.asarray(weights, dtype=np.float64)
    margins = list(margins)
    for margin in margins:
        problems += margin_problems(margin, len(values))
    if margins:
        problems += total_problems(margins)
    problems += _twice([m.variable for m in margins])
    if problems:
        raise DrukproefError(problems)
    return values


def _twice(names: list[Any]) -> Iterator[Problem]:
    for name in sorted({n for n in names if names.count(n) > 1}):
        yield Problem(
            f"margin '{name}'", f"{names.count(name)} margins for one variable", "one", "keep one of them"
        )
