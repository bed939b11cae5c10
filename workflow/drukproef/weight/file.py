"""A data file and population figures in, the file with a column of weights out, with diagnostics if asked for."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pandas as pd

from drukproef.clean.read import read_data
from drukproef.files import written_aside
from drukproef.weight.columns import base_weights, checked_data, design_effects
from drukproef.weight.diagnostics import COLUMNS, as_csv, diagnostics, rounded
from drukproef.weight.effects import Effects
from drukproef.weight.figure import diagnostics_figure
from drukproef.weight.filemargins import margins_of
from drukproef.weight.look import style_of
from drukproef.weight.recipe import Outcome, weigh
from drukproef.weight.request import Request, recipe_of
from drukproef.weight.table import save


def weight_file(request: Request) -> str:
    """Weight a data file (.sav, .csv, .parquet) and write it with a column of weights; returns a line that says how.

    Raises DrukproefError with all that is wrong; then nothing is written.
    """
    recipe = recipe_of(request)
    data = checked_data(request, read_data(request.file, str(request.file)))
    margins = margins_of(request, data)
    outcome = weigh(recipe, base_weights(request, data), margins)
    effects = design_effects(request, data, outcome, recipe.keeps_targets)
    _write(request, data, outcome, effects)
    return _line(request, outcome, effects)


def _write(request: Request, data: pd.DataFrame, outcome: Outcome, effects: Effects) -> None:
    """All files, or none: each is written beside its place, and put there when the last one is complete."""
    with ExitStack() as stack:
        paths = (request.output, request.diagnostics_file, request.figure_file)
        asides = [stack.enter_context(written_aside(path)) if path else None for path in paths]
        table, numbers, figure = asides
        assert table is not None
        save(request.file, data, request.name, outcome.weighted.weights, table)
        if numbers is not None:
            _put(numbers, as_csv([*diagnostics(None, outcome, effects)], COLUMNS[1:]))
        if figure is not None:
            _put(figure, diagnostics_figure([(request.file.name, outcome, effects)], style_of(Path.cwd())))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _line(request: Request, outcome: Outcome, effects: Effects) -> str:
    weighted = outcome.weighted
    summary = weighted.summary
    return (
        f"{summary.n} weights by {weighted.method}, {summary.minimum:.6g} to {summary.maximum:.6g}, "
        f"adding up to {summary.total:.10g}; design effect (Kish) {summary.deff_kish:.4g}, effective base "
        f"{summary.n_eff:.6g}{_of_means(effects)}; largest deviation from {len(weighted.margins)} targets "
        f"{100 * rounded(weighted.max_deviation):.2g}% after {weighted.iterations} iterations: {request.output}"
    )


def _of_means(effects: Effects) -> str:
    median, largest = effects.median, effects.largest
    if median is None or largest is None:
        return ""
    return f"; design effect of means: median {median.deff:.4g}, largest {largest.deff:.4g} ({largest.name})"
