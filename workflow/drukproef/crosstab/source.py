"""A data file or frame in, its columns as Arrow batches with labels out; user-missing codes are missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pyreadstat

from drukproef.clean.read import read_data
from drukproef.errors import fail

READ_ROWS = 1 << 18
Labels = dict[str, dict[Any, str]]


@dataclass(frozen=True)
class Source:
    """Where the columns come from. Exactly one of `parquet` and `table` is there."""

    shown: str
    schema: Any  # pyarrow.Schema
    rows: int
    parquet: Path | None = None
    table: Any = None  # pyarrow.Table
    value_labels: Labels = field(default_factory=dict)
    column_labels: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The columns."""
        return list(self.schema.names)

    def batches(self, columns: Sequence[str], threads: int) -> Iterator[Any]:
        """Record batches with these columns, in the order of the rows; only a few are in memory at once."""
        if self.parquet is None:
            yield from self.table.select(list(columns)).to_batches(max_chunksize=READ_ROWS)
            return
        try:
            with pq.ParquetFile(self.parquet) as file:
                yield from file.iter_batches(READ_ROWS, columns=list(columns), use_threads=threads > 1)
        except (ValueError, OSError) as error:
            raise _unreadable(self.shown, error) from error


def open_source(data: Path | str | pd.DataFrame) -> Source:
    """The source of a file (.sav, .csv, .parquet) or frame. Raises DrukproefError when it can't be read."""
    if isinstance(data, pd.DataFrame):
        return _of_frame(data, "frame", {})
    path = Path(data)
    if not path.is_file():
        raise fail(str(path), "no such file", "a .sav, .csv or .parquet file", "mend the name")
    if path.suffix.lower() == ".parquet":
        try:
            with pq.ParquetFile(path) as file:
                return Source(str(path), file.schema_arrow, file.metadata.num_rows, parquet=path)
        except (ValueError, OSError) as error:
            raise _unreadable(str(path), error) from error
    frame = read_data(path, str(path))
    if len(frame.columns) == 1 and ";" in str(frame.columns[0]):
        raise fail(str(path), "semicolons between the values", "commas", "export it again, or as .parquet")
    if path.suffix.lower() != ".sav":
        return _of_frame(frame, str(path), {})
    meta = pyreadstat.read_sav(str(path), metadataonly=True, user_missing=True)[1]
    source = _of_frame(_without_missing(frame, meta.missing_ranges), str(path), meta.variable_value_labels)
    return replace(source, column_labels={k: v for k, v in meta.column_names_to_labels.items() if v})


def answers(column: Any, codes: Sequence[Any] = ()) -> Any:
    """An Arrow array in which NaN, empty texts and these codes (those that fit its type) are missing.

    Floats that are all whole become integers: .sav files and gaps make floats of codes.
    """
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_floating(column.type):
        column = _whole(pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column))
    texts = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    if texts:
        codes = ["", *codes]
    fitting = [str(code) for code in codes] if texts else [c for c in codes if not isinstance(c, str)]
    if not fitting or pa.types.is_boolean(column.type):
        return column
    try:
        values = pa.array(fitting).cast(column.type)
    except pa.ArrowInvalid:  # a code that the type can't hold doesn't occur
        return column
    return pc.if_else(pc.is_in(column, value_set=values), pa.scalar(None, column.type), column)


def _of_frame(frame: pd.DataFrame, shown: str, labels: Labels) -> Source:
    try:
        table = pa.Table.from_pandas(frame, preserve_index=False)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise fail(
            shown, f"a column mixes kinds of values ({error.args[0]})", "one kind per column"
        ) from error
    for i, name in enumerate(table.column_names):
        table = table.set_column(i, name, answers(table[name].combine_chunks()))
    return Source(shown, table.schema, table.num_rows, table=table, value_labels=labels)


def _whole(column: Any) -> Any:
    try:
        return column.cast(pa.int64())
    except pa.ArrowInvalid:
        return column


def _without_missing(frame: pd.DataFrame, ranges: Any) -> pd.DataFrame:
    """Nothing where the file says that a code is missing. `ranges`: per column, each with its bounds lo and hi."""
    changed = {}
    for name, parts in ranges.items():
        column = frame[name]
        for part in parts:
            column = column.mask(column.between(part["lo"], part["hi"]))
        changed[name] = column
    return frame.assign(**changed)


def _unreadable(shown: str, error: Exception) -> Exception:
    reason = str(error).splitlines()[0]
    return fail(shown, f"it can't be read ({reason})", "a sound .parquet file", "export it again")
