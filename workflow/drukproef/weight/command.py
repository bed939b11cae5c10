"""`drukproef weight FILE`: a data file and population figures in, the file with a column of weights out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd

from drukproef.clean.read import read_data
from drukproef.files import written_aside
from drukproef.weight import options as o
from drukproef.weight.columns import base_weights, checked_data, design_effects
from drukproef.weight.diagnostics import COLUMNS, as_csv, diagnostics, rounded
from drukproef.weight.figure import diagnostics_figure, style_of
from drukproef.weight.filemargins import margins_of
from drukproef.weight.recipe import Outcome, weigh
from drukproef.weight.request import Request, recipe_of
from drukproef.weight.table import save


def weight_file(
    file: Path,
    output: o.Output,
    poststrata: o.Poststrata = None,
    targets: o.Targets = None,
    rake: o.Rake = None,
    linear: o.Linear = None,
    logit: o.Logit = None,
    base_weight: o.BaseWeight = None,
    bounds: o.BoundsText = None,
    trim: o.TrimText = None,
    keep: o.Keep = "targets",
    collapse: o.Collapse = None,
    normalise: o.Normalise = "population",
    id_column: o.IdColumn = None,
    name: o.Name = "weight",
    deff: o.Deff = None,
    diagnostics_file: o.DiagnosticsFile = None,
    figure_file: o.FigureFile = None,
) -> str:
    """Weight a data file (.sav, .csv, .parquet) and write it with a column of weights; returns a line that says how.

    Raises DrukproefError with all that is wrong; then nothing is written.
    """
    request = Request(
        file, output, poststrata, targets, rake, linear, logit, base_weight, bounds, trim, keep,
        tuple(collapse or ()), normalise, id_column, name, tuple(deff or ()), diagnostics_file, figure_file,
    )  # fmt: skip
    recipe = recipe_of(request)
    data = checked_data(request, read_data(file, str(file)))
    margins = margins_of(request, data)
    outcome = weigh(recipe, base_weights(request, data), margins)
    effects = design_effects(request, data, outcome.weighted)
    _write(request, data, outcome, effects)
    return _line(request, outcome)


def _write(request: Request, data: pd.DataFrame, outcome: Outcome, effects: dict[str, float]) -> None:
    """All files, or none: each is written beside its place, and put there when the last one is complete."""
    with ExitStack() as stack:
        paths = (request.output, request.diagnostics_file, request.figure_file)
        asides = [stack.enter_context(written_aside(path)) if path else None for path in paths]
        table, numbers, figure = asides
        assert table is not None
        save(request.file, data, request.name, outcome.weighted.weights, table)
        if numbers is not None:
            _put(numbers, as_csv([*_rows(outcome, effects)], (*COLUMNS[1:], "deff_design")))
        if figure is not None:
            _put(figure, diagnostics_figure([(request.file.name, outcome)], style_of(Path.cwd())))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _rows(outcome: Outcome, effects: dict[str, float]) -> Iterator[dict[str, Any]]:
    yield from diagnostics(None, outcome)
    for name, effect in effects.items():
        yield {"variable": name, "method": outcome.weighted.method, "deff_design": effect}


def _line(request: Request, outcome: Outcome) -> str:
    weighted = outcome.weighted
    summary = weighted.summary
    return (
        f"{summary.n} weights by {weighted.method}, {summary.minimum:.6g} to {summary.maximum:.6g}, "
        f"adding up to {summary.total:.10g}; design effect (Kish) {summary.deff_kish:.4g}, effective base "
        f"{summary.n_eff:.6g}; largest deviation from {len(weighted.margins)} targets "
        f"{100 * rounded(weighted.max_deviation):.2g}% after {weighted.iterations} iterations: {request.output}"
    )
