"""cube/ in, the cells of the table book out: the one gate that figures of hidden cells can't pass."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from drukproef.errors import fail
from drukproef.study import Rules, Study
from drukproef.study.statistics import Kind, statistic_of
from drukproef.tabulate.cell import Mark, Status

IDENTITY = ("wave", "item", "category", "is_net", "banner", "level")
COUNTS = ("n", "n_category")
BASE = ("n", "n_weighted")
FIGURES = (
    "n_weighted", "estimate", "se", "ci_low", "ci_high", "deff", "n_eff", "rest_mark", "previous_wave", "previous_mark",
)  # fmt: skip


class BookCell(NamedTuple):
    """A cell as everybody may see it; the fields are also the columns of the open data.

    Counts and figures are None where there are none, or where they may not be seen.
    """

    population: str
    wave: int
    item: str
    category: str
    is_net: bool
    statistic: Kind  # what the estimate is
    banner: str
    level: str
    status: Status
    n: int | None = None
    n_category: int | None = None
    n_weighted: float | None = None
    estimate: float | None = None
    se: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    deff: float | None = None
    n_eff: float | None = None
    rest_mark: Mark = ""
    previous_wave: int | None = None
    previous_mark: Mark = ""

    @property
    def key(self) -> Key:
        """What the cell is about, within its population."""
        return Key(self.wave, self.item, self.category, self.banner, self.level)


class Key(NamedTuple):
    """The name of a cell within a population."""

    wave: int
    item: str
    category: str
    banner: str
    level: str


def read_cells(study: Study, population: str) -> list[BookCell]:
    """All cells of a population that were asked; of hidden ones only what the rules allow."""
    rows = read_part(study, "cube", population).to_pylist()
    rules = study.settings.rules
    asked = (row for row in rows if row["status"] != Status.NOT_ASKED)
    return [_book_cell(population, row, rules) for row in asked]


def read_part(study: Study, part: str, population: str) -> pa.Table:
    """cube/ or comparisons/ of a population; DrukproefError when `tabulate` has not run."""
    path = study.results / part / f"{population}.parquet"
    if path.is_file():
        return pq.read_table(path)
    place = f"results/{study.id}/{part}/{population}.parquet"
    raise fail(
        place, "the file does not exist", "the cube", f"run: drukproef tabulate {study.id} {population}"
    )


def _book_cell(population: str, row: dict[str, Any], rules: Rules) -> BookCell:
    status = Status(row["status"])
    key = {name: row[name] for name in IDENTITY}
    kind = statistic_of(row["category"]).kind
    return BookCell(
        population=population, statistic=kind, status=status, **key, **_visible(status, row, rules)
    )


def _visible(status: Status, row: dict[str, Any], rules: Rules) -> dict[str, Any]:
    """What may be seen of a cell: all of it, its counts, its base, or nothing."""
    if status is Status.SHOWN:
        return {name: _known(row[name]) for name in (*COUNTS, *FIGURES)}
    if status is Status.SMALL_BASE and rules.small_base == "count":
        return {name: row[name] for name in COUNTS}
    if status is Status.IMPRECISE:
        return {name: row[name] for name in BASE}
    return {}


def _known(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
