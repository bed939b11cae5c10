"""The options on replicate weights and the columns of a file in, the replicates of a design out."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import Any

import numpy as np

from drukproef.crosstab.request import Request
from drukproef.crosstab.weights import floats
from drukproef.errors import Problem
from drukproef.survey.replicates import KINDS, Replicates

TAKEN_OVER = ("strata", "psu", "fpc", "poststrata", "rake")


def replicate_problems(request: Request, names: list[str]) -> Iterator[Problem]:
    """Options on replicates that miss each other, that replicates take the place of, or that are no numbers."""
    given = {"--replicates": request.replicates, "--replicate-kind": request.replicate_kind}
    if request.replicate_scale is not None or any(given.values()):
        for option in (name for name, value in given.items() if not value):
            yield Problem("options", f"replicates without {option}", "all that they need", f"add {option}")
    for pattern in request.replicates:
        if not fnmatch.filter(names, pattern):
            yield Problem(
                "--replicates", f"no column is called '{pattern}'", "columns of the file, such as rw*"
            )
    for name in TAKEN_OVER:
        if request.replicates and getattr(request, name) is not None:
            step = f"leave --{name} out: replicate weights have it in them"
            yield Problem("options", f"--replicates and --{name}", "one of both", step)
    kind, _, rho = request.replicate_kind.partition(":")
    if request.replicate_kind and (kind not in KINDS or (kind == "Fay") != bool(_numbers(rho))):
        known = ", ".join("Fay:0.3 (with its rho)" if name == "Fay" else name for name in KINDS)
        yield Problem("--replicate-kind", f"'{request.replicate_kind}'", f"one of {known}")
    if request.replicate_scale and not _numbers(request.replicate_scale):
        expected = "the scale, or a number for each replicate with commas between them"
        yield Problem("--replicate-scale", f"'{request.replicate_scale}'", expected)


def replicates_of(table: Any, request: Request) -> Replicates:
    """The replicates of the table. Raises DrukproefError when their weights or scales can't be used."""
    columns = [table[name] for name in request.replicate_columns(table.column_names)]
    weights = np.stack([floats(column) for column in columns], axis=1)
    kind, _, rho = request.replicate_kind.partition(":")
    numbers = _numbers(request.replicate_scale or "")
    return Replicates.of(
        kind,  # type: ignore[arg-type]
        weights,
        scale=numbers[0] if len(numbers) == 1 else None,
        rscales=numbers if len(numbers) > 1 else None,
        rho=_numbers(rho)[0] if rho else None,
    )


def _numbers(text: str) -> list[float]:
    """Numbers with commas between them; none when one of them is no number."""
    try:
        return [float(part) for part in text.split(",")]
    except ValueError:
        return []
