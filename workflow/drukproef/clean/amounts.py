"""One column of a numeric item in, its amounts out; what is no amount, or out of range, becomes problems."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from drukproef.clean.answers import found_at
from drukproef.errors import Problem
from drukproef.study import Item
from drukproef.study.item import MISSING_CODES, NO_ANSWER


def as_amounts(
    raw: pd.Series, item: Item, ids: Sequence[str], place: str
) -> tuple[NDArray[np.float64], list[Problem]]:
    """The answers of one wave: amounts of 0 or more, or the negative codes of missing answers (float64)."""
    numbers = pd.to_numeric(raw, errors="coerce").astype(np.float64)
    missing = numbers.map({float(m.code): float(MISSING_CODES[m.kind]) for m in item.missing})
    no_number = (numbers.isna() & raw.notna()) | np.isinf(numbers)
    outside = missing.isna() & ~no_number & ~_is_valid(numbers, item) & numbers.notna()
    problems = [
        _problem(raw[where], ids, where, item, place, what)
        for where, what in ((no_number, "is not a number"), (outside, "is out of range"))
        if where.any()
    ]
    return missing.fillna(numbers).fillna(float(NO_ANSWER)).to_numpy(dtype=np.float64), problems


def _is_valid(numbers: pd.Series, item: Item) -> pd.Series:
    return (numbers >= item.minimum) & (numbers <= (np.inf if item.maximum is None else item.maximum))


def _problem(
    values: pd.Series, ids: Sequence[str], where: pd.Series, item: Item, place: str, what: str
) -> Problem:
    high = "up" if item.maximum is None else f"to {item.maximum:g}"
    missing = "".join(f", {m.code}" for m in item.missing)
    return Problem(
        f"{place}, column '{item.data_column}'",
        f"the amount {found_at(values, ids, where, what)}",
        f"an amount from {item.minimum:g} {high}{missing}, or empty",
        f"correct the file, or the range of '{item.id}' in the codebook",
    )
