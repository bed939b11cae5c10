"""An estimate in, out whether statistical offices would publish it: by effective base, interval and df."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from drukproef.survey.estimate import Estimate
from drukproef.survey.refusals import STANDARD, Figures, Limits, Reason, reason_at, too_imprecise

REVIEW_CV = 0.166  # Statistics Canada


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


def publication(estimate: Estimate, limits: Limits = STANDARD) -> Publication:
    """The verdict on an estimate: `too_imprecise` suppresses it, few degrees of freedom ask for a review.

    >>> from drukproef.survey import Design, share
    >>> publication(share(Design([1.0] * 4), [1, 0, 0, 1])).reasons[0]
    'effective base 4.0 is under 30'
    """
    return verdict_on(Figures.of(estimate), limits)


def verdict_on(figures: Figures, limits: Limits = STANDARD) -> Publication:
    """The same, on what is known of an estimate."""
    if figures.n == 0:
        return Publication(Verdict.SUPPRESS, (Reason.EMPTY,))
    worst = reason_at(int(too_imprecise(figures, replace(limits, degrees_of_freedom=None))))
    few = too_imprecise(figures, Limits(degrees_of_freedom=limits.degrees_of_freedom))
    review = [] if worst else list(_review_reasons(figures, limits))
    if few:
        review.append(f"{int(figures.df)} degrees of freedom, under {limits.degrees_of_freedom}")
    verdict = Verdict.SUPPRESS if worst else Verdict.REVIEW if review else Verdict.PUBLISH
    suppress = () if worst is None else (_told(worst, figures, limits),)
    return Publication(verdict, (*suppress, *review))


def _told(reason: Reason, figures: Figures, limits: Limits) -> str:
    """A reason with its numbers."""
    if reason is Reason.SMALL_EFFECTIVE_BASE:
        return f"effective base {figures.effective:.1f} is under {limits.effective_base:g}"
    if reason is Reason.HIGH_CV:
        return f"coefficient of variation {figures.cv:.1%}, over {limits.coefficient_of_variation:.1%}"
    if reason is Reason.WIDE_INTERVAL:
        return f"interval of {figures.width * 100:.1f} points"
    share = float(figures.estimate)
    return f"interval of {figures.width / share if share else math.inf:.0%} of the share"


def _review_reasons(figures: Figures, limits: Limits) -> Iterator[str]:
    share = float(figures.estimate)
    if not figures.is_share:
        if limits.coefficient_of_variation is not None and figures.cv > REVIEW_CV:
            yield f"coefficient of variation {figures.cv:.1%}, over {REVIEW_CV:.1%}"
        return
    if share in (0.0, 1.0):
        yield f"the share is {share:.0%}"
    other = replace(figures, estimate=1 - figures.estimate)
    relative = Limits(relative_width=limits.relative_width, narrow_width=limits.narrow_width)
    if share < 1 and too_imprecise(other, relative):
        yield "interval too wide for the complement"
