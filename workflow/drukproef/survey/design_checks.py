"""A design in; DrukproefError with every problem of its parts out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.survey import checks
from drukproef.survey.arrays import coded, is_missing

if TYPE_CHECKING:
    from drukproef.survey.design import Design

LONELY = ("fail", "certainty", "centre")


def check(design: Design) -> None:
    """Raises DrukproefError; structure is only looked at when weights and lengths are right."""
    problems = list(checks.weight_problems(design.weights, design.name))
    if not problems:
        problems += list(_shape_problems(design))
    if not problems:
        problems += list(_structure_problems(design))
    if problems:
        raise DrukproefError(problems)


def _shape_problems(design: Design) -> list[Problem]:
    if design.lonely not in LONELY:
        raise fail(f"{design.name}, lonely", f"'{design.lonely}'", f"one of {', '.join(LONELY)}")
    parts = {part: getattr(design, part) for part in ("strata", "psu", "fpc")}
    lengths = {part: len(values) for part, values in parts.items() if values is not None}
    lengths |= {f"calibration step {i}": step.n for i, step in enumerate(design.calibration, 1)}
    if design.replicates is not None:
        lengths["replicates"] = len(design.replicates.weights)
    found = list(checks.length_problems(lengths, design.n, design.name))
    for part, values in parts.items():
        if values is not None:
            found += checks.missing_problem(part, is_missing(values), design.name)
    return found


def _structure_problems(design: Design) -> list[Problem]:
    labels, name = design.stratum_labels, design.name
    psu_labels = np.arange(design.n) if design.psu is None else coded(design.psu)[0]
    found = list(checks.nesting_problems(design.stratum, design.cluster, psu_labels, name))
    if design.fpc is not None:
        found += checks.fpc_problems(design.fpc, design.stratum, design.n_psu, labels, name)
    if not found and design.lonely == "fail" and design.replicates is None:
        n = np.bincount(design.stratum)
        found += checks.lonely_problems(design.lonely_strata, labels, n, name)
    return found
