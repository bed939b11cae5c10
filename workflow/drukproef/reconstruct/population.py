"""A CSV of population figures in, the weight of a respondent per wave and stratum out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.reconstruct.design import Design
from drukproef.reconstruct.frame import recoded
from drukproef.study.codebook import Codebook

Weights = dict[int, dict[int, float]]  # {wave: {code of the stratum: weight}}


def read_weights(path: Path, shown_path: str, codebook: Codebook, design: Design, strata: str) -> Weights:
    """Population divided by respondents, per wave and stratum; DrukproefError lists all that is missing."""
    totals = _read_totals(path, shown_path)
    problems, weights = list[Problem](), Weights()
    for wave in design.respondents:
        respondents = _respondents_per_stratum(codebook, design, strata, wave)
        problems += _problems(totals, respondents, wave, shown_path)
        codes = {c.id: c.code for c in codebook.variable(strata).categories}
        weights[wave] = {
            codes[s]: totals[wave, s] / n for s, n in respondents.items() if n and (wave, s) in totals
        }
    if problems:
        raise DrukproefError(problems)
    return weights


def _read_totals(path: Path, shown_path: str) -> dict[tuple[int, str], int]:
    if not path.is_file():
        raise fail(
            shown_path, "the file does not exist", "a CSV file: wave, stratum, population, source, date"
        )
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(enumerate(csv.DictReader(file), start=2))
    problems = [
        Problem(f"{shown_path}, line {number}", f"population is '{row.get('population')}'", "a whole number")
        for number, row in rows
        if not (row.get("population") or "").isdigit()
    ]
    if problems:
        raise DrukproefError(problems)
    return {(int(row["wave"]), row["stratum"]): int(row["population"]) for _, row in rows}


def _respondents_per_stratum(codebook: Codebook, design: Design, strata: str, wave: int) -> dict[str, int]:
    variable = codebook.variable(strata)
    counts = {c.id: 0 for c in variable.categories}
    stratum_of = recoded(codebook, strata, design.unit)
    names = {c.code: c.id for c in variable.categories}
    for level, n in design.respondents[wave].items():
        counts[names[stratum_of[codebook.variable(design.unit).category(level).code]]] += n
    return counts


def _problems(
    totals: dict[tuple[int, str], int], respondents: dict[str, int], wave: int, shown: str
) -> Iterator[Problem]:  # fmt: skip
    for stratum, n in respondents.items():
        place, total = f"{shown}, wave {wave}, stratum '{stratum}'", totals.get((wave, stratum))
        if n and total is None:
            yield Problem(
                place, f"no population figure for {n} respondents", "a row with its population", "add it"
            )
        if total and not n:
            yield Problem(
                place, f"{total} people but no respondents", "at least one respondent, or no people",
                "merge the stratum with another, or mend the sizes in design.yaml",
            )  # fmt: skip
