"""An estimate in, out whether statistical offices would publish it: by effective base, interval and df."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from drukproef.survey.estimate import Estimate, Kind, is_certain
from drukproef.survey.intervals import share_interval


class Verdict(StrEnum):
    """What to do with an estimate."""

    PUBLISH = "publish"
    REVIEW = "review"
    SUPPRESS = "suppress"


@dataclass(frozen=True)
class Publication:
    """A verdict with every rule that led to it."""

    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Limits:
    """Shares: Parker et al. (2017), the standards of the US National Center for Health Statistics.

    Other estimates: the coefficient of variation, with the limits that Statistics Canada uses.
    """

    minimum_effective_base: float = 30
    narrow: float = 0.05  # an interval up to here is always good enough
    wide: float = 0.30  # from here never
    relative: float = 1.30  # the width over the share; more is suppressed
    minimum_df: int = 8
    cv_review: float = 0.166
    cv_suppress: float = 0.333


STANDARD = Limits()


@dataclass(frozen=True)
class Figures:
    """What a verdict depends on. `certain`: everyone in the strata of the base answered."""

    kind: Kind
    estimate: float
    variance: float
    n: int
    n_eff: float
    df: int
    certain: bool

    @property
    def cv(self) -> float:
        """The coefficient of variation, se / |estimate|; NaN for an estimate of 0."""
        return math.sqrt(self.variance) / abs(self.estimate) if self.estimate else math.nan


def publication(estimate: Estimate, limits: Limits = STANDARD) -> Publication:
    """The verdict on an estimate. A share is judged by its Korn-Graubard interval, on n or less.

    >>> from drukproef.survey import Design, share
    >>> publication(share(Design([1.0] * 4), [1, 0, 0, 1])).reasons[0]
    'effective base 4.0 is under 30'
    """
    e = estimate
    certain = bool(e.n) and is_certain(e.design, e.base)
    return verdict_on(Figures(e.kind, e.estimate, e.variance, e.n, e.n_eff, e.df, certain), limits)


def verdict_on(figures: Figures, limits: Limits = STANDARD) -> Publication:
    """The same, on what is known of an estimate.

    >>> verdict_on(Figures("share", 0.5, 0.0005, 500, 500.0, 499, False)).verdict.value
    'publish'
    """
    suppress, review = (
        _share_reasons(figures, limits) if figures.kind == "share" else _cv_reasons(figures, limits)
    )
    if figures.n and figures.df < limits.minimum_df and not figures.certain:
        review.append(f"{figures.df} degrees of freedom, under {limits.minimum_df}")
    verdict = Verdict.SUPPRESS if suppress else Verdict.REVIEW if review else Verdict.PUBLISH
    return Publication(verdict, (*suppress, *review))


def _share_reasons(estimate: Figures, limits: Limits) -> tuple[list[str], list[str]]:
    if estimate.n == 0:
        return ["nobody answered"], []
    effective = min(estimate.n_eff, float(estimate.n))
    if effective < limits.minimum_effective_base:
        return [f"effective base {effective:.1f} is under {limits.minimum_effective_base:g}"], []
    width = _beta_width(estimate, effective)
    if math.isnan(width) or width >= limits.wide:
        return [f"interval of {width * 100:.1f} points"], []
    relative = width / estimate.estimate if estimate.estimate else math.inf
    if width > limits.narrow and relative > limits.relative:
        return [f"interval of {relative:.0%} of the share"], []
    return [], _review_reasons(estimate, width, limits)


def _review_reasons(estimate: Figures, width: float, limits: Limits) -> list[str]:
    share = estimate.estimate
    reasons = [f"the share is {share:.0%}"] if share in (0.0, 1.0) else []
    if width > limits.narrow and share < 1 and width / (1 - share) > limits.relative:
        reasons.append("interval too wide for the complement")
    return reasons


def _beta_width(estimate: Figures, effective: float) -> float:
    certain = estimate.variance == 0 and estimate.certain
    variance = estimate.estimate * (1 - estimate.estimate) / effective
    variance = 0.0 if certain else max(variance, estimate.variance)
    return share_interval("beta", 0.95, estimate.estimate, variance, estimate.n, estimate.df, certain).width


def _cv_reasons(estimate: Figures, limits: Limits) -> tuple[list[str], list[str]]:
    if estimate.n == 0:
        return ["nobody answered"], []
    if estimate.n < 2 or math.isnan(estimate.cv) or estimate.cv > limits.cv_suppress:
        return [f"coefficient of variation {estimate.cv:.1%}, over {limits.cv_suppress:.1%}"], []
    over = estimate.cv > limits.cv_review
    return [], [f"coefficient of variation {estimate.cv:.1%}, over {limits.cv_review:.1%}"] if over else []
