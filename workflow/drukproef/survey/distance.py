"""A distance between design and calibrated weights in, the g-factor as a function of the linear predictor out.

Deville and Särndal (1992), Calibration estimators in survey sampling: of all weights that meet the totals, take
those with the least distance to the design weights; then g = F(x'λ).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from drukproef.errors import Problem
from drukproef.survey.arrays import Floats

Name = Literal["linear", "logit", "raking"]
Bounds = tuple[float, float]
LARGEST = 700.0  # e to this power is still a number


@dataclass(frozen=True)
class Distance:
    """F, its derivative, and the integral of F: a convex function that falls with every good step."""

    factor: Callable[[Floats], Floats]
    slope: Callable[[Floats], Floats]
    potential: Callable[[Floats], Floats]


def distance_of(name: Name, bounds: Bounds | None) -> Distance:
    """The distance by its name; R's `calfun`. F(0) = 1 and F'(0) = 1."""
    if name == "raking":
        return Distance(_exp, _exp, _exp)
    if name == "linear":
        return _linear(*(bounds or (-math.inf, math.inf)))
    return _logit(*(bounds or (math.nan, math.nan)))


def bound_problems(distance: Name, bounds: Bounds | None) -> Iterator[Problem]:
    """Bounds that a distance can't have or can't do without."""
    if distance == "raking" and bounds is not None:
        found = f"bounds of {bounds[0]:g} and {bounds[1]:g}, which raking would ignore"
        yield Problem("bounds", found, "no bounds", "choose logit (or linear), which keeps them")
    elif distance == "logit" and bounds is None:
        yield Problem("bounds", "none, with logit", "the lowest and highest factor, such as 0.3 and 3")
    elif bounds is not None and not bounds[0] < 1 < bounds[1]:
        found = f"{bounds[0]:g} and {bounds[1]:g}"
        yield Problem("bounds", found, "a lower bound below 1 and an upper bound above 1")
    if distance == "logit" and bounds is not None and not all(map(math.isfinite, bounds)):
        yield Problem("bounds", f"{bounds[0]:g} and {bounds[1]:g}", "finite numbers, with logit")


def _linear(low: float, high: float) -> Distance:
    """g = 1 + u, cut off at the bounds: GREG, or the truncated linear method."""

    def potential(u: Floats) -> Floats:
        g = np.clip(1 + u, low, high)
        return g * (1 + u) - g**2 / 2

    return Distance(
        lambda u: np.clip(1 + u, low, high),
        lambda u: ((1 + u > low) & (1 + u < high)).astype(np.float64),
        potential,
    )


def _logit(low: float, high: float) -> Distance:
    """g = L + (U − L) / (1 + (U − 1)/(1 − L) e^(−Au)), with A = (U − L) / ((1 − L)(U − 1))."""
    steepness = (high - low) / ((1 - low) * (high - 1))
    odds = (high - 1) / (1 - low)

    def part(u: Floats) -> Floats:
        return 1 / (1 + odds * _exp(-steepness * u))

    def potential(u: Floats) -> Floats:
        logs = np.array([math.log(x + odds) for x in _exp(steepness * u).tolist()])
        return low * u + (high - low) / steepness * logs

    return Distance(
        lambda u: low + (high - low) * part(u),
        lambda u: (high - low) * steepness * part(u) * (1 - part(u)),
        potential,
    )


def _exp(u: Floats) -> Floats:
    """The exponential by the C library, value by value: numpy's differs in its last bit between processors."""
    return np.array([math.exp(min(x, LARGEST)) for x in u.tolist()])
