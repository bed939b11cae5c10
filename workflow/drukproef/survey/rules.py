"""The limits of a study in, whether an estimate may be shown and a difference tested out: decided by `refusals`."""

from __future__ import annotations

import math
from dataclasses import dataclass

from drukproef.errors import DrukproefError, Problem
from drukproef.marking import is_marked
from drukproef.survey.adjust import METHODS
from drukproef.survey.difference import Difference
from drukproef.survey.estimate import Estimate
from drukproef.survey.refusals import (
    NONE,
    Figures,
    Limits,
    Reason,
    reason_at,
    too_few,
    too_few_to_test,
    too_imprecise,
    untestable,
)


@dataclass(frozen=True)
class Rules:
    """What may be shown, tested and marked.

    `minimum_base`: respondents; `publication`: what estimates must reach; `minimum_df`: degrees of freedom of a
    test; `alpha`: level of the marks; `loose_alpha`: a second, larger level (small letters);
    `minimum_difference`: smaller differences are never marked, whatever their p (in the units of the
    estimates); `adjustment`: none, holm, bh or bonferroni, over each call's tests that were done. Raises
    DrukproefError for values that make no sense.
    """

    minimum_base: int = 2
    publication: Limits = NONE
    minimum_df: int = 1
    alpha: float = 0.05
    loose_alpha: float | None = None
    minimum_difference: float = 0.0
    adjustment: str = "none"

    def __post_init__(self) -> None:
        problems = [Problem(f"rules, {name}", found, expected) for name, found, expected in _wrong(self)]
        if problems:
            raise DrukproefError(problems)

    def refusal(self, estimate: Estimate) -> Reason | None:
        """Why this estimate may not be shown; None if it may."""
        if math.isnan(estimate.estimate):
            return Reason.EMPTY
        found = int(too_few(estimate.n, self.minimum_base))
        if not found and self.publication != NONE:
            found = int(too_imprecise(Figures.of(estimate), self.publication))
        return reason_at(found)

    def test_refusal(self, difference: Difference) -> Reason | None:
        """Why this difference may not be tested; None if it may."""
        for estimate in (difference.left, difference.right):
            few = reason_at(int(too_few_to_test(estimate.n, self.minimum_base)))
            if reason := self.refusal(estimate) or few:
                return reason
        return reason_at(int(untestable(difference.variance, difference.df, self.minimum_df)))

    def is_marked(self, difference: float, p: float | None) -> bool:
        """Whether a difference counts: significant at alpha, and not smaller than the minimum."""
        return p is not None and bool(is_marked(difference, p, self.alpha, self.minimum_difference))


def _wrong(rules: Rules) -> list[tuple[str, str, str]]:
    checks = [
        ("alpha", rules.alpha, 0 < rules.alpha < 1, "a number between 0 and 1, such as 0.05"),
        ("loose_alpha", rules.loose_alpha, _is_looser(rules), "a number between alpha and 1"),
        ("minimum_base", rules.minimum_base, rules.minimum_base >= 1, "at least 1 respondent"),
        ("minimum_difference", rules.minimum_difference, rules.minimum_difference >= 0, "0 or more"),
        ("adjustment", rules.adjustment, rules.adjustment in METHODS, f"one of {', '.join(METHODS)}"),
    ]
    return [(name, str(value), expected) for name, value, fine, expected in checks if not fine]


def _is_looser(rules: Rules) -> bool:
    return rules.loose_alpha is None or rules.alpha < rules.loose_alpha < 1
