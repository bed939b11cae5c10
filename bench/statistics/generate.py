"""Make the survey that the benchmark tabulates: 40 items of 5 categories, 6 banners, 12 strata, uneven weights.

Usage: generate.py ROWS FILE.parquet. The same rows give the same file, every time; memory for one piece.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ITEMS, CATEGORIES, MISSING = 40, 5, 0.03
BANNERS = (2, 3, 4, 5, 7, 10)  # levels of each
STRATA = 12
PIECE = 1_000_000


def names() -> tuple[list[str], list[str]]:
    """The columns with items and with banners."""
    return [f"q{i:02d}" for i in range(1, ITEMS + 1)], [f"b{i}" for i in range(1, len(BANNERS) + 1)]


def piece(seed: int, rows: int) -> pa.Table:
    """Rows whose answers depend a little on stratum and banner; the weight differs within strata, as after raking."""
    random = np.random.default_rng([20261124, seed])
    stratum = random.integers(0, STRATA, rows)
    levels = [random.integers(0, count, rows) for count in BANNERS]
    columns: dict[str, pa.Array] = {"stratum": pa.array((stratum + 1).astype(np.int8))}
    weight = (1 + stratum / STRATA) * np.exp(random.normal(0, 0.3, rows))
    columns["weight"] = pa.array(weight)
    items, banners = names()
    for name, level in zip(banners, levels, strict=True):
        columns[name] = pa.array((level + 1).astype(np.int8))
    lean = levels[1] - 1 + stratum / STRATA
    for name in items:
        answer = np.clip(np.rint(random.normal(3 + 0.2 * lean, 1.2, rows)), 1, CATEGORIES)
        columns[name] = pa.array(answer.astype(np.int8), mask=random.random(rows) < MISSING)
    return pa.table(columns)


def main() -> None:
    """Write the file, a piece at a time."""
    rows, path = int(sys.argv[1]), Path(sys.argv[2])
    path.parent.mkdir(parents=True, exist_ok=True)
    with pq.ParquetWriter(path, piece(0, 1).schema) as writer:
        for number, start in enumerate(range(0, rows, PIECE)):
            writer.write_table(piece(number, min(PIECE, rows - start)))


if __name__ == "__main__":
    main()
