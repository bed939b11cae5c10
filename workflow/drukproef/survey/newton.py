"""Totals and a distance in, the g-factor per row of calibration variables out, by Newton's method."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.errors import DrukproefError, Problem
from drukproef.survey.arrays import Floats
from drukproef.survey.distance import Bounds, Distance
from drukproef.survey.equations import apply, cross, solve
from drukproef.survey.exact import total

CONTRADICTION = 1e-9
HALVINGS = 40


@dataclass(frozen=True)
class Totals:
    """Distinct rows of calibration variables, the sum of design weights of each, and what to add up to."""

    rows: Floats
    design: Floats
    asked: Floats
    names: list[str]

    def reached(self, factors: Floats) -> Floats:
        """What the columns add up to."""
        weights = self.design * factors
        return np.array([np.sum(column * weights) for column in self.rows.T])

    @property
    def sizes(self) -> Floats:
        """What a deviation is measured by: the total, or the sample's sum of absolute values when that is larger."""
        sample = np.array([np.sum(np.abs(column) * self.design) for column in self.rows.T])
        sizes = np.maximum(np.abs(self.asked), sample)
        return np.where(sizes > 0, sizes, 1.0)


def unmet(totals: Totals) -> list[Problem]:
    """Totals that no weights at all can meet, since the columns depend on each other and the totals don't."""
    misfit = totals.asked - totals.reached(np.ones(len(totals.design)))
    x, used = solve(cross(totals.rows, totals.design), misfit)
    reached = totals.reached(1 + apply(totals.rows, x))
    problems = []
    for i, name in enumerate(totals.names):
        if i not in used and abs(reached[i] - totals.asked[i]) > CONTRADICTION * totals.sizes[i]:
            problems.append(
                Problem(
                    f"calibration total, {name}",
                    f"it is {totals.asked[i]:.10g}, but the other totals make it {reached[i]:.10g}",
                    "totals of one population",
                    "find out which figures are right, or leave this one out",
                )
            )
    return problems


def newton(
    totals: Totals, distance: Distance, tolerance: float, max_iterations: int, bounds: Bounds | None
) -> tuple[Floats, int]:
    """Solve Σ d F(x'λ) x = totals for λ; the factors F(x'λ), and the number of steps.

    Each step is halved until the convex function behind the equations falls, or the misfit does.
    """
    lambdas = np.zeros(len(totals.asked))
    u = np.zeros(len(totals.design))
    misfit = totals.asked - totals.reached(distance.factor(u))
    for iteration in range(1, max_iterations + 1):
        hessian = cross(totals.rows, totals.design * distance.slope(u))
        step = solve(hessian, misfit)[0]
        lambdas, u, misfit = _damped(totals, distance, lambdas, step, misfit, u)
        if np.all(np.abs(misfit) <= tolerance * totals.sizes):
            return distance.factor(u), iteration
    raise DrukproefError([_failed(totals, misfit, max_iterations, bounds)])


def _damped(
    totals: Totals, distance: Distance, lambdas: Floats, step: Floats, misfit: Floats, u: Floats
) -> tuple[Floats, Floats, Floats]:
    before, size = _height(totals, distance, lambdas, u), _largest(totals, misfit)
    for _ in range(HALVINGS):
        new = lambdas + step
        new_u = apply(totals.rows, new)
        new_misfit = totals.asked - totals.reached(distance.factor(new_u))
        if _largest(totals, new_misfit) < size or _height(totals, distance, new, new_u) < before:
            break
        step = step / 2
    return new, new_u, new_misfit


def _height(totals: Totals, distance: Distance, lambdas: Floats, u: Floats) -> float:
    """The convex function whose lowest point is the solution: Σ d ∫F − λ'totals."""
    return total(totals.design * distance.potential(u)) - total(lambdas * totals.asked)


def _largest(totals: Totals, misfit: Floats) -> float:
    return float(np.max(np.abs(misfit) / totals.sizes))


def _failed(totals: Totals, misfit: Floats, steps: int, bounds: Bounds | None) -> Problem:
    worst = int(np.argmax(np.abs(misfit) / totals.sizes))
    within = f" within the bounds {bounds[0]:g} and {bounds[1]:g}" if bounds else ""
    reached = totals.asked[worst] - misfit[worst]
    return Problem(
        f"calibration total, {totals.names[worst]}",
        f"no weights{within} found that meet all totals: after {steps} steps it is at {reached:.10g}",
        f"{totals.asked[worst]:.10g}",
        "widen the bounds, merge levels, or calibrate on fewer totals"
        if bounds
        else "merge levels, or calibrate on fewer totals",
    )
