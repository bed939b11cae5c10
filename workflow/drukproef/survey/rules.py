"""Estimates and differences in, whether they may be shown and tested out, or why not: decided only here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.adjust import METHODS
from drukproef.survey.difference import Difference
from drukproef.survey.estimate import Estimate


class Reason(StrEnum):
    """Why an estimate is not shown, or a difference is not tested."""

    EMPTY = "nobody answered"
    SMALL_BASE = "too few respondents"
    SMALL_EFFECTIVE_BASE = "too small an effective base"
    FEW_DF = "too few degrees of freedom"
    NO_VARIATION = "nothing varies"
    NO_DESIGN = "the variance can't be estimated"


@dataclass(frozen=True)
class Rules:
    """What may be shown, tested and marked.

    `minimum_base`: respondents; `minimum_effective_base`: n / deff; `minimum_df`: degrees of freedom of a
    test; `alpha`: level of the marks; `loose_alpha`: a second, larger level (small letters);
    `minimum_difference`: smaller differences are never marked, whatever their p (in the units of the
    estimates); `adjustment`: none, holm, bh or bonferroni, over each call's tests that were done. Raises
    DrukproefError for values that make no sense.
    """

    minimum_base: int = 2
    minimum_effective_base: float = 0.0
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
        if estimate.n == 0 or math.isnan(estimate.estimate):
            return Reason.EMPTY
        if estimate.n < self.minimum_base:
            return Reason.SMALL_BASE
        return Reason.SMALL_EFFECTIVE_BASE if estimate.n_eff < self.minimum_effective_base else None

    def test_refusal(self, difference: Difference) -> Reason | None:
        """Why this difference may not be tested; None if it may. One respondent is never tested."""
        for estimate in (difference.left, difference.right):
            reason = self.refusal(estimate)
            if reason is not None:
                return reason
            if estimate.n < 2:
                return Reason.SMALL_BASE
        if difference.df < max(self.minimum_df, 1):
            return Reason.FEW_DF
        if math.isnan(difference.variance):
            return Reason.NO_DESIGN
        return Reason.NO_VARIATION if difference.variance == 0 else None

    def is_marked(self, difference: float, p: float | None) -> bool:
        """Whether a difference counts: significant at alpha, and not smaller than the minimum."""
        return p is not None and p < self.alpha and abs(difference) >= self.minimum_difference


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
