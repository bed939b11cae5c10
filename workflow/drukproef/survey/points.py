"""Numerators and denominators in, ratios and totals with their spread out: what estimators are made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.survey.arrays import ROUNDING, Bools, Floats, column_sums
from drukproef.survey.design import Design
from drukproef.survey.spread import spread


@dataclass(frozen=True, eq=False)
class Points:
    """k estimates: values, spreads (clusters or replicates x k) and influences without weight (n x k)."""

    values: Floats
    spread: Floats
    linear: Floats


def ratios(design: Design, base: Bools, numerator: Floats, denominator: Floats) -> Points:
    """Sums of w * numerator over sums of w * denominator (both n x k; read only in the base).

    Influence: w (numerator - ratio * denominator) / sum of w * denominator (Woodruff 1971; R: svyratio).
    """
    top, bottom = (np.where(base[:, None], values, 0.0) for values in (numerator, denominator))
    values, size = _ratio(design.weights, top, bottom)
    with np.errstate(invalid="ignore", divide="ignore"):
        residual = top - values * bottom
        residual = np.where(np.abs(residual) <= ROUNDING * np.abs(top), 0.0, residual)
        linear = np.nan_to_num(residual / size)
    return Points(values, _ratio_spread(design, top, bottom, values, linear), linear)


def totals(design: Design, base: Bools, y: Floats) -> Points:
    """Sums of w * y (n x k) over the base. Influence: w y."""
    linear = np.where(base[:, None], y, 0.0)
    values = column_sums(linear * design.weights[:, None])
    if design.replicates is None:
        return Points(values, spread(design, linear * design.weights[:, None]), linear)
    again = np.stack([column_sums(linear * w[:, None]) for w in design.replicates.weights.T])
    return Points(values, design.replicates.spread(again, values), linear)


def design_effects(design: Design, base: Bools, points: Points) -> Floats:
    """Variance over that of a simple random sample drawn with replacement (R: deff="replace"), or NaN."""
    weights = np.where(base, design.weights, 0.0)[:, None]
    n, size = int(base.sum()), float(column_sums(weights)[0])
    with np.errstate(invalid="ignore", divide="ignore"):
        means = column_sums(weights * points.linear) / size
        squares = column_sums(weights * np.where(base[:, None], points.linear - means, 0.0) ** 2)
        simple = np.asarray(squares * size / max(n - 1, 0))
        return np.where(simple > 0, column_sums(points.spread**2) / simple, np.nan)


def _ratio(weights: Floats, top: Floats, bottom: Floats) -> tuple[Floats, Floats]:
    size = column_sums(bottom * weights[:, None])
    with np.errstate(invalid="ignore", divide="ignore"):
        return column_sums(top * weights[:, None]) / size, size


def _ratio_spread(design: Design, top: Floats, bottom: Floats, values: Floats, linear: Floats) -> Floats:
    if design.replicates is None:
        return spread(design, linear * design.weights[:, None])
    again = np.stack([_ratio(w, top, bottom)[0] for w in design.replicates.weights.T])
    return np.nan_to_num(design.replicates.spread(again, values))
