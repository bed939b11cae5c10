"""Weights per wave in, results/<study>/weights/ out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.study import Codebook
from drukproef.survey.arrays import Ints
from drukproef.weight.wave import WaveWeights, codes_of

PLAIN = pa.schema(
    [
        pa.field("wave", pa.int16(), False),
        pa.field("respondent", pa.string(), False),
        pa.field("stratum", pa.int16(), False),
        pa.field("weight", pa.float64(), False),
        pa.field("n_stratum", pa.int32(), False),
        pa.field("population", pa.int32(), False),
    ]
)
"""When each weight is population / respondents of its stratum."""
FACTORS = (pa.field("design_weight", pa.float64(), False), pa.field("factor", pa.float64(), False))
CELL = "cell_"


def weights_table(responses: pa.Table, waves: Sequence[WaveWeights], codebook: Codebook) -> pa.Table:
    """The table of one set of weights, in the order of the responses.

    Plain post-stratification has the columns of PLAIN. Other recipes also have the design weight, the factor (weight /
    design weight, of normalised weights too), and per variable that was weighted on the code of its level after
    collapsing (`cell_<variable>`; null in waves without it). There `population` is null when no figure says it.
    """
    rows = np.concatenate([w.rows for w in waves])
    order = np.argsort(rows, kind="stable")
    kept = responses.select(["wave", "respondent"]).take(rows[order])
    columns = _joined([_plain_columns(w) for w in waves], order)
    schema = PLAIN
    if not all(w.recipe.is_plain for w in waves):
        extra = _joined([_factor_columns(w, codebook) for w in waves], order)
        columns |= extra
        cells = [pa.field(name, pa.int16()) for name in extra if name.startswith(CELL)]
        schema = pa.schema([*list(PLAIN)[:-1], pa.field("population", pa.int32()), *FACTORS, *cells])
    arrays = [kept["wave"], kept["respondent"]]
    arrays += [_array(columns[field.name], field) for field in list(schema)[2:]]
    return pa.Table.from_arrays(arrays, schema=schema)


def write_table(table: pa.Table, path: Path) -> None:
    """One Parquet file; the same table gives the same bytes."""
    pq.write_table(table, path, compression="zstd", store_schema=False)


def _plain_columns(wave: WaveWeights) -> dict[str, Any]:
    codes, place, n = np.unique(wave.stratum, return_inverse=True, return_counts=True)
    sizes = np.array([wave.population.get(int(code), np.nan) for code in codes])
    weights = wave.outcome.weighted.weights
    return {"stratum": wave.stratum, "weight": weights, "n_stratum": n[place], "population": sizes[place]}


def _factor_columns(wave: WaveWeights, codebook: Codebook) -> dict[str, Any]:
    weighted = wave.outcome.weighted
    columns: dict[str, Any] = {"design_weight": weighted.design_weights, "factor": weighted.factors}
    for margin in wave.outcome.margins:
        codes = codes_of(codebook, margin.variable)
        columns[f"{CELL}{margin.variable}"] = np.array([codes[level] for level in margin.levels])
    return columns


def _joined(parts: Sequence[dict[str, Any]], order: Ints) -> dict[str, Any]:
    """The columns of all waves under each other; NaN where a wave hasn't got one."""
    sizes = [len(next(iter(part.values()))) for part in parts]
    names = dict.fromkeys(name for part in parts for name in part)
    return {
        name: np.concatenate(
            [part.get(name, np.full(n, np.nan)) for part, n in zip(parts, sizes, strict=True)]
        )[order]
        for name in names
    }


def _array(values: Any, field: pa.Field) -> pa.Array:
    missing = np.isnan(values) if field.nullable else None
    filled = np.where(missing, 0, values) if missing is not None else values
    return pa.array(filled, mask=missing).cast(field.type)
