"""One data file in, the checked responses of one wave out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from drukproef.clean.amounts import as_amounts
from drukproef.clean.answers import Finding, apply_routing, as_codes
from drukproef.clean.derive import depends_on, derived, in_base
from drukproef.clean.read import read_data
from drukproef.errors import DrukproefError, Problem
from drukproef.study import Codebook, Item
from drukproef.study.check import unknown
from drukproef.study.item import NOT_ASKED


@dataclass
class CleanedWave:
    """The responses of one wave as columns of codes and amounts, with what was found on the way."""

    wave: int
    ids: list[str]
    columns: dict[str, np.ndarray] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def clean_wave(path: Path, shown_path: str, wave: int, codebook: Codebook) -> CleanedWave:
    """Read and check one file. Problems are collected in the result; the caller decides."""
    data = read_data(path, shown_path)
    missing = list(_missing_columns(data, codebook, wave, shown_path))
    if missing:
        raise DrukproefError(missing)
    ids = [_as_id(v) for v in data[codebook.respondent_column]]
    cleaned = CleanedWave(wave, ids)
    cleaned.problems += _identity_problems(data, ids, wave, codebook, shown_path)
    cleaned.findings += _ignored_columns(data, codebook, wave)
    for item in _in_order(codebook):
        cleaned.columns[item.id] = _column(item, data, cleaned, codebook, shown_path)
    return cleaned


def _column(
    item: Item, data: pd.DataFrame, cleaned: CleanedWave, codebook: Codebook, shown_path: str
) -> np.ndarray:
    size = len(data)
    if cleaned.wave not in item.waves:
        return np.full(size, NOT_ASKED, dtype=np.float64 if item.is_numeric else np.int16)
    if item.derive is not None:
        return derived(item, cleaned.columns, codebook)
    raw, ids = data[item.data_column], cleaned.ids
    if item.is_numeric:
        codes, problems = as_amounts(raw, item, ids, shown_path)
    else:
        codes, problems = as_codes(raw, item, cleaned.wave, ids, shown_path)
    asked = in_base(item, cleaned.columns, codebook, size)
    codes, findings = apply_routing(codes, asked, item, cleaned.wave, ids)
    cleaned.problems += problems
    cleaned.findings += findings
    return codes


def _in_order(codebook: Codebook) -> list[Item]:
    """The questions, each after those that it is derived from or routed by."""
    waiting, done, ordered = list(codebook.questions), set[str](), list[Item]()
    while waiting:
        ready = [q for q in waiting if done.issuperset(depends_on(q))]
        if not ready:
            names = ", ".join(q.id for q in waiting)
            raise DrukproefError([Problem("codebook", f"a circle in derive or base: {names}", "no circle")])
        ordered += ready
        done |= {q.id for q in ready}
        waiting = [q for q in waiting if q.id not in done]
    return ordered


def _missing_columns(data: pd.DataFrame, codebook: Codebook, wave: int, shown_path: str) -> list[Problem]:
    needed = [q.data_column for q in codebook.questions if q.derive is None and wave in q.waves]
    needed = [codebook.respondent_column, *needed]
    return [unknown("column", c, data.columns, shown_path) for c in needed if c not in data.columns]


def _ignored_columns(data: pd.DataFrame, codebook: Codebook, wave: int) -> list[Finding]:
    known = {q.data_column for q in codebook.questions} | {
        codebook.respondent_column,
        codebook.wave_column,
    }
    return [
        Finding(wave, "", str(c), "", "column is not in the codebook", "left out")
        for c in data.columns
        if c not in known
    ]


def _identity_problems(
    data: pd.DataFrame, ids: list[str], wave: int, codebook: Codebook, shown_path: str
) -> list[Problem]:
    problems = []
    twice = sorted({i for i in ids if ids.count(i) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        problems.append(
            Problem(f"{shown_path}, column '{codebook.respondent_column}'",
                    f"{len(twice)} respondents occur more than once, such as {twice[0]!r}",
                    "each respondent once", "remove the duplicates")
        )  # fmt: skip
    if codebook.wave_column in data.columns:
        other = sorted({f"{v:g}" for v in data[codebook.wave_column].dropna()} - {str(wave)})
        if other:
            problems.append(
                Problem(f"{shown_path}, column '{codebook.wave_column}'", f"answers of {', '.join(other)}",
                        f"only {wave}", "give each wave its own file, or mend study.yaml")
            )  # fmt: skip
    return problems


def _as_id(value: object) -> str:
    return (
        f"{value:g}"
        if isinstance(value, float) and value.is_integer() and abs(value) < 1e6
        else (str(int(value)) if isinstance(value, float) else str(value))
    )
