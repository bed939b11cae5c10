"""The CSV of printed cells in, frozen rows out."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from drukproef.errors import fail

_COLUMNS = [
    "element",
    "section",
    "wave",
    "item",
    "category",
    "banner",
    "level",
    "stat",
    "value",
    "n",
    "mark",
    "line",
]


@dataclass(frozen=True)
class PublishedCell:
    """One printed number: where it stands, what it is about, and what it says."""

    element: str  # "tabel-2.1/1": the printed number of the table, and which table of that number
    section: str
    wave: int
    item: str
    category: str
    banner: str
    level: str
    stat: str  # pct, base, count
    value: float | None  # None: a dash, see mark
    n: int | None
    mark: str  # not_asked, suppressed
    line: int


def read_published(path: Path, shown_path: str) -> list[PublishedCell]:
    """All printed cells, in the order of the file."""
    if not path.is_file():
        raise fail(
            shown_path, "the file does not exist", "a CSV of printed cells", "mend the path in study.yaml"
        )
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if reader.fieldnames != _COLUMNS:
            found = ", ".join(reader.fieldnames or [])
            raise fail(f"{shown_path}, line 1", f"the columns {found}", f"the columns {', '.join(_COLUMNS)}")
        return [_cell(row) for row in reader]


def _cell(row: dict[str, str]) -> PublishedCell:
    return PublishedCell(
        element=row["element"],
        section=row["section"],
        wave=int(row["wave"]),
        item=row["item"],
        category=row["category"],
        banner=row["banner"],
        level=row["level"],
        stat=row["stat"],
        value=float(row["value"]) if row["value"] else None,
        n=int(row["n"]) if row["n"] else None,
        mark=row["mark"],
        line=int(row["line"]),
    )
