"""Reading the columns and nothing else: the physical limit."""

from __future__ import annotations

from importlib.metadata import version

import pyarrow.parquet as pq
from generate import names
from measured import measured


def work(file: str) -> list[float]:
    """All 48 columns, piece by piece, so that memory is no limit either."""
    items, banners = names()
    rows = 0
    with pq.ParquetFile(file) as source:
        for batch in source.iter_batches(1 << 18, columns=[*items, *banners, "stratum", "weight"]):
            rows += batch.num_rows
    assert rows
    return []


if __name__ == "__main__":
    measured("reading only", f"pyarrow {version('pyarrow')}", work)
