"""One column of a data file in, codes of the codebook out; what doesn't fit becomes problems and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from drukproef.errors import Problem
from drukproef.study import Item
from drukproef.study.item import MISSING_CODES, NO_ANSWER, NOT_ASKED

Codes = np.ndarray  # int16, or float64 of amounts: answers >= 0, missing < 0


@dataclass(frozen=True)
class Finding:
    """One line of the cleaning log."""

    wave: int
    respondent: str
    column: str
    code: str
    finding: str
    action: str


def as_codes(
    raw: pd.Series, item: Item, wave: int, ids: Sequence[str], place: str
) -> tuple[Codes, list[Problem]]:
    """The answers of one wave as codes. Codes that the codebook doesn't know are problems."""
    numbers = pd.to_numeric(raw, errors="coerce")
    wrong_type = numbers.isna() & raw.notna() | (numbers % 1 != 0) & numbers.notna()
    known = _meaning_of_codes(item, wave)
    codes = numbers.map(known)
    unknown = numbers.notna() & codes.isna() & ~wrong_type
    problems = []
    if wrong_type.any():
        problems.append(_problem(raw[wrong_type], ids, wrong_type, item, place, "is not a whole number"))
    if unknown.any():
        problems.append(_problem(numbers[unknown], ids, unknown, item, place, "is not in the codebook"))
    return codes.fillna(NO_ANSWER).to_numpy(dtype=np.int16), problems


def _meaning_of_codes(item: Item, wave: int) -> dict[float, int]:
    offered = [c for c in item.categories if c.waves is None or wave in c.waves]
    meaning = {float(c.code): c.code for c in offered}
    meaning |= {float(m.code): MISSING_CODES[m.kind] for m in item.missing}
    return meaning


def _problem(
    values: pd.Series, ids: Sequence[str], where: pd.Series, item: Item, place: str, what: str
) -> Problem:
    known = ", ".join(str(c.code) for c in item.categories) + "".join(f", {m.code}" for m in item.missing)
    return Problem(
        f"{place}, column '{item.data_column}'",
        f"the code {found_at(values, ids, where, what)}",
        f"one of the codes {known}, or empty",
        f"correct the file, or add the code to '{item.id}' in the codebook",
    )


def found_at(values: pd.Series, ids: Sequence[str], where: pd.Series, what: str) -> str:
    """What is wrong with some values, how often, and where first."""
    shown = ", ".join(sorted({f"{v:g}" if isinstance(v, float) else repr(v) for v in values})[:5])
    first = ids[int(np.flatnonzero(where.to_numpy())[0])]
    return f"{shown} {what} ({int(where.sum())} times, first at respondent {first})"


def apply_routing(
    codes: Codes, asked: np.ndarray, item: Item, wave: int, ids: Sequence[str]
) -> tuple[Codes, list[Finding]]:
    """Who was not asked gets `not asked`; an answer from someone outside the base is dropped and logged."""
    outside = ~asked & (codes != NO_ANSWER)
    findings = [
        Finding(
            wave,
            ids[i],
            item.id,
            f"{codes[i]:.15g}",
            "answer outside the base of the question",
            "set to not asked",
        )
        for i in np.flatnonzero(outside).tolist()
    ]
    return np.where(asked, codes, NOT_ASKED).astype(codes.dtype), findings
