"""Printed numbers in, ledger rows out: a row per number that a reader sees, with all that is needed to redo it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.files import written_aside
from drukproef.tabulate.cube import Cell

Kind = Literal[
    "share", "mean", "quantile", "total", "base", "count", "difference", "ratio", "words", "claim", "fact"
]


@dataclass(frozen=True)
class LedgerRow:
    """One printed number, phrase or claim."""

    id: str
    chapter: str
    place: str  # "02.qmd.j2, line 14" or "tbl-vrij, row 1, column 2"
    kind: Kind
    text: str  # as printed
    value: float  # exact, never rounded; NaN for a claim
    cell: str = ""  # path of the cell, or of both cells of a comparison
    base: int = -1  # respondents, unweighted
    n_weighted: float = float("nan")
    filter: str = ""
    method: str = ""
    source: str = ""  # of a declared fact
    p: float = float("nan")


@dataclass
class Ledger:
    """The ledger of one chapter, growing in reading order."""

    chapter: str
    rows: list[LedgerRow] = field(default_factory=list)

    def add(self, place: str, kind: Kind, text: str, value: float, **details: object) -> str:
        """Enter a printed text; returns the id of its row."""
        row_id = f"{self.chapter}-{len(self.rows) + 1:04d}"
        self.rows.append(LedgerRow(row_id, self.chapter, place, kind, text, float(value), **details))  # type: ignore[arg-type]
        return row_id

    def add_estimate(self, place: str, text: str, value: float, cell: Cell, filter_words: str) -> str:
        """Enter the estimate of a cell: a share, mean, quantile or total."""
        return self.add_cell(place, cell.statistic.kind, text, value, cell, filter_words)

    def add_cell(self, place: str, kind: Kind, text: str, value: float, cell: Cell, filter_words: str) -> str:
        """Enter a number that comes from one cell of the cube."""
        methods: dict[Kind, str] = {
            "words": "weighted share in words",
            "base": "respondents in the base, unweighted",
            "count": "respondents in the category, unweighted",
        }
        method = methods.get(kind, cell.statistic.method)
        return self.add(
            place, kind, text, value,
            cell=cell.key.path, base=cell.n, n_weighted=cell.n_weighted, filter=filter_words, method=method,
        )  # fmt: skip


def write_ledger(path: Path, rows: Sequence[LedgerRow], inputs: dict[str, str], version: str) -> None:
    """Write rows as Parquet; the hashes of all inputs and the version of the code stand in every row."""
    columns = {f.name: pa.array([getattr(r, f.name) for r in rows]) for f in fields(LedgerRow)}
    hashes = "; ".join(f"{name}={digest}" for name, digest in sorted(inputs.items()))
    columns["inputs_sha256"] = pa.array([hashes] * len(rows), pa.string())
    columns["version"] = pa.array([version] * len(rows), pa.string())
    with written_aside(path) as aside:
        pq.write_table(pa.table(columns), aside, compression="zstd")
