"""A stream of batches in, blocks of a fixed number of rows out: however the file is cut, the blocks are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

ROWS = 1 << 17
"""Rows of a block. Sums are added per block and then in the order of the blocks: another number, other last bits."""


def blocks(batches: Iterable[Any], rows: int = ROWS) -> Iterator[Any]:
    """Record batches of exactly `rows` rows (the last may have fewer); at most one piece waits in memory.

    >>> pieces = [pa.record_batch({"a": list(range(n))}) for n in (3, 1, 4)]
    >>> [block["a"].to_pylist() for block in blocks(pieces, 3)]
    [[0, 1, 2], [0, 0, 1], [2, 3]]
    """
    waiting: list[Any] = []
    have = 0
    for batch in batches:
        start = 0
        while have + batch.num_rows - start >= rows:
            part = batch.slice(start, rows - have)
            yield _joined([*waiting, part])
            start, waiting, have = start + rows - have, [], 0
        if start < batch.num_rows:
            waiting.append(batch.slice(start))
            have += batch.num_rows - start
    if waiting:
        yield _joined(waiting)


def _joined(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 else pa.concat_batches(parts)
