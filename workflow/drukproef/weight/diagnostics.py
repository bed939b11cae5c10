"""Weights and design effects in, what weighting did out: a row per level of each margin, for everyone, per estimate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from drukproef.survey.arrays import Bools, Floats
from drukproef.survey.exact import total
from drukproef.weight.effects import Effect, Effects
from drukproef.weight.methods import Margin, Weighted
from drukproef.weight.methods.result import Achieved, summarise
from drukproef.weight.recipe import Outcome

TOTAL = "totaal"
COLUMNS = (
    "wave", "stratum", "respondents", "population", "factor", "share_unweighted", "share_weighted",
    "share_target", "min_weight", "max_weight", "deff_kish", "n_eff", "variable", "method", "before",
    "achieved", "deviation", "iterations", "converged", "deff_design", "n_eff_design", "deff_design_max",
    "deff_design_max_of",
)  # fmt: skip


def diagnostics(
    wave: int | None, outcome: Outcome, effects: Effects | None = None
) -> Iterator[dict[str, Any]]:
    """A row per level (`stratum`) of each margin, one for everyone with the largest deviation, one per design effect.

    `before` and `achieved` are sums of design weights and of weights on the scale of the targets; `factor` is what
    a target multiplies the design weights by; minimum, maximum, Kish's design effect and effective base are of the
    final weights. `deff_design` and `n_eff_design` are those of an estimate, with all that the design and the
    calibration do (`variable`, `stratum`: item and category, or a column); in the row for everyone the median
    effect and what that makes of all respondents, beside the largest effect and the estimate that has it.
    """
    effects = effects or Effects()
    weighted, rows = outcome.weighted, iter(outcome.weighted.margins)
    size = total(weighted.weights)
    for margin in outcome.margins:
        codes, population = margin.codes, margin.total
        for code in range(len(margin.used)):
            row, inside = next(rows), codes == code
            yield {
                "wave": wave,
                "variable": margin.variable,
                **_level(row, weighted, inside, size),
                "share_target": row.target / population,
                **_run(weighted),
                "deviation": rounded(row.deviation),
            }
    everyone = _everyone(weighted, outcome.margins[0])
    yield {"wave": wave, "variable": "", **everyone, **_run(weighted), **_summary(effects, weighted)}
    for effect in effects.all:
        yield {"wave": wave, "method": weighted.method, **_effect(effect)}


def _run(weighted: Weighted) -> dict[str, Any]:
    return {
        "method": weighted.method,
        "iterations": weighted.iterations,
        "converged": "yes" if weighted.converged else "no",
    }


def _level(row: Achieved, weighted: Weighted, inside: Bools, size: float) -> dict[str, Any]:
    return {
        "stratum": row.level,
        "respondents": row.respondents,
        "population": _whole(row.target),
        "factor": row.target / row.before,
        "before": row.before,
        "achieved": row.achieved,
        "share_unweighted": row.respondents / len(weighted.weights),
        "share_weighted": total(weighted.weights[inside]) / size,
        **_spread(weighted.weights[inside]),
    }


def _everyone(weighted: Weighted, margin: Margin) -> dict[str, Any]:
    before, population = total(weighted.design_weights), margin.total
    return {
        "stratum": TOTAL,
        "respondents": len(weighted.weights),
        "population": _whole(population),
        "factor": population / before,
        "before": before,
        "achieved": sum(m.achieved for m in weighted.margins if m.variable == margin.variable),
        "share_unweighted": 1.0,
        "share_weighted": 1.0,
        "share_target": 1.0,
        **_spread(weighted.weights),
        "deviation": rounded(weighted.max_deviation),
    }


def _spread(weights: Floats) -> dict[str, float]:
    summary = summarise(weights)
    return {
        "min_weight": summary.minimum,
        "max_weight": summary.maximum,
        "deff_kish": summary.deff_kish,
        "n_eff": summary.n_eff,
    }


def _summary(effects: Effects, weighted: Weighted) -> dict[str, Any]:
    median, largest = effects.median, effects.largest
    if median is None or largest is None:
        return {}
    return {
        "deff_design": median.deff,
        "n_eff_design": len(weighted.weights) / median.deff,
        "deff_design_max": largest.deff,
        "deff_design_max_of": largest.name,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "variable": effect.item,
        "stratum": effect.category,
        "respondents": effect.n,
        "deff_design": effect.deff,
        "n_eff_design": effect.n_eff,
    }


def rounded(deviation: float) -> float:
    """A relative deviation without the last bits of sums, which say nothing."""
    return round(deviation, 10) + 0.0  # never -0.0


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def as_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = COLUMNS) -> str:
    """The rows as CSV, figures in ten digits; a column in which nothing stands is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({k: _shown(v) for k, v in row.items()} for row in rows)
    return text.getvalue()


def _shown(value: Any) -> Any:
    return f"{value:.10g}" if isinstance(value, float) else value
