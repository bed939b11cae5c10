"""A data file in, its levels as texts and a copy with weights out; nothing else in the file changes."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyreadstat

from drukproef.errors import DrukproefError, fail
from drukproef.survey.arrays import Floats
from drukproef.weight.methods.design import design_problems

BETWEEN = " × "
CREATED = slice(92, 109)  # date and time of making, in the header of a .sav file


def levels_of(data: pd.DataFrame, columns: list[str]) -> list[str | None]:
    """The level of each respondent as text (1.0 is "1"), of several columns together; None when one is missing.

    >>> levels_of(pd.DataFrame({"a": [1.0, None], "b": ["x", "y"]}), ["a", "b"])
    ['1 × x', None]
    """
    parts = [[_text(value) for value in data[name].tolist()] for name in columns]
    joined = (tuple(row) for row in zip(*parts, strict=True))
    return [None if None in row else BETWEEN.join(map(str, row)) for row in joined]


def numbers_of(data: pd.DataFrame, column: str) -> Floats:
    """A column as numbers; NaN for what is missing or no number."""
    return np.asarray(pd.to_numeric(data[column], errors="coerce"), dtype=np.float64)


def checked_weights(data: pd.DataFrame, column: str, file: str) -> Floats:
    """A column with design weights; DrukproefError, naming file, column and rows, for what can't be one."""
    values, place = numbers_of(data, column), f"{file}, column '{column}'"
    texts = data[column][np.isnan(values) & data[column].notna().to_numpy()]
    if len(texts):
        found = f"{len(texts)} of {len(values)} values are no numbers, such as '{texts.iloc[0]}'"
        raise fail(place, found, "a positive number for each respondent", "name the column with the weights")
    problems = list(design_problems(values, place))
    if problems:
        raise DrukproefError(problems)
    return values


def save(source: Path, data: pd.DataFrame, name: str, weights: Floats, aside: Path) -> None:
    """Write all columns of `source`, read as `data`, and the weights.

    From .csv to .csv the texts stay as they were; from .sav to .sav labels, missing codes and formats do.
    """
    suffix = aside.suffix.lower()
    if suffix == ".csv":
        if source.suffix.lower() == ".csv":
            data = pd.read_csv(source, encoding="utf-8", dtype=str, keep_default_na=False)
        data.assign(**{name: weights}).to_csv(aside, index=False, lineterminator="\n")
    elif suffix == ".parquet":
        data.assign(**{name: weights}).to_parquet(aside, index=False)
    else:
        _save_sav(source, data.assign(**{name: weights}), name, aside)


def _save_sav(source: Path, data: pd.DataFrame, name: str, aside: Path) -> None:
    old = source if source.suffix.lower() == ".sav" else None
    try:
        pyreadstat.write_sav(data, str(aside), row_compress=True, **(_kept(old, name) if old else {}))
    except (ValueError, pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        reason = str(error).splitlines()[0]
        raise fail(
            f"output, {suffix_of(aside)}", f"SPSS can't hold this ({reason})", "write .csv instead"
        ) from error
    content = bytearray(aside.read_bytes())
    content[CREATED] = old.read_bytes()[CREATED] if old else b"01 Jan 0000:00:00"  # not the moment of writing
    aside.write_bytes(bytes(content))


def _kept(source: Path, name: str) -> dict[str, Any]:
    """What a .sav file says of its columns, with the new one added."""
    meta = pyreadstat.read_sav(str(source), metadataonly=True, user_missing=True)[1]
    return {
        "file_label": meta.file_label or "",
        "note": meta.notes or "",
        "column_labels": {k: v or "" for k, v in meta.column_names_to_labels.items()} | {name: "weight"},
        "variable_value_labels": meta.variable_value_labels,
        "missing_ranges": meta.missing_ranges,
        "variable_measure": meta.variable_measure | {name: "scale"},
        "variable_display_width": meta.variable_display_width | {name: 12},
        "variable_format": meta.original_variable_types | {name: "F12.6"},
    }


def suffix_of(path: Path) -> str:
    """The extension, in lower case."""
    return path.suffix.lower()


def _text(value: Any) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return str(int(value)) if value.is_integer() else str(value)
    return str(value).strip() or None
