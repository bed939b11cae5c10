"""The CSV of printed cells in, checked PrintedCells out; names that the codebook lacks become problems."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import DrukproefError, Problem, fail
from drukproef.reconstruct.design import Design
from drukproef.study.check import unknown
from drukproef.study.codebook import Codebook

COLUMNS = [
    "element", "section", "wave", "item", "category", "banner", "level", "stat", "value", "n", "mark", "line",
]  # fmt: skip
BASE = "basis"  # the item name of a row that gives the base of a whole element
TOTAL = "totaal"


@dataclass(frozen=True)
class PrintedCell:
    """One number as printed, with the place where it stands."""

    row: int  # in the CSV file, the heading is row 1
    element: str
    section: str
    wave: int
    item: str
    category: str
    banner: str
    level: str
    stat: str
    value: float
    n: int | None
    line: str  # in the text of the report


def read_published(path: Path, shown_path: str, codebook: Codebook, design: Design) -> list[PrintedCell]:
    """All printed cells that have a value; DrukproefError lists every row that can't be understood."""
    if not path.is_file():
        raise fail(shown_path, "the file does not exist", f"a CSV file with the columns {', '.join(COLUMNS)}")
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise fail(f"{shown_path}, line 1", f"no column {', '.join(missing)}", ", ".join(COLUMNS))
        rows = list(enumerate(reader, start=2))
    problems = [p for number, row in rows for p in _row_problems(row, f"{shown_path}, line {number}")]
    if not problems:
        cells = [_cell(number, row) for number, row in rows if row["value"]]
        problems = list(_name_problems(cells, codebook, design, shown_path))
    if problems:
        raise DrukproefError(problems)
    return cells


def _row_problems(row: dict[str, str], place: str) -> Iterator[Problem]:
    for column in ("wave", "value", "n"):
        text = row[column] or ""
        if not _is_number(text) and (text or column == "wave"):
            yield Problem(place, f"{column} is '{text}'", "a number", "mend this row")
    if row["stat"] not in ("pct", "base", "count"):
        yield Problem(place, f"stat is '{row['stat']}'", "pct, base or count", "mend this row")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def _cell(number: int, row: dict[str, str]) -> PrintedCell:
    texts = {c: row[c] for c in ("element", "section", "item", "category", "banner", "level", "stat", "line")}
    n = int(row["n"]) if row["n"] else None
    return PrintedCell(row=number, wave=int(row["wave"]), value=float(row["value"]), n=n, **texts)


def _name_problems(
    cells: Iterable[PrintedCell], codebook: Codebook, design: Design, shown_path: str
) -> Iterator[Problem]:
    special = {BASE, *design.outside, *([design.response.item] if design.response else [])}
    for cell in cells:
        place = f"{shown_path}, line {cell.row}"
        if cell.item not in special:
            yield from _item_problems(cell, codebook, place)
        if cell.wave not in design.respondents:
            yield Problem(
                place, f"wave {cell.wave}", f"one of {', '.join(map(str, design.respondents))}",
                "mend the row, or add the respondents of this wave to design.yaml",
            )  # fmt: skip
        if cell.banner != TOTAL:
            yield from _level_problems(cell, codebook, place)


def _item_problems(cell: PrintedCell, codebook: Codebook, place: str) -> Iterator[Problem]:
    known = {q.id: q for q in codebook.tabulated}
    if cell.item not in known:
        yield unknown("item", cell.item, known, place)
    elif cell.category not in known[cell.item].answer_ids:
        yield unknown("category or net", cell.category, known[cell.item].answer_ids, place)
    elif cell.wave not in known[cell.item].waves:
        waves = ", ".join(map(str, known[cell.item].waves))
        yield Problem(place, f"'{cell.item}' in wave {cell.wave}", f"one of its waves: {waves}")


def _level_problems(cell: PrintedCell, codebook: Codebook, place: str) -> Iterator[Problem]:
    variables = {v.id: v for v in codebook.variables}
    if cell.banner not in variables:
        yield unknown("banner", cell.banner, variables, place)
        return
    levels = [c.id for c in variables[cell.banner].categories]
    if cell.level not in levels:
        yield unknown("level", cell.level, levels, place)
