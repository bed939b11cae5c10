"""Figures in, whether they may be shown, published and tested out, or why not: decided only here, for all engines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from drukproef.survey.arrays import Bools, Floats, Ints
from drukproef.survey.estimate import Estimate, is_certain
from drukproef.survey.intervals import share_bounds

FEWEST_TESTED = 2  # one respondent is never tested
Reasons = NDArray[np.int8]  # 0: none; else a place in Reason, from 1


class Reason(StrEnum):
    """Why an estimate is not shown or not published, or a difference is not tested."""

    EMPTY = "nobody answered"
    SMALL_BASE = "too few respondents"
    SMALL_EFFECTIVE_BASE = "too small an effective base"
    WIDE_INTERVAL = "too wide an interval"
    WIDE_FOR_SHARE = "too wide an interval for the share"
    HIGH_CV = "too high a coefficient of variation"
    FEW_DF = "too few degrees of freedom"
    NO_DESIGN = "the variance can't be estimated"
    NO_VARIATION = "nothing varies"


PLACE = {reason: place for place, reason in enumerate(Reason, 1)}


@dataclass(frozen=True)
class Limits:
    """What an estimate must reach to be published; None: not asked.

    Shares: Parker et al. (2017), the standards of the US National Center for Health Statistics, by the interval of
    Korn and Graubard (95%, on n or less). `interval_width`: from here too wide; `relative_width`: the most that the
    width may be of the share, where it is over `narrow_width`. Other estimates: the effective base, degrees of freedom
    and `coefficient_of_variation`.
    """

    effective_base: float | None = None
    interval_width: float | None = None
    relative_width: float | None = None
    degrees_of_freedom: int | None = None
    coefficient_of_variation: float | None = None
    narrow_width: float = 0.05


STANDARD = Limits(
    30, 0.30, 1.30, 8, 0.333
)  # Parker et al.; the coefficient of variation of Statistics Canada
NONE = Limits()


@dataclass(frozen=True)
class Figures:
    """What the decision needs: arrays of one shape, or that broadcast. `certain`: no sampling error."""

    is_share: bool
    estimate: Floats
    variance: Floats
    n: Ints
    n_eff: Floats
    df: Ints
    certain: Bools

    @classmethod
    def of(cls, estimate: Estimate) -> Figures:
        """Those of one estimate."""
        return cls(
            is_share=estimate.kind == "share",
            estimate=np.array(estimate.estimate),
            variance=np.array(estimate.variance),
            n=np.array(estimate.n),
            n_eff=np.array(estimate.n_eff),
            df=np.array(estimate.df),
            certain=np.array(estimate.variance == 0 and is_certain(estimate.design, estimate.base)),
        )

    @property
    def effective(self) -> Floats:
        """The effective base, at most n; n where there is none, as of quantiles."""
        return np.asarray(np.fmin(self.n_eff, self.n), dtype=np.float64)

    @cached_property
    def width(self) -> Floats:
        """Of the interval of a share, by Korn and Graubard; its variance is that of n respondents at least."""
        with np.errstate(invalid="ignore", divide="ignore"):
            flat = self.estimate * (1 - self.estimate) / self.effective
        variance = np.where(self.certain & (self.variance == 0), 0.0, np.maximum(self.variance, flat))
        low, high = share_bounds("beta", 0.95, self.estimate, variance, self.n, self.df, self.certain)
        return high - low

    @property
    def cv(self) -> Floats:
        """The coefficient of variation, se / |estimate|; NaN for fewer than two respondents."""
        with np.errstate(invalid="ignore", divide="ignore"):
            found = np.sqrt(self.variance) / np.abs(self.estimate)
        return np.where((self.n < 2) | (self.estimate == 0), np.nan, found)


def too_few(n: ArrayLike, minimum_base: float) -> Reasons:
    """Whether a base is too small to be shown: EMPTY, SMALL_BASE.

    >>> too_few([0, 29, 30], 30).tolist()
    [1, 2, 0]
    """
    return _first({Reason.EMPTY: np.equal(n, 0), Reason.SMALL_BASE: np.less(n, minimum_base)})


def too_few_to_test(n: ArrayLike, minimum_base: int) -> Reasons:
    """Whether a base is too small for a test: the same, and one respondent."""
    return too_few(n, max(minimum_base, FEWEST_TESTED))


def too_imprecise(figures: Figures, limits: Limits) -> Reasons:
    """The first of the limits that an estimate does not reach, where it has respondents. What is NaN reaches none."""
    rules: dict[Reason, Bools] = {}
    if limits.effective_base is not None:
        rules[Reason.SMALL_EFFECTIVE_BASE] = ~(figures.effective >= limits.effective_base)
    if figures.is_share and limits.interval_width is not None:
        rules[Reason.WIDE_INTERVAL] = ~(figures.width < limits.interval_width)
    if figures.is_share and limits.relative_width is not None:
        is_narrow = figures.width <= limits.narrow_width
        rules[Reason.WIDE_FOR_SHARE] = ~(
            is_narrow | (figures.width <= limits.relative_width * figures.estimate)
        )
    if not figures.is_share and limits.coefficient_of_variation is not None:
        rules[Reason.HIGH_CV] = ~(figures.cv <= limits.coefficient_of_variation)
    if limits.degrees_of_freedom is not None:
        rules[Reason.FEW_DF] = ~figures.certain & ~(figures.df >= limits.degrees_of_freedom)
    has_base = np.broadcast_to(figures.n > 0, np.broadcast_shapes(figures.estimate.shape, figures.n.shape))
    return _first({reason: applies & has_base for reason, applies in rules.items()}, has_base.shape)


def untestable(variance: ArrayLike, df: ArrayLike, minimum_df: int = 1) -> Reasons:
    """Whether a difference can't be tested: FEW_DF, NO_DESIGN, NO_VARIATION."""
    return _first(
        {
            Reason.FEW_DF: ~np.greater_equal(df, max(minimum_df, 1)),
            Reason.NO_DESIGN: np.isnan(variance),
            Reason.NO_VARIATION: np.equal(variance, 0),
        }
    )


def reason_at(place: int) -> Reason | None:
    """The reason with this place; None for 0."""
    return tuple(Reason)[place - 1] if place else None


def _first(rules: Mapping[Reason, Bools], shape: tuple[int, ...] = ()) -> Reasons:
    """The place of the first rule that applies, where one does."""
    found = np.zeros(shape, dtype=np.int8)
    for reason, applies in reversed(list(rules.items())):
        found = np.where(applies, PLACE[reason], found)
    return found.astype(np.int8)
