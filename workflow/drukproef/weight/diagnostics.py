"""Weights in, what weighting did per wave and stratum out."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drukproef.weight.poststratify import Weights

TOTAL = "totaal"
COLUMNS = (
    "wave", "stratum", "respondents", "population", "factor", "share_unweighted", "share_weighted",
    "share_target", "min_weight", "max_weight", "deff_kish", "n_eff",
)  # fmt: skip


def kish_deff(weight: NDArray[np.float64]) -> float:
    """Kish's design effect of unequal weights: n times the sum of squares over the square of the sum.

    >>> kish_deff(np.array([1.0, 1.0, 2.0]))
    1.125
    """
    return len(weight) * math.fsum(weight**2) / math.fsum(weight) ** 2


def diagnostics(
    wave: int, stratum: NDArray[np.int64], names: dict[int, str], weights: Weights
) -> Iterator[dict[str, Any]]:
    """A row per stratum, then one for the whole wave. The factor is population / respondents."""
    everyone = np.ones(len(stratum), dtype=bool)
    codes = [code for code in names if np.any(stratum == code)]
    population = {code: int(weights.population[stratum == code][0]) for code in codes}
    parts = [(names[code], stratum == code, population[code]) for code in codes]
    for name, rows, size in [*parts, (TOTAL, everyone, sum(population.values()))]:
        weight = weights.weight[rows]
        deff = kish_deff(weight)
        yield {
            "wave": wave,
            "stratum": name,
            "respondents": len(weight),
            "population": size,
            "factor": size / len(weight),
            "share_unweighted": len(weight) / len(stratum),
            "share_weighted": float(weight.sum() / weights.weight.sum()),
            "share_target": size / sum(population.values()),
            "min_weight": float(weight.min()),
            "max_weight": float(weight.max()),
            "deff_kish": deff,
            "n_eff": len(weight) / deff,
        }


def as_csv(rows: list[dict[str, Any]]) -> str:
    """The rows as CSV, figures in ten digits."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: f"{v:.10g}" if isinstance(v, float) else v for k, v in row.items()} for row in rows)
    return text.getvalue()
