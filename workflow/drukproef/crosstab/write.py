"""A table in, a .csv, .parquet, .json or .xlsx file out: whole or not at all, the same bytes every time."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import xlsxwriter

from drukproef.crosstab.explained import ALL_COLUMNS
from drukproef.errors import Problem, fail
from drukproef.files import harmless, written_aside

MOST_ROWS = 1_048_575  # of an Excel sheet, without the header
TEXT_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
CREATED = datetime.datetime(2000, 1, 1)  # not the moment of writing: the same table gives the same bytes


def output_problem(path: Path | None) -> Problem | None:
    """Why a table can't be written there; None when it can."""
    if path is None:
        return None
    if path.is_dir():
        return Problem(f"--output {path}", "this is a folder", "a file", "choose another file name")
    if path.suffix.lower() in WRITERS:
        return None
    found = f"the extension '{path.suffix}'"
    return Problem(f"--output {path}", found, f"one of {', '.join(WRITERS)}", "choose another file name")


def write_table(
    table: Any, path: Path, columns: Mapping[str, str] = ALL_COLUMNS, title: str = "drukproef crosstab"
) -> None:
    """Write an Arrow table in the format of the extension, at full precision; what doesn't exist stays empty.

    `columns` (what each means) and `title` are for Excel.
    """
    writer = WRITERS[path.suffix.lower()]
    if writer is _xlsx and table.num_rows > MOST_ROWS:
        step = "write .csv or .parquet"
        raise fail(f"--output {path}", f"{table.num_rows} rows", f"at most {MOST_ROWS} in Excel", step)
    try:
        with written_aside(path) as aside:
            if writer is _xlsx:
                _xlsx(table, aside, columns, title)
            else:
                writer(table, aside)
    except (OSError, xlsxwriter.exceptions.XlsxFileError) as error:
        reason = str(error).splitlines()[0]
        raise fail(f"--output {path}", f"it can't be written ({reason})", "a place to write to") from error


def write_csv(table: Any, target: Path | IO[bytes]) -> None:
    """The table as CSV (UTF-8, with a header; numbers so that they read back as the same double).

    A text that a spreadsheet would take for a formula gets ' before it.
    """
    for place, name in enumerate(table.column_names):
        if pa.types.is_string(table[name].type):
            table = table.set_column(place, name, _harmless(table[name].combine_chunks()))
    options = pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="needed")
    pyarrow.csv.write_csv(table, target, options)


def _harmless(column: Any) -> Any:
    words = column.dictionary_encode()
    return pa.array([harmless(text) for text in words.dictionary.to_pylist()], pa.string()).take(
        words.indices
    )


def _parquet(table: Any, path: Path) -> None:
    pq.write_table(table, path)


def _json(table: Any, path: Path) -> None:
    rows = [json.dumps(row, ensure_ascii=False, allow_nan=False) for row in table.to_pylist()]
    path.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8", newline="\n")


def _xlsx(table: Any, path: Path, columns: Mapping[str, str], title: str) -> None:
    """A sheet with the table, and one that explains its columns."""
    with xlsxwriter.Workbook(str(path), {**TEXT_OPTIONS, "constant_memory": True}) as book:
        book.set_properties({"title": title, "created": CREATED})
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet("table")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, table.column_names, bold)
        for line, row in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True), 1):
            for place, value in enumerate(row):
                if value is not None:
                    _cell(sheet, line, place, value)
        explained = book.add_worksheet("columns")
        explained.write_row(0, 0, ["column", "meaning"], bold)
        for line, name in enumerate(table.column_names, 1):
            explained.write_string(line, 0, name)
            explained.write_string(line, 1, columns[name])


def _cell(sheet: Any, line: int, place: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.write_string(line, place, value)
    else:
        sheet.write_number(line, place, value)


WRITERS: dict[str, Callable[..., None]] = {
    ".csv": write_csv,
    ".parquet": _parquet,
    ".json": _json,
    ".xlsx": _xlsx,
}
